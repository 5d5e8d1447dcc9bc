"""The page for somebody alone, and the files that asking needs: open to anyone, and without any trace of anybody."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client, override_settings
from django.urls import reverse

from firmground.packs.pack import read_pack, shipped_folder
from firmground.packs.reviews import words_digest
from firmground.screening.publishing import published_bytes
from firmground.values import digest_of_bytes
from firmground_site.packs.queries import active_pack, clear
from firmground_site.screening.asking import first_instrument

pytestmark = pytest.mark.django_db
ALONE, QUESTIONS = "/screening/alone/", "/screening/questions.json"
SPOKEN = "asking.answers.yes"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\0" * 24


def test_nothing_of_it_is_kept_and_nobody_is_recognised() -> None:
    client = Client()
    answer = client.get(ALONE)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer.cookies == {}
    assert "csrf" not in answer.content.decode()
    assert client.post(ALONE).status_code == 405, "there is nothing to send to it"


def test_a_signed_in_officer_s_name_is_not_on_it(as_member: Callable[[str], Client], cast: Any) -> None:
    assert cast.officer_immd.name not in as_member("officer_immd").get(ALONE).content.decode()


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "zh-Hans", "tl", "id", "th"])
def test_it_is_there_in_every_language_of_the_pack(tag: str) -> None:
    page = Client().get(ALONE, {"in": tag}).content.decode()
    assert f'<html lang="{tag}" dir="ltr"' in page
    assert active_pack().texts[tag]["alone.title"] in page
    assert active_pack().texts[tag]["instruments.initial_screening.questions.documents_held"] in page
    assert 'href="tel:999"' in page
    assert "victim" not in page.lower()
    assert not any(word in page for word in ("受害", "korban", "biktima", "เหยื่อ"))
    shown, draft = page.partition("<script id")[0], active_pack().texts[tag]["asking.draft"]
    assert (draft in shown) == (active_pack().language(tag).state == "draft")


@pytest.mark.parametrize(
    ("asked", "header", "language"),
    [
        ("", "id-ID,id;q=0.9,en;q=0.8", "id"),
        ("th", "id", "th"),
        ("xx", "fr,zh-Hant;q=0.5", "zh-Hant"),
        ("<b>", "", "en"),
        ("", "*", "en"),
    ],
)
def test_its_language_is_the_one_asked_for_else_the_browser_s(asked: str, header: str, language: str) -> None:
    page = Client(headers={"accept-language": header}).get(ALONE, {"in": asked}).content.decode()
    assert f'<html lang="{language}"' in page


def test_the_published_questions_are_the_library_s_and_are_sent_once_only(as_member: Callable[[str], Client]) -> None:
    answer = Client().get(QUESTIONS)
    assert answer.content == published_bytes(active_pack(), first_instrument())
    again = Client().get(QUESTIONS, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert as_member("officer_immd").get(QUESTIONS).content == answer.content


@pytest.fixture
def spoken(tmp_path: Path) -> Iterator[str]:
    """A copy of the Freeport pack with one recording; its name when published."""
    for name in ("freeport", "international"):
        shutil.copytree(shipped_folder() / name, tmp_path / name)
    folder, pack = tmp_path / "freeport/audio/ar", read_pack(str(tmp_path / "freeport"))
    folder.mkdir(parents=True)
    (folder / "yes.wav").write_bytes(WAV)
    (folder / "recordings.csv").write_text(
        "text,file,seconds,digest,sound,speaker,state,licence,source,confidence,note\n"
        f"{SPOKEN},yes.wav,0.2,{words_digest(pack, 'ar', SPOKEN)},{digest_of_bytes(WAV)},"
        "Invented,draft,Apache-2.0,GAZETTE,secondary,\n",
        encoding="utf-8",
    )
    with override_settings(PACK=str(tmp_path / "freeport")):
        clear()
        yield digest_of_bytes(WAV).removeprefix("sha256:") + ".wav"
    clear()


def test_a_recording_is_served_to_be_kept_for_ever(spoken: str) -> None:
    said = json.loads(Client().get(QUESTIONS).content)
    assert said["recordings"]["ar"][SPOKEN]["name"] == spoken
    answer = Client().get(reverse("screening:recording", args=[spoken]))
    assert answer.content == WAV
    assert answer["Content-Type"] == "audio/wav"
    assert "immutable" in answer["Cache-Control"]
    assert "no-store" not in answer["Cache-Control"]


def test_phones_are_told_which_recordings_there_are_and_how_large(spoken: str) -> None:
    told = Client().get("/phone/definitions.json").json()
    assert told["recordings"] == {"ar": {SPOKEN: {"name": spoken, "bytes": len(WAV)}}}
    assert f'"recordings": "{reverse("screening:recording", args=["-"])[:-1]}"' in Client().get("/phone/worker.js").text


def test_the_page_for_somebody_alone_names_the_recordings_of_its_language_only(spoken: str) -> None:
    assert spoken in Client().get(ALONE, {"in": "ar"}).content.decode()
    assert spoken not in Client().get(ALONE, {"in": "en"}).content.decode()


@pytest.mark.parametrize("name", ["0" * 64 + ".wav", "recordings.csv", "..", "yes.wav"])
def test_nothing_else_is_served_as_a_recording(spoken: str, name: str) -> None:
    assert Client().get(reverse("screening:recording", args=[name])).status_code == 404


def test_a_recording_is_the_same_for_a_member(as_member: Callable[[str], Client], spoken: str, settings: Any) -> None:
    settings.PACK, folder = "hong_kong", settings.PACK  # where the members are
    member = as_member("officer_immd")
    settings.PACK = folder
    assert "immutable" in member.get(reverse("screening:recording", args=[spoken]))["Cache-Control"]


def test_the_page_for_somebody_alone_has_the_browser_keep_no_recording() -> None:
    fetched = re.findall(r"fetch\((.*)\)$", Path(find("screening/alone.mjs")).read_text("utf-8"), re.MULTILINE)
    assert fetched
    assert all('cache: "no-store"' in each for each in fetched)
