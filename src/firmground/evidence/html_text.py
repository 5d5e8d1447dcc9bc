"""The text of a web page: what a reader would see, one paragraph for each block. Nothing in it is run or fetched.

Python's own reader takes time with the square of what was left open on purpose, so tags are found here, each part once.
"""

import html
import re
from collections.abc import Callable, Iterator

BLOCKS = frozenset(
    re.findall(
        r"\S+",
        "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
        "h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
UNSEEN = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "template", "noscript", "svg", "title")}
ENCODINGS = frozenset({"utf-8", "big5", "big5-hkscs", "gb18030", "gbk", "gb2312", "windows-1252", "iso-8859-1", "us-ascii"})
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
LOOKED_AT = 4_096  # bytes in which a page declares its encoding
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})(?![A-Za-z0-9-])")
QUOTE_OR_END = re.compile(r"""=\s{0,20}["']|>""")


def text_of_html(content: bytes, decode: Callable[[bytes, str], str]) -> str:
    """The text of a web page in the encoding that it declares, if that is one in common use, else UTF-8.

    ``decode`` gives text for bytes and an encoding, and raises what is to be raised for bytes that are none in it.
    """
    declared = DECLARED.search(content[:LOOKED_AT])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    page = decode(content, name if name in ENCODINGS else "utf-8")
    lines = "\n".join(line.strip() for line in "".join(_seen(page)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _seen(page: str) -> Iterator[str]:
    """The words of a page, with the breaks that its tags make; ends of lines are spaces to its reader."""
    at = 0
    while at < len(page):
        begins = page.find("<", at)
        begins = len(page) if begins < 0 else begins
        yield re.sub(r"\s+", " ", html.unescape(page[at:begins]))
        tag = TAG.match(page, begins)
        if tag:
            yield _break_for(tag[1].lower())
            at = _after_unseen(page, tag, _after_tag(page, tag.end()))
        elif page.startswith(("<!", "<?", "</"), begins):
            at = _after(page, "-->" if page.startswith("<!--", begins) else ">", begins)
        else:
            yield page[begins : begins + 1]
            at = begins + 1


def _break_for(name: str) -> str:
    return "\n\n" if name in BLOCKS else "\n" if name == "br" else ""


def _after_tag(page: str, at: int) -> int:
    """Where a tag has ended; what stands in quotation marks does not end it."""
    while found := QUOTE_OR_END.search(page, at):
        if found[0] == ">":
            return found.end()
        at = _after(page, found[0][-1], found.end())
    return len(page)


def _after_unseen(page: str, tag: re.Match[str], at: int) -> int:
    """Where something is seen again after a tag: behind the end of a part that no reader sees."""
    ends = UNSEEN.get(tag[1].lower())
    if ends is None or tag[0].startswith("</") or page[at - 2 : at] == "/>":
        return at
    found = ends.search(page, at)
    return found.start() if found else len(page)


def _after(page: str, what: str, at: int) -> int:
    found = page.find(what, at)
    return len(page) if found < 0 else found + len(what)
