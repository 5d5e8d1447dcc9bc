"""A person's file: opened for a purpose, read within scope, corrected without loss, shared and no longer shared."""

import datetime

import pytest
from django.urls import reverse
from screening.procedures import debriefed, may_open, share_with

from firmground_site.audit.about import entries_about
from firmground_site.audit.actions import Refused
from firmground_site.members.demo import demo_members
from firmground_site.packs.queries import active_pack, today
from firmground_site.screening.actions.reading import correct_person, open_file, share_file
from firmground_site.screening.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KEYS = [*(each.key for each in demo_members(active_pack())), "outsider"]
OWN = {"identification_officer", "second_officer", "supervisor"}
SHAREABLE = {"case_worker", "investigator", "prosecutor"}


def page(name: str, person: Person, *more: object) -> str:
    return reverse(f"screening:{name}", args=[person.pk, *more])


def entered(person: Person, **changed: object) -> dict[str, object]:
    names = ("name", "alias", "document", "phone", "age_basis", "sex", "nationality", "language", "version")
    return {**{name: getattr(person, name) for name in names}, **changed}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("shared", [False, True], ids=["not shared", "shared"])
def test_a_file_is_there_for_its_agency_and_for_whom_it_is_shared_with(
    key: str, shared: bool, cast, as_member, screening
) -> None:
    sees = key in OWN or (shared and key in SHAREABLE)
    if shared and key in SHAREABLE:
        share_with(key, screening.person, cast)
    client = may_open(as_member(key), screening.person)
    for name in ("person", "open_file"):
        assert client.get(page(name, screening.person)).status_code == (200 if sees else 404)


@pytest.mark.parametrize("key", sorted(SHAREABLE))
def test_whoever_a_file_is_shared_with_does_not_change_it(key: str, cast, as_member, screening) -> None:
    share_with(key, screening.person, cast)
    client = may_open(as_member(key), screening.person)
    assert client.get(page("correct_person", screening.person)).status_code == 404
    assert client.post(page("correct_person", screening.person), {"version": 1}).status_code == 404


def test_an_officer_of_another_agency_reads_what_is_shared_and_changes_nothing(cast, screening) -> None:
    share_with("other_officer", screening.person, cast)
    by = cast.actor("other_officer")
    with pytest.raises(Refused, match="shared with you to read"):
        correct_person(person=screening.person, version=1, changes={"name": "X"}, by=by)
    with pytest.raises(Refused, match="shared with you to read"):
        share_file(person=screening.person, member=cast.case_worker, purpose="Shelter", by=by)


def test_the_purpose_is_asked_first_recorded_and_leads_on(cast, as_member, screening) -> None:
    client, url = as_member("supervisor"), page("person", screening.person)
    asked = client.get(url)
    assert asked["Location"].startswith(page("open_file", screening.person))
    assert client.get(asked["Location"]).status_code == 200
    assert "Choose why you open this file." in client.post(page("open_file", screening.person), {}).content.decode()
    no_words = client.post(page("open_file", screening.person), {"purpose": "other"})
    assert "Write the reason." in no_words.content.decode()
    sent = {"purpose": "other", "more": "A court asks", "next": url}
    assert client.post(page("open_file", screening.person), sent)["Location"] == url
    text = client.get(url).content.decode()
    assert "Maria Example" in text
    assert "For another reason: A court asks" in text


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "screening:list", "elsewhere"]
)
def test_opening_a_file_never_leads_to_another_site(address: str, as_member, screening) -> None:
    sent = {"purpose": "talk", "next": address}
    response = as_member("supervisor").post(page("open_file", screening.person), sent)
    assert response["Location"] == page("person", screening.person)


def test_the_file_shows_screenings_parties_and_what_happened(cast, as_member, screening) -> None:
    debriefed(screening.identification, cast)
    text = may_open(as_member("second_officer"), screening.person).get(page("person", screening.person)).content.decode()
    for words in ("Initial screening", "Waiting for a decision", "Recorded a screening", "Opened an identification"):
        assert words in text


def test_a_screening_officer_learns_nothing_of_decisions_from_the_ledger(cast, screening) -> None:
    debriefed(screening.identification, cast)
    streams = {each.kind.name.split(":")[0] for each in entries_about(screening.person, cast.actor("officer_immd"))}
    assert streams == {"screening"}


