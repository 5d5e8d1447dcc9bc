"""``firmground instrument``: look at an instrument, publish it for other programs, print it on paper."""

from pathlib import Path
from typing import Annotated

import typer

from firmground.cli.options import DayOption, JsonOption, PackOption, day
from firmground.cli.output import console, print_json, print_table, write_file
from firmground.packs.instrument_entries import Validity
from firmground.packs.pack import Pack, read_pack
from firmground.screening.instrument import Instrument, find_instrument
from firmground.screening.paper import paper_form
from firmground.screening.publishing import published, published_bytes
from firmground.statistics.intervals import exact_share, percent, predictive_value
from firmground.values import digest_of_bytes

app = typer.Typer(no_args_is_help=True, help="Look at an instrument, publish it for other programs, print it on paper.")
Name = Annotated[str, typer.Argument(help="The instrument's id.", metavar="INSTRUMENT")]
OutFile = Annotated[Path, typer.Option("--out", help="The file to write.", metavar="FILE")]
BaseRate = Annotated[
    float | None, typer.Option("--base-rate", min=0, max=1, help="Share of people who have it, for example 0.014.")
]


@app.command()
def show(name: Name, pack: PackOption, on: DayOption = None, base_rate: BaseRate = None, json: JsonOption = False) -> None:
    """Show the questions, and how accurate the instrument was where it was studied."""
    read = read_pack(pack)
    found = find_instrument(read, name, day(on))
    if json:
        studies = [_study(study, base_rate) for study in found.entry.validity]
        print_json({**published(read, found), "studies": studies})
        return
    prefix = f"instruments.{found.id}"
    console().print(f"{read.text(f'{prefix}.title')} ({found.id} {found.entry.version}, {found.entry.status})")
    console().print(f"For: {read.text(f'{prefix}.population')}")
    console().print(f"Languages checked by a speaker: {', '.join(found.entry.languages_checked) or 'none'}")
    console().print(f"Licence of the wording: {found.entry.licence or 'not stated'}\n")
    rows = [(question.id, question.kind, read.text(f"{prefix}.questions.{question.id}")) for question in found.entry.questions]
    print_table("Questions", ("id", "answer", "question"), rows)
    _show_validity(read, found, base_rate)


@app.command()
def publish(name: Name, pack: PackOption, out: OutFile, on: DayOption = None, json: JsonOption = False) -> None:
    """Write the instrument as canonical JSON, for browsers and other programs."""
    read = read_pack(pack)
    _write(out, published_bytes(read, find_instrument(read, name, day(on))), json)


@app.command()
def paper(
    name: Name,
    pack: PackOption,
    out: OutFile,
    language: Annotated[str, typer.Option("--language", help="A language of the pack.", metavar="TAG")] = "en",
    on: DayOption = None,
    json: JsonOption = False,
) -> None:
    """Print the instrument as a PDF form, for when the phone is flat."""
    read = read_pack(pack)
    _write(out, paper_form(read, find_instrument(read, name, day(on)), language), json)


def _show_validity(pack: Pack, instrument: Instrument, base_rate: float | None) -> None:
    studies = [_study(study, base_rate) for study in instrument.entry.validity]
    if not studies:
        console().print("Accuracy: no published study is known for this instrument.")
        return
    parts = ("study", "sensitivity", "specificity", "predictive_value")
    rows = [[study[part] or "not found" for part in parts] for study in studies]
    worth = f"true positives among positives at {percent(base_rate, 2)} %" if base_rate is not None else "give --base-rate"
    print_table("Accuracy where it was studied (exact 95 % limits)", ("study", "sensitivity", "specificity", worth), rows)


def _study(study: Validity, base_rate: float | None) -> dict[str, str | None]:
    sensitivity = _accuracy(study.sensitivity, study.sensitivity_printed)
    specificity = _accuracy(study.specificity, study.specificity_printed)
    worth = None
    if base_rate is not None and sensitivity and specificity:
        value = predictive_value(sensitivity=sensitivity[0], specificity=specificity[0], base_rate=base_rate)
        worth = percent(value, 1) + " %"
    return {
        "study": study.study,
        "sensitivity": sensitivity[1] if sensitivity else None,
        "specificity": specificity[1] if specificity else None,
        "predictive_value": worth,
        "source": " ".join(study.cite.source),
        "confidence": str(study.cite.confidence),
    }


def _accuracy(counts: tuple[int, int] | None, printed: str | None) -> tuple[float, str] | None:
    """A share and how it is shown: with exact limits from counts, or as printed where there are none."""
    if counts is not None:
        share = exact_share(*counts)
        return (
            share.value,
            f"{percent(share.value, 1)} % ({percent(share.low, 1)}–{percent(share.high, 1)}; {share.part}/{share.whole})",
        )
    return (float(printed) / 100, f"{printed} % as printed; no counts found") if printed else None


def _write(path: Path, content: bytes, json: bool) -> None:
    write_file(path, content)
    if json:
        print_json({"file": str(path), "digest": digest_of_bytes(content)})
    else:
        console().print(str(path))
