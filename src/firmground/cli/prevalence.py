"""``firmground prevalence``: shares among the people tested, audits of those passed over, and the screening report."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from firmground.cli.options import JsonOption, PackOption, YearOption
from firmground.cli.output import console, print_json, print_table, write_file
from firmground.errors import InputError
from firmground.packs.pack import read_pack
from firmground.statistics.prevalence.accuracy import NUMBER, Accuracy, accuracy_of
from firmground.statistics.prevalence.audit import AuditPlan, AuditResult, audit_plan, audit_result, usual_plans
from firmground.statistics.prevalence.choosing import CENTRAL, METHODS, SHORTEST, estimate_prevalence
from firmground.statistics.prevalence.estimate import PrevalenceEstimate
from firmground.statistics.prevalence.intervals import INTERVALS
from firmground.statistics.screening_report.content import report_content
from firmground.statistics.screening_report.report import ScreeningReport, report_numbers, screening_report

app = typer.Typer(no_args_is_help=True, help="What counts of a screening show, and what they cannot show.")
LevelOption = Annotated[str, typer.Option("--level", help="The level of the interval, for example .95.", metavar="SHARE")]
OF_TESTED = "This is a share of the people who were tested. It says nothing about people who were never tested."


@app.command()
def estimate(
    positives: Annotated[int, typer.Option("--positives", help="How many were positive.", metavar="COUNT")],
    screened: Annotated[int, typer.Option("--screened", help="How many were tested.", metavar="COUNT")],
    sensitivity: Annotated[
        str | None, typer.Option("--sensitivity", help="Counts of a validation study (178/179), or a known share (.89).")
    ] = None,
    specificity: Annotated[
        str | None, typer.Option("--specificity", help="Counts of a validation study (358/359), or a known share (.98).")
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help=f"{', '.join(METHODS)}; the one that fits, if left out.", metavar="METHOD")
    ] = None,
    interval: Annotated[
        str | None,
        typer.Option("--interval", help=f"{', '.join(INTERVALS)}; for bayes {CENTRAL} or {SHORTEST}.", metavar="INTERVAL"),
    ] = None,
    level: LevelOption = "0.95",
    json: JsonOption = False,
) -> None:
    """Estimate the share among the people tested who have what is looked for, from counts and what is known of the test."""
    found = estimate_prevalence(
        positives,
        screened,
        sensitivity=_accuracy(sensitivity, "sensitivity"),
        specificity=_accuracy(specificity, "specificity"),
        method=method,
        interval=interval,
        level=share_in(level, "level"),
    )
    if json:
        print_json({**found.to_json(), "positives": positives, "screened": screened})
    else:
        _print_estimate(found, positives, screened)


@app.command("audit-plan")
def plan_audit(
    below: Annotated[
        str | None, typer.Option("--below", help="The share missed that is to be ruled out: 1% or 0.01.", metavar="SHARE")
    ] = None,
    confidence: Annotated[str, typer.Option("--confidence", help="How sure, for example 0.95.", metavar="SHARE")] = "0.95",
    screened: Annotated[
        int | None, typer.Option("--passed-over", "--screened", help="How many were passed over in all, if few.", metavar="COUNT")
    ] = None,
    hits: Annotated[int | None, typer.Option("--hits", help="How many the audit may find, or found.", metavar="COUNT")] = None,
    audited: Annotated[
        int | None, typer.Option("--audited", help="An audit that was done: say what its result shows.", metavar="COUNT")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say how many of those passed over to examine at random, or with --audited what an audit shows that was done."""
    sure = share_in(confidence, "confidence")
    if audited is not None:
        if below is not None:
            raise InputError("is about a plan, --audited about a result", where="--below", remedy="leave out one of them")
        _print_result(audit_result(hits or 0, audited, confidence=sure, passed_over=screened), json)
        return
    share = None if below is None else share_in(below, "below")
    if share is not None and hits is not None:
        plans: tuple[AuditPlan, ...] = (audit_plan(share, confidence=sure, hits=hits, passed_over=screened),)
    elif share is not None:
        audit_plan(share, confidence=sure, passed_over=screened)
        plans = usual_plans(below=(share,), confidence=sure, passed_over=screened)
    else:
        listed = usual_plans(confidence=sure, passed_over=screened)
        plans = tuple(each for each in listed if hits in (None, each.hits))
        if not plans:
            raise InputError("needs a share for so many, or so few", where="--hits", remedy="give --below as well")
    _print_plans(plans, sure, json)


