"""Named checks of a pack's reports: references (P001), what is given twice (P006), replies that answer what came later (P022).

Citations (P002) and texts (P003) are checked with the rest of the pack; that a check of a claim can be computed, in
``evidence.checks``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from firmground.packs.checks import Problem, not_in_list
from firmground.packs.pack import Pack
from firmground.packs.report_entries import EvidenceRegister, ReportFile


def check_reports(pack: Pack) -> list[Problem]:
    """Every problem of the reports, in order of check and place; none for a pack without any."""
    if pack.reports is None:
        return []
    found = [problem for file in pack.reports.files for problem in _dangling(pack, pack.reports, file)]
    return sorted({*found, *_repeated(pack.reports), *_too_early(pack.reports)})


def _dangling(pack: Pack, register: EvidenceRegister, file: ReportFile) -> Iterator[Problem]:
    report, where = file.report, f"report {file.report.id}"
    yield from not_in_list(pack, "publishers", [report.publisher], where)
    yield from not_in_list(pack, "ratings", filter(None, [report.rating]), where)
    for key in sorted(set(report.documents) - set(pack.sources)):
        yield Problem("P001", where, f"{key!r} is not a source", "add it to sources.csv")
    if report.answers and register.find(report.answers) is None:
        yield Problem("P001", where, f"answers {report.answers!r}, which is not a report", "correct the id")
    for claim in file.claims:
        yield from not_in_list(pack, "claim_grounds", [claim.rests_on], f"{where} claim {claim.id}")
    claims = {claim.id for claim in file.claims}
    known = {f"{each.report.id}.{claim.id}" for each in register.files for claim in each.claims}
    for reply in file.replies:
        place = f"{where} reply to {reply.to}"
        if reply.to not in known:
            yield Problem("P001", place, "is to no claim of any report", "write report.claim")
        for name in sorted(set(reply.by) - claims):
            yield Problem("P001", place, f"{name!r} is not a claim of this report", "correct the id")


def _repeated(register: EvidenceRegister) -> Iterator[Problem]:
    listed: dict[str, Iterable[object]] = {
        "report": [file.report.id for file in register.files],
        "conflict": [conflict.id for conflict in register.conflicts],
    }
    for conflict in register.conflicts:
        listed[f"side of conflict {conflict.id}"] = [side.id for side in conflict.sides]
    for file in register.files:
        listed[f"claim of {file.report.id}"] = [claim.id for claim in file.claims]
        listed[f"claim number of {file.report.id}"] = [claim.number for claim in file.claims]
        listed[f"reply of {file.report.id} to"] = [reply.to for reply in file.replies]
    for what, names in listed.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Problem("P006", f"{what} {name}", "is given twice", "remove or rename one")


def _too_early(register: EvidenceRegister) -> Iterator[Problem]:
    published = {file.report.id: file.report.published_on for file in register.files}
    for file in register.files:
        for reply in file.replies:
            answered = reply.to.partition(".")[0]
            if answered in published and published[answered] > file.report.published_on:
                where = f"report {file.report.id} reply to {reply.to}"
                yield Problem("P022", where, "answers what was published later", "correct a day")
