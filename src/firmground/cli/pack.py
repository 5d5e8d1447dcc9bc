"""``firmground pack``: check data packs, and show what is in one."""

from typing import Annotated

import typer

from firmground.cli import exits
from firmground.cli.options import JsonOption
from firmground.cli.output import console, print_json, print_table
from firmground.evidence.checks import check_claims, check_figures
from firmground.law.checks import check_law_meaning
from firmground.packs.case_checks import check_cases
from firmground.packs.casework_checks import check_casework
from firmground.packs.checks import Problem, check_pack
from firmground.packs.crosswalk_checks import check_crosswalk
from firmground.packs.law_checks import check_law
from firmground.packs.pack import Pack, read_pack, shipped_packs
from firmground.packs.plan_checks import check_plan
from firmground.packs.report_checks import check_reports
from firmground.packs.table_checks import check_tables
from firmground.packs.voice_checks import check_voice
from firmground.screening.checks import check_instruments

CHECKS = (
    check_pack,
    check_cases,
    check_casework,
    check_law,
    check_plan,
    check_reports,
    check_crosswalk,
    check_tables,
    check_voice,
    check_law_meaning,
    check_instruments,
    check_figures,
    check_claims,
)

app = typer.Typer(no_args_is_help=True, help="Check data packs, and show what is in one.")
Name = Annotated[str | None, typer.Argument(help="A shipped pack or a folder; all shipped packs if left out.", metavar="PACK")]


@app.command()
def check(pack: Name = None, json: JsonOption = False) -> None:
    """Check a pack: references, citations, texts, refused questions, overlaps, expressions and worked examples."""
    found: dict[str, list[Problem]] = {}
    for name in [pack] if pack else shipped_packs():
        read = read_pack(name)
        found[read.id] = [problem for check in CHECKS for problem in check(read)]
    if json:
        print_json({name: [vars(problem) for problem in problems] for name, problems in found.items()})
    else:
        for name, problems in found.items():
            for problem in problems:
                console().print(f"{name}: {problem}")
            console().print(f"{name}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    if any(found.values()):
        raise typer.Exit(exits.DOES_NOT_HOLD)


@app.command()
def show(pack: Annotated[str, typer.Argument(metavar="PACK")], json: JsonOption = False) -> None:
    """Show what a pack holds, with the digest of the whole and of each part."""
    read = read_pack(pack)
    if json:
        print_json(_as_json(read))
        return
    manifest = read.manifest
    console().print(f"{read.text('pack.title')} ({read.id} {manifest.version}){' · fictional' if manifest.fictional else ''}")
    console().print(f"{read.digest}\n")
    languages = [(each.tag, read.text(f"languages.{each.tag}"), _state(each.state)) for each in manifest.languages]
    print_table("Languages", ("tag", "name", "state"), languages)
    instruments = [
        (entry.id, entry.version, str(entry.in_force), entry.status, str(len(entry.questions)))
        for versions in read.instruments.values()
        for entry in versions
    ]
    print_table("Instruments", ("id", "version", "in force", "status", "questions"), instruments, numbers=(4,))
    print_table("Figures", ("id", "counts", "label"), [(f.id, f.counting, read.text(f"figures.{f.id}")) for f in read.figures])
    print_table("Parts", ("file", "digest"), list(read.parts.items()))


def _state(state: str) -> str:
    return "full" if state == "full" else "draft: no speaker has reviewed this"


def _as_json(pack: Pack) -> dict[str, object]:
    return {
        "id": pack.id,
        "title": pack.text("pack.title"),
        "version": pack.manifest.version,
        "fictional": pack.manifest.fictional,
        "extends": pack.manifest.extends,
        "majority_age": pack.manifest.majority_age,
        "digest": pack.digest,
        "languages": [language.model_dump() for language in pack.manifest.languages],
        "instruments": [
            {
                "id": entry.id,
                "version": entry.version,
                "status": entry.status,
                "absent": entry.absent,
                "questions": [question.id for question in entry.questions],
                "outcomes": [outcome.id for outcome in entry.outcomes],
            }
            for versions in pack.instruments.values()
            for entry in versions
        ],
        "code_lists": {name: [code.code for code in codes] for name, codes in pack.codes.items()},
        "figures": [figure.id for figure in pack.figures],
        "ratios": [ratio.id for ratio in pack.ratios],
        "parts": dict(pack.parts),
    }
