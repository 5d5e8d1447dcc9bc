"""What ``firmground law`` prints for people."""

import datetime
from collections.abc import Iterable

from firmground.cli.output import console, print_table
from firmground.law.candidates import LIMITS, Candidate, Candidates, State, penalty_now_in_words
from firmground.law.claims import answers_to_claims
from firmground.law.comparison import Comparison
from firmground.law.coverage import Coverage, Reach
from firmground.law.penalties import VERIFY, penalties_in_words, time_limit_in_words
from firmground.law.provision import Provision, cited_in_words
from firmground.law.words import REACH, SIGNS, STANDING, beyond_in_words, gap_in_words, purpose_in_words, undated_in_words
from firmground.packs.pack import Pack

READING = "What each provision touches is our reading; what is officially named says so. This is an overview, not advice."
STATES = {State.COMPLETE: "every recorded element is there", State.OPEN: "open", State.RULED_OUT: "an element is not there"}


def provisions(pack: Pack, listed: Iterable[Provision], on: datetime.date) -> None:
    """A row for each provision."""
    shown = list(listed)
    rows = [
        (
            str(each.entry.number),
            cited_in_words(pack, each),
            pack.text(f"law.provisions.{each.id}") + ("" if each.is_verified else f" ({VERIFY})"),
            penalties_in_words(pack, each.penalties_on(on)),
            STANDING[each.entry.named],
        )
        for each in shown
    ]
    print_table(_titled(pack, f"provisions in force on {on}"), ("no.", "where", "conduct", "maximum", "standing"), rows)
    console().print(f"{undated_in_words(shown)} verify: not read in a primary source")


def coverage(found: Coverage) -> None:
    """The matrix, the part for children, the gaps, what goes beyond, and the answers to claims."""
    standing = ", ".join(f"{number} {STANDING[name]}" for name, number in found.standing.items())
    console().print(_titled(found.pack, f"{len(found.provisions)} provisions in force on {found.on}: {standing}"))
    console().print(undated_in_words(found.provisions))
    _matrix(found)
    _children(found)
    _paragraphs("A composite offence on the definition would also reach whole:", (gap_in_words(found, gap) for gap in found.gaps))
    beyond = (f"{cited_in_words(found.pack, each.provision)} {beyond_in_words(found.pack, each)}" for each in found.beyond)
    _paragraphs("These provisions reach what it would not:", beyond)
    _claims(found)
    console().print(READING)


def _matrix(found: Coverage) -> None:
    means = [f"{place}" for place, _ in enumerate(found.means, 1)]
    rows = [row for purpose in (*found.minimum, *found.extended) for row in _rows(found, purpose)]
    print_table("Act × means × purpose", ("purpose", "act", *means), rows)
    console().print(
        "Means: " + ", ".join(f"{n} {found.pack.text(f'codes.palermo_means.{code}')}" for n, code in enumerate(found.means, 1))
    )
    console().print("; ".join(f"{SIGNS[reach]} {REACH[reach]}" for reach in Reach) + "; the number counts the provisions\n")


def _rows(found: Coverage, purpose: str) -> list[tuple[str, ...]]:
    """A row for each act, or one for all where they do not differ."""
    name = purpose_in_words(found.pack, purpose)
    signs = {}
    for act in found.acts:
        cells = [found.by_place[act, each, purpose] for each in found.means]
        signs[act] = tuple(f"{SIGNS[cell.reach]}{len(cell.whole) + len(cell.limited) or ''}" for cell in cells)
    if len(set(signs.values())) == 1:
        return [(name, "every act", *signs[found.acts[0]])]
    rows = [(found.pack.text(f"codes.palermo_acts.{act}"), *signs[act]) for act in found.acts]
    return [("" if place else name, *row) for place, row in enumerate(rows)]


def _children(found: Coverage) -> None:
    rows = [
        (
            purpose_in_words(found.pack, purpose),
            *(SIGNS[found.by_place[act, None, purpose].reach] for act in found.acts),
        )
        for purpose in (*found.minimum, *found.extended)
    ]
    acts = [found.pack.text(f"codes.palermo_acts.{act}") for act in found.acts]
    print_table("Children, for whom no means is needed", ("purpose", *acts), rows)


