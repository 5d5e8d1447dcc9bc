"""The auditor reads what was done, by whom and when, and no person's content."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from firmground.ledger.export import verify_export
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.access.roles import ROLES, Role
from firmground_site.audit import queries
from firmground_site.audit.models import Entry
from firmground_site.audit.sealing import seal_streams
from firmground_site.members.demo import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SignIn = Callable[[str], Client]
PERSON = "person:1a2b3c4d-0000-4000-8000-000000000000"


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def ledger(doing: SimpleNamespace, cast: Any) -> None:
    doing.note(subject=PERSON, content={"name": "Siti Planted"}, kind="testing:added", by=cast.actor("administrator"))
    doing.note_all(subjects=[f"test:{number}" for number in range(1, 121)], by=doing.by)
    doing.erase(reason="Due.", what={"subjects": ["test:120"]}, by=doing.by)


def test_the_list_says_who_did_what_and_no_content(ledger: None, as_member: SignIn) -> None:
    page = text(as_member("auditor").get("/ledger/?stream=a_test"))
    assert "Ms Kwok added one (person 1a2b3c4d)" in page
    assert "Siti Planted" not in page
    assert "Erased" in text(as_member("auditor").get("/ledger/"))


DAY = "from_day_day=1&from_day_month=1&from_day_year=2020"


@pytest.mark.parametrize("days", ["", DAY])
@pytest.mark.parametrize("stream", ["", "z_test"])
def test_pages_go_through_all_entries_and_back(stream: str, days: str, ledger: None, as_member: SignIn) -> None:
    client, address, seen, pages = as_member("auditor"), f"/ledger/?stream={stream}&{days}", [], []
    while address:
        context = client.get(address).context
        pages.append([(line.stream, line.number) for line in context["page"].lines])
        seen += pages[-1]
        last, address = address, f"/ledger/{context['older']}" if context["older"] else ""
    assert len(seen) == len(set(seen)) == Entry.objects.filter(**({"stream": stream} if stream else {})).count()
    assert seen == sorted(seen, key=lambda each: (each[0] == "z_test", each[1]), reverse=True)
    back = client.get(f"/ledger/{client.get(last).context['newer']}").context
    assert [(line.stream, line.number) for line in back["page"].lines] == pages[-2]
    assert client.get("/ledger/").context["newer"] == ""


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"kind": "testing:added"}, 1),
        ({"actor": "Kwok"}, 1),
        ({"actor": "administrator@demo.example"}, 1),
        ({"actor": "system:test"}, 50),
        ({"actor": "nobody of that name"}, 0),
        ({"subject": PERSON}, 1),
        ({"subject": "test:3", "kind": "testing:noted"}, 1),
        ({"from": 0, "to": 0}, 50),
        ({"from": 1}, 0),
        ({"to": -1}, 0),
    ],
    ids=str,
)
def test_the_list_is_narrowed_down(query: dict[str, Any], count: int, ledger: None, as_member: SignIn) -> None:
    asked = {}
    for name, value in query.items():
        if name in ("from", "to"):
            day = timezone.localdate() + timezone.timedelta(days=value)
            asked |= {f"{name}_day_day": day.day, f"{name}_day_month": day.month, f"{name}_day_year": day.year}
        else:
            asked[name] = value
    assert len(as_member("auditor").get("/ledger/", asked).context["page"].lines) == count


@pytest.mark.parametrize(
    "query",
    [
        "number=3",
        "number=0",
        "stream=absent",
        "kind=absent",
        "before=x",
        "before=-1",
        "stream=z_test&number=99999999999999999999",
        "from_day_day=31&from_day_month=2&from_day_year=2026",
        "from_day_day=2&from_day_month=2&from_day_year=2026&to_day_day=1&to_day_month=2&to_day_year=2026",
    ],
)
def test_a_question_that_makes_no_sense_is_sent_back(query: str, ledger: None, as_member: SignIn) -> None:
    assert "There is a problem" in text(as_member("auditor").get(f"/ledger/?{query}"))


def test_a_number_leads_to_its_entry(ledger: None, as_member: SignIn) -> None:
    client = as_member("auditor")
    assert client.get("/ledger/?stream=z_test&number=3").url == "/ledger/z_test/3"
    assert "No entry fits" in text(client.get("/ledger/?stream=z_test&number=999"))


def test_an_entry_shows_its_digests_and_neighbours_and_no_content(ledger: None, as_member: SignIn) -> None:
    client, entry = as_member("auditor"), Entry.objects.get(stream="a_test", number=1)
    page = text(client.get("/ledger/a_test/1"))
    assert all(digest in page for digest in (entry.digest, entry.previous, entry.content_digest))
    assert "Siti Planted" not in page
    middle = client.get("/ledger/z_test/2").context
    assert (middle["previous_url"], middle["next_url"]) == ("/ledger/z_test/1", "/ledger/z_test/3")
    assert "was erased on" in text(client.get("/ledger/z_test/120"))


@pytest.mark.parametrize(
    "address", ["a_test/2", "absent/1", "a_test/0", "a_test/99999999999999999999", "seals/2026-01-01T00:00:00.000000Z"]
)
def test_an_entry_that_is_not_there_is_not_found(address: str, ledger: None, as_member: SignIn) -> None:
    assert as_member("auditor").get(f"/ledger/{address}").status_code == 404


@pytest.mark.parametrize(("scope", "reads"), [(Scope.ALL, True), (Scope.AGENCY, False), (None, False)])
def test_a_content_is_shown_only_to_whom_the_kind_allows_it_for_everyone(
    scope: Scope | None, reads: bool, ledger: None, cast: Any, as_member: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    grants = dict(ROLES["auditor"].grants) | ({Permission.CONTENT_READ: scope} if scope else {})
    role = Role("auditor", "Auditor", "Reads.", grants)
    monkeypatch.setattr("firmground_site.access.actors.ROLES", {**ROLES, "auditor": role})
    assert ("Siti Planted" in text(as_member("auditor").get("/ledger/a_test/1"))) is reads
    entry = Entry.objects.get(stream="z_test", number=120)
    assert queries.readable_content(entry, cast.actor("auditor")) is None


def test_the_auditor_seals_and_prints(ledger: None, as_member: SignIn) -> None:
    client = as_member("auditor")
    assert "No seal was made yet" in text(client.get("/ledger/seals"))
    page = text(client.post("/ledger/seals/new", follow=True))
    assert "The ledger was sealed" in page
    at = Entry.objects.get(kind="ledger:sealed").subject.removeprefix("seal:")
    page = text(client.get(reverse("audit:seal", args=[at])))
    assert "firmground ledger seal 1" in page
    assert f"Seal of {at}" not in page  # the day in words; the moment itself stands in the seal
    paper = client.get(reverse("audit:seal_paper", args=[at]))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")


def test_an_empty_ledger_is_not_sealed(cast: Any, as_member: SignIn) -> None:
    assert "no entries yet" in text(as_member("auditor").post("/ledger/seals/new", follow=True))


def test_the_paper_has_what_is_typed_back_to_compare(ledger: None, cast: Any) -> None:
    import io

    from pypdf import PdfReader

    from firmground.ledger.seal import seal_from_text
    from firmground_site.audit.sealing import seal_made_at, seal_paper

    seal = seal_streams(by=cast.actor("auditor"))
    assert seal_made_at(seal.sealed_at) == seal
    page = PdfReader(io.BytesIO(seal_paper(seal, site="Firmground", territory="Freeport"))).pages[0].extract_text()
    start = page.lower().index("firmground ledger seal 1")
    check = " ".join(str(seal).split()[-2:])
    assert seal_from_text(page[start : page.index(check) + len(check)]) == seal


def test_an_export_asks_for_the_password_again_and_is_an_event(ledger: None, cast: Any, as_member: SignIn, tmp_path: Any) -> None:
    client = as_member("auditor")
    again = client.get("/ledger/export").url
    assert again == f"{reverse('account_reauthenticate')}?next=%2Fledger%2Fexport"
    assert client.post("/ledger/export").url == "/ledger/export"
    assert not Entry.objects.filter(kind="ledger:exported").exists()
    client.post(again, {"password": PASSWORD})
    assert "Export the ledger" in text(client.get("/ledger/export"))
    response = client.post("/ledger/export")
    (tmp_path / "x.jsonl").write_bytes(response.getvalue())
    examined = verify_export(tmp_path / "x.jsonl")
    assert examined.holds
    assert {stream: chain.count for stream, chain in examined.chains.items()} == {"a_test": 1, "z_test": 121}
    exported = Entry.objects.get(kind="ledger:exported")
    assert exported.actor == cast.actor("auditor").key
    assert exported.content.value["entries"] == 122


@pytest.mark.parametrize("address", ["/ledger/", "/ledger/seals", "/ledger/export", "/ledger/a_test/1"])
def test_only_an_auditor_finds_the_ledger(address: str, ledger: None, as_member: SignIn) -> None:
    assert as_member("supervisor").get(address).status_code == 404
    assert as_member("administrator").get(address).status_code == 404
    assert Client().get(address).url.startswith("/account/login/")


def test_a_kind_that_is_no_longer_registered_is_named_as_it_was(ledger: None, as_member: SignIn) -> None:
    from firmground_site.audit.kinds import KINDS

    KINDS.pop("testing:added")
    assert "Ms Kwok did testing:added" in text(as_member("auditor").get("/ledger/?stream=a_test"))
