"""What people are given: each step in the order that there is, by whom; and what nobody asked about yet."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import PersonMet, a_screening, all_agree, may_open
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.serving import NOT_BEGUN, record_service
from firmground_site.cases.actions.teaming import join_team
from firmground_site.cases.care import not_asked_about, services_in_words
from firmground_site.cases.models import Case, FileEntry, Involvement, Service, ServiceStep
from firmground_site.packs.queries import today

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = datetime.date(2026, 11, 3)


@pytest.fixture
def step(case: Case, cast: Any) -> Callable[..., ServiceStep]:
    """Record a step of the shelter for the person, as the case worker."""

    def record(name: str, version: int, **given: Any) -> ServiceStep:
        told = {"case": case, "person": case.involvements.get().person, "service": "shelter", "on": DAY}
        return record_service(**{**told, "by": cast.actor("case_worker"), **given}, step=name, version=version)

    return record


def test_a_service_goes_from_asked_to_ended_and_each_step_is_kept(step: Callable[..., ServiceStep], case: Case) -> None:
    for version, name in enumerate(["asked", "offered", "accepted", "delivered", "ended"]):
        step(name, version, provider="swd" if name == "delivered" else "")
    service = Service.objects.get()
    assert (service.reached, service.version, service.began_on) == ("ended", 5, DAY)
    told = services_in_words(case)[service.person_id][0]
    assert [each.step for each in told.steps] == ["Asked for", "Offered", "Accepted", "Delivered", "Ended"]
    assert told.steps[3].provider
    assert told.can_come == ("Asked for", "Offered")
    assert FileEntry.objects.filter(section="care", person=service.person).count() == 5


@pytest.mark.parametrize("wrong", ["accepted", "declined", "delivered", "ended"])
def test_a_step_in_the_wrong_order_is_refused_in_words(step: Callable[..., ServiceStep], wrong: str) -> None:
    with pytest.raises(Refused, match="not asked about yet. What can come next: asked for, offered"):
        step(wrong, NOT_BEGUN, provider="swd")
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("given", "match"),
    [
        ({"service": "a_pony"}, "no such service"),
        ({"provider": "nobody_there"}, "from the list"),
        ({"on": datetime.date(2099, 1, 1)}, "to come"),
        ({"version": 3}, "Nothing is recorded"),
    ],
)
def test_a_step_names_a_service_and_a_party_that_there_are(
    step: Callable[..., ServiceStep], given: dict[str, Any], match: str
) -> None:
    given = dict(given)
    with pytest.raises(Refused, match=match):
        step("asked", given.pop("version", NOT_BEGUN), **given)


def test_what_is_delivered_is_delivered_by_somebody_and_not_before_it_was_accepted(step: Callable[..., ServiceStep]) -> None:
    step("offered", NOT_BEGUN)
    step("accepted", 1)
    with pytest.raises(Refused, match="who delivered it"):
        step("delivered", 2)
    with pytest.raises(Refused, match="cannot be before it"):
        step("delivered", 2, provider="swd", on=DAY - datetime.timedelta(days=1))


def test_two_who_record_the_same_service_at_once_do_not_write_over_each_other(step: Callable[..., ServiceStep]) -> None:
    step("asked", NOT_BEGUN)
    with pytest.raises(Stale):
        step("offered", NOT_BEGUN)
    assert ServiceStep.objects.count() == 1


def test_services_are_for_people_with_a_part_in_an_open_case(step: Callable[..., ServiceStep], case: Case, cast: Any) -> None:
    with pytest.raises(NotPermitted):
        step("asked", NOT_BEGUN, person=a_screening(cast, PersonMet(name="Ana Example")).person)
    now = datetime.datetime.now(datetime.UTC)
    with writing("the part has ended, in a test"):
        Involvement.objects.update(until_on=today(), ended_at=now, ended_by=cast.case_worker)
    with pytest.raises(NotPermitted):
        step("asked", NOT_BEGUN)
    with writing("closed, in a test"):
        Case.objects.update(closed_at=now, closed_by=cast.case_worker, closing_reason="needs_met")
    with pytest.raises(Refused, match="closed"):
        step("asked", NOT_BEGUN)


@pytest.mark.parametrize("member", ["identification_officer", "other_officer", "auditor"])
def test_only_case_workers_who_see_the_case_record_care(step: Callable[..., ServiceStep], cast: Any, member: str) -> None:
    with pytest.raises(NotPermitted):
        step("asked", NOT_BEGUN, by=cast.actor(member))


def test_what_nobody_asked_about_is_listed_as_that_and_never_as_declined(
    step: Callable[..., ServiceStep], case: Case, as_member: Callable[[str], Client]
) -> None:
    step("offered", NOT_BEGUN)
    step("declined", 1, note="Stays with her sister.")
    client = may_open(as_member("case_worker"), case)
    page = client.get(reverse("cases:care", args=[case.pk])).content.decode()
    recorded, _, open_yet = page.partition("Not asked about yet")
    assert "Stays with her sister." in recorded
    assert "Declined" in recorded
    assert "Medical care" in open_yet
    assert "Medical care" not in recorded
    assert "Shelter or temporary lodging" not in open_yet
    assert not any(name == "shelter" for name, _ in not_asked_about(next(iter(services_in_words(case).values()))))


def test_a_step_is_recorded_on_its_page_once_and_offers_only_what_can_come(
    case: Case, as_member: Callable[[str], Client]
) -> None:
    client, person = may_open(as_member("case_worker"), case), case.involvements.get().person
    address = reverse("cases:service", args=[case.pk, person.pk, "shelter"])
    page = client.get(address).content.decode()
    assert "Not asked about yet" in page
    assert 'value="offered"' in page
    assert 'value="delivered"' not in page
    day = {"on_day": "3", "on_month": "11", "on_year": "2026"}
    form = {"version": "0", "step": "offered", "provider": "swd", "note": "", **day}
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert ServiceStep.objects.count() == 1
    late = client.post(address, {**form, "note": "Something else."})
    assert late.status_code == 409
    assert "Something else." in late.content.decode()
    assert client.post(address, {**form, "version": "1", "step": "accepted"}).status_code == 302
    assert client.post(address, {**form, "version": "2", "step": "delivered", "provider": ""}).status_code == 400
    told = client.get(reverse("cases:file", args=[case.pk])).content.decode()
    assert "Shelter or temporary lodging: accepted" in told
    assert client.get(reverse("cases:service", args=[case.pk, person.pk, "pony"])).status_code == 404


def test_a_reader_of_care_has_no_form_and_another_role_sees_no_care_in_the_file(
    step: Callable[..., ServiceStep], case: Case, cast: Any, as_member: Callable[[str], Client]
) -> None:
    step("asked", NOT_BEGUN, note="Two rooms.")
    for key in ("other_officer", "investigator"):
        all_agree(case, getattr(cast, key))
        join_team(case=case, member=getattr(cast, key), task="Help.", by=cast.actor("case_worker"))
    officer, investigator = (may_open(as_member(key), case) for key in ("other_officer", "investigator"))
    page = officer.get(reverse("cases:care", args=[case.pk])).content.decode()
    assert "Two rooms." in page
    assert reverse("cases:service", args=[case.pk, case.involvements.get().person_id, "shelter"]) not in page
    assert investigator.get(reverse("cases:care", args=[case.pk])).status_code == 404
    assert "Two rooms." not in investigator.get(reverse("cases:file", args=[case.pk])).content.decode()
