"""A page of a ledger of many events, as an auditor asks for it: the newest, an older one, and by a filter."""

import statistics
import sys
import time

AT_ONCE = 5_000
RUNS = 5
PAGES = ("/ledger/", "/ledger/?kind=screening%3Arecorded")


def main(events: int) -> None:
    """Fill the database of DATABASE_URL with that many entries, and print the seconds for each page as JSON."""
    import json

    from databases.screenings import set_up

    set_up()
    client = _auditor()
    _fill(events)
    _fetch(client, PAGES[0])
    taken = {}
    for page in (*PAGES, _older(client)):
        taken[page] = statistics.median(_fetch(client, page) for _ in range(RUNS))
    sys.stdout.write(json.dumps(taken) + "\n")


def _auditor():
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from firmground_site.accounts.models import Member
    from firmground_site.audit.guard import writing

    with writing("an auditor of a measurement"):
        who = Member.objects.create(email="a@load.example", name="A", role="auditor")
        Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={"secret": "none"})
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _fill(events: int) -> None:
    """Entries as the action writes them, but many to a transaction and without contents, which a page does not open."""
    from firmground.ledger.entry import genesis
    from firmground_site.audit.guard import writing
    from firmground_site.audit.models import Entry, Stream

    kinds = ("screening:recorded", "identification:opened", "person:read")
    with writing("events of a measurement"):
        stream = Stream.objects.create(name="people", number=events, digest=genesis("people").digest)
        for start in range(0, events, AT_ONCE):
            Entry.objects.bulk_create(
                Entry(
                    stream=stream,
                    number=number + 1,
                    at=f"2026-{1 + number * 12 // events:02d}-{1 + number % 28:02d}T09:30:00.{number % 10**6:06d}Z",
                    kind=kinds[number % 3],
                    actor=f"member:{number % 40}",
                    subject=f"person:{number // 3}",
                    content_digest="sha256:" + "0" * 64,
                    previous="sha256:" + "0" * 64,
                    digest=f"sha256:{number:064x}",
                )
                for number in range(start, min(start + AT_ONCE, events))
            )


def _older(client) -> str:
    """The address of a page in the middle of the ledger: entries are followed by key."""
    from firmground_site.audit.models import Entry

    middle = Entry.objects.order_by("id")[Entry.objects.count() // 2]
    return f"/ledger/?before={middle.pk}"


def _fetch(client, page: str) -> float:
    began = time.perf_counter()
    answer = client.get(page)
    taken = time.perf_counter() - began
    if answer.status_code != 200:
        sys.exit(f"bench: {page} answered {answer.status_code}.")
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]))
