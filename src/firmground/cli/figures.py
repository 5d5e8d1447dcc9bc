"""``firmground figures``: compute the figures that a pack defines, from an extract."""

from firmground.cli.options import ExtractOption, JsonOption, PackOption, YearOption
from firmground.cli.output import console, print_json, print_table
from firmground.packs.pack import Pack, read_pack
from firmground.statistics.extract import read_extract
from firmground.statistics.figure import Figure
from firmground.statistics.intervals import percent
from firmground.statistics.tabulation import compute_figures
from firmground.statistics.words import cell_label


def figures(pack: PackOption, extract: ExtractOption, year: YearOption, json: JsonOption = False) -> None:
    """Compute every figure of a pack for a year, each with the digest of its definition and of the data."""
    read, data = read_pack(pack), read_extract(extract)
    found = compute_figures(read, data, year)
    if json:
        shown = {
            "pack": read.id,
            "pack_digest": read.digest,
            "year": year,
            "synthetic": data.synthetic,
            "data_digest": data.digest,
        }
        listed = {name: figure.to_json() for name, figure in found.figures.items()}
        print_json({**shown, "figures": listed, "ratios": {name: ratio.to_json() for name, ratio in found.ratios.items()}})
        return
    if data.synthetic:
        console().print("SYNTHETIC: the people counted here are invented\n")
    rows = [(read.text(f"figures.{f.id}"), _total(f), f.counting, f.definition_digest[7:19]) for f in found.figures.values()]
    print_table(f"Figures {year}", ("figure", "total", "counts", "definition"), rows, numbers=(1,))
    for figure in found.figures.values():
        if figure.cells:
            print_table(read.text(f"figures.{figure.id}"), (figure.group, "count"), _cells(read, figure), numbers=(1,))
    ratios = [
        (read.text(f"figures.{r.id}"), f"{percent(r.share.value)} %", f"{percent(r.share.low)}–{percent(r.share.high)} %")
        for r in found.ratios.values()
        if r.share
    ]
    print_table("Ratios", ("ratio", "value", "exact 95 % limits"), ratios, numbers=(1, 2))
    console().print(f"Data: {data.digest}")


def _total(figure: Figure) -> str:
    if not figure.recorded:
        return "not recorded here"
    return "withheld" if figure.is_total_withheld else f"{figure.total:,}"


def _cells(pack: Pack, figure: Figure) -> list[tuple[str, str]]:
    shown = ((code, "withheld" if count is None else f"{count:,}") for code, count in figure.cells.items())
    return [(cell_label(pack, figure.group, code), count) for code, count in shown]
