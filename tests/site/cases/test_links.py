"""The same names in other cases: found without being read, told by kind and number, with whom to ask and nobody's name."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import MARIA, a_screening, an_identified_person, may_open, opened_case
from cases.prosecuting import TRADER, a_suspect, joined
from django.test import Client
from django.urls import reverse

from firmground_site.cases.actions.suspecting import clear_suspect
from firmground_site.cases.links import same_names_elsewhere
from firmground_site.cases.models import Case
from firmground_site.screening.actions.recording import PersonMet

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LENDER = (("lender", "Quick Cash Ltd"), ("phone", "2345-6789"))
ANOTHER = PersonMet(name="Siti Hidden", document="X7654321")


@pytest.fixture
def named(cast: Any) -> Case:
    """A case of the investigator, whose person named a lender and a phone."""
    return opened_case(an_identified_person(cast, MARIA, LENDER), cast, "investigator")


def found(case: Case, cast: Any, who: str = "investigator") -> list[tuple[str, str, int]]:
    return [(each.kind, each.name, each.many) for each in same_names_elsewhere(case, cast.actor(who))]


def on_page(client: Client, case: Case, name: str = "same_names") -> str:
    return may_open(client, case).get(reverse(f"cases:{name}", args=[case.pk])).content.decode()


def test_nothing_is_elsewhere_when_nobody_else_named_it(named: Case, cast: Any) -> None:
    a_screening(cast, ANOTHER, (("lender", "Another Ltd"),))
    assert found(named, cast) == []


@pytest.mark.parametrize("written", ["Quick Cash Ltd", "QUICK-CASH  ltd."])
def test_a_lender_that_another_person_named_is_found_however_it_is_written(named: Case, cast: Any, written: str) -> None:
    a_screening(cast, ANOTHER, (("lender", written),))
    assert found(named, cast) == [("Lender", "Quick Cash Ltd", 1)]


def test_the_same_name_in_another_part_is_another_name(named: Case, cast: Any) -> None:
    a_screening(cast, ANOTHER, (("employer", "Quick Cash Ltd"),))
    assert found(named, cast) == []


def test_a_phone_is_found_as_a_party_s_a_suspect_s_and_a_person_s_own(named: Case, cast: Any) -> None:
    a_screening(cast, dataclasses.replace(ANOTHER, phone="2345 6789"))
    other = opened_case(an_identified_person(cast, PersonMet(name="Third")), cast, "investigator")
    a_suspect(other, cast, dataclasses.replace(TRADER, name="", phone="23456789"))
    assert found(named, cast) == [("Phone number", "2345-6789", 2)]


def test_a_case_that_the_actor_may_see_is_linked_and_counted_once(
    as_member: Callable[[str], Client], named: Case, cast: Any
) -> None:
    other = opened_case(an_identified_person(cast, ANOTHER, LENDER[:1]), cast, "investigator")
    a_suspect(other, cast, dataclasses.replace(TRADER, part="lender", name="Quick Cash Ltd", phone=""))
    assert found(named, cast) == [("Lender", "Quick Cash Ltd", 1)]
    told = on_page(as_member("investigator"), named)
    assert reverse("cases:case", args=[other.pk]) in told


def test_of_what_the_actor_may_not_see_only_the_agency_and_the_number_are_told(
    as_member: Callable[[str], Client], named: Case, cast: Any
) -> None:
    opened_case(an_identified_person(cast, ANOTHER, LENDER[:1]), cast)  # of the case worker's agency
    a_screening(cast, PersonMet(name="Nur Hidden"), LENDER[:1])  # of the identification officer's, in no case
    told = on_page(as_member("investigator"), named)
    assert "Hidden" not in told
    assert "A case or record of Social Welfare Department" in told
    assert "A case or record of Immigration Department" in told
    assert found(named, cast) == [("Lender", "Quick Cash Ltd", 2)]


def test_a_suspect_who_was_cleared_links_nothing_more(named: Case, cast: Any) -> None:
    other = opened_case(an_identified_person(cast, ANOTHER), cast, "investigator")
    suspect = a_suspect(other, cast, dataclasses.replace(TRADER, part="lender", name="Quick Cash Ltd"))
    assert found(named, cast)
    clear_suspect(suspect=suspect, version=1, words="Was abroad.", by=cast.actor("investigator"))
    assert found(named, cast) == []


def test_who_investigates_is_led_there_from_the_overview_and_a_case_worker_is_not(
    as_member: Callable[[str], Client], investigated: Case, cast: Any
) -> None:
    a_suspect(investigated, cast)
    assert "in other records too" not in on_page(as_member("investigator"), investigated, "case")
    a_screening(cast, ANOTHER, (("employer", "Wong Trading"),))
    assert "in other records too" in on_page(as_member("investigator"), investigated, "case")
    assert "in other records too" not in on_page(as_member("case_worker"), investigated, "case")
    assert found(investigated, cast, "case_worker") == []


@pytest.mark.parametrize("who", ["identification_officer", "supervisor"])
def test_a_supervising_and_an_identification_officer_are_led_there_too(
    as_member: Callable[[str], Client], cast: Any, who: str
) -> None:
    identified = an_identified_person(cast, MARIA, LENDER[:1])
    case = opened_case(identified, cast, "case_worker")
    joined(case, getattr(cast, who))
    a_screening(cast, ANOTHER, LENDER[:1])
    assert "in other records too" in on_page(as_member(who), case, "case")
