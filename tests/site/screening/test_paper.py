"""A printed sheet has a number of its own, is entered by digits in the order of the sheet, and is recorded once."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.screening.instrument import Instrument, compiled
from firmground.screening.sheet_number import DRAWN, sheet_number, sheet_number_in
from firmground.screening.sheet_sign import sheet_sign, sheet_sign_in
from firmground_site.packs import queries
from firmground_site.packs.queries import active_pack, instrument_on, today
from firmground_site.screening.models import Screening

PAPER = "/screening/paper/"
NUMBER = sheet_number(123_456_789_012_345)


@pytest.fixture
def officer(as_member: Callable[[str], Client]) -> Client:
    return as_member("officer_immd")


def typed(**changed: Any) -> dict[str, Any]:
    """Every box but the number of years: the second, which is no."""
    day = today()
    questions = instrument_on("initial_screening", day).entry.questions
    answers = {f"q_{each.id}": "30" if each.kind == "number" else "2" for each in questions}
    met = {"screened_on_day": day.day, "screened_on_month": day.month, "screened_on_year": day.year}
    rest = {"id": str(uuid.uuid4()), "sheet": NUMBER, "group": "domestic_helpers", "trigger": "came_forward"}
    return answers | met | rest | changed


@pytest.mark.django_db
def test_digits_become_answers_and_an_empty_box_was_not_asked(officer: Client) -> None:
    sent = typed(q_documents_held="1", q_wages_withheld="4", q_debt_to_leave="", q_age="", q_age_why_not="2")
    answer = officer.post(PAPER, sent)
    assert answer.status_code == 302, answer.content.decode()
    answers = Screening.objects.get().answers
    assert (answers["documents_held"], answers["wages_withheld"], answers["age"]) == ("yes", "refused", "refused")
    assert answers["movement_restricted"] == "no"
    assert "debt_to_leave" not in answers


@pytest.mark.django_db
def test_a_sheet_typed_twice_is_recorded_once_and_with_other_answers_refused(officer: Client) -> None:
    assert [officer.post(PAPER, typed(sheet=each)).status_code for each in (NUMBER, NUMBER.replace(" ", "-"))] == [302, 302]
    answer = officer.post(PAPER, typed(q_documents_held="1"))
    assert answer.status_code == 400
    assert "already sent with other answers" in answer.content.decode()
    assert Screening.objects.count() == 1


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> Instrument:
    """A version of the first screening that ended when yesterday did, with its questions in another order."""
    now, yesterday = instrument_on("initial_screening", today()).entry, today() - datetime.timedelta(days=1)
    ended = {"version": "0", "to": yesterday, "questions": now.questions[::-1]}
    before, after = (compiled(active_pack(), each) for each in (now.model_copy(update=ended), now))
    monkeypatch.setattr(queries, "_versions", lambda _pack, _name: (before, after))
    monkeypatch.setattr(queries, "_instrument", lambda _pack, _name, day: before if day <= yesterday else after)
    return before


def met_yesterday() -> dict[str, int]:
    day = today() - datetime.timedelta(days=1)
    return {"screened_on_day": day.day, "screened_on_month": day.month, "screened_on_year": day.year}


@pytest.mark.django_db
def test_a_sheet_of_an_earlier_day_is_read_with_the_version_of_that_day(officer: Client, older: Instrument) -> None:
    assert officer.post(PAPER, typed(version=older.digest, **met_yesterday())).status_code == 302
    screening = Screening.objects.get()
    assert (screening.instrument_version, screening.instrument_digest, screening.was_in_force) == ("0", older.digest, True)
    assert screening.answers["documents_held"] == "no"


@pytest.mark.django_db
def test_digits_typed_beside_other_questions_are_not_read_before_they_were_checked(officer: Client, older: Instrument) -> None:
    sent = typed(version=instrument_on("initial_screening", today()).digest, **met_yesterday())
    answer = officer.post(PAPER, sent)
    assert answer.status_code == 400
    assert "other questions were in force" in answer.text
    assert f'value="{older.digest}"' in answer.text
    assert not Screening.objects.exists()


@pytest.mark.django_db
def test_the_sign_of_a_sheet_is_asked_for_first_and_shows_its_own_questions(officer: Client, older: Instrument) -> None:
    assert "Check sign of the sheet" in officer.get(PAPER).text
    now, then = (sheet_sign(each.digest) for each in (instrument_on("initial_screening", today()), older))
    typed_in = officer.get(PAPER, {"sign": f" {then[:2].lower()} {then[2:]}"}).text
    assert (f'value="{then}"' in typed_in, f'value="{older.digest}"' in typed_in) == (True, True)
    assert "another version of the questions" in typed_in
    assert "another version of the questions" not in officer.get(PAPER, {"sign": now}).text
    unknown = next(sign for sign in ("ZZZZ", "ZZZY", "ZZZX") if sign not in (now, then))
    for wrong in (unknown, "12", "?!"):
        answer = officer.get(PAPER, {"sign": wrong})
        assert (answer.status_code, "No version of these questions has this sign" in answer.text) == (400, True)


@pytest.mark.django_db
def test_a_sheet_with_a_sign_is_recorded_with_the_version_that_it_asks_whichever_was_in_force(
    officer: Client, older: Instrument
) -> None:
    assert officer.post(PAPER, typed(sign=sheet_sign(older.digest), version=older.digest)).status_code == 302
    screening = Screening.objects.get()
    assert (screening.instrument_digest, screening.was_in_force) == (older.digest, False)
    assert officer.post(PAPER, typed(sheet="", sign="12")).status_code == 400
    assert Screening.objects.count() == 1


@settings(max_examples=50)
@given(digest=st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_sign_is_read_again_however_it_is_typed(digest: str) -> None:
    sign = sheet_sign(f"sha256:{digest}")
    assert len(sign) == 4
    ways = (sign, sign.lower(), f" {sign[:2]} {sign[2:]} ", sign.replace("1", "l").replace("0", "o"), sign.replace("1", "I"))
    assert {sheet_sign_in(each) for each in ways} == {sign}
    assert sheet_sign("sha256:" + "0" * 64) == "0000"
    assert sheet_sign("sha256:" + "f" * 64) == "ZZZZ"
    assert {sheet_sign_in(each) for each in ("", "123", "12345", "U000", "1!00", "陳陳陳陳")} == {None}


@pytest.mark.django_db
def test_sheets_without_a_number_are_recorded_each(officer: Client) -> None:
    assert [officer.post(PAPER, typed(sheet="")).status_code for _ in range(2)] == [302, 302]
    assert Screening.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"q_documents_held": "9"},
        {"q_documents_held": "0"},
        {"q_documents_held": "x"},
        {"q_age": "900"},
        {"sheet": "1234"},
        {"sheet": NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)},
        {"group": ""},
    ],
)
def test_a_box_that_is_not_there_or_a_wrong_number_is_refused(officer: Client, wrong: dict[str, str]) -> None:
    assert officer.post(PAPER, typed(**wrong)).status_code == 400
    assert not Screening.objects.exists()


@pytest.mark.django_db
def test_the_questions_stand_under_the_numbers_of_the_sheet(officer: Client) -> None:
    page = officer.get(PAPER, {"sign": ""}).content.decode()
    asked = instrument_on("initial_screening", today()).entry.questions
    assert f"{len(asked)}. " in page
    assert "1 Yes · 2 No · 3" in page
    assert page.index("1. Are you, or is someone") < page.index(f"{len(asked)}. ")


@pytest.mark.django_db
def test_a_printed_sheet_has_a_number_that_can_be_typed(officer: Client) -> None:
    answer = officer.get(f"{PAPER}sheet/?language=zh-Hant")
    assert answer.content.startswith(b"%PDF")
    printed = answer.headers["Content-Disposition"].partition("sheet-")[2].partition(".pdf")[0]
    assert sheet_number_in(printed)
    assert officer.get(f"{PAPER}sheet/?language=xx").status_code == 404


@pytest.mark.django_db
def test_whoever_screens_nobody_enters_no_sheet(as_member: Callable[[str], Client]) -> None:
    for page in (PAPER, f"{PAPER}sheet/"):
        assert as_member("auditor").get(page).status_code == 404


@settings(max_examples=50)
@given(drawn=st.integers(0, 10**DRAWN - 1), place=st.integers(0, DRAWN), by=st.integers(1, 9))
def test_one_wrong_digit_of_a_sheet_is_always_found(drawn: int, place: int, by: int) -> None:
    digits = sheet_number(drawn).replace(" ", "")
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    assert sheet_number_in(digits) == sheet_number(drawn)
    assert sheet_number_in(wrong) is None


@pytest.mark.parametrize("drawn", [-1, 10**DRAWN])
def test_a_number_that_does_not_fit_is_no_number_of_a_sheet(drawn: int) -> None:
    with pytest.raises(ValueError, match="15th"):
        sheet_number(drawn)
