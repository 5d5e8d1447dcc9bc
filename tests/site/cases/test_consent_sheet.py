"""The sheet that is read to a person: whole in every full language, marked where it is not, and the same on paper."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import a_screening
from cases.consenting import OFFICER, may_read
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from firmground.packs.pack import read_pack
from firmground_site.cases.consent_sheet import sheet, sheet_content
from firmground_site.packs.queries import active_pack, casework

pytestmark = pytest.mark.once
PURPOSES = [each.id for each in casework().consent.purposes]
LANGUAGES = [each.tag for each in active_pack().manifest.languages]


def words_of(content: dict[str, Any], purpose: str = "referral") -> list[dict[str, str]]:
    parts = [each for part in content["parts"] for each in (part["title"], *part["bodies"])]
    heads = [content[name] for name in ("title", "introduction", "asked_title", "told_to", "signature_title")]
    return [*heads, *content["fields"], *parts, *content["answers"], *content["lines"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_sheet_says_everything_in_every_language_and_marks_what_it_lacks(language: str, purpose: str) -> None:
    content = sheet_content(casework().purpose(purpose), "swd", language)
    is_full = active_pack().language(language).state == "full"
    said = words_of(content)
    assert all(each["text"] and "{" not in each["text"] for each in said)
    assert not any(each["text"] == each["text"].lower() and " " not in each["text"] and language == "en" for each in said)
    if is_full:
        assert {each["language"] for each in said} == {language}
    else:
        assert {each["language"] for each in said} == {"en"}
        assert content["draft"]
    assert len(content["fields"]) == len(casework().purpose(purpose).fields)


@pytest.mark.parametrize(("pack", "language"), [("hong_kong", "zh-Hant"), ("freeport", "ar"), ("freeport", "en")])
def test_a_full_language_has_every_word_of_the_sheet(pack: str, language: str) -> None:
    own = read_pack(pack).texts[language]
    keys = [each for each in active_pack().texts["en"] if each.startswith("casework.consent_sheet.")]
    assert len(keys) > 30
    assert [each for each in keys if each not in own] == []


def test_whoever_would_be_told_is_named_or_a_line_is_left(db: None) -> None:
    referral = casework().purpose("referral")
    assert "社會福利署" in sheet_content(referral, "swd", "zh-Hant")["told_to"]["text"]
    assert "____" in sheet_content(referral, "", "en")["told_to"]["text"]


def test_only_the_exceptions_for_the_purpose_are_read_out(db: None) -> None:
    listed = sheet_content(casework().purpose("services"), "", "en")["exceptions"]["listed"]
    assert [each["section"] for each in listed] == ["Cap. 486, section 59", "Cap. 486, section 63C"]
    assert sheet_content(casework().purpose("recontact"), "", "en")["exceptions"] is None


@pytest.mark.parametrize("language", ["en", "zh-Hant", "th"])
def test_the_sheet_can_be_set_on_paper(language: str, db: None) -> None:
    content = sheet_content(casework().purpose("referral"), "swd", language)
    made = sheet(content)
    assert made == sheet(content), "the same sheet has the same bytes"
    text = "".join("".join(each.extract_text() for each in PdfReader(io.BytesIO(made)).pages).split())
    for each in ("title", "introduction"):
        assert content[each]["text"][:12].replace(" ", "") in text


@pytest.mark.django_db
@pytest.mark.once
def test_the_page_is_in_the_language_that_was_chosen_and_leads_to_the_paper(
    cast: Any, as_member: Callable[[str], Client]
) -> None:
    person = a_screening(cast).person
    client, address = may_read(as_member(OFFICER), person), reverse("cases:consent_sheet", args=[person.pk, "referral"])
    text = client.get(address, {"language": "zh-Hant", "recipient": "swd"}).content.decode()
    assert 'lang="zh-Hant"' in text
    assert "你可以說不" in text
    assert "You can say no" in client.get(address, {"language": "klingon"}).content.decode()
    paper = client.get(address, {"language": "zh-Hant", "recipient": "swd", "pdf": "1"})
    assert paper["Content-Type"] == "application/pdf"
    assert as_member("other_officer").get(address).status_code == 404
