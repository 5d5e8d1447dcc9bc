"""A session that ended in the middle of a debriefing: what was typed waits for the same member, and for nobody else."""

from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.core import signing
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from firmground_site.screening import parking
from firmground_site.screening.actions.debriefing import begin_sitting
from firmground_site.screening.models import Identification
from firmground_site.screening.opening import OPEN

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TYPED = {"q_act_recruited": "yes", "note": "She was told to say nothing. 她不敢說。", "seen": "{}"}


@pytest.fixture
def begun(cast, screening) -> SimpleNamespace:
    """A debriefing under way, the page of one of its sections, and a browser whose session has ended."""
    by = cast.actor("identification_officer")
    begin_sitting(identification=screening.identification, version=1, interpreter="", language="", by=by)
    page = reverse("screening:debriefing_section", args=[screening.identification.pk, "act"])
    ticket = parking.ticket_for(by.member_id, page)
    return SimpleNamespace(person=screening.person, page=page, ticket=ticket, client=Client())


def sign_in(client: Client, member, person=None) -> None:
    """Sign in in the same browser; with a person, their file is open too."""
    client.force_login(member, backend=BACKEND)
    if person is not None:
        session = client.session
        session[OPEN] = {str(person.pk): timezone.now().timestamp() + 1800}
        session.save()


def said(response) -> str:
    return " ".join(str(each) for each in get_messages(response.wsgi_request))


def recorded() -> dict[str, object]:
    return Identification.objects.get().debriefing.answers


def test_what_was_typed_is_there_after_signing_in_again_and_says_that_it_is_not_saved(begun, cast) -> None:
    response = begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    assert response.url.startswith(reverse("account_login"))
    assert begun.page in response.url
    sign_in(begun.client, cast.identification_officer, begun.person)
    page = begun.client.get(begun.page)
    assert "It is not saved yet" in page.text
    assert "她不敢說。" in page.text
    assert page.context["form"]["q_act_recruited"].value() == "yes"
    assert recorded() == {}
    sent = {name: page.context["form"][name].value() for name in TYPED} | {"ticket": page.context["ticket"]}
    assert begun.client.post(begun.page, sent).status_code == 302
    assert recorded() == {"act_recruited": "yes"}
    assert "It is not saved yet" not in begun.client.get(begun.page).text


def test_it_waits_while_the_member_says_why_they_open_the_file(begun, cast) -> None:
    begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    sign_in(begun.client, cast.identification_officer)
    assert reverse("screening:open_file", args=[begun.person.pk]) in begun.client.get(begun.page).url
    sign_in(begun.client, cast.identification_officer, begun.person)
    assert "It is not saved yet" in begun.client.get(begun.page).text


def test_a_file_that_closed_meanwhile_keeps_what_was_typed_too(begun, cast) -> None:
    sign_in(begun.client, cast.identification_officer)
    response = begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    assert reverse("screening:open_file", args=[begun.person.pk]) in response.url
    sign_in(begun.client, cast.identification_officer, begun.person)
    assert begun.client.get(begun.page).context["form"]["q_act_recruited"].value() == "yes"


def test_answers_that_came_meanwhile_are_not_overwritten_by_what_was_kept(begun, cast) -> None:
    begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    sign_in(begun.client, cast.identification_officer, begun.person)
    elsewhere = Client()
    sign_in(elsewhere, cast.identification_officer, begun.person)
    elsewhere.post(begun.page, {"q_act_recruited": "no", "seen": "{}"})
    assert begun.client.post(begun.page, TYPED).status_code == 409
    assert recorded() == {"act_recruited": "no"}


@pytest.mark.parametrize("other", ["second_officer", "supervisor"])
def test_another_member_at_the_same_browser_sees_none_of_it_and_it_is_dropped(begun, cast, other) -> None:
    begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    session = begun.client.session
    sign_in(begun.client, getattr(cast, other), begun.person)
    page = begun.client.get(begun.page)
    assert page.status_code == 200
    assert "她不敢說。" not in page.text
    request = request_with(session, cast.actor(other), begun.page)
    assert parking.parked(request) is None
    assert parking.PARKED not in session


def request_with(session, actor, page: str):
    request = RequestFactory().get(page)
    request.session, request.actor = session, actor
    return request


