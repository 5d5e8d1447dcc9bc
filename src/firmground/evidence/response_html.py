"""A table as one web page that needs nothing beside it: no script, no font, no address that is fetched."""

import html

from firmground.evidence.table import Table

STYLE = """body{font:16px/1.45 system-ui,sans-serif;color:#0b0c0c;margin:2rem auto;max-width:110rem;padding:0 1rem}
div{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:start;font-weight:bold;padding:.5rem 0}
th,td{border:1px solid #8a9a9a;padding:.4rem .5rem;text-align:start;vertical-align:top;white-space:pre-line;min-width:3.5rem}
th:nth-child(2),td:nth-child(10){min-width:14rem}thead th{background:#f3f9f9}
dt{font-weight:bold}dd{margin:0 0 .4rem;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none}div{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}}"""


def as_html(table: Table) -> bytes:
    """The table as a page in UTF-8; the same table gives the same bytes."""
    about = "".join(f"<dt>{_text(name)}</dt><dd>{_text(words)}</dd>" for name, words in table.about)
    counts = "".join(f"<li>{_text(sentence)}</li>" for sentence in table.counts[1:])
    heads = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.columns)
    page = [
        "<!doctype html>",
        f'<html lang="{_text(table.language)}" dir="{_text(table.direction)}"><head><meta charset="utf-8">',
        f"<title>{_text(table.title)}</title>",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{STYLE}</style></head><body>",
        f"<h1>{_text(table.title)}</h1><dl>{about}</dl>",
        '<div tabindex="0" role="region" aria-label="Claims and answers"><table><caption>Claims and answers</caption>',
        f"<thead><tr>{heads}</tr></thead><tbody>",
        *map(_row, table.rows),
        f"</tbody></table></div><h2>{_text(table.counts[0])}</h2><ul>{counts}</ul><p>{_text(table.note)}</p></body></html>",
    ]
    return ("\n".join(page) + "\n").encode()


def _row(cells: tuple[str, ...]) -> str:
    number, claim, *rest = map(_text, cells)
    return f'<tr><td>{number}</td><th scope="row">{claim}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'


def _text(words: str) -> str:
    return html.escape(words)
