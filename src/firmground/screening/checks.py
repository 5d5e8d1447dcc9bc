"""Named checks of the expressions in a pack and of its worked examples.

P010 an expression cannot be read · P011 an outcome that no answers reach · P012 a worked example that does not hold.
"""

import itertools
from collections.abc import Iterator

from firmground.errors import FirmgroundError
from firmground.packs.checks import Problem
from firmground.packs.instrument_entries import Example, InstrumentEntry
from firmground.packs.pack import Pack
from firmground.rules.evaluate import Answer, evaluate
from firmground.rules.expression import AtLeast, AtLeastOf, Definition, Expression, Kind, Not
from firmground.screening.assessment import assess
from firmground.screening.instrument import Instrument, compiled, find_instrument
from firmground.values import Finding

PATIENCE = 20_000  # assignments tried before an outcome counts as unreachable


def check_instruments(pack: Pack) -> list[Problem]:
    """The problems of every instrument and example of a pack."""
    problems: list[Problem] = []
    for entry in (entry for versions in pack.instruments.values() for entry in versions):
        if entry.status != "absent":
            problems += _instrument(pack, entry)
    for example in pack.examples:
        if example.instrument in pack.instruments:
            problems += _example(pack, example)
    return sorted(problems)


def can_be_reached(definition: Definition, name: str) -> bool:
    """Whether some answers make a rule yes: a search that sets one open question at a time and stops at a certain no."""
    values = _values_that_matter(definition)
    open_states: list[dict[str, Answer]] = [{}]
    for _ in range(PATIENCE):
        if not open_states:
            return False
        answers = open_states.pop()
        reached = evaluate(definition, answers)[name]
        if reached.finding is Finding.YES:
            return True
        if reached.finding is Finding.NOT_KNOWN:
            asked = reached.could_change[0]
            open_states += [{**answers, asked: value} for value in reversed(values[asked])]
    return False


def _instrument(pack: Pack, entry: InstrumentEntry) -> Iterator[Problem]:
    where = f"instrument {entry.id}"
    try:
        instrument: Instrument = compiled(pack, entry)
    except FirmgroundError as error:
        yield Problem("P010", where, f"{error.where}: {error.what}", error.remedy or "mend the expression")
        return
    for outcome in entry.outcomes:
        if not can_be_reached(instrument.definition, outcome.id):
            yield Problem("P011", f"{where} outcome {outcome.id}", "no answers reach it", "remove it or mend its rule")


def _example(pack: Pack, example: Example) -> Iterator[Problem]:
    where = f"example {example.id}"
    try:
        instrument = find_instrument(pack, example.instrument, example.on)
        assess(instrument, example.answers, on=example.on)
        reached = evaluate(instrument.definition, example.answers)
        expected = [*example.expect, *example.could_change]
        missing = [name for name in expected if name not in reached]
    except FirmgroundError as error:
        yield Problem("P012", where, str(error), "correct the example")
        return
    for name in missing:
        yield Problem("P012", where, f"{name!r} is neither a rule nor an outcome", "correct the id")
    for name, finding in example.expect.items():
        if name not in missing and reached[name].finding != finding:
            yield Problem("P012", where, f"{name} is {reached[name].finding}, not {finding}", "mend the rule or the example")
    for name, questions in example.could_change.items():
        if name not in missing and set(reached[name].could_change) != set(questions):
            found = ", ".join(reached[name].could_change) or "nothing"
            yield Problem("P012", where, f"what could change {name} is: {found}", "mend the rule or the example")


def _values_that_matter(definition: Definition) -> dict[str, list[Answer]]:
    numbers: dict[str, set[int]] = {}
    for about, number in itertools.chain.from_iterable(_thresholds(rule) for _, rule in definition.rules):
        numbers.setdefault(about, set()).update((number, number - 1))
    values: dict[str, list[Answer]] = {}
    for question in definition.questions:
        if question.kind is Kind.NUMBER:
            inside = sorted(n for n in numbers.get(question.id, {question.least}) if question.least <= n <= question.most)
            values[question.id] = list(reversed(inside)) or [question.least]
        else:
            values[question.id] = list(question.choices or ("yes", "no"))
    return values


def _thresholds(expression: Expression) -> Iterator[tuple[str, int]]:
    match expression:
        case AtLeast(about, number):
            yield about, number
        case Not(of):
            yield from _thresholds(of)
        case AtLeastOf(_, members):
            for member in members:
                yield from _thresholds(member)
