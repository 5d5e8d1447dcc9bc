"""Tables that become blocks on a phone, one for each row, with the name of its column beside each cell.

A row that is shown as a block is no row any more for assistive technology, so each part says what it is. It changes no
words; ``components`` writes the table around these rows.
"""

import re
from collections.abc import Sequence
from itertools import count

from django.utils.html import format_html

PART = re.compile(r"<(tr|th|td)(?=[\s>])")
ROLES = {"tr": "row", "th": "rowheader", "td": "cell"}


def stacked_rows(rows: str, columns: Sequence[str]) -> str:
    """Rows of a table, each cell with its role and the name of its column; no cell may span several columns."""
    places = count()

    def part(found: re.Match[str]) -> str:
        nonlocal places
        if (kind := found[1]) == "tr":
            places = count()
            return '<tr role="row"'
        column = columns[next(places)]
        return f"<{kind}" + format_html(' role="{}" data-column="{}"', ROLES[kind], column)

    return PART.sub(part, rows)
