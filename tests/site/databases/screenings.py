"""An invented officer and their screenings, for programs that load a database of their own through the site's actions."""

import datetime
import os
import sys
import uuid
from pathlib import Path

import django

TESTS = Path(__file__).parents[1]
MET_ON = datetime.date(2026, 11, 2)
EMAIL = "officer@load.example"


def environment(database_url: str) -> dict[str, str]:
    """The variables of a program that works on this database with the demonstration's keys and these modules."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_FILE")}
    return kept | {
        "DEMO": "1",
        "DATABASE_URL": database_url,
        "PYTHONPATH": str(TESTS),
        "DJANGO_SETTINGS_MODULE": "firmground_site.settings",
    }


def set_up() -> None:
    """Ready Django in a program of its own, and bring its database up to date."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def officer():
    """The actor who records: made when they are not there yet."""
    from firmground_site.access.actors import actor_for
    from firmground_site.accounts.models import Member
    from firmground_site.audit.guard import writing

    found = Member.objects.filter(email=EMAIL).first()
    if found is None:
        with writing("the officer of a load"):
            found = Member.objects.create(email=EMAIL, name="Officer Load", role="identification_officer", agency="immd")
    return actor_for(found)


def screening(number: int = 0):
    """A screening as a device sends it; every third finds an indicator, which opens an identification."""
    from firmground_site.packs.queries import instrument_on
    from firmground_site.screening.actions.recording import Encounter, PersonMet, Received

    instrument = instrument_on("initial_screening", MET_ON)
    answers = {each.id: "no" if str(each.kind) == "yes_no" else 30 for each in instrument.definition.questions}
    if number % 3 == 0:
        answers["documents_held"] = "yes"
    return Received(
        id=uuid.uuid4(),
        instrument=instrument.id,
        person=PersonMet(name=f"Person {number}", document=f"A{number:07}", sex="female", nationality="philippines"),
        encounter=Encounter(agency="immd", group="domestic_helpers", trigger="came_forward", screened_on=MET_ON),
        answers=answers,
    )


def record_one(number: int, by) -> uuid.UUID:
    """Record a screening; when this returns, it was acknowledged."""
    from firmground_site.screening.actions.recording import receive_screening

    return receive_screening(received=screening(number), by=by).pk


def faults() -> list[str]:
    """What is not whole: a screening without its person or its event, an event without its screening, a chain that breaks."""
    from firmground_site.audit.exporting import current_heads, verify_stream
    from firmground_site.audit.models import Content, Entry
    from firmground_site.screening.models import Person, Screening

    entries = Entry.objects.filter(kind="screening:recorded")
    recorded = {f"person:{person}" for person in Screening.objects.values_list("person_id", flat=True)}
    told = set(entries.values_list("subject", flat=True))
    found = [f"no event: {each}" for each in recorded - told] + [f"no record: {each}" for each in told - recorded]
    if not Person.objects.count() == Screening.objects.count() == entries.count():
        found.append("persons, screenings and events differ in number")
    if Content.objects.count() != Entry.objects.count():
        found.append("entries and contents differ in number")
    return found + [f"stream {head.stream} breaks" for head in current_heads() if not verify_stream(head).holds]


def main(arguments: list[str]) -> int:
    """Record screenings until told to stop by the end of its input, printing the id of each once it is acknowledged."""
    import select

    set_up()
    by, number = officer(), 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        sys.stdout.write(f"{record_one(number, by)}\n")
        sys.stdout.flush()
        number += 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
