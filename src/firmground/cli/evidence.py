"""``firmground evidence``: reports split into claims, each marked by one standard, and where sources disagree."""

from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import JsonOption, PackOption
from firmground.cli.output import console, print_json, print_table, write_file
from firmground.evidence.grading import Answer, Graded, GradedClaim, grade, register_of
from firmground.evidence.response_table import KINDS, response_table, written
from firmground.evidence.to_json import conflict_to_json, graded_to_json, report_to_json
from firmground.evidence.words import CLOSING, STANCES, plural
from firmground.packs.pack import Pack, read_pack
from firmground.values import digest_of_bytes

app = typer.Typer(no_args_is_help=True, help="Claims of reports, whoever made them, held to one standard.")


@app.command()
def reports(pack: PackOption, json: JsonOption = False) -> None:
    """List the reports of a pack with their ratings, and how many of their claims have a specific answer."""
    read = read_pack(pack)
    graded = [grade(read, file.report.id) for file in register_of(read).files]
    if json:
        print_json({"pack": read.id, "pack_digest": read.digest, "reports": [report_to_json(read, each) for each in graded]})
        return
    rows = [
        (
            each.file.report.id,
            str(each.file.report.published_on),
            read.text(f"evidence.reports.{each.file.report.id}"),
            read.text(f"codes.ratings.{each.file.report.rating}") if each.file.report.rating else "",
            str(len(each.claims)),
            str(sum(claim.is_answered for claim in each.claims)),
        )
        for each in graded
    ]
    print_table("", ("", "published", "report", "rating", "claims", "answered"), rows, numbers=(4, 5))


@app.command("grade")
def grade_report(
    report: Annotated[str, typer.Argument(help="The id of a report.", metavar="REPORT")],
    pack: PackOption,
    json: JsonOption = False,
) -> None:
    """Mark every claim of a report: on what it rests, what a check gives, and who answered how."""
    read = read_pack(pack)
    graded = grade(read, report)
    if json:
        print_json(graded_to_json(read, graded))
        return
    console().print(f"{read.text(f'evidence.reports.{report}')}, {graded.file.report.published_on}\n")
    for claim in graded.claims:
        _print_claim(read, claim)
    _print_counts(graded)


def _print_claim(pack: Pack, each: GradedClaim) -> None:
    claim = each.claim
    said = pack.text(f"evidence.claims.{each.report.id}.{claim.id}")
    console().print(f"{claim.id:5} {said} ({claim.kind}, {claim.holds})")
    lines = [("rests on", pack.text(f"codes.claim_grounds.{claim.rests_on}"))]
    lines += [("details", {"yes": "cases", "figures": "figures", "no": "none"}[claim.case_details])] if claim.case_details else []
    lines += [("check", f"{each.checked.finding}. {each.checked.why}")] if each.checked else []
    lines += [("answer", "; ".join(map(_answer_in_words, each.answers)) or "none")]
    for name, words in lines:
        console().print(f"        {name:9} {words}")


def _answer_in_words(answer: Answer) -> str:
    """How it was answered, and whether it is our reading that this answers it."""
    mark = "" if answer.cite.confidence.is_verified else "; that this answers it is our reading"
    return f"{STANCES[answer.stance]} by {answer.report.id} ({', '.join(answer.by)}{mark})"


def _print_counts(graded: Graded) -> None:
    console().print(f"\nOf {len(graded.claims)} claims:")
    for name, listed in graded.lists.items():
        names = f": {', '.join(each.claim.id for each in listed)}" if listed else ""
        console().print(f"  {len(listed):3} {plural(name, len(listed))}{names}")
    console().print(f"\n{CLOSING}")


@app.command("export")
def export_table(
    report: Annotated[str, typer.Argument(help="The id of a report.", metavar="REPORT")],
    pack: PackOption,
    out: Annotated[Path, typer.Option("--out", help=f"The file to write: {', '.join(KINDS)}.", metavar="FILE")],
    language: Annotated[str | None, typer.Option("--language", help="The language of the claims.", metavar="TAG")] = None,
    json: JsonOption = False,
) -> None:
    """Write the response table of a report: every claim with its marks and what was answered, for offices and for readers."""
    read = read_pack(pack)
    table = response_table(read, grade(read, report), language)
    content = written(table, out.suffix.lower(), where=str(out))
    write_file(out, content)
    if json:
        print_json({"file": str(out), "digest": digest_of_bytes(content), "claims": len(table.rows)})
    else:
        console().print(f"{out}: {len(table.rows)} claims.")


@app.command()
def conflicts(pack: PackOption, json: JsonOption = False) -> None:
    """Show where sources disagree, side by side, with what would resolve it."""
    read = read_pack(pack)
    listed = register_of(read).conflicts
    if json:
        print_json({"pack": read.id, "pack_digest": read.digest, "conflicts": [conflict_to_json(read, each) for each in listed]})
        return
    for each in listed:
        prefix = f"evidence.conflicts.{each.id}"
        console().print(read.text(f"{prefix}.about"))
        for side in each.sides:
            mark = "" if side.cite.confidence.is_verified else " (verify)"
            console().print(f"  - {read.text(f'{prefix}.sides.{side.id}')} ({', '.join(side.cite.source)}{mark})")
        console().print(f"  What would resolve it: {read.text(f'{prefix}.resolved_by')}\n")
