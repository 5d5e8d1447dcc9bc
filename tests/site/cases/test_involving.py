"""Who is in a case and who works on it: parts of people, and members of other agencies in the team."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from cases.casework import PersonMet, a_screening, all_agree, may_open
from django.test import Client
from django.urls import reverse

from firmground_site.audit.actions import NotPermitted, Refused
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.casework import close_case, note_in_case
from firmground_site.cases.actions.consenting import withdraw_consent
from firmground_site.cases.actions.involving import end_involvement, involve_person
from firmground_site.cases.actions.teaming import join_team, leave_team
from firmground_site.cases.models import Case, Consent, Disclosure, Involvement, TeamMember, WithdrawalNotice
from firmground_site.cases.queries import cases_visible_to
from firmground_site.packs.queries import today
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ANA = PersonMet(name="Ana Example", sex="female")
PART = {"role": "witness", "basis": "own_account", "from_on": datetime.date(2026, 11, 3)}


@pytest.fixture
def ana(cast: Any) -> Person:
    """Another person, whose file is shared with the case worker."""
    person = a_screening(cast, ANA).person
    share_file(person=person, member=cast.case_worker, purpose="Shelter", by=cast.actor("identification_officer"))
    return person


def test_another_person_is_added_by_the_number_of_their_record_once(
    case: Case, ana: Person, as_member: Callable[[str], Client]
) -> None:
    client, address = may_open(as_member("case_worker"), case), reverse("cases:involve", args=[case.pk])
    assert client.get(address).status_code == 200
    form = {
        "number": str(ana),
        "role": "witness",
        "basis": "own_account",
        "from_on_day": "3",
        "from_on_month": "11",
        "from_on_year": "2026",
    }
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert Involvement.objects.filter(case=case, person=ana).count() == 1
    page = client.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Ana Example" in page
    assert "What the person told" in page


@pytest.mark.parametrize("number", ["Person 00000000", "nobody", ""])
def test_a_number_that_names_nobody_adds_nobody(case: Case, number: str, as_member: Callable[[str], Client]) -> None:
    client = may_open(as_member("case_worker"), case)
    form = {
        "number": number,
        "role": "witness",
        "basis": "own_account",
        "from_on_day": "3",
        "from_on_month": "11",
        "from_on_year": "2026",
    }
    assert client.post(reverse("cases:involve", args=[case.pk]), form).status_code == 400
    assert Involvement.objects.count() == 1


def test_a_person_whose_file_is_closed_to_the_actor_is_not_added(case: Case, cast: Any) -> None:
    stranger = a_screening(cast, ANA).person
    with pytest.raises(NotPermitted):
        involve_person(case=case, person=stranger, by=cast.actor("case_worker"), **PART)


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"role": "hero"}, "part"),
        ({"basis": "hearsay"}, "on what"),
        ({"from_on": datetime.date(2099, 1, 1)}, "to come"),
    ],
)
def test_a_part_is_of_the_lists_and_has_begun(case: Case, ana: Person, cast: Any, wrong: dict[str, Any], match: str) -> None:
    with pytest.raises(Refused, match=match):
        involve_person(case=case, person=ana, by=cast.actor("case_worker"), **{**PART, **wrong})


def test_a_part_ends_on_a_day_once_and_can_be_had_again(case: Case, ana: Person, cast: Any) -> None:
    worker = cast.actor("case_worker")
    part = involve_person(case=case, person=ana, by=worker, **PART)
    with pytest.raises(Refused, match="already"):
        involve_person(case=case, person=ana, by=worker, **PART)
    with pytest.raises(Refused, match="cannot end before"):
        end_involvement(involvement=part, until_on=datetime.date(2026, 11, 2), by=worker)
    end_involvement(involvement=part, until_on=datetime.date(2026, 11, 4), words="She went home.", by=worker)
    with pytest.raises(Refused, match="ended already"):
        end_involvement(involvement=part, until_on=datetime.date(2026, 11, 4), by=worker)
    involve_person(case=case, person=ana, by=worker, **PART)
    assert Involvement.objects.filter(person=ana, ended_at__isnull=True).count() == 1


def test_a_part_is_ended_on_its_page_and_the_overview_says_until_when(case: Case, as_member: Callable[[str], Client]) -> None:
    client, part = may_open(as_member("case_worker"), case), case.involvements.get()
    address = reverse("cases:end_part", args=[case.pk, part.pk])
    assert "Maria Example" in client.get(address).content.decode()
    with writing("a part that began earlier, in a test"):
        Involvement.objects.update(from_on=datetime.date(2026, 11, 2))
    form = {"until_on_day": "5", "until_on_month": "11", "until_on_year": "2026"}
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert "5 Nov 2026" in client.get(reverse("cases:case", args=[case.pk])).content.decode()


def test_a_member_of_another_agency_sees_a_case_while_they_are_in_its_team_and_no_longer(
    case: Case, cast: Any, as_member: Callable[[str], Client]
) -> None:
    worker, officer = cast.actor("case_worker"), cast.actor("other_officer")
    assert not cases_visible_to(officer).exists()
    all_agree(case, cast.other_officer)
    joined = join_team(case=case, member=cast.other_officer, task="Look for the recruiter.", by=worker)
    client, page = may_open(as_member("other_officer"), case), reverse("cases:case", args=[case.pk])
    told = client.get(page).content.decode()
    assert "Look for the recruiter." in told
    assert "Maria Example" not in told, "being in the team opens no file of a person"
    note_in_case(case=case, words="I asked.", on=today(), key=joined.pk, by=officer)
    for step in ("summary", "plan", "close", "involve", "join"):
        assert client.get(reverse(f"cases:{step}", args=[case.pk])).status_code == 404
    with pytest.raises(NotPermitted):
        close_case(case=case, version=1, reason="needs_met", words="Mine.", by=officer)
    with pytest.raises(NotPermitted):
        leave_team(team_member=joined, by=officer)
    leave_team(team_member=joined, by=worker)
    assert client.get(page).status_code == 404
    with pytest.raises(Refused, match="has left"):
        leave_team(team_member=joined, by=worker)


def test_a_team_member_who_changes_role_no_longer_sees_the_case_and_can_be_asked_anew(case: Case, cast: Any) -> None:
    worker = cast.actor("case_worker")
    all_agree(case, cast.other_officer)
    join_team(case=case, member=cast.other_officer, task="Look.", by=worker)
    with pytest.raises(Refused, match="in the team already"):
        join_team(case=case, member=cast.other_officer, task="Look.", by=worker)
    with writing("another role, in a test"):
        cast.other_officer.role = "investigator"
        cast.other_officer.save()
    assert not cases_visible_to(cast.actor("other_officer")).exists()
    all_agree(case, cast.other_officer)
    join_team(case=case, member=cast.other_officer, task="Look again.", by=worker)
    assert cases_visible_to(cast.actor("other_officer")).exists()
    assert TeamMember.objects.filter(left_at__isnull=True).count() == 1


@pytest.mark.parametrize(("member", "task", "match"), [("auditor", "T", "does not see cases"), ("other_officer", " ", "task")])
def test_a_team_is_of_members_who_see_cases_each_with_a_task(case: Case, cast: Any, member: str, task: str, match: str) -> None:
    with pytest.raises(Refused, match=match):
        join_team(case=case, member=getattr(cast, member), task=task, by=cast.actor("case_worker"))


def test_nobody_of_another_agency_joins_before_everybody_in_the_case_agreed(case: Case, cast: Any, ana: Person) -> None:
    worker = cast.actor("case_worker")
    with pytest.raises(Refused, match="may not be told"):
        join_team(case=case, member=cast.investigator, task="Look.", by=worker)
    all_agree(case, cast.investigator)
    involve_person(case=case, person=ana, by=worker, **PART)
    with pytest.raises(Refused, match="may not be told"):
        join_team(case=case, member=cast.investigator, task="Look.", by=worker)
    assert not cases_visible_to(cast.actor("investigator")).exists()
    all_agree(case, cast.investigator)
    joined = join_team(case=case, member=cast.investigator, task="Look.", by=worker)
    assert (joined.purpose, joined.party, len(joined.basis)) == ("police", cast.investigator.agency, 2)
    told = Disclosure.objects.filter(recipient=cast.investigator.agency, outlet="page")
    assert {each.person for each in told} == {each.person for each in case.involvements.all()}
    assert set(told[0].fields) == {"identity", "profile", "account", "decision"}


def test_nobody_comes_into_a_case_of_whom_its_team_may_not_be_told(case: Case, cast: Any, ana: Person) -> None:
    worker, agreed = cast.actor("case_worker"), all_agree(case, cast.investigator)
    joined = join_team(case=case, member=cast.investigator, task="Look.", by=worker)
    assert joined.basis == [f"consent:{agreed[0].pk}"]
    with pytest.raises(Refused, match="may not be told"):
        involve_person(case=case, person=ana, by=worker, **PART)
    assert not Involvement.objects.filter(person=ana).exists()


def test_a_place_in_the_team_ends_with_the_consent_of_anybody_in_the_case(case: Case, cast: Any, ana: Person) -> None:
    worker = cast.actor("case_worker")
    involve_person(case=case, person=ana, by=worker, **PART)
    agreed = all_agree(case, cast.investigator)
    join_team(case=case, member=cast.investigator, task="Look.", by=worker)
    assert cases_visible_to(cast.actor("investigator")).exists()
    withdraw_consent(consent=agreed[1], on=today(), words="No more.", by=worker)
    assert not cases_visible_to(cast.actor("investigator")).exists()
    assert TeamMember.objects.get().left_by == cast.case_worker
    assert WithdrawalNotice.objects.get().recipient == cast.investigator.agency


def test_a_place_in_the_team_ends_by_itself_after_the_last_day_of_its_basis(case: Case, cast: Any) -> None:
    agreed, worker = all_agree(case, cast.investigator), cast.actor("case_worker")
    with writing("a consent with a last day, in a test"):
        Consent.objects.filter(pk=agreed[0].pk).update(until_on=today())
    joined = join_team(case=case, member=cast.investigator, task="Look.", by=worker)
    assert joined.until_on == today()
    assert cases_visible_to(cast.actor("investigator")).exists()
    with writing("a day passes, in a test"):
        TeamMember.objects.update(until_on=today() - datetime.timedelta(days=1))
    assert not cases_visible_to(cast.actor("investigator")).exists()
    assert TeamMember.objects.get().has_lapsed


def test_a_colleague_needs_no_team(case: Case, cast: Any) -> None:
    with pytest.raises(Refused, match="need not be"):
        join_team(case=case, member=cast.case_worker, task="T", by=cast.actor("case_worker"))


def test_a_team_is_made_and_unmade_on_the_pages(case: Case, cast: Any, as_member: Callable[[str], Client]) -> None:
    client, address = may_open(as_member("case_worker"), case), reverse("cases:join", args=[case.pk])
    all_agree(case, cast.other_officer)
    assert cast.other_officer.name in client.get(address).content.decode()
    assert client.post(address, {"member": str(cast.other_officer.pk), "task": "Look."}).status_code == 302
    remove = reverse("cases:leave", args=[case.pk, TeamMember.objects.get().pk])
    assert [client.post(remove).status_code for _ in range(2)] == [302, 302]
    assert TeamMember.objects.get().left_by == cast.case_worker
