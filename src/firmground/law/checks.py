"""Named checks of what a pack's law means: P010 an expression cannot be read, P012 a worked example does not hold."""

from collections.abc import Iterator

from firmground.errors import FirmgroundError
from firmground.law.candidates import Candidate, candidates, definition_for
from firmground.packs.checks import Problem
from firmground.packs.entries import RawExpression
from firmground.packs.law_entries import LawExample, LawRegister
from firmground.packs.pack import Pack


def check_law_meaning(pack: Pack) -> list[Problem]:
    """Every problem of the provisions' expressions and of the worked examples; none for a pack without a register."""
    if pack.law is None:
        return []
    unread = list(_unread(pack.law))
    held = () if unread else (problem for example in pack.law_examples for problem in _example(pack, example))
    return sorted({*unread, *held})


def _unread(register: LawRegister) -> Iterator[Problem]:
    """Elements by themselves, then provisions; a provision does not repeat what is wrong with its elements."""
    unread = {each.id: list(_faults(register, f"element {each.id}", {each.id})) for each in register.facts.elements}
    yield from (problem for problems in unread.values() for problem in problems)
    for _, entry in register.provisions:
        if not any(unread.get(name) for name in entry.elements):
            yield from _faults(register, f"provision {entry.id}", set(entry.elements), entry.suggested_by)


def _faults(
    register: LawRegister, where: str, elements: set[str], suggested_by: RawExpression | None = None
) -> Iterator[Problem]:
    try:
        definition_for(register.facts, elements, suggested_by)
    except FirmgroundError as error:
        yield Problem("P010", where, f"{error.where}: {error.what}", error.remedy or "mend the expression")


def _example(pack: Pack, example: LawExample) -> Iterator[Problem]:
    where = f"example {example.id}"
    try:
        found = candidates(pack, example.facts, on=example.on, today=example.today or example.on)
    except FirmgroundError as error:
        yield Problem("P012", where, str(error), "correct the example")
        return
    listed = {each.provision.id: each for each in found.listed}
    for name in dict.fromkeys([*example.expect, *example.missing, *example.last_day]):
        if name not in listed:
            yield Problem("P012", where, f"{name!r} is not a provision in force on {example.on}", "correct the id or the day")
        else:
            for told in _differences(example, listed[name]):
                yield Problem("P012", where, told, "mend the provision or the example")


def _differences(example: LawExample, found: Candidate) -> Iterator[str]:
    name = found.provision.id
    if name in example.expect and example.expect[name] != found.state:
        yield f"{name} is {found.state}, not {example.expect[name]}"
    if name in example.missing and set(example.missing[name]) != set(found.missing):
        yield f"what is missing for {name} is: {', '.join(found.missing) or 'nothing'}"
    if name in example.last_day and example.last_day[name] != found.time.last_day:
        yield f"the last day for {name} is {found.time.last_day or 'none'}, not {example.last_day[name]}"
