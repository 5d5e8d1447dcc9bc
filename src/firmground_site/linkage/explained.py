"""Why a pair is proposed, in words and as a waterfall: what speaks for one person, what against, and how much. No names."""

from collections.abc import Sequence
from dataclasses import dataclass

from firmground.drawing import INK, PALE, POINT
from firmground_site.linkage.models import Pair

COMPARED = {
    "name": "Name",
    "alias": "Other names",
    "birth": "Birth",
    "sex": "Sex",
    "nationality": "Nationality",
    "document": "Paper",
    "phone": "Phone",
    "employer": "Employer",
}
LEVELS = {
    "exact": "the same",
    "exact_rare": "the same, and rare",
    "exact_common": "the same, and common",
    "variant": "another spelling or form",
    "variant_rare": "another spelling or form of a rare name",
    "typing_error": "a typing error apart",
    "parts_very_rare": "a very rare part is the same",
    "parts_rare": "a rare part is the same",
    "parts_uncommon": "an uncommon part is the same",
    "parts_common": "a common part is the same",
    "parts_usual": "a very common part is the same",
    "similar": "similar",
    "first_of_january": "the same first of January, which often stands for a year alone",
    "swapped_parts": "day and month swapped",
    "part_agrees": "the same as far as both are known",
    "two_parts": "two of day, month and year are the same",
    "same_year": "the same year",
    "near_year": "at most two years apart",
    "same_decade": "at most ten years apart",
    "one_digit_off": "one digit apart",
    "two_digits_off": "two digits apart",
    "one_character_off": "one character apart",
    "two_characters_off": "two characters apart",
    "same_end": "the same at the end",
    "not_known": "not known of one of them",
    "different": "different",
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
            return "Neither way"
        return "For one person" if self.weight > 0 else "For two people"


def reasons_of(pair: Pair) -> list[Reason]:
    """The prior first, then what speaks most, whichever way; none of a pair that was never weighed or whose record was erased."""
    if not pair.weighed:
        return []
    found = [Reason(in_words(each["compared"]), level_in_words(each["level"]), float(each["weight"])) for each in pair.weighed]
    found.sort(key=lambda each: -abs(each.weight))
    return [Reason("Before", "how rare it is that two records are of one person", pair.prior), *found]


def in_words(compared: str) -> str:
    """What was compared, in words; an id of a later model as it is."""
    return COMPARED.get(compared, compared.replace("_", " ").capitalize())


def level_in_words(level: str) -> str:
    """How far two records agree, in words; an id of a later model as it is."""
    return LEVELS.get(level, level.replace("_", " "))


def likelihood(pair: Pair) -> str:
    """How probable it is, in a word."""
    if pair.probability >= SURE:
        return "Very probable"
    return "Probable" if pair.probability >= LIKELY else "Possible"


def waterfall(reasons: Sequence[Reason], total: float) -> str:
    """The weights as bars, each beginning where the last one ended, and their sum."""
    ends = [0.0]
    for each in reasons:
        ends.append(ends[-1] + each.weight)
    low, high = min(*ends, total, 0.0), max(*ends, total, 0.0)
    scale = (WIDTH - LABEL - 50) / ((high - low) or 1.0)
    rows = [(each.label, start, start + each.weight, each.said) for each, start in zip(reasons, ends, strict=False)]
    rows.append(("Sum", 0.0, total, f"{total:+.1f}".replace("-", "−")))
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