def share_in(written: str, what: str) -> float:
    """A share as people write it: 1%, 0.01 or .01; raises ``InputError`` for anything else."""
    number, per_cent = written.strip().removesuffix("%"), written.strip().endswith("%")
    if not NUMBER.fullmatch(number):
        raise InputError(f"{written!r} is not a share", where=f"--{what}", remedy="write 1% or 0.01")
    return float(number) / 100 if per_cent else float(number)


def _accuracy(written: str | None, what: str) -> Accuracy | None:
    return None if written is None else accuracy_of(written, what=what)


def _print_estimate(found: PrevalenceEstimate, positives: int, screened: int) -> None:
    console().print(f"Positive: {positives:,} of {screened:,} ({100 * found.apparent:.4g} %)")
    console().print(f"Method: {found.method}")
    limits = f"{100 * found.low:#.4g} to {100 * found.high:#.4g} %"
    console().print(f"Share of the people tested: {100 * found.value:#.4g} % ({100 * found.level:g} % interval {limits})\n")
    for each in found.warnings:
        console().print(f"Warning: {each}")
    console().print("It rests on:")
    for each in found.rests_on:
        console().print(f"  - {each}")
    console().print(OF_TESTED)


def _print_plans(plans: tuple[AuditPlan, ...], confidence: float, json: bool) -> None:
    if json:
        print_json({"confidence": confidence, "plans": [each.to_json() for each in plans]})
        return
    rows = [(f"{100 * each.below:g} %", str(each.hits), f"{each.size:,}") for each in plans]
    heading = ("share missed is below", "if the audit finds at most", "people to examine")
    print_table(f"Random audit of those passed over, {100 * confidence:g} % confidence", heading, rows, numbers=(0, 1, 2))
    console().print("Draw them at random from all whom the screening passed over, and examine each as fully as a positive,")
    console().print("by somebody who does not know the result of the screening. Fix number and rule before the first is drawn.")


def _print_result(found: AuditResult, json: bool) -> None:
    if json:
        print_json({**vars(found)})
        return
    sure = f"{100 * found.confidence:g} % confidence"
    console().print(f"Found {found.hits} of {found.audited:,}: fewer than {100 * found.upper_share:.4g} % were missed ({sure})")
    if found.most_missed is not None:
        console().print(f"That is at most {found.most_missed:,} of those passed over.")


@app.command()
def report(
    pack: PackOption,
    year: YearOption,
    language: Annotated[
        str | None, typer.Option("--language", help="A language of the pack; its first if left out.", metavar="TAG")
    ] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="Write the report as PDF.", metavar="FILE")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the report as one HTML page.", metavar="FILE")] = None,
    json: JsonOption = False,
) -> None:
    """Report what a year's published yield shows and cannot show, what it fits, and what to count next."""
    read = read_pack(pack)
    found, tag = screening_report(read, year), language or read.default_language.tag
    content = report_content(found, tag)
    _write_pages(found, tag, html, pdf)
    if json:
        print_json({**content, "numbers": report_numbers(found)})
    elif html or pdf:
        for path in filter(None, (html, pdf)):
            console().print(str(path))
    else:
        _print_report(content)


def _write_pages(found: ScreeningReport, tag: str, html: Path | None, pdf: Path | None) -> None:
    if not (html or pdf):
        return
    from firmground.statistics.screening_report.render import report_html, report_pdf  # noqa: PLC0415 - slow to load

    if html:
        write_file(html, report_html(found, tag).encode())
    if pdf:
        write_file(pdf, report_pdf(found, tag))


def _print_report(content: Mapping[str, Any]) -> None:
    console().print(content["title"])
    for each in content["summary"]:
        console().print(each)
    for section in content["sections"]:
        console().print(f"\n{section['title']}")
        for each in section["text"]:
            console().print(each)
        for each in section.get("list", ()):
            console().print(f"  - {each}")
        for each in section["tables"]:
            print_table(each["caption"], each["heading"], each["rows"], numbers=each["numbers"])
        for each in section["after"]:
            console().print(each)
    console().print()
    for key, place in content["sources"]:
        console().print(f"{key}  {place}")
