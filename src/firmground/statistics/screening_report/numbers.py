"""How numbers of the report are written: two significant digits below ten per cent, and bounds in the words of the language."""

from math import floor, log10

from firmground.packs.pack import Pack


def per_cent(share: float) -> str:
    """A share in per cent: "0.040", "4.0", "11.7"; nought is "0"."""
    value = 100 * share
    if value <= 0:
        return "0"
    digits = 1 if value >= 10 else 1 - floor(log10(value))
    shown = f"{value:.{digits}f}"
    return shown if float(shown) < 10 or value >= 10 else f"{value:.1f}"


def per_cents(low: float, high: float) -> str:
    """Two limits in per cent: "0.0082–0.12"."""
    return f"{per_cent(low)}–{per_cent(high)}"


def bounded(pack: Pack, shown: str, bound: str, tag: str) -> str:
    """A number as the source bounds it: "at most 0.040", "more than 7,500"; as it is when exact."""
    return (
        shown if bound == "exact" else pack.text(f"screening_report.bounds.{bound.replace(' ', '_')}", tag).format(number=shown)
    )
