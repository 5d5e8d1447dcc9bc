"""What each role gets at each address, for records near and far: a table that a person can read, compared with the site.

200 and 405 (the address only takes forms) let in, 302 leads elsewhere, ``sign in`` leads to the sign-in page, 404 is the
answer for what is forbidden and for what is not there.
"""

import uuid
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponseNotFound
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from firmground_site import urls
from firmground_site.access.actors import actor_for
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.audit.sealing import seal_streams
from firmground_site.screening.work import work_lists

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SCOPES = ("own", "agency", "referred", "other")
WHO = ("anonymous", "outsider", *ROLES)
HEAD = ["address", "record", *WHO]
OF_A_RECORD = {"person_id", "screening_id", "identification_id", "hand_over_id", "reader_id", "report_id", "proposal_id"}
OF_A_RECORD |= {"case_id", "referral_id", "partner_id", "speaker_id"}
OF_A_RECORD |= {"import_id", "part_id", "reply_id", "draft_id", "sentence_id"}
OF_A_RECORD |= {"case_id", "involvement_id", "team_member_id", "consent_id", "exemption_id", "notice_id"}
OF_A_RECORD |= {"case_id", "suspect_id", "inquiry_id", "arrest_id", "property_id", "charge_id", "appeal_id", "measure_id"}
OF_A_RECORD |= {"duplicate_id", "merge_id"}
OF_A_RECORD |= {"list_id", "pair_id", "question_id", "item_id"}
OF_A_RECORD |= {"device_id", "officer_id", "entry_id", "prepared_id"}
PLAIN = {"stream": "ledger", "number": 1, "section": "a", "year": 2019, "figure": "a", "token": "a"}
PLAIN |= {"measure": "n1", "provision": "crimes_129", "report": "us_2020", "claim": "p1", "kind": "csv"}
PLAIN |= {"purpose": "referral", "exception": "crime", "service": "shelter"}
PLAIN |= {"language": "en", "name": "a", "file": "statement.json", "tag": "zh-hant"}


def addresses() -> Iterator[tuple[str, set[str], tuple[Permission, ...]]]:
    """Every address of our own, by name, with what it needs to know and the permissions that its page asks for first."""

    def walk(resolver: Any, space: str, needs: set[str]) -> Iterator[tuple[str, set[str], tuple[Permission, ...]]]:
        for each in resolver.url_patterns:
            known = needs | set(each.pattern.converters)
            if str(each.pattern) == "account/":
                continue  # signing in is allauth's, and tested with the members
            if not isinstance(each, URLPattern):
                yield from walk(each, f"{space}{each.namespace}:" if each.namespace else space, known)
            elif hasattr(each.callback, "permissions") and each.name:
                yield f"{space}{each.name}", known, each.callback.permissions

    yield from sorted(walk(get_resolver(), "", set()))


def is_let_in(who: str, permissions: tuple[Permission, ...]) -> bool:
    """Whether the page looks at the record at all: whoever lacks a permission gets one answer before, whatever the record."""
    return set(permissions) <= (ROLES[who].grants.keys() if who in ROLES else set())


@pytest.fixture
def clients(cast: Any, as_member: Callable[[str], Client]) -> dict[str, tuple[Member, Client]]:
    by_role = {member.role: key for key, member in vars(cast).items() if isinstance(member, Member)}
    who = {name: ("outsider" if name == "outsider" else by_role[name]) for name in WHO if name != "anonymous"}
    found = {name: (getattr(cast, key), as_member(key)) for name, key in who.items()}
    found["anonymous"] = (cast.outsider, Client())
    for _, client in found.values():
        client.raise_request_exception = False
    return found


@pytest.fixture
def only_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are not drawn, since nothing but their status is asked; the last test here asks what a refusal says."""
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound(), raising=False)
    monkeypatch.setattr(Template, "render", lambda *_: "")


def answer(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code < 500, f"{address} fails"
    if response.status_code == 302 and response.url.startswith("/account/login"):
        return "sign in"
    return str(response.status_code)


@pytest.mark.slow
@pytest.mark.usefixtures("only_the_status")
def test_the_table_of_addresses_and_roles_says_what_the_site_does(
    clients: dict[str, tuple[Member, Client]],
    cast: Any,
    records: Callable[..., dict[str, Any]],
    same_as_kept: Callable[..., None],
) -> None:
    seal_streams_after_an_event(cast)
    seal = seal_streams(by=cast.actor("auditor"))
    known = {(name, scope): records(member, scope) for name, (member, _) in clients.items() for scope in SCOPES}
    rows = []
    for name, needs, permissions in addresses():
        kept_out: dict[str, str] = {}
        if unknown := needs - OF_A_RECORD - {"key", "at"} - PLAIN.keys():
            pytest.fail(
                f"The address {name} needs {', '.join(unknown)}: say in PLAIN, or in the records of conftest.py, what it is."
            )
        for scope in SCOPES if needs & OF_A_RECORD else ("",):
            row = [name, scope]
            for who in WHO:
                if who in kept_out:
                    row.append(kept_out[who])
                    continue
                given = {
                    **PLAIN,
                    "key": key_for(name, clients[who][0], cast),
                    "at": seal.sealed_at,
                    **known.get((who, scope), {}),
                }
                row.append(answer(clients[who][1], reverse(name, kwargs={each: given[each] for each in needs})))
                if not is_let_in(who, permissions):
                    kept_out[who] = row[-1]
            rows.append(row)
    same_as_kept("matrix_urls.csv", HEAD, rows)


def seal_streams_after_an_event(cast: Any) -> None:
    """There is nothing to seal in an empty ledger."""
    from firmground_site.audit.exporting import begin_export

    begin_export(label="test", by=cast.actor("auditor"))


def key_for(name: str, member: Member, cast: Any) -> Any:
    """A work list of the member's own, another member, or an invitation that is not there."""
    if name == "screening:work":
        return next((each.key for each in work_lists(actor_for(member))), "none")
    return cast.case_worker.pk


@pytest.mark.usefixtures("only_the_status")
def test_an_address_of_a_record_that_is_not_there_answers_like_a_forbidden_one(clients: dict[str, tuple[Member, Client]]) -> None:
    absent = {each: uuid.UUID(int=0) for each in OF_A_RECORD}
    for name, needs, _ in addresses():
        if not needs & OF_A_RECORD:
            continue
        for who in ROLES:
            given = {**PLAIN, **absent}
            response = clients[who][1].get(reverse(name, kwargs={each: given[each] for each in needs}))
            assert response.status_code in (404, 405), f"{name} tells {who} that there is no such record"


def test_a_page_that_is_not_there_is_the_page_that_is_forbidden(clients: dict[str, tuple[Member, Client]], cast: Any) -> None:
    client = clients["statistician"][1]
    addresses = ("/nothing/of/the/kind", "/ledger/")
    absent, forbidden = (client.get(address) for address in addresses)
    assert absent.status_code == forbidden.status_code == 404
    # The links that choose a language lead back to the address that was asked for; nothing else may differ.
    pages = [
        answer.content.decode().replace(quote(each, safe=""), "")
        for answer, each in zip((absent, forbidden), addresses, strict=True)
    ]
    assert pages[0] == pages[1]
