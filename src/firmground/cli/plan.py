"""``firmground plan``: what an action plan has really done, on a day, from dated evidence."""

import datetime
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import DayOption, JsonOption, PackOption, day
from firmground.cli.output import console, print_json, print_table, write_file
from firmground.packs.pack import Pack, read_pack
from firmground.plan.claims import PlanAnswer, answers_to_claims
from firmground.plan.progress import changes_between
from firmground.plan.status import MeasureStatus, plan_of, statuses_on
from firmground.plan.to_json import answer_to_json, resources_to_json, status_to_json

app = typer.Typer(no_args_is_help=True, help="What an action plan has done, computed from dated evidence.")
FORMATS = ["%Y-%m-%d"]
KnownByOption = Annotated[
    datetime.datetime | None,
    typer.Option("--known-by", formats=FORMATS, help="Leave out documents written after this day.", metavar="DATE"),
]


@app.command()
def status(
    pack: PackOption,
    on: DayOption = None,
    known_by: KnownByOption = None,
    chart: Annotated[
        Path | None, typer.Option("--chart", help="Also draw the plan on a line of time into this SVG file.", metavar="FILE.svg")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Show every measure with its computed status and why, and the answers to what is said of the plan."""
    read, chosen, known = read_pack(pack), day(on), known_by.date() if known_by else None
    plan = plan_of(read)
    found = statuses_on(plan, chosen, known_by=known)
    answers = answers_to_claims(plan, known_by=known)
    if chart:
        from firmground.plan.charts import timeline_chart  # noqa: PLC0415 - half a second to load, for a chart only

        write_file(chart, timeline_chart(read, found, chosen).encode())
    if json:
        print_json(
            {
                "pack": read.id,
                "pack_digest": read.digest,
                "on": chosen.isoformat(),
                "known_by": known.isoformat() if known else None,
                "counts": dict(Counter(str(each.status) for each in found)),
                "measures": [status_to_json(read, each) for each in found],
                "claims": [answer_to_json(read, each) for each in answers],
                "resources": resources_to_json(read, _last_year(read, min(chosen, day(None)))),
            }
        )
        return
    _print(read, found, answers, chosen)
    if chart:
        console().print(f"Chart: {chart}")


@app.command()
def changes(
    pack: PackOption,
    since: Annotated[datetime.datetime, typer.Option("--since", formats=FORMATS, help="The earlier day.", metavar="DATE")],
    on: DayOption = None,
    json: JsonOption = False,
) -> None:
    """Show what changed since a day, each day seen with the documents that were written by then."""
    read, first, last = read_pack(pack), since.date(), day(on)
    found = changes_between(plan_of(read), first, last)
    if json:
        shown = [
            {
                "id": each.after.measure.id,
                "before": str(each.before.status),
                "after": str(each.after.status),
                "why": each.after.why,
                "documents": [item.id for item in each.documents],
            }
            for each in found
        ]
        print_json({"pack": read.id, "since": first.isoformat(), "on": last.isoformat(), "changes": shown})
        return
    rows = [
        (
            each.after.measure.id,
            read.text(f"plan.measures.{each.after.measure.id}"),
            str(each.before.status),
            str(each.after.status),
            ", ".join(dict.fromkeys(item.document for item in each.documents)),
        )
        for each in found
    ]
    print_table(f"Changes from {first} to {last}", ("", "measure", "before", "after", "new documents"), rows)
    console().print(f"{len(found)} of {len(plan_of(read).measures)} measures changed or have new documents.")


def _weak(status: MeasureStatus) -> str:
    """The mark of a status that no primary source decides."""
    return "*" if (status.is_shown or status.is_shown_not_done) and not status.is_verified else ""


def _last_year(pack: Pack, on: datetime.date) -> int:
    """The financial year of a day, by the year in which it begins."""
    return on.year if on.month >= pack.manifest.financial_year_starts else on.year - 1


def _print(pack: Pack, found: tuple[MeasureStatus, ...], answers: tuple[PlanAnswer, ...], on: datetime.date) -> None:
    kinds = Counter(each.measure.kind for each in found)
    counts = ", ".join(f"{number} {name}" for name, number in Counter(str(each.status) for each in found).most_common())
    console().print(f"{pack.text('plan.title')}, on {on}: {kinds['new']} new and {kinds['ongoing']} ongoing measures")
    console().print(counts)
    rows = [
        (
            each.measure.id,
            each.measure.kind,
            pack.text(f"plan.measures.{each.measure.id}"),
            pack.text(f"codes.bodies.{each.measure.owner}") if each.measure.owner else "not known",
            f"{each.status}{_weak(each)}",
        )
        for each in found
    ]
    print_table("", ("", "kind", "measure", "owner", "status"), rows)
    console().print("Why")
    for each in found:
        console().print(f"  {each.measure.id:4} {each.status}: {each.why}")
    console().print("\nWhat is said of the plan")
    for answer in answers:
        sources = ", ".join(answer.claim.cite.source)
        said = pack.text(f"plan.claims.{answer.claim.id}").rstrip(".")
        console().print(f"  {said} ({sources}): {answer.finding}. {answer.why}")
    console().print("\nA status is computed from dated documents. That none was found does not show that nothing was done.")
    console().print("* rests on sources that were not read in a primary text")
