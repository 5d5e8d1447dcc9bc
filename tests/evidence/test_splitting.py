"""A text is split into proposals, and nothing of it is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import InputError
from firmground.evidence.splitting import MARK, cut, split_into_claims, what_lies_between

PIECES = [
    "1. ",
    "- ",
    "(b) ",
    "3.2) ",
    "一、",
    "（三）",
    "U.S. ",
    "No. 4",
    "12.5",
    "Said. ",
    "“Yes!” ",
    "他說。",
    "「好！」",
    "\n",
    "\n\n",
    " ",
    "。",
    "…",
]
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join)
)


def texts(text: str) -> list[str]:
    return [each.text for each in split_into_claims(text)]


@settings(max_examples=50)
@given(TEXTS)
def test_the_proposals_and_what_lies_between_them_are_the_whole_text(text: str) -> None:
    proposals = split_into_claims(text)
    gaps = what_lies_between(text, proposals)
    joined = "".join(gap + each.text for gap, each in zip(gaps, proposals, strict=False)) + gaps[-1]
    assert joined == text
    assert all(text[each.begins : each.ends] == each.text == each.text.strip() != "" for each in proposals)


@settings(max_examples=50)
@given(TEXTS)
def test_between_proposals_there_are_only_spaces_and_the_signs_of_items(text: str) -> None:
    for gap in what_lies_between(text, split_into_claims(text)):
        assert "".join(re.sub(rf"\A{MARK.pattern}", "", line + " ") for line in gap.split("\n")).strip() == "", repr(gap)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nobody was asked. Nobody was found.", ["Nobody was asked.", "Nobody was found."]),
        ("About 12.5 per cent were found.", ["About 12.5 per cent were found."]),
        ("Mr. Chan of the U.S. consulate spoke.", ["Mr. Chan of the U.S. consulate spoke."]),
        ("Under Cap. 115, s. 38, he was fined.", ["Under Cap. 115, s. 38, he was fined."]),
        ("He said “No!” Then he left.", ["He said “No!”", "Then he left."]),
        ("A line that\ngoes on. Another.", ["A line that\ngoes on.", "Another."]),
        ("1. One thing\n2. Another", ["One thing", "Another"]),
        ("- One thing\n  goes on\n• Another", ["One thing\n  goes on", "Another"]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("政府沒有調查。他們說：「沒有！」之後離開。", ["政府沒有調查。", "他們說：「沒有！」", "之後離開。"]),
        ("一、調查不足。\n二、沒有法例。", ["調查不足。", "沒有法例。"]),
        ("（一）改善甄別", ["改善甄別"]),
        ("Found in court.[12] Not so.", ["Found in court.[12]", "Not so."]),
        ("", []),
        (" \n\t\n", []),
    ],
)
def test_items_and_sentences_are_proposed(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


def test_a_part_is_cut_behind_words_however_they_are_spaced() -> None:
    text = "Nobody was\nasked and nobody was found."
    place = cut(text, 0, len(text), "was asked")
    assert (text[:place], text[place:]) == ("Nobody was\nasked", " and nobody was found.")


@pytest.mark.parametrize(
    ("after", "fault"),
    [
        ("", "no words"),
        ("never", "not in this part"),
        ("nobody was", "not in this part"),
        ("was", "more than once"),
        ("found.", "nothing would be left"),
    ],
)
def test_a_part_is_not_cut_where_that_cannot_be_told(after: str, fault: str) -> None:
    text = "Nobody was asked, and somebody was found. Nobody was"
    with pytest.raises(InputError) as refused:
        cut(text, 0, 41, after)
    assert fault in refused.value.what


def test_a_hostile_text_takes_no_longer_than_its_length() -> None:
    for pattern in ("…!?", ". ", "(a) ", "\n- ", "。", " " * 50 + "."):
        assert len(split_into_claims(pattern * (200_000 // len(pattern)))) >= 0
