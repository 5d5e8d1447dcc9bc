"""Splits the text of a report into proposed claims: items of lists and sentences, with their places in the text.

A proposal is where a person begins, never a claim by itself. Nothing of the text is lost: between two proposals there is only
white space and the signs that number or point out an item.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from firmground.errors import InputError

NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}"
CHINESE_NUMBER = "[一二三四五六七八九十百]{1,4}"
MARK = re.compile(
    rf"[^\S\n]*(?:[-*•‣◦▪●–—][^\S\n]+|(?:{NUMBER}[.)、．]|[(（]{NUMBER}[)）]|{CHINESE_NUMBER}、|[(（]{CHINESE_NUMBER}[)）]"
    r"|[a-z][.)]|\([a-z]{1,4}\))(?:[^\S\n]+|(?=[\u3400-\u9fff])))"
)
LINE = re.compile(r"[^\n]*\n?")
CLOSING = "\"'”’»)\\]」』）》"
END = re.compile(rf"(?<![.!?…])[.!?…]++[{CLOSING}]*+(?:\[\d+\])*+(?=\s)|[。！？]++[{CLOSING}]*+")  # never looks twice
ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "mr mrs ms dr prof rev sr jr st no nos art arts sec secs s ss para paras cap ch vol pp p ed eds fig al etc approx vs v "
        "cf e.g i.e u.s u.k u.n jan feb mar apr jun jul aug sep sept oct nov dec co ltd inc dept gov gen col capt sgt",
    )
)
LONGEST_WORD, LONGEST_SPACE = 40, 200  # characters in which what stands beside a full stop is looked for
WORD_BEFORE = re.compile(r"[^\s(\[“\"'‘]+\Z")


@dataclass(frozen=True)
class ProposedClaim:
    """A part of a text that may be one claim. ``begins`` and ``ends`` are offsets in characters, the end not included."""

    begins: int
    ends: int
    text: str


def split_into_claims(text: str) -> tuple[ProposedClaim, ...]:
    """Propose the claims of a text, in its order: each item of a list, and in each paragraph each sentence.

    Lines that follow each other belong to one paragraph unless one begins like an item. English and Chinese punctuation ends
    a sentence; an abbreviation, an initial and a decimal point do not. A text of white space alone gives none.
    """
    spans = (span for block in _blocks(text) for span in _sentences(text, *block))
    return tuple(ProposedClaim(begins, ends, text[begins:ends]) for begins, ends in spans)


def what_lies_between(text: str, proposals: Iterable[ProposedClaim]) -> tuple[str, ...]:
    """What lies before, between and after proposals: one more part than there are, so that both together are the text."""
    gaps, at = [], 0
    for each in proposals:
        gaps.append(text[at : each.begins])
        at = each.ends
    return (*gaps, text[at:])


def cut(text: str, begins: int, ends: int, after: str) -> int:
    """Where the part of a text from ``begins`` to ``ends`` is cut, so that the first of the two ends with ``after``.

    White space counts as equal, however much there is. Raises ``InputError`` when the part does not hold these words, holds
    them more than once, or ends with them.
    """
    words = [re.escape(word) for word in after.split()]
    if not words:
        raise InputError("there are no words after which to cut", remedy="give the last words of the first part")
    found = [each.end() for each in re.finditer(r"\s+".join(words), text[begins:ends])]
    if len(found) != 1:
        what = "these words are not in this part" if not found else "these words are in this part more than once"
        raise InputError(what, remedy="copy the last words of the first part, as many as are needed to tell the place")
    if not text[begins + found[0] : ends].strip():
        raise InputError("nothing would be left after these words", remedy="give words that stand further ahead")
    return begins + found[0]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs and items, without the sign that points out an item."""
    begins: int | None = None
    ends = 0
    for line in LINE.finditer(text):
        mark = MARK.match(line[0])
        is_empty = not line[0].strip()
        if begins is not None and (is_empty or mark):
            yield begins, ends
            begins = None
        if is_empty:
            continue
        if begins is None:
            begins = line.start() + (mark.end() if mark else 0)
        ends = line.end()
    if begins is not None:
        yield begins, ends


def _sentences(text: str, begins: int, ends: int) -> Iterator[tuple[int, int]]:
    at = begins
    for end in END.finditer(text, begins, ends):
        if _ends_a_sentence(text, at, end):
            yield from _without_space(text, at, end.end())
            at = end.end()
    yield from _without_space(text, at, ends)


def _ends_a_sentence(text: str, begins: int, end: re.Match[str]) -> bool:
    if end[0] != ".":
        return True
    word = WORD_BEFORE.search(text[max(begins, end.start() - LONGEST_WORD) : end.start()])
    if word is None:
        return False
    is_initial = len(word[0]) == 1 and word[0].isupper()
    following = text[end.end() : end.end() + LONGEST_SPACE].lstrip()[:1]
    return not is_initial and word[0].casefold() not in ABBREVIATIONS and not following.islower()


def _without_space(text: str, begins: int, ends: int) -> Iterator[tuple[int, int]]:
    part = text[begins:ends]
    if part.strip():
        yield begins + len(part) - len(part.lstrip()), begins + len(part.rstrip())