def test_what_was_kept_opens_on_its_own_page_only(begun, cast) -> None:
    begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    session, officer = begun.client.session, cast.actor("identification_officer")
    assert parking.parked(request_with(session, officer, begun.page.replace("/act/", "/purpose/"))) is None
    moved = session[parking.PARKED] | {"path": begun.page.replace("/act/", "/purpose/")}
    session[parking.PARKED] = moved
    assert parking.parked(request_with(session, officer, moved["path"])) is None


def test_what_is_kept_is_sealed_and_holds_no_token(begun, cast) -> None:
    begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket, "csrfmiddlewaretoken": "t" * 64})
    session = begun.client.session
    assert "act_recruited" not in str(dict(session.items()))
    kept = parking.parked(request_with(session, cast.actor("identification_officer"), begun.page))
    assert kept == QueryDict(kept.urlencode())
    assert kept.keys() == TYPED.keys()


def forged(begun) -> str:
    return begun.ticket[:-3] + ("aaa" if not begun.ticket.endswith("aaa") else "bbb")


@pytest.mark.parametrize(
    ("ticket", "sentence"),
    [
        (forged, "does not say whose it is"),
        (lambda begun: "", "does not say whose it is"),
        (lambda begun: signing.dumps({"member": "x", "path": begun.page}, salt="another purpose"), "does not say whose"),
        (lambda begun: parking.ticket_for(begun.person.met_by_id, "/screening/"), "belongs to another page"),
    ],
)
def test_without_a_good_ticket_nothing_is_kept_and_that_is_said(begun, ticket, sentence) -> None:
    response = begun.client.post(begun.page, {**TYPED, "ticket": ticket(begun)})
    assert response.url.startswith(reverse("account_login"))
    assert sentence in said(response)
    assert parking.PARKED not in begun.client.session


def test_what_is_too_long_is_not_kept_and_that_is_said(begun) -> None:
    response = begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket, "more": "x" * parking.LONGEST})
    assert "too long" in said(response)
    assert parking.PARKED not in begun.client.session


def test_an_oversized_body_is_refused_before_anything_is_kept(begun) -> None:
    response = begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket, "more": "x" * 600_000})
    assert response.status_code in {400, 413}
    assert parking.PARKED not in begun.client.session


def test_a_ticket_that_is_too_old_is_not_taken(begun, monkeypatch) -> None:
    monkeypatch.setattr(parking, "TICKET_LASTS", -1)
    response = begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    assert "open for too long" in said(response)
    assert parking.PARKED not in begun.client.session


def test_what_was_kept_for_too_long_is_gone_and_that_is_said(begun, cast) -> None:
    begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket})
    sign_in(begun.client, cast.identification_officer, begun.person)
    session = begun.client.session
    assert 0 < session[parking.PARKED]["until"] - timezone.now().timestamp() <= parking.DRAFT_LASTS
    session[parking.PARKED] = session[parking.PARKED] | {"until": int(timezone.now().timestamp())}
    session.save()
    page = begun.client.get(begun.page)
    assert "is gone" in page.text
    assert "It is not saved yet" not in page.text
    assert parking.PARKED not in begun.client.session


def test_a_post_from_another_site_is_refused_also_without_a_session(begun) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(begun.page, {**TYPED, "ticket": begun.ticket}).status_code == 403
    assert parking.PARKED not in strict.session


def test_the_page_own_script_is_told_that_the_member_was_signed_out(begun) -> None:
    response = begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket}, headers={"X-Save": "quietly"})
    assert response.status_code == 401
    assert response.json()["sentence"].startswith("Not saved. You were signed out.")
    assert parking.PARKED not in begun.client.session


def test_the_page_own_script_is_told_that_the_file_has_closed(begun, cast) -> None:
    sign_in(begun.client, cast.identification_officer)
    response = begun.client.post(begun.page, {**TYPED, "ticket": begun.ticket}, headers={"X-Save": "quietly"})
    assert response.status_code == 409
    assert "file has closed" in response.json()["sentence"]
    assert recorded() == {}


def test_reading_a_page_without_a_session_leads_to_signing_in_and_keeps_nothing(begun) -> None:
    assert begun.client.get(begun.page).url.startswith(reverse("account_login"))
    assert parking.PARKED not in begun.client.session
