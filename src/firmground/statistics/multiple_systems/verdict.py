"""Whether one number may be taken from what several methods say, why not, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from firmground.statistics.multiple_systems.estimate import Estimate
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.methods import METHODS
from firmground.statistics.multiple_systems.overlaps import THIN, Overlap
from firmground.values import type_of_json

MOST_APART = 2.0  # the highest estimate over the lowest
NAMED = 4  # thin overlaps that are named in the sentence
COVARIATES = (
    "Record what people differ in (year, sex, nationality, form of exploitation) and estimate for each group: differences that "
    "are not recorded look like dependence."
)
REFERRALS = "Ask who sends people to whom: merge lists that do, or let the model have that interaction on stated grounds."
AUDIT = (
    "Audit the linkage: a sample of links and a sample of pairs that were not linked. Missed links make every number too high."
)
OVERLAP = "Get more overlap: a longer period, or a further list that meets the same people by another way."
MERGE = "Merge lists that work alike; the table of merged lists shows what that does to each method."
THIRD = "Get a third list. With two, that they are independent can be supposed but not looked at."
TOO_HIGH = "Either they are too low, or lists differ much in size or avoid each other's people, and the bound is too high."
ONE_WRONG = "What one of them supposes is wrong."
TOO_NARROW = "the interval takes the chosen model for true, and is too narrow. With --bootstrap 1000 the choice is repeated."
CHOOSING, FORGETFUL = ("stepwise", "stepwise_aic", "bic"), ("Wald", "profile")
ANOTHER = "Run further methods: one alone shows nothing of how much it matters which."


@dataclass(frozen=True)
class Verdict:
    """``number`` is the median of the methods' estimates, or ``None``: then ``reasons`` say why no single number may be used.

    ``lowest`` and ``highest`` are the least and the greatest estimate, whether or not a number is given; ``None`` when no
    method had one. Bounds do not take part. ``helps`` says what would change the verdict. ``warnings`` do not refuse a number:
    a method that has none, intervals with nothing in common or without the choice of the model, and a number below a bound.
    """

    number: float | None
    lowest: float | None
    highest: float | None
    reasons: tuple[str, ...]
    helps: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether no single number may be used."""
        return self.number is None

    @property
    def sentence(self) -> str:
        """The verdict in a sentence or two, for a reader."""
        if self.lowest is None or self.highest is None:
            return "No number: no method has an answer for these lists."
        if self.lowest == self.highest and self.refused:
            return f"One method alone says {self.lowest:,.0f}; without others beside it that is no result."
        between = f"{self.lowest:,.0f} and {self.highest:,.0f}"
        if self.number is None:
            return f"No single number can be given. The methods that answer lie between {between}."
        told = f"The methods lie between {between} people, and their median is {self.number:,.0f}."
        return f"{told} Give the range with the number."

    def to_json(self) -> dict[str, type_of_json]:
        """The verdict as data, numbers unrounded."""
        return {
            "refused": self.refused,
            "number": self.number,
            "lowest": self.lowest,
            "highest": self.highest,
            "sentence": self.sentence,
            "reasons": list(self.reasons),
            "helps": list(self.helps),
            "warnings": list(self.warnings),
        }


def verdict(
    histories: Histories, estimates: Sequence[Estimate], overlaps: Sequence[Overlap], bounds: Sequence[Estimate] = ()
) -> Verdict:
    """Judge estimates of one population; ``bounds`` say how many there are at least, and take part in warnings alone.

    No single number is given with two lists only, when fewer than two methods answer, when the highest is more than twice
    the lowest, and when any two lists have fewer than ten people in common.
    """
    numbers = [each.population for each in estimates if each.population is not None]
    found = [*_of_lists(histories), *_of_numbers(numbers, estimates), *_of_overlaps(overlaps)]
    reasons = tuple(reason for reason, _ in found)
    helps = tuple(dict.fromkeys(each for _, helping in found for each in helping)) or (AUDIT,)
    warnings = (*_without(estimates), *_disjoint(estimates), *_granted(estimates), *_below(estimates, bounds))
    if not numbers:
        return Verdict(None, None, None, reasons, helps, warnings)
    return Verdict(None if reasons else median(numbers), min(numbers), max(numbers), reasons, helps, warnings)


