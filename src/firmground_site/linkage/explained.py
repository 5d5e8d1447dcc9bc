"""Why a pair is proposed, in words and as a waterfall: what speaks for one person, what against, and how much. No names."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.drawing import INK, PALE, POINT
from firmground_site.linkage.models import Pair

COMPARED = {
    "name": gettext_lazy("Name"),
    "alias": gettext_lazy("Other names"),
    "birth": gettext_lazy("Birth"),
    "sex": gettext_lazy("Sex"),
    "nationality": gettext_lazy("Nationality"),
    "document": gettext_lazy("Paper"),
    "phone": gettext_lazy("Phone"),
    "employer": gettext_lazy("Employer"),
}
LEVELS = {
    "exact": gettext_lazy("the same"),
    "exact_rare": gettext_lazy("the same, and rare"),
    "exact_common": gettext_lazy("the same, and common"),
    "variant": gettext_lazy("another spelling or form"),
    "variant_rare": gettext_lazy("another spelling or form of a rare name"),
    "typing_error": gettext_lazy("a typing error apart"),
    "parts_very_rare": gettext_lazy("a very rare part is the same"),
    "parts_rare": gettext_lazy("a rare part is the same"),
    "parts_uncommon": gettext_lazy("an uncommon part is the same"),
    "parts_common": gettext_lazy("a common part is the same"),
    "parts_usual": gettext_lazy("a very common part is the same"),
    "similar": gettext_lazy("similar"),
    "first_of_january": gettext_lazy("the same first of January, which often stands for a year alone"),
    "swapped_parts": gettext_lazy("day and month swapped"),
    "part_agrees": gettext_lazy("the same as far as both are known"),
    "two_parts": gettext_lazy("two of day, month and year are the same"),
    "same_year": gettext_lazy("the same year"),
    "near_year": gettext_lazy("at most two years apart"),
    "same_decade": gettext_lazy("at most ten years apart"),
    "one_digit_off": gettext_lazy("one digit apart"),
    "two_digits_off": gettext_lazy("two digits apart"),
    "one_character_off": gettext_lazy("one character apart"),
    "two_characters_off": gettext_lazy("two characters apart"),
    "same_end": gettext_lazy("the same at the end"),
    "not_known": gettext_lazy("not known of one of them"),
    "different": gettext_lazy("different"),
}
SURE, LIKELY = 0.99, 0.9
WIDTH, ROW, LABEL, SIZE = 340, 30, 110, 14  # a phone shows it without making the letters small


@dataclass(frozen=True)
class Reason:
    """One thing that was compared: its label, how far it agrees in words, and its weight in bits."""

    label: str
    level: str
    weight: float

    @property
    def said(self) -> str:
        """Its weight with a sign."""
        return f"{self.weight:+.1f}".replace("-", "−")

    @property
    def speaks(self) -> str:
        """For which side it speaks."""
        if abs(self.weight) < 0.05:
            return _("Neither way")
        return _("For one person") if self.weight > 0 else _("For two people")


def reasons_of(pair: Pair) -> list[Reason]:
    """The prior first, then what speaks most, whichever way; none of a pair that was never weighed or whose record was erased."""
    if not pair.weighed:
        return []
    found = [Reason(in_words(each["compared"]), level_in_words(each["level"]), float(each["weight"])) for each in pair.weighed]
    found.sort(key=lambda each: -abs(each.weight))
    return [Reason(_("Before"), _("how rare it is that two records are of one person"), pair.prior), *found]


def in_words(compared: str) -> str:
    """What was compared, in words; an id of a later model as it is."""
    return COMPARED.get(compared, compared.replace("_", " ").capitalize())


def level_in_words(level: str) -> str:
    """How far two records agree, in words; an id of a later model as it is."""
    return LEVELS.get(level, level.replace("_", " "))


def likelihood(pair: Pair) -> str:
    """How probable it is, in a word."""
    if pair.probability >= SURE:
        return _("Very probable")
    return _("Probable") if pair.probability >= LIKELY else _("Possible")


def waterfall(reasons: Sequence[Reason], total: float) -> str:
    """The weights as bars, each beginning where the last one ended, and their sum."""
    ends = [0.0]
    for each in reasons:
        ends.append(ends[-1] + each.weight)
    low, high = min(*ends, total, 0.0), max(*ends, total, 0.0)
    scale = (WIDTH - LABEL - 50) / ((high - low) or 1.0)
    rows = [(each.label, start, start + each.weight, each.said) for each, start in zip(reasons, ends, strict=False)]
    rows.append((_("Sum"), 0.0, total, f"{total:+.1f}".replace("-", "−")))
    drawn = [_bar(place, row, low, scale) for place, row in enumerate(rows)]
    height, nought = ROW * len(rows) + 4, LABEL + (0 - low) * scale
    axis = f'<line x1="{nought:.1f}" y1="0" x2="{nought:.1f}" y2="{height}" stroke="{INK}" stroke-width="1"/>'
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(drawn)}{axis}</svg>'


def _bar(place: int, row: tuple[str, float, float, str], low: float, scale: float) -> str:
    """One bar: what speaks for one person is full, what speaks against is only an outline; its weight stands beside it."""
    label, start, end, said = row
    top, left, width = place * ROW + 4, LABEL + (min(start, end) - low) * scale, abs(end - start) * scale
    fill, letters = (POINT if end >= start else PALE), f'font-family="sans-serif" font-size="{SIZE}" fill="{INK}"'
    return (
        f'<text x="0" y="{top + 16}" {letters}>{label}</text>'
        f'<rect x="{left:.1f}" y="{top}" width="{max(width, 1):.1f}" height="{ROW - 8}" fill="{fill}" stroke="{INK}"/>'
        f'<text x="{left + width + 4:.1f}" y="{top + 16}" {letters}>{said}</text>'
    )
