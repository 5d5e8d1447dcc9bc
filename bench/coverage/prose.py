"""What the page says around its tables. Whatever depends on the outcomes is computed from them."""

import math
import re
import textwrap
from collections.abc import Sequence

from bench.coverage.auditing import EASIER
from bench.coverage.figures import MAIN, chosen, percent
from bench.coverage.judging import ALL, READINGS, Outcome
from bench.coverage.linking import UNEVEN
from bench.coverage.summary import summary
from bench.coverage.worlds import DEPENDENCES, LISTS, ODDS, SPREAD

PICTURE = "does-it-cover.svg"


def _wrapped(text: str) -> str:
    return textwrap.fill(re.sub(r"\s+", " ", text).strip(), 130, break_long_words=False, break_on_hyphens=False)


def opening(worlds: int, seed: int, draws: int) -> list[str]:
    """What was done."""
    error = 196 * math.sqrt(0.95 * 0.05 / max(worlds / len(DEPENDENCES), 1))
    return [
        "# Does it cover?",
        _wrapped(
            f"""An interval of 95 per cent promises to have the true number in it 95 times in 100. Whether it does can only be
            seen where the truth is known. So this page is about {worlds:,} invented worlds, made with seed {seed} and {draws}
            draws for each interval by one command:"""
        ),
        "```\nscript/bench coverage\n```",
        _wrapped(
            """The page is written by the command, failures included. How links are audited and counts corrected is in [Estimating
            through linkage](estimating-through-linkage.md)."""
        ),
        "## The worlds",
        _wrapped(
            f"""Each has 500 to 5,000 people and {LISTS[0]} to {LISTS[-1]} lists. In a quarter of them lists are independent. In
            a quarter, being on the first list multiplies the odds of being on the second by {ODDS:g} (attract); in a quarter it
            divides them by {ODDS:g} (avoid). In the last, people differ in how easily any list finds them (standard deviation
            {SPREAD:g} in log odds). Half of the worlds are sparse: a list has 4 to 12 per cent of the people, otherwise 15 to
            40."""
        ),
        _wrapped(
            f"""Links have a recall of 0.6 to 0.95 and a precision of 0.95 to 1. They are missed one by one (faults of links); or
            because a record is faulty and is linked to nothing; or one by one, with {UNEVEN:g} more recall for half of the people
            and {UNEVEN:g} less for the others. Only the second is what the correction assumes. Groups are closed over shared
            members. Audits are of 100, 200 or 400 links and as many known pairs, or of all where there are fewer."""
        ),
        _wrapped(
            f"""Every world is read in four ways: with its true links; with its links as they are, believed; corrected after a
            fair audit, whose pairs were drawn at random; and corrected after an audit of easy pairs, in which pairs that were
            linked are drawn {EASIER:g} times as often as pairs that were missed."""
        ),
        _wrapped(
            f"""A share of worlds of one kind of dependence is itself known to {error:.0f} points or so. Errors are in per cent of
            the true number: the middle one, with its sign, and the typical size (root mean square of logarithms). `chao` is a
            lower bound, so it covers when its lower limit is not above the truth. `{ALL}` is the last span of the error budget:
            any method that is no bound, with its interval, and half or twice as many people on no list as it says."""
        ),
        f"![How often intervals cover, by dependence and by links](../pictures/{PICTURE})",
    ]


def independent(outcomes: Sequence[Outcome]) -> str:
    """What the correction does where nothing else is wrong, in figures."""
    true, believed, fair, easy = (
        f"{percent(found.error, signed=True)}, covered {percent(found.covered)}"
        for found in (summary(chosen(outcomes, DEPENDENCES[0], reading), MAIN) for reading in READINGS)
    )
    return _wrapped(
        f"""The middle error of `{MAIN}` with links that are believed: {believed}. Corrected after a fair audit: {fair}. With the
        true links, which nobody has: {true}. After an audit of easy pairs: {easy}. A correction is as good as its audit."""
    )


DEPENDENT = _wrapped(
    """No audit of links repairs a dependence between lists. A row has the share covered and, in brackets, the middle error."""
)
BY_KIND = _wrapped(
    f"""`{MAIN}`, independent lists, fair audit. With more lists more rests on sets of three and more, which an audit of pairs
    does not tell and an assumption must; `pooled_pairs` rests on pairs alone."""
)
REFUSALS = _wrapped(
    f"""A single number is refused when there are two lists only, when methods differ by more than a factor of two, when two lists
    have fewer than ten people in common, or when audit and lists contradict each other. How often `{MAIN}` covers where a number
    was refused, and where it was not:"""
)
REFUSALS_LIMIT = "A refusal is no test of dependence: methods that share an assumption agree on the same wrong number."
FIRST_WORLDS = f"What `{MAIN}` says of each, with its interval. A test makes them again and compares."
CLOSING = "\n".join(
    textwrap.fill(re.sub(r"\s+", " ", each).strip(), 130, initial_indent="- ", subsequent_indent="  ")
    for each in (
        """With links believed, intervals are narrow and wrong. Corrected, they do about as well as with the true links, and are
        wider: what was not known is told. With five lists they do less well, since sets of lists are not audited.""",
        """They do no better. Where people differ, or lists depend, the true links fail as well. Two errors may cancel: missed
        links raise a number that differing people lower. An uncorrected number that is right is then right by accident.""",
        """Pairs that are easily known, such as by a document, are easily linked. An audit of them overstates recall, and numbers
        stay too high.""",
        """`chao` supposes that lists are alike, and ours are not. Where lists avoid each other it is no bound at all.""",
        """Averaging over graphs and the choice among all models are not in the study: they take too long to be run so often.""",
        """The worlds are ours. Real lists are worse in ways that nobody has thought of.""",
    )
)
