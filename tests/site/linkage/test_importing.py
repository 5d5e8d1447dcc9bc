"""A list is imported whole and sealed, or every fault is told with its row and column and nothing is kept."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from linkage.linking import LIST, MARIA, PersonMet, imported, met

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.linkage.actions.importing import import_list
from firmground_site.linkage.models import ListEntry, PartnerList
from firmground_site.linkage.queries import people_alike
from firmground_site.linkage.reading_list import MOST_ROWS, read_list
from firmground_site.packs.queries import today

pytestmark = pytest.mark.django_db


def read(content: str) -> Any:
    return read_list(content.encode())


def faults_of(content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        read_list(content)
    return list(refused.value.reasons)


def test_a_list_is_kept_with_every_entry_sealed_and_a_day_on_which_it_goes(cast: Any) -> None:
    made = imported(cast)
    first, second = made.entries.all()
    assert (first.reference, first.name, first.birth, first.document) == ("S-17", "Zaneta Planted", "1990-02-28", "P1234567")
    assert (second.birth, second.document, second.document_index) == ("1992", "", "")
    assert first.document_index
    assert made.agency == cast.supervisor.agency
    assert made.erase_on > today() + datetime.timedelta(days=30)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,name\n,Maria\n", "Row 2, column id: it is empty"),
        ("id,name\n1,\n", "Row 2, column name: it is empty, and so are"),
        ("id,name\n1,A\n2,B\n1,C\n", "Row 4, column id: it is the same as in row 2"),
        ("id,name,birth\n1,A,31.2.1990\n", "Row 2, column birth: it is no date. Write 1990-02-28"),
        ("id,name,birth\n1,A,1990-02-30\n", "Row 2, column birth"),
        ("id,name,birth\n1,A,1990-13\n", "Row 2, column birth"),
        ("id,name,birth\n1,A,1066\n", "Row 2, column birth"),
        ("id,name,sex\n1,A,f\n", "Row 2, column sex: “f” is not a code of this territory"),
        ("id,name,nationality\n1,A,atlantis\n", "Row 2, column nationality: “atlantis” is not a code"),
        ("id,name\n1,A,B\n", "Row 2 has 3 cells, and the heading has 2"),
        (f"id,name\n1,{'A' * 201}\n", "Row 2, column name: it has more than 200 characters"),
        ("name\nA\n", "The column “id” is missing"),
        ("id,name,religion\n1,A,x\n", "The column “religion” is not known"),
        ("id,name,name\n1,A,B\n", "The column “name” is there twice"),
        ("id,name\n", "no row below its heading"),
        ("", "The column “id” is missing"),
        ('id,name\n1,"A\n', "a quotation mark is left open"),
    ],
)
def test_a_fault_is_told_with_its_row_and_column(db: None, content: str, said: str) -> None:
    assert any(said in each for each in faults_of(content.encode())), faults_of(content.encode())


def test_every_fault_is_told_at_once_up_to_twenty(db: None) -> None:
    found = faults_of(("id,name,birth\n" + "1,A,never\n" * 30).encode())
    assert len(found) == 21
    assert found[-1] == "And 39 more."


def test_a_file_in_another_encoding_and_one_too_long_are_refused(db: None) -> None:
    assert "UTF-8" in faults_of("id,name\n1,Ä\n".encode("latin-1"))[0]
    long = "id,name\n" + "".join(f"{each},A\n" for each in range(MOST_ROWS + 1))
    assert faults_of(long.encode()) == ["The list has more than 5,000 rows. Send it in parts."]


@pytest.mark.parametrize("birth", ["", "1990", "1990-02", "1990-02-28"])
def test_a_birth_may_be_a_day_a_month_a_year_or_nothing(db: None, birth: str) -> None:
    assert read(f"id,name,birth\n1,A,{birth}\n").rows[0]["birth"] == birth


def test_a_table_from_a_spreadsheet_with_a_mark_at_its_beginning_and_empty_rows_is_read(db: None) -> None:
    found = read("\ufeffID, Name ,Sex\r\n1,A,FEMALE\r\n,,\r\n")
    assert [(row["name"], row["sex"]) for row in found.rows] == [("A", "female")]


def test_the_same_file_twice_an_unknown_party_and_no_title_are_refused(cast: Any) -> None:
    imported(cast)
    given = {"title": "T", "party": "ld", "year": 2026, "read": read("id,name\n1,A\n"), "by": cast.actor("supervisor")}
    for changed, said in (
        ({"read": read(LIST)}, "imported already"),
        ({"party": "nobody"}, "Choose whose list"),
        ({"title": " "}, "what the list is called"),
        ({"year": 19}, "is not a year"),
    ):
        with pytest.raises(Refused, match=said):
            import_list(**{**given, **changed})
    assert PartnerList.objects.count() == 1


@pytest.mark.parametrize("who", ["case_worker", "statistician", "partner", "administrator"])
def test_only_officers_import(cast: Any, who: str) -> None:
    with pytest.raises(NotPermitted):
        imported(cast, by=who)
    assert not ListEntry.objects.exists()


def sent(content: bytes, **changed: Any) -> dict[str, Any]:
    return {"title": "Register", "party": "ld", "year": "2026", "document": SimpleUploadedFile("a.csv", content), **changed}


@pytest.mark.once
def test_the_page_imports_a_list_and_never_shows_who_is_on_it(as_member: Callable[[str], Client], cast: Any) -> None:
    client = as_member("supervisor")
    answer = client.post(reverse("linkage:new_list"), sent(LIST.encode()), follow=True)
    assert "The list is imported" in answer.content.decode()
    for page in (answer, client.get(reverse("linkage:lists"))):
        assert "Register" in page.content.decode()
        assert "Zaneta" not in page.content.decode()


@pytest.mark.once
def test_the_page_tells_faults_and_keeps_nothing(as_member: Callable[[str], Client]) -> None:
    answer = as_member("supervisor").post(reverse("linkage:new_list"), sent(b"id,name,birth\n1,A,never\n2,B,1990\n"))
    assert answer.status_code == 400
    assert "Row 2, column birth: it is no date." in answer.content.decode()
    assert not PartnerList.objects.exists()
    assert not ListEntry.objects.exists()


@pytest.mark.once
def test_a_list_is_seen_by_the_agency_that_has_it_only(as_member: Callable[[str], Client], cast: Any) -> None:
    made = imported(cast)
    for who, status in (("identification_officer", 200), ("other_supervisor", 404), ("case_worker", 404)):
        assert as_member(who).get(reverse("linkage:list", args=[made.pk])).status_code == status
    assert "Shelter register" not in as_member("other_supervisor").get(reverse("linkage:lists")).content.decode()


def test_people_with_the_same_paper_or_phone_are_found_before_anything_is_compared(cast: Any) -> None:
    same, phone = met(cast, MARIA), met(cast, PersonMet(name="Siti", phone="(5555) 0000"))
    met(cast, PersonMet(name="Nobody else"))
    made = imported(cast)
    assert set(people_alike(made, cast.actor("supervisor"))) == {same, phone}
    assert not people_alike(made, cast.actor("other_supervisor")).exists()
