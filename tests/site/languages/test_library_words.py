"""Fixed words of the library: in Chinese on pages, the same in English, and never in the ledger in Chinese."""

import re

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from firmground.evidence import words as of_evidence
from firmground.law.candidates import LIMITS
from firmground.law.penalties import penalties_in_words, time_limit_in_words
from firmground.law.provision import provisions_of
from firmground.law.words import REACH, STANDING
from firmground.values import Finding
from firmground_site.audit.actions import Refused, _json_value
from firmground_site.evidence.library_words import FIXED as EVIDENCE
from firmground_site.law.library_words import FIXED as LAW
from firmground_site.law.penalties import penalties, time_limit
from firmground_site.packs.queries import active_pack, read_in, shown_pack

pytestmark = pytest.mark.once


def test_every_fixed_word_of_the_library_that_a_page_shows_is_marked() -> None:
    shown_by_law = {*REACH.values(), *STANDING.values(), *LIMITS, *map(str, Finding)} - {"in part"}
    shown_by_evidence = {*of_evidence.HOLDS.values(), *of_evidence.DETAILS.values(), of_evidence.NO_CHECK, of_evidence.CLOSING}
    assert shown_by_law - set(LAW) == set()
    assert shown_by_evidence - set(EVIDENCE) == set()


def test_penalties_and_time_limits_are_told_in_english_as_commands_tell_them() -> None:
    pack = active_pack()
    for each in provisions_of(pack):
        for day in (*each.days_of_change, each.entry.from_):
            if day is not None:
                assert penalties(pack, each.penalties_on(day)) == penalties_in_words(pack, each.penalties_on(day))
                assert time_limit(each.time_limit_on(day)) == time_limit_in_words(each.time_limit_on(day))


def test_penalties_and_time_limits_are_told_in_chinese_without_a_word_of_english() -> None:
    with translation.override("zh-hant"):
        pack = shown_pack()
        said = [
            words
            for each in provisions_of(active_pack())
            for day in (*each.days_of_change, each.entry.from_)
            if day is not None
            for words in (penalties(pack, each.penalties_on(day)), time_limit(each.time_limit_on(day)))
        ]
    assert said
    assert [words for words in said if re.search("[a-z]", words)] == []


def test_a_pack_read_in_a_language_keeps_what_that_language_lacks() -> None:
    pack = active_pack()
    assert read_in(pack, "en") is pack
    assert read_in(pack, "xx") is pack
    read = read_in(pack, "zh-Hant")
    assert read.text("pack.title") == pack.text("pack.title", "zh-Hant") != pack.text("pack.title")
    lacking = (
        next(key for key in pack.texts["en"] if key not in pack.texts["zh-Hant"])
        if len(pack.texts["zh-Hant"]) < len(pack.texts["en"])
        else "no.such.text"
    )
    assert read.text(lacking) == pack.text(lacking)


def test_the_ledger_keeps_words_of_the_interface_in_english_and_a_refusal_is_in_the_language_of_the_page() -> None:
    words = gettext_lazy("Reason")
    with translation.override("zh-hant"):
        assert _json_value({"why": [words]}) == {"why": ["Reason"]}
        refused = Refused(words)
    assert refused.reasons == ("理由",)
