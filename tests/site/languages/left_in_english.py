"""What a page in Chinese still says in English: three words in a row that nothing marks as in another language."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

THREE_WORDS = re.compile(r"[A-Za-z][A-Za-z’'-]*(?: [A-Za-z][A-Za-z’'-]*){2,}")
SPOKEN = ("aria-label", "aria-description", "alt", "title", "placeholder")
SILENT = {"script", "style", "code", "kbd", "pre", "svg"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
KEPT = {
    "a fictional port",  # the name of a territory that has no Chinese
    # What members wrote in the demonstration, which is in the language in which they wrote it.
    "Another department has been asked for its papers",
    "Invented Shelter Society",
    "Invented Suspect recent",
    "Invented shelter register",
    "Nobody answers there",
    "The person says that one paper was not looked at",
    "The person was paid as agreed and could leave",
    "This depends on the same papers",
    "What was found at first was explained in the debriefing",
    "made for the demonstration",
    "neither means nor purpose was found",
}


class _Said(HTMLParser):
    """Collects what is said in each language: the text of elements, and attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        language = told.get("lang") or (self.open[-1][1] if self.open else "")
        self.said += [(language, told[name] or "") for name in SPOKEN if name in told]
        if tag not in EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not SILENT.intersection(name for name, _ in self.open):
            self.said.append((self.open[-1][1] if self.open else "", " ".join(data.split())))


def left_in_english(page: str) -> Iterator[str]:
    """Runs of English words in the parts of a page that are in Chinese; names of two words and addresses pass."""
    reader = _Said()
    reader.feed(page)
    for language, words in reader.said:
        if language.lower().startswith("zh"):
            yield from (run for run in THREE_WORDS.findall(words) if run not in KEPT)
