"""Fixed words of the library: in Chinese on pages, the same in English, and never in the ledger in Chinese."""

import ast
import datetime
import re

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy
from languages.marked import SITE

from firmground.evidence import words as of_evidence
from firmground.evidence.grading import grade, register_of
from firmground.law.candidates import LIMITS
from firmground.law.claims import answers_to_claims
from firmground.law.coverage import coverage_on
from firmground.law.penalties import penalties_in_words, time_limit_in_words
from firmground.law.provision import provisions_of
from firmground.law.words import REACH, STANDING
from firmground.law.words import gap_in_words as gap_in_english
from firmground.screening.crosswalk import LIMITS as LIMITS_OF_CROSSWALK
from firmground.values import Citation, Confidence, Finding
from firmground_site.audit.actions import Refused, _json_value
from firmground_site.design.library_words import all_said
from firmground_site.evidence.library_words import FIXED as EVIDENCE
from firmground_site.figures.library_words import FIXED as FIGURES
from firmground_site.law.citations import cited
from firmground_site.law.gaps import gap_in_words
from firmground_site.law.library_words import FIXED as LAW
from firmground_site.law.penalties import penalties, time_limit
from firmground_site.packs.queries import active_pack, read_in, shown_pack
from firmground_site.screening.library_words import FIXED as SCREENING

pytestmark = pytest.mark.once
REFUSING = {"sentences", "quoting", "placeholders", "documents", "pdf_text", "docx_text", "splitting"}
DAYS = [datetime.date(2019, 6, 1), datetime.date(2026, 11, 1)]


def sentences_of_the_library() -> set[str]:
    """The words of every sentence that the library gives with its parts, and of what it refuses of sentences and documents."""
    told: list[ast.AST] = []
    for path in sorted((SITE.parent / "firmground").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            refuses = path.stem in REFUSING and name in {"InputError", "StatementError", "_fault"}
            told += node.args[:1] if name == "Said" or refuses else []
            told += [each.value for each in getattr(node, "keywords", ()) if each.arg == "remedy" and refuses]
            told += node.args[1:2] if name == "_fault" else []
    told = [each for words in told if not isinstance(words, ast.Call) for each in ast.walk(words)]
    return {each.value for each in told if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def test_every_fixed_word_of_the_library_that_a_page_shows_is_marked() -> None:
    shown_by_law = {*REACH.values(), *STANDING.values(), *LIMITS, *map(str, Finding)} - {"in part"}
    shown_by_evidence = {*of_evidence.HOLDS.values(), *of_evidence.DETAILS.values(), of_evidence.NO_CHECK, of_evidence.CLOSING}
    assert shown_by_law - set(LAW) == set()
    assert shown_by_evidence - set(EVIDENCE) == set()
    assert {*LIMITS_OF_CROSSWALK, *map(str, Confidence)} - set(SCREENING) == set()
    sentences = sentences_of_the_library()
    assert len(sentences) > 10
    assert sentences - {*LAW, *EVIDENCE, *FIGURES} - {"about"} == set()  # that is what a bound is compared with


@pytest.mark.parametrize("day", DAYS)
def test_gaps_of_the_law_are_told_in_english_as_commands_tell_them_and_in_chinese_without_a_word_of_english(
    day: datetime.date,
) -> None:
    found = coverage_on(active_pack(), day)
    assert [gap_in_words(found, each) for each in found.gaps] == [gap_in_english(found, each) for each in found.gaps]
    with translation.override("zh-hant"):
        shown = coverage_on(shown_pack(), day)
        said = [gap_in_words(shown, each) for each in shown.gaps]
    assert said
    assert [words for words in said if re.search("[a-zA-Z]", words)] == []


def test_why_a_claim_agrees_or_not_is_told_in_the_language_of_the_page() -> None:
    pack, keys = active_pack(), set(active_pack().sources)
    answers = answers_to_claims(coverage_on(pack, DAYS[0]))
    checks = [each.checked for file in register_of(pack).files for each in grade(pack, file.report.id).claims if each.checked]
    told = [each for each in (*answers, *checks) if each.told]
    assert len(told) > len(answers) > 0
    assert [all_said(each.told) for each in told] == [each.why for each in told]
    with translation.override("zh-hant"):
        said = [all_said(each.told) for each in told]
    assert [words for words in said if set(re.findall(r"[A-Za-z][A-Za-z0-9_]*", words)) - keys] == []


def test_a_note_is_in_the_language_of_the_page_where_the_pack_has_it_and_else_says_its_language() -> None:
    pack = active_pack()
    known, unknown = (
        "Bringing is transport. A report says that it asks for a border and for no means (US20).",
        "Nobody read <it>.",
    )
    notes = [Citation(("US20",), Confidence.PRIMARY, words) for words in (known, unknown, "有人寫下")]
    assert [str(cited(pack, each).note.__html__()) for each in notes[:2]] == [known, "Nobody read &lt;it&gt;."]
    with translation.override("zh-hant"):
        first, second, third = (str(cited(pack, each).note.__html__()) for each in notes)
    assert first == pack.texts["zh-Hant"][f"notes.{known}"]
    assert (second, third) == ('<span lang="en">Nobody read &lt;it&gt;.</span>', "有人寫下")


def test_every_note_that_has_a_translation_is_written_in_the_pack() -> None:
    folder = SITE.parent / "firmground_packs"
    files = [each for each in sorted(folder.rglob("*")) if each.suffix in {".toml", ".csv"} and "text" not in each.parts]
    written = "\n".join(each.read_text(encoding="utf-8") for each in files)
    notes = [key.removeprefix("notes.") for key in active_pack().texts["zh-Hant"] if key.startswith("notes.")]
    assert len(notes) > 200
    assert [each for each in notes if each not in written and each.replace('"', '""') not in written] == []


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
