"""Named checks of a pack's law: references (P001), what holds twice on one day (P005), what is given twice (P006), and
what recorded facts alone would hold against the trafficked person (P021).

Citations (P002) and texts (P003) are checked with the rest of the pack, expressions and worked examples in ``law.checks``.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from firmground.packs.checks import Problem, not_in_list
from firmground.packs.effective import overlapping
from firmground.packs.entries import Dated
from firmground.packs.law_entries import Fact, LawRegister, ProvisionEntry
from firmground.packs.pack import Pack

KNOWN_WORDS = ("yes", "no")


def check_law(pack: Pack) -> list[Problem]:
    """Every problem of the register, in order of check and place; none for a pack without one."""
    if pack.law is None:
        remedy = "add law/, or remove the examples"
        return [Problem("P001", f"example {each.id}", "is of a register that is not there", remedy) for each in pack.law_examples]
    found = [*_dangling(pack, pack.law), *_repeated(pack.law), *_harming(pack.law)]
    return sorted({*found, *(problem for _, entry in pack.law.provisions for problem in _overlaps(entry))})


def _dangling(pack: Pack, register: LawRegister) -> Iterator[Problem]:
    elements = {each.id for each in register.facts.elements}
    purposes = [*pack.codes.get("palermo_purposes", ()), *pack.codes.get("palermo_purposes_extended", ())]
    for _, entry in register.provisions:
        where = f"provision {entry.id}"
        yield from not_in_list(pack, "palermo_acts", entry.acts, where)
        yield from not_in_list(pack, "palermo_means", entry.means, where)
        yield from not_in_list(pack, "law_limits", entry.limits, where)
        for name in sorted(set(entry.purposes) - {each.code for each in purposes}):
            yield Problem("P001", where, f"{name!r} is not a purpose", "use a code of palermo_purposes or …_extended")
        for name in sorted(set(entry.elements) - elements):
            yield Problem("P001", where, f"{name!r} is not an element", "add it to law/facts.toml or correct the id")
    for fact in register.facts.facts:
        yield from _not_recorded(pack, fact)


def _not_recorded(pack: Pack, fact: Fact) -> Iterator[Problem]:
    """A question that is not there, or one that can never be answered so: every other answer would then count as no."""
    where = f"fact {fact.id}"
    for recorded in fact.recorded_by:
        versions = pack.instruments.get(recorded.instrument, ())
        asked = [question for entry in versions for question in entry.questions if question.id == recorded.question]
        if not asked:
            yield Problem("P001", where, f"{recorded.question!r} is not a question of {recorded.instrument!r}", "correct the ids")
        for question in asked:
            if (question.kind == "number") != (fact.kind == "number"):
                told = f"is a {fact.kind}, and {question.id!r} takes a {question.kind}"
                yield Problem("P001", where, told, "record it by a question of its kind")
            elif question.kind != "number" and recorded.answer not in (question.choices or KNOWN_WORDS):
                yield Problem("P001", where, f"{recorded.answer!r} never answers {question.id!r}", "correct the answer")


def _overlaps(entry: ProvisionEntry) -> Iterator[Problem]:
    where = f"provision {entry.id}"
    if any(a.for_ == b.for_ and (a.tried == b.tried or not (a.tried and b.tried)) for a, b in overlapping(entry.penalties)):
        yield _twice(f"{where} penalties")
    if overlapping(entry.time_limits):
        yield _twice(f"{where} time limits")
    cases = {(each.for_, each.tried) for each in entry.penalties}
    histories: list[Sequence[Dated]] = [[each for each in entry.penalties if (each.for_, each.tried) == case] for case in cases]
    if any(map(_has_a_hole, [*histories, entry.time_limits])):
        yield Problem("P005", where, "has days between two versions on which neither is in force", "let one follow the other")
    for dated in (*entry.penalties, *entry.time_limits):
        if not _within(dated, entry):
            yield Problem("P005", where, f"carries something on {dated.in_force} while not in force", "correct the days")


def _harming(register: LawRegister) -> Iterator[Problem]:
    """Whether somebody was made to do it is for a person to judge, so nothing recorded may make out an offence of theirs."""
    open_elements = {each.id for each in register.facts.elements if each.when is None}
    for _, entry in register.provisions:
        if entry.falls_on_person != "no" and entry.suggested_by and not open_elements & set(entry.elements):
            told = "can fall on the trafficked person, and recorded facts alone would make it out"
            yield Problem("P021", f"provision {entry.id}", told, "add an element that no form records")


def _twice(where: str) -> Problem:
    return Problem("P005", where, "two are in force on one day", "end one the day before")


def _has_a_hole(versions: Sequence[Dated]) -> bool:
    ordered = sorted(versions, key=lambda each: each.from_ or datetime.date.min)
    return any(a.to and b.from_ and a.to + datetime.timedelta(days=1) < b.from_ for a, b in pairwise(ordered))


def _within(part: Dated, whole: Dated) -> bool:
    """Whether a part holds only while the whole does; an open end is the whole's."""
    begins = not (part.from_ and whole.from_) or part.from_ >= whole.from_
    ends = not (part.to and whole.to) or part.to <= whole.to
    return begins and ends and part.in_force.overlaps(whole.in_force)


def _repeated(register: LawRegister) -> Iterator[Problem]:
    entries = [entry for _, entry in register.provisions]
    listed: dict[str, Iterable[object]] = {
        "ordinance": [file.ordinance.id for file in register.files],
        "provision": [entry.id for entry in entries],
        "provision number": [entry.number for entry in entries],
        "fact or element": [each.id for each in (*register.facts.facts, *register.facts.elements)],
        "law claim": [claim.id for claim in register.claims],
    }
    for what, names in listed.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem("P006", f"{what} {name}", "is given twice", "remove or rename one")