Reason = tuple[str, tuple[str, ...]]


def _of_lists(histories: Histories) -> list[Reason]:
    if len(histories.lists) > 2:
        return []
    return [("Two lists only: every method supposes that they are independent, and nothing in the counts can show it.", (THIRD,))]


def _of_numbers(numbers: Sequence[float], estimates: Sequence[Estimate]) -> list[Reason]:
    if len(numbers) < 2:
        said = "No method has an answer." if not numbers else "Only one method has an answer, and nothing to be compared with."
        return [(said, (ANOTHER,) if len(estimates) < 2 else (OVERLAP, MERGE))]
    apart = max(numbers) / min(numbers)
    if apart <= MOST_APART:
        return []
    highest, lowest = (next(_title(each) for each in estimates if each.population == pick(numbers)) for pick in (max, min))
    between = f"lowest: {lowest}; highest: {highest}"
    said = f"The methods differ by a factor of {apart:.1f} ({between}); at most {MOST_APART:g} is allowed."
    return [(said, (COVARIATES, REFERRALS, AUDIT))]


def _of_overlaps(overlaps: Sequence[Overlap]) -> list[Reason]:
    thin = sorted((each for each in overlaps if each.is_thin), key=lambda each: each.people)
    if not thin:
        return []
    named = ", ".join(f"{each.pair[0]} and {each.pair[1]} {each.people}" for each in thin[:NAMED])
    more = ", …" if len(thin) > NAMED else ""
    said = f"{len(thin)} of {len(overlaps)} pairs of lists have fewer than {THIN} people in common ({named}{more})."
    return [(said, (OVERLAP, MERGE, AUDIT))]


def _without(estimates: Sequence[Estimate]) -> list[str]:
    return [f"{_title(each)}: no number. {each.refused}" for each in estimates if each.population is None]


def _disjoint(estimates: Sequence[Estimate]) -> list[str]:
    """Two methods whose intervals have nothing in common: the one that ends lowest and the one that begins highest."""
    ends = [(each.high, each) for each in estimates if each.high is not None]
    begins = [(each.low, each) for each in estimates if each.low is not None]
    if not ends or not begins:
        return []
    (high, lower), (low, upper) = (min(ends, key=lambda end: end[0]), max(begins, key=lambda begin: begin[0]))
    if low <= high:
        return []
    return [f"The interval of {_title(lower)} ends at {high:,.0f} and that of {_title(upper)} begins at {low:,.0f}. {ONE_WRONG}"]


def _granted(estimates: Sequence[Estimate]) -> list[str]:
    """Methods that chose their model from the data, and whose interval forgets that they did."""
    names = [_title(each) for each in estimates if each.method in CHOOSING and each.interval in FORGETFUL]
    return [f"{'; '.join(names)}: {TOO_NARROW}"] if names else []


def _below(estimates: Sequence[Estimate], bounds: Sequence[Estimate]) -> list[str]:
    """Estimates that even the lower limit of a lower bound is above, together."""
    found = []
    for bound in bounds:
        few = [each for each in estimates if bound.low and each.population is not None and each.population < bound.low]
        if few:
            names = "; ".join(f"{_title(each)} ({each.population:,.0f})" for each in few)
            there = f"{_title(bound)} has at least {bound.population:,.0f} ({bound.low:,.0f} to {bound.high:,.0f})"
            found.append(f"{names}: {there}. {TOO_HIGH}")
    return found


def _title(estimate: Estimate) -> str:
    return METHODS[estimate.method].title if estimate.method in METHODS else estimate.method
