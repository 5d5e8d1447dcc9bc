"""Named checks of a pack's plan: references (P001), nothing given twice (P006), evidence and counts that do not fit (P019, P020).

P019 evidence that does not fit its measure, or whose digest does not fit what was read · P020 another number of measures than
the plan says it has. Citations (P002) and texts (P003) are checked with the rest of the pack.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from firmground.packs.checks import Problem, not_in_list
from firmground.packs.pack import Pack
from firmground.packs.plan_entries import EvidenceEntry, MeasureEntry, PlanRegister, reading_digest


def check_plan(pack: Pack) -> list[Problem]:
    """Every problem of the plan, in order of check and place; none for a pack without one."""
    if pack.plan is None:
        return []
    checks = (_repeated, _unfit, _miscounted)
    return sorted({*_dangling(pack, pack.plan), *(problem for check in checks for problem in check(pack.plan))})


def _dangling(pack: Pack, plan: PlanRegister) -> Iterator[Problem]:
    for measure in plan.measures:
        where = f"measure {measure.id}"
        yield from not_in_list(pack, "plan_themes", measure.themes, where)
        yield from not_in_list(pack, "bodies", [*filter(None, [measure.owner]), *measure.supporting], where)
    for evidence in plan.evidence:
        where = f"evidence {evidence.id}"
        yield from _no_measure(plan, [evidence.measure], where)
        if evidence.document not in pack.sources:
            yield Problem("P001", where, f"{evidence.document!r} is not a source", "add it to sources.csv")
    lines = [(each.id, each.measures) for each in plan.resources.posts]
    for name, listed in [*lines, *((each.id, each.measures) for each in plan.resources.funding)]:
        yield from _no_measure(plan, listed, f"resource {name}")
    totals = {each.id for each in plan.resources.posts}
    for posts in plan.resources.posts:
        where = f"posts {posts.id}"
        yield from not_in_list(pack, "bodies", filter(None, [posts.department]), where)
        if posts.within and posts.within not in totals:
            yield Problem("P001", where, f"{posts.within!r} is not a line of posts", "correct the id")
    for named in plan.resources.named:
        yield from not_in_list(pack, "bodies", named.departments, f"named departments {named.id}")


def _no_measure(plan: PlanRegister, names: Iterable[str], where: str) -> Iterator[Problem]:
    for name in sorted(set(names) - {measure.id for measure in plan.measures}):
        yield Problem("P001", where, f"{name!r} is not a measure", "correct the id")


def _repeated(plan: PlanRegister) -> Iterator[Problem]:
    listed: dict[str, Iterable[object]] = {
        "measure": [each.id for each in plan.measures],
        "measure number": [f"{each.kind} {each.number}" for each in plan.measures],
        "evidence": [each.id for each in plan.evidence],
        "plan claim": [each.id for each in plan.claims],
        "posts": [each.id for each in plan.resources.posts],
        "funding": [each.id for each in plan.resources.funding],
        "recurrent funding of": [each.year for each in plan.resources.funding if each.recurrent],
        "named departments": [each.id for each in plan.resources.named],
    }
    for what, names in listed.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem("P006", f"{what} {name}", "is given twice", "remove or rename one")


def _unfit(plan: PlanRegister) -> Iterator[Problem]:
    measures = {each.id: each for each in plan.measures}
    for evidence in plan.evidence:
        where = f"evidence {evidence.id}"
        yield from _unsealed(evidence, where)
        if max(filter(None, (evidence.from_, evidence.to))) > evidence.dated:
            yield Problem("P019", where, "shows what happened after its document was written", "correct the days")
        if evidence.measure in measures:
            yield from _unlike_its_measure(evidence, measures[evidence.measure], where)


def _unsealed(evidence: EvidenceEntry, where: str) -> Iterator[Problem]:
    expected = reading_digest(evidence)
    if evidence.digest_of == "reading" and evidence.digest != expected:
        yield Problem("P019", where, "was changed after its digest was made", f"look again, then write digest = {expected!r}")


def _unlike_its_measure(evidence: EvidenceEntry, measure: MeasureEntry, where: str) -> Iterator[Problem]:
    if evidence.shows == "value" and (measure.indicator is None or measure.indicator.kind != "number"):
        yield Problem("P019", where, f"shows a value, and {measure.id} has no number to reach", "use begun, done or not_done")
    if not measure.text_public:
        yield Problem("P019", where, f"is of {measure.id}, whose text is not public", "nothing can be shown of it")


def _miscounted(plan: PlanRegister) -> Iterator[Problem]:
    for kind, said in (("new", plan.head.new), ("ongoing", plan.head.ongoing)):
        there = sum(measure.kind == kind for measure in plan.measures)
        if there != said:
            yield Problem(
                "P020", f"plan {plan.head.id}", f"has {there} {kind} measures, and says {said}", "add or remove measures"
            )
