"""The pages of a case with a long file, as its case worker asks for them: the overview, the file, and care."""

import datetime
import statistics
import sys
import time

AT_ONCE = 1_000
RUNS = 5


def main(entries: int) -> None:
    """Fill the database of DATABASE_URL with a case of that many entries, and print the seconds for each page as JSON."""
    import json

    from databases.screenings import set_up

    set_up()
    from django.urls import reverse

    client, case = _case_worker(entries)
    taken = {}
    for page in ("case", "file", "care"):
        address = reverse(f"cases:{page}", args=[case.pk])
        _fetch(client, address)
        taken[page] = statistics.median(_fetch(client, address) for _ in range(RUNS))
    sys.stdout.write(json.dumps(taken) + "\n")


def _case_worker(entries: int):
    from allauth.mfa.models import Authenticator
    from django.test import Client

    from firmground_site.accounts.models import Member
    from firmground_site.audit.guard import writing
    from firmground_site.cases.opening import OPEN

    with writing("a case worker of a measurement"):
        who = Member.objects.create(email="c@load.example", name="C", role="case_worker", agency="swd")
        Authenticator.objects.create(user=who, type=Authenticator.Type.TOTP, data={"secret": "none"})
        case = _fill(who, entries)
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[OPEN] = {str(case.pk): int(time.time()) + 3600}
    session.save()
    return client, case


def _fill(who, entries: int):
    """A case with a person, and a file of many lines, half of them about the person, with sealed words."""
    from django.utils import timezone

    from firmground_site.cases.models import Case, FileEntry, Involvement
    from firmground_site.screening.models import Person

    now, day = timezone.now(), datetime.date(2026, 11, 2)
    person = Person.objects.create(
        name="A", agency="swd", met_at=now, met_by=who, retention_kind="screening_with_indicators", erase_on=day
    )
    case = Case.objects.create(
        agency="swd", officer=who, state="planning", opened_on=day, opened_at=now, opened_by=who, changed_at=now
    )
    Involvement.objects.create(
        case=case, person=person, role="victim", basis="decision", from_on=day, recorded_at=now, recorded_by=who
    )
    for start in range(0, entries, AT_ONCE):
        FileEntry.objects.bulk_create(
            FileEntry(
                case=case,
                person=person if number % 2 else None,
                section="case",
                kind="case:noted",
                words=f"What happened on a day, number {number}.",
                happened_on=day - datetime.timedelta(days=number // 4),
                recorded_at=now,
                recorded_by=who,
            )
            for number in range(start, min(start + AT_ONCE, entries))
        )
    return case


def _fetch(client, page: str) -> float:
    began = time.perf_counter()
    answer = client.get(page)
    taken = time.perf_counter() - began
    if answer.status_code != 200:
        sys.exit(f"bench: {page} answered {answer.status_code}.")
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]))
