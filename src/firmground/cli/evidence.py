"""``firmground evidence``: reports split into claims, each marked by one standard, and where sources disagree."""

from typing import Annotated

import typer

from firmground.cli.options import JsonOption, PackOption
from firmground.cli.output import console, print_json, print_table
from firmground.evidence.grading import Answer, Graded, GradedClaim, grade, register_of
from firmground.evidence.to_json import conflict_to_json, graded_to_json, report_to_json
from firmground.packs.pack import Pack, read_pack

app = typer.Typer(no_args_is_help=True, help="Claims of reports, whoever made them, held to one standard.")
STANCES = {"accept": "accepted", "accept_in_part": "accepted in part", "dispute": "disputed"}


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
        console().print(f"  {len(listed):3} {_plural(name, len(listed))}{names}")
    console().print("\nThe same marks are given to every report. That a claim names no source does not show that it is wrong.")


def _plural(words: str, number: int) -> str:
    """The verb for one or for several."""
    if number == 1:
        return words
    first, _, rest = words.partition(" ")
    return f"{ {'is': 'are', 'has': 'have', 'does': 'do'}.get(first, first.removesuffix('s')) } {rest}"


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