def _claims(found: Coverage) -> None:
    answers = answers_to_claims(found)
    if answers:
        said = {each: found.pack.text(f"law.claims.{each.claim.id}").rstrip(".") for each in answers}
        told = (f"{words}: {each.finding}. {each.why}" for each, words in said.items())
        _paragraphs("What is said of these provisions:", told)


def candidates(pack: Pack, found: Candidates) -> None:
    """Each suggested provision with reasons, penalty, time limit and what is missing; then what was ruled out, and the limits."""
    console().print(f"Conduct on {found.on}; time limits as of {found.today}\n")
    suggested = (*found.of(State.COMPLETE), *found.of(State.OPEN))
    for each in suggested:
        _candidate(pack, each, found.today)
    if not suggested:
        console().print("These facts suggest no provision of the register. That is not a finding that none applies.\n")
    ruled_out = (
        f"{cited_in_words(pack, each.provision)}: not {_elements(pack, each.against)}" for each in found.of(State.RULED_OUT)
    )
    _paragraphs("Suggested, but an element is not there:", ruled_out)
    _paragraphs("Facts not known that could suggest more:", (pack.text(f"law.facts.{name}") for name in found.ask_next))
    _paragraphs("Limits of this aid, which is not advice:", LIMITS)


def _candidate(pack: Pack, each: Candidate, today: datetime.date) -> None:
    verify = "" if each.provision.is_verified else " (verify)"
    console().print(f"{cited_in_words(pack, each.provision)}{verify}: {pack.text(f'law.provisions.{each.provision.id}')}")
    lines = [("because", ", ".join(pack.text(f"law.facts.{name}") for name, _ in each.because))]
    lines += [("missing", _elements(pack, each.missing) or f"nothing; {STATES[State.COMPLETE]}")]
    lines += [("penalty", penalties_in_words(pack, each.penalties_then))]
    lines += [("now", penalty_now_in_words(pack, each, today))] if each.penalty_changed else []
    over = " – over" if each.time.is_over(today) else ""
    until = f", until {each.time.last_day}{over}" if each.time.last_day else ""
    lines += [("time", f"{time_limit_in_words(each.time.limit)}{until}")]
    lines += [("note", "can fall on the trafficked person: look at non-punishment first")] if each.falls_on_person else []
    for name, words in lines:
        console().print(f"  {name:8} {words}")
    console().print("")


def comparison(found: Comparison) -> None:
    """What begins, ends and changes between two days; for two territories, what each reaches."""
    before, after, pack = found.before, found.after, found.after.pack
    console().print(f"From {_titled(before.pack, str(before.on))} to {_titled(after.pack, str(after.on))}")
    if found.is_empty:
        console().print("Nothing differs.")
        return
    _paragraphs("In force only later:", (cited_in_words(pack, each) for each in found.begun))
    _paragraphs("No longer in force:", (cited_in_words(pack, each) for each in found.ended))
    penalties = [
        (cited_in_words(pack, each.provision), penalties_in_words(pack, each.before), penalties_in_words(pack, each.after))
        for each in found.penalties
    ]
    _changes("Maximum penalties", penalties)
    limits = [
        (cited_in_words(pack, each.provision), time_limit_in_words(each.before), time_limit_in_words(each.after))
        for each in found.time_limits
    ]
    _changes("Time limits", limits)
    counts = [
        (REACH[reach], str(before.reached(before.minimum)[reach]), str(after.reached(after.minimum)[reach])) for reach in Reach
    ]
    print_table("Cells of the minimum purposes", ("reach", "before", "after"), counts, numbers=(1, 2))
    console().print(f"{len(found.cells)} cells differ; --json lists them. {READING}")


def _changes(title: str, rows: list[tuple[str, str, str]]) -> None:
    if rows:
        print_table(title, ("where", "before", "after"), rows)


def _elements(pack: Pack, names: Iterable[str]) -> str:
    return ", ".join(pack.text(f"law.elements.{name}") for name in names)


def _paragraphs(title: str, lines: Iterable[str]) -> None:
    listed = list(lines)
    if listed:
        console().print(title)
        for line in listed:
            console().print(f"  {line}")
        console().print("")


def _titled(pack: Pack, words: str) -> str:
    return f"{pack.text('pack.title')}: {words}"
