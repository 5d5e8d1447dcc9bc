"""What is kept or handed out says the same, whatever the language of the page on which somebody asked for it."""

import pytest
from django.urls import reverse
from django.utils import translation
from screening.procedures import may_open

from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import Refused
from firmground_site.packs.queries import text
from firmground_site.screening import events
from firmground_site.screening.actions.erasing import ASKED, erase_person
from firmground_site.screening.actions.recording import receive_screening
from firmground_site.screening.purposes import PURPOSES, WENT_ON, as_kept, in_words

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CHINESE = {"Accept-Language": "zh-HK"}


@pytest.mark.parametrize("more", ["", "在庇護所"])
def test_the_purpose_of_opening_a_file_is_kept_in_english_and_shown_in_the_language_of_the_page(
    more: str, cast, as_member, screening
) -> None:
    client = as_member("identification_officer")
    address = reverse("screening:open_file", args=[screening.person.pk])
    asked = client.get(address, headers=CHINESE)
    assert "與當事人談話，或為此作準備" in asked.text
    assert client.post(address, {"purpose": "talk", "more": more}, headers=CHINESE).status_code == 302
    kept = [
        each.content["purpose"]
        for each in entries_about(screening.person, cast.actor("identification_officer"))
        if each.kind == events.PERSON_READ
    ]
    assert kept == [as_kept("talk", more)]
    assert kept[0].startswith(PURPOSES["talk"])
    page = reverse("screening:person", args=[screening.person.pk])
    assert f"與當事人談話，或為此作準備{f'：{more}' if more else ''}" in client.get(page, headers=CHINESE).text
    assert kept[0] in client.get(page).text


def test_a_purpose_that_is_none_of_the_list_is_shown_as_it_was_written() -> None:
    with translation.override("zh-hant"):
        assert in_words("She asked for it: twice") == "She asked for it: twice"
        assert in_words(WENT_ON) == "傳送檔案開啟時已開始填寫的表格"
    assert in_words(WENT_ON) == WENT_ON


def test_a_record_is_erased_from_a_chinese_page_and_refused_from_one_in_its_words(cast, screening, received) -> None:
    by = cast.actor("supervisor")
    person = receive_screening(received=received(), by=cast.actor("identification_officer")).person
    with translation.override("zh-hant"):
        with pytest.raises(Refused, match="正等待下一步"):
            erase_person(person=screening.person, reason=ASKED, by=by)
        erase_person(person=person, reason=ASKED, by=by)
    person.refresh_from_db()
    assert person.erased_at is not None


def test_a_page_of_a_file_says_who_and_what_in_chinese_and_keeps_names_as_they_are(as_member, screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    page = client.get(reverse("screening:person", args=[screening.person.pk]), headers=CHINESE).text
    for words in ("已知的個人資料", "Maria Example", "沒有記錄", "記錄了一次識別", "2026年11月2日"):
        assert words in page
    with translation.override("zh-hant"):
        assert text("codes.stages.initial") in page
