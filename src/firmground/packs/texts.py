"""Which texts a pack must have, so that nobody meets a key where words should be."""

from collections.abc import Iterable, Iterator

from firmground.packs.case_texts import LABELLED_IN_CASEWORK, case_keys, casework_keys, letter_keys
from firmground.packs.crosswalk_entries import VOCABULARY
from firmground.packs.instrument_entries import InstrumentEntry
from firmground.packs.lists import counted_keys
from firmground.packs.pack import Pack

LABELLED = ("agencies", "groups", "triggers", "nationalities", "stages", "sexes", "age_bands", "decisions", "findings")
LABELLED_IN_LAW = ("palermo_acts", "palermo_means", "palermo_purposes", "palermo_purposes_extended", "law_limits")
LABELLED_IN_REPORTS = ("publishers", "ratings", "claim_grounds")
LABELLED_IN_PLAN = ("plan_themes", "bodies")
LABELLED_IN_CASES = ("review_askers", "named_kinds", "age_bases", "interpreters", "break_reasons")
ANSWERS = ("yes", "no", "unsure", "refused", "not_asked", "not_safe_to_ask")


def required_keys(pack: Pack) -> Iterator[str]:
    """The keys of all texts that people read, which every full language must have."""
    yield "pack.title"
    if pack.law or pack.plan:
        yield "pack.money"
    yield from (f"languages.{language.tag}" for language in pack.manifest.languages)
    yield from (f"answers.{answer}" for answer in ANSWERS)
    yield from _label_keys(pack, LABELLED)
    if pack.cases:
        yield from _label_keys(pack, LABELLED_IN_CASES)
        yield from case_keys(pack.cases)
        yield from letter_keys(pack.cases, pack.codes.get("findings", ()))
    if pack.casework:
        yield from _label_keys(pack, LABELLED_IN_CASEWORK)
        yield from casework_keys(pack.casework)
        yield from (key for key in _inherited_texts(pack) if key.startswith("casework.consent_sheet."))
    yield from law_keys(pack)
    yield from plan_keys(pack)
    yield from report_keys(pack)
    for entry in pack.own_instruments:
        if entry.status != "absent":
            yield from instrument_keys(pack, entry)
    yield from crosswalk_keys(pack)
    yield from counted_keys(pack)
    yield from (f"figures.{figure.id}" for figure in (*pack.figures, *pack.ratios))
    yield from screening_report_keys(pack)
    for sentence in pack.sentences:
        yield from (f"statement.sections.{sentence.section}", f"statement.sentences.{sentence.id}")
    yield from (f"statement.comparisons.{each.id}" for each in pack.comparisons)
    if pack.sentences:
        yield "statement.title"
        yield from (key for key in _inherited_texts(pack) if key.startswith("statement.words."))


def screening_report_keys(pack: Pack) -> Iterator[str]:
    """The keys of the screening report, for a pack that publishes screenings: its words, and the studies set beside a yield."""
    if pack.series:
        yield from (key for key in _inherited_texts(pack) if key.startswith("screening_report."))
        yield from (f"screening_report.studies.{study.id}.{part}" for study in pack.studies for part in ("title", "differs"))


def crosswalk_keys(pack: Pack) -> Iterator[str]:
    """The keys of the readings for the crosswalk: the indicators, and the title and topics of sources that are no instruments."""
    if pack.own_crosswalk:
        yield from _label_keys(pack, (VOCABULARY,))
    for entry in (each for each in pack.own_crosswalk if each.has_its_own_items):
        yield f"crosswalk.{entry.id}.title"
        yield from (f"crosswalk.{entry.id}.items.{row.item}" for row in entry.rows if row.list is None)


def law_keys(pack: Pack) -> Iterator[str]:
    """The keys of the register of law: ordinances, conduct, facts, elements, claims, and the cases of a penalty."""
    if pack.law is None:
        return
    yield from _label_keys(pack, LABELLED_IN_LAW)
    yield from (f"law.ordinances.{file.ordinance.id}" for file in pack.law.files)
    for _, entry in pack.law.provisions:
        yield f"law.provisions.{entry.id}"
        maxima = [each for penalty in entry.penalties for each in (penalty, *penalty.otherwise)]
        cases = [*(each.as_for for each in maxima), *(each.for_ for each in entry.penalties)]
        yield from (f"law.penalty_cases.{name}" for name in cases if name)
    yield from (f"law.facts.{fact.id}" for fact in pack.law.facts.facts)
    yield from (f"law.elements.{element.id}" for element in pack.law.facts.elements)
    yield from (f"law.claims.{claim.id}" for claim in pack.law.claims)


def plan_keys(pack: Pack) -> Iterator[str]:
    """The keys of the plan: its title, measures, evidence, claims, units and resources."""
    if pack.plan is None:
        return
    plan, resources = pack.plan, pack.plan.resources
    yield from _label_keys(pack, LABELLED_IN_PLAN)
    yield from ("plan.title", "plan.note")
    units = (measure.indicator.unit for measure in plan.measures if measure.indicator and measure.indicator.unit)
    yield from (f"plan.units.{unit}" for unit in units)
    parts = {"measures": plan.measures, "evidence": plan.evidence, "claims": plan.claims}
    parts |= {"posts": resources.posts, "funding": resources.funding, "named": resources.named}
    yield from (f"plan.{part}.{each.id}" for part, listed in parts.items() for each in listed)


def report_keys(pack: Pack) -> Iterator[str]:
    """The keys of reports, their claims in our own words, and conflicts."""
    if pack.reports is None:
        return
    yield from _label_keys(pack, LABELLED_IN_REPORTS)
    for file in pack.reports.files:
        yield f"evidence.reports.{file.report.id}"
        yield from (f"evidence.claims.{file.report.id}.{claim.id}" for claim in file.claims)
    for conflict in pack.reports.conflicts:
        yield from (f"evidence.conflicts.{conflict.id}.{part}" for part in ("about", "resolved_by"))
        yield from (f"evidence.conflicts.{conflict.id}.sides.{side.id}" for side in conflict.sides)


def _label_keys(pack: Pack, lists: Iterable[str]) -> Iterator[str]:
    yield from (f"codes.{name}.{code.code}" for name in lists for code in pack.codes.get(name, ()))


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
