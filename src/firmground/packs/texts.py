"""Which texts a pack must have, so that nobody meets a key where words should be."""

from collections.abc import Iterator

from firmground.packs.case_texts import case_keys, letter_keys
from firmground.packs.instrument_entries import InstrumentEntry
from firmground.packs.pack import Pack

LABELLED = ("agencies", "groups", "triggers", "nationalities", "stages", "sexes", "age_bands", "decisions", "findings")
LABELLED_IN_CASES = ("review_askers", "named_kinds", "age_bases", "interpreters", "break_reasons")
ANSWERS = ("yes", "no", "unsure", "refused", "not_asked", "not_safe_to_ask")


def required_keys(pack: Pack) -> Iterator[str]:
    """The keys of all texts that people read, which every full language must have."""
    yield "pack.title"
    yield from (f"languages.{language.tag}" for language in pack.manifest.languages)
    yield from (f"answers.{answer}" for answer in ANSWERS)
    for name in LABELLED:
        yield from (f"codes.{name}.{code.code}" for code in pack.codes.get(name, ()))
    if pack.cases:
        for name in LABELLED_IN_CASES:
            yield from (f"codes.{name}.{code.code}" for code in pack.codes.get(name, ()))
        yield from case_keys(pack.cases)
        yield from letter_keys(pack.cases, pack.codes.get("findings", ()))
    for entry in pack.own_instruments:
        if entry.status != "absent":
            yield from instrument_keys(pack, entry)
    yield from (f"figures.{figure.id}" for figure in (*pack.figures, *pack.ratios))
    for sentence in pack.sentences:
        yield from (f"statement.sections.{sentence.section}", f"statement.sentences.{sentence.id}")
    if pack.sentences:
        yield "statement.title"
        yield from (key for key in _inherited_texts(pack) if key.startswith("statement.words."))


def _inherited_texts(pack: Pack) -> list[str]:
    """The keys for which the extended pack has words in its first language."""
    return list(pack.parent.texts[pack.parent.default_language.tag]) if pack.parent else []


def instrument_keys(pack: Pack, entry: InstrumentEntry) -> Iterator[str]:
    """The keys of the texts of one instrument."""
    prefix = f"instruments.{entry.id}"
    yield from (f"{prefix}.{part}" for part in ("title", "introduction", "population"))
    yield from (f"{prefix}.sections.{section.id}" for section in entry.sections)
    for question in entry.questions:
        yield f"{prefix}.questions.{question.id}"
        yield from (f"{prefix}.choices.{question.id}.{choice}" for choice in question.choices)
    yield from (f"{prefix}.rules.{rule.id}" for rule in entry.rules)
    for outcome in entry.outcomes:
        yield from (f"{prefix}.outcomes.{outcome.id}.{part}" for part in ("name", "yes", "no"))
    if entry.elements:
        added = ("act_present", "means_present", "purpose_present", "child_at_event", "elements_present")
        yield from (f"rules.{rule}" for rule in added)
    if entry.dimensions and entry.dimensions.set in pack.indicator_sets:
        yield from (f"dimensions.{each.id}" for each in pack.indicator_sets[entry.dimensions.set].dimensions)
