"""Rights do not travel: who goes to another agency, or into another role, leaves behind what they could see there."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from screening.procedures import current, may_open, share_with

from firmground_site.access.actors import Actor, actor_for
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused
from firmground_site.audit.guard import writing
from firmground_site.screening.actions.deciding import take_up
from firmground_site.screening.actions.handing_over import offer_hand_over
from firmground_site.screening.actions.reading import correct_person, end_sharing, share_file
from firmground_site.screening.actions.recording import receive_screening
from firmground_site.screening.models import NamedReader, Screening
from firmground_site.screening.queries import identifications_visible_to, people_visible_to, screenings_visible_to
from firmground_site.screening.work import rows_of, work_lists

pytestmark = pytest.mark.django_db


def moved(member: Member, **to: str) -> Actor:
    """The actor that a member is once they have another role or agency."""
    with writing("another role or agency"):
        Member.objects.filter(pk=member.pk).update(**to)
    member.refresh_from_db()
    return actor_for(member)


def seen_by(actor: Actor) -> list[int]:
    return [each(actor).count() for each in (people_visible_to, screenings_visible_to, identifications_visible_to)]


@pytest.mark.parametrize(("key", "seen"), [("officer_immd", [1, 1, 0]), ("identification_officer", [1, 1, 1])])
def test_what_a_member_recorded_stays_with_the_agency(key: str, seen: list[int], cast: Any, received: Callable[..., Any]) -> None:
    member = getattr(cast, key)
    recorded = receive_screening(received=received(documents_held="yes"), by=actor_for(member))
    if key == "identification_officer":
        take_up(identification=recorded.identification, version=1, by=actor_for(member))
    assert seen_by(actor_for(member)) == seen
    assert seen_by(moved(member, agency=cast.other_officer.agency)) == [0, 0, 0]
    assert seen_by(moved(member, agency="immd")) == seen


def test_who_left_the_agency_changes_and_shares_nothing_there(cast: Any, screening: Screening) -> None:
    by = moved(cast.identification_officer, agency=cast.other_officer.agency)
    with pytest.raises(Refused, match="Ask the agency that keeps it"):
        correct_person(person=screening.person, version=1, changes={"name": "X"}, by=by)
    with pytest.raises(Refused, match="Ask the agency that keeps it"):
        share_file(person=screening.person, member=cast.investigator, purpose="P", by=by)
    back = moved(cast.identification_officer, agency="immd")
    assert correct_person(person=screening.person, version=1, changes={"name": "X"}, by=back).name == "X"


def test_an_offer_to_an_officer_who_went_elsewhere_is_not_theirs_to_see(cast: Any, screening: Screening) -> None:
    other = cast.other_officer
    given = {"to_agency": other.agency, "to_officer": other, "reason": "Theirs.", "by": cast.actor("identification_officer")}
    offer = offer_hand_over(identification=screening.identification, version=1, **given)
    offers = work_lists(actor_for(other))[0]
    assert list(rows_of(offers, actor_for(other))) == [offer]
    by = moved(other, agency="swd")
    assert list(rows_of(offers, by)) == []
    assert seen_by(by) == [0, 0, 0]


@pytest.mark.parametrize("to", [{"agency": "hkpf"}, {"role": "prosecutor"}, {"role": "screening_officer", "agency": "hkpf"}])
def test_a_file_shared_with_a_member_is_not_shared_with_them_in_another_place(
    to: dict[str, str], cast: Any, as_member: Any, screening: Screening
) -> None:
    share_with("case_worker", screening.person, cast)
    client, page = may_open(as_member("case_worker"), screening.person), reverse("screening:person", args=[screening.person.pk])
    assert client.get(page).status_code == 200
    by = moved(cast.case_worker, **to)
    assert client.get(page).status_code == 404
    assert seen_by(by) == [0, 0, 0]
    assert [rows_of(each, by).count() for each in work_lists(by) if each.key == "shared"] in ([0], [])


def test_a_sharing_that_lapsed_says_so_and_can_be_ended_and_made_anew(cast: Any, as_member: Any, screening: Screening) -> None:
    reader, by = share_with("case_worker", screening.person, cast), cast.actor("identification_officer")
    client, page = (
        may_open(as_member("identification_officer"), screening.person),
        reverse("screening:person", args=[screening.person.pk]),
    )
    assert "Lapsed" not in client.get(page).content.decode()
    moved(cast.case_worker, role="prosecutor")
    assert "Lapsed" in client.get(page).content.decode()
    end_sharing(reader=reader, by=by)
    again = share_file(person=screening.person, member=cast.case_worker, purpose="The trial", by=by)
    assert (again.role, again.agency) == ("prosecutor", cast.case_worker.agency)
    assert people_visible_to(actor_for(cast.case_worker)).exists()


def test_what_was_shared_before_goes_on_in_todays_role_and_agency(cast: Any, screening: Screening) -> None:
    reader = share_with("case_worker", screening.person, cast)
    migration = importlib.import_module("firmground_site.screening.migrations.0002_shared_in_a_role")
    with writing("as before the migration, and the migration"):
        NamedReader.objects.update(role="", agency="")
        assert not people_visible_to(cast.actor("case_worker")).exists()
        migration.as_it_is_now(apps, type("Editor", (), {"connection": connection}))
    reader.refresh_from_db()
    assert (reader.role, reader.agency) == (cast.case_worker.role, cast.case_worker.agency)
    assert current(screening.identification).person in people_visible_to(cast.actor("case_worker"))
