"""Several things in one sentence, and days and numbers, as each language of the interface writes them."""

import datetime

import pytest
from django.contrib.humanize.templatetags.humanize import intcomma
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format

from firmground_site.design.joining import either, joined, listed

MOMENT = datetime.datetime(2026, 11, 5, 14, 30, 9, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("things", "all_of_them", "one_of_them"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", 2], "a and 2", "a or 2"),
        (["a", "b", "c"], "a, b and c", "a, b or c"),
    ],
)
def test_things_are_strung_together_in_english(things: list[object], all_of_them: str, one_of_them: str) -> None:
    assert (joined(things), either(things)) == (all_of_them, one_of_them)
    assert listed(things) == ", ".join(map(str, things))


def test_things_are_strung_together_in_chinese_without_latin_commas() -> None:
    with translation.override("zh-hant"):
        assert (joined("甲乙丙"), either("甲乙丙"), listed("甲乙丙")) == ("甲、乙和丙", "甲、乙或丙", "甲、乙、丙")


def test_a_template_strings_things_together_and_escapes_them() -> None:
    page = Template("{% load design %}{{ things|joined }}").render(Context({"things": ["<b>", "c"]}))
    assert page == "&lt;b&gt; and c"


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("DATE_FORMAT", "5 November 2026", "2026年11月5日"),
        ("SHORT_DATE_FORMAT", "5 Nov 2026", "2026年11月5日"),
        ("DATETIME_FORMAT", "5 November 2026, 14:30", "2026年11月5日 14:30"),
        ("SECONDS_FORMAT", "5 November 2026, 14:30:09", "2026年11月5日 14:30:09"),
        ("ZONED_FORMAT", "5 November 2026, 14:30 UTC", "2026年11月5日 14:30 UTC"),
    ],
)
def test_days_and_moments_are_written_as_the_language_writes_them(name: str, english: str, chinese: str) -> None:
    for language, written in (("en-gb", english), ("zh-hant", chinese)):
        with translation.override(language):
            assert date_format(MOMENT, name) == written


@pytest.mark.parametrize("language", ["en-gb", "zh-hant"])
def test_thousands_are_set_apart_in_both_languages(language: str) -> None:
    with translation.override(language):
        assert intcomma(1234567) == "1,234,567"