def test_a_correction_is_kept_with_what_it_was_before(as_member, screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    client.post(page("correct_person", screening.person), entered(screening.person, alias="Mia", nationality="indonesia"))
    person = Person.objects.get()
    assert (person.name, person.alias, person.nationality) == ("Maria Example", "Mia", "indonesia")
    text = client.get(page("person", screening.person)).content.decode()
    assert "What the person wants to be called" in text
    assert "Philippines" in text, "as it was before"


def test_a_correction_that_changes_nothing_or_is_no_code_is_refused(cast, as_member, screening) -> None:
    client = may_open(as_member("identification_officer"), screening.person)
    assert client.post(page("correct_person", screening.person), entered(screening.person)).status_code == 400
    sent = entered(screening.person, nationality="atlantis")
    assert client.post(page("correct_person", screening.person), sent).status_code == 400
    by = cast.actor("identification_officer")
    with pytest.raises(Refused, match="not in the territory's list"):
        correct_person(person=screening.person, version=1, changes={"nationality": "atlantis"}, by=by)


def test_two_corrections_at_once_stand_side_by_side_and_nothing_is_lost(cast, as_member, screening) -> None:
    by = cast.actor("second_officer")
    correct_person(person=screening.person, version=1, changes={"alias": "Mary"}, by=by)
    client, url = may_open(as_member("identification_officer"), screening.person), page("correct_person", screening.person)
    response = client.post(url, entered(screening.person, alias="Mia"))
    text = response.content.decode()
    assert response.status_code == 409
    assert response.context["beside"] == [("What the person wants to be called", "Mia", "Mary")]
    assert 'value="Mia"' in text
    client.post(url, entered(screening.person, alias="Mia", version=response.context["form"]["version"].value()))
    assert Person.objects.get().alias == "Mia"


@pytest.mark.parametrize("key", sorted(SHAREABLE))
def test_a_file_is_shared_for_a_purpose_and_no_longer(key: str, cast, as_member, screening) -> None:
    client, reader = may_open(as_member("identification_officer"), screening.person), share_with(key, screening.person, cast)
    with pytest.raises(Refused, match="already shared"):
        share_with(key, screening.person, cast)
    theirs = may_open(as_member(key), screening.person)
    assert "Shelter" in theirs.get(page("person", screening.person)).content.decode()
    client.post(page("end_sharing", screening.person, reader.pk))
    assert theirs.get(page("person", screening.person)).status_code == 404
    assert client.post(page("end_sharing", screening.person, reader.pk)).status_code == 409


@pytest.mark.parametrize(("days", "reads"), [(-1, False), (0, True), (1, True)])
def test_a_sharing_with_a_last_day_lets_read_until_the_end_of_it(days: int, reads: bool, cast, as_member, screening) -> None:
    by, until = cast.actor("identification_officer"), today() + datetime.timedelta(days=days)
    share_file(person=screening.person, member=cast.case_worker, purpose="Shelter", until_on=until, by=by)
    theirs = may_open(as_member("case_worker"), screening.person)
    assert theirs.get(page("person", screening.person)).status_code == (200 if reads else 404)
    ours = may_open(as_member("supervisor"), screening.person).get(page("person", screening.person)).content.decode()
    assert ("Ms Reyes</strong>" in ours) is reads


@pytest.mark.parametrize("key", ["statistician", "auditor", "administrator", "outsider"])
def test_a_file_is_not_shared_with_a_role_that_sees_no_people(key: str, cast, screening) -> None:
    member, by = getattr(cast, key), cast.actor("supervisor")
    with pytest.raises(Refused, match="does not see people"):
        share_file(person=screening.person, member=member, purpose="Shelter", by=by)


def test_changing_a_file_that_was_not_opened_asks_why_first(as_member, screening) -> None:
    client, url = as_member("identification_officer"), page("correct_person", screening.person)
    assert "/open/" in client.post(url, entered(screening.person, alias="Mia"))["Location"]
    assert Person.objects.get().alias == ""
    client.post(page("open_file", screening.person), {"purpose": "correct"})
    assert client.post(url, entered(screening.person, alias="Mia"))["Location"] == page("person", screening.person)
    assert Person.objects.get().alias == "Mia"


@pytest.mark.parametrize("key", ["identification_officer", "supervisor", "case_worker", "prosecutor"])
def test_why_others_opened_a_file_is_for_its_own_agency(key: str, cast, as_member, screening) -> None:
    person = screening.person
    open_file(person=person, purpose="A raid on Friday", by=cast.actor("second_officer"))
    if key in SHAREABLE:
        share_with(key, person, cast)
    open_file(person=person, purpose="To arrange shelter", by=cast.actor(key))
    text = may_open(as_member(key), person).get(page("person", person)).content.decode()
    assert "To arrange shelter" in text
    assert ("A raid on Friday" in text) is (key in OWN)
    assert (cast.second_officer.name in text) is (key in OWN)
