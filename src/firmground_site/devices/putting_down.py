"""Puts down what an entry says, by the actions of screening, in the name of an officer. Called inside an action."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from firmground.rules.evaluate import Answer
from firmground_site.access.actors import Actor, actor_for
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, Stale
from firmground_site.devices.checking import Hold
from firmground_site.devices.contents import NotTaken, answers_in, line_in, received_in, uuid_in
from firmground_site.devices.models import Entry, Prepared
from firmground_site.devices.vocabulary import SCREENING
from firmground_site.packs.queries import instrument_with_digest, today
from firmground_site.screening.actions.debriefing import save_answers
from firmground_site.screening.actions.recording import receive_screening
from firmground_site.screening.differences import Merged, merged
from firmground_site.screening.forms.browser_result import are_findings
from firmground_site.screening.models import Screening

NOTE = "note"
TRIES = 3


def put_down(entry: Entry, content: Mapping[str, Any], officer: Member) -> Screening:
    """Record a screening, or save the answers of a debriefing. ``Hold`` when a person has to choose first."""
    return put_down_screening(content, officer) if entry.kind == SCREENING else put_down_answers(content, officer)


def belongs_to(entry: Entry, content: Mapping[str, Any]) -> Screening | None:
    """What is recorded already that an entry is about: the debriefing that was prepared, or a screening of the same number.

    Nothing of another agency, whose people this one's supervisors do not see.
    """
    if entry.kind == SCREENING:
        return Screening.objects.filter(of_agency("", entry.agency), pk=entry.number).first()
    try:
        rows = Prepared.objects.filter(pk=uuid_in(content, "prepared")).select_related("debriefing")
        found = rows.filter(of_agency("debriefing__", entry.agency)).first()
    except NotTaken:
        return None
    return found.debriefing if found else None


def of_agency(way: str, agency: str) -> Q:
    """What an agency recorded itself, and debriefings that were handed over to it."""
    return Q(**{f"{way}agency": agency}) | Q(**{f"{way}debriefing_of__agency": agency})


def put_down_screening(content: Mapping[str, Any], officer: Member) -> Screening:
    """Record a screening in an officer's name; sending the same twice records it once."""
    return put_down_received(content, actor_for(officer))


def put_down_received(content: Mapping[str, Any], by: Actor) -> Screening:
    """Record a screening as somebody; ``Hold`` when the version that was asked is not known here."""
    received = received_in(content, agency=by.agency, today=today())
    instrument = instrument_with_digest(received.instrument, received.instrument_digest) if received.instrument_digest else None
    if instrument is None:
        raise Hold("instrument")
    if received.browser_result and not are_findings(received.browser_result["outcomes"], instrument.outcomes):
        received = replace(received, browser_result=None)  # no page of ours found that
    return receive_screening(received=received, by=by)


def put_down_chosen(debriefing: Screening, chosen: Mapping[str, Answer], officer: Member) -> Screening:
    """Save the answers that a person chose between what came and what is recorded, in the officer's name."""
    current = Screening.objects.select_related("person").get(pk=debriefing.pk)
    save(current, chosen, officer)
    return current


def put_down_answers(content: Mapping[str, Any], officer: Member) -> Screening:
    """Save what nobody else changed of a debriefing; ``Hold`` when somebody answered the same questions differently."""
    prepared, entered, base = prepared_in(content, officer), told_answers(content, "answers"), told_answers(content, "base")
    for _try in range(TRIES):
        current = Screening.objects.select_related("person").get(pk=prepared.debriefing_id)
        found = differences(current, entered, base)
        try:
            save(current, found.changes, officer)
        except Stale:  # somebody saved in this very moment: compare with what they saved
            continue
        if found.differences:
            raise Hold("conflict")
        return current
    raise Refused(_("Others were saving this debriefing at the same time."))


def prepared_in(content: Mapping[str, Any], officer: Member) -> Prepared:
    """The prepared debriefing that an entry names; ``NotTaken`` when it was not prepared for this officer."""
    found = Prepared.objects.filter(pk=uuid_in(content, "prepared"), officer__member=officer).first()
    if found is None:
        raise NotTaken(_("It belongs to a debriefing that was not prepared for this officer."))
    return found


def told_answers(content: Mapping[str, Any], name: str) -> dict[str, Answer]:
    """The answers and the note of a debriefing, as the phone has them under a name."""
    answers = answers_in(content, name)
    answers.setdefault(NOTE, line_in(content, NOTE, 4_000) if name == "answers" else "")
    return answers


def differences(current: Screening, entered: Mapping[str, Answer], base: Mapping[str, Answer]) -> Merged:
    """What to save as it is, and what a person must choose between, given the answers as they are recorded now."""
    return merged(entered, base, {**current.answers, NOTE: current.note})


def save(current: Screening, changes: Mapping[str, Answer], officer: Member) -> None:
    """Save changes of a debriefing in an officer's name, if there are any."""
    answers = {name: answer for name, answer in changes.items() if name != NOTE}
    note = str(changes[NOTE]) if NOTE in changes else None
    if changes:
        save_answers(screening=current, version=current.version, answers=answers, note=note, by=actor_for(officer))
