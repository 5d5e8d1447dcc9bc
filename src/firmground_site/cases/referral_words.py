"""A referral in words, for its list, its page and programs: where it stands, what is due, and what was told.

What was told is shown to whoever sent it and may open the person's file, or put forward somebody who is not recorded yet; and
to whoever received it only while it could be told today, as are the words of its steps: also once it is done, but never after
they refused it or it was revoked. It must never show the person's file, nor more than ``details``.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.cases.deadlines import Due
from firmground.cases.lifecycle import allowed_events, is_dormant
from firmground_site.access.actors import Actor
from firmground_site.cases.files_given import may_be_told_today
from firmground_site.cases.models import Referral, ReferralStep
from firmground_site.cases.parties import Parties, parties_for, party_name
from firmground_site.cases.queries import parties_of
from firmground_site.packs.queries import calendar, referral_lifecycle, text, today
from firmground_site.screening.due import DueWords, due_in_words
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

COLOURS = {"receiver": "yellow", "service": "blue", "nothing": "grey"}
REASONS = {"refused": "refusal_reasons", "revoked": "revocation_reasons"}
NOT_NOW = gettext_lazy("What was told can be read no more: the consent or exception on which it rested has ended.")
NOT_THEIRS = gettext_lazy("What was told can be read by those of you who may open the person’s file.")
OVER = gettext_lazy("What was told can be read no more, because this was refused or revoked.")  # once it is done it is read on


def has_ended(referral: Referral) -> bool:
    """Whether it has come to its end."""
    return referral.state in referral_lifecycle().ended


def can_happen(referral: Referral, event: str) -> bool:
    """Whether an event can happen to a referral in its state."""
    return event in allowed_events(referral_lifecycle(), referral.state)


def is_taken_on(referral: Referral, actor: Actor) -> bool:
    """Whether the actor's party accepted it, and it has not ended."""
    return referral_lifecycle().awaits[referral.state] == "service" and referral.to_party in parties_of(actor)


def purpose_of(referral: Referral) -> str:
    """For what it was sent, in words."""
    if referral.is_concern:
        return _("A concern from the public")
    return _("Put forward") if referral.is_put_forward else text(f"casework.purposes.{referral.purpose}")


def due_of(referral: Referral) -> DueWords | None:
    """The day that is due, in words; ``None`` when no clock runs."""
    if referral.due_on is None:
        return None
    return due_in_words(Due(referral.due_on, referral.due_is_certain), today(), calendar())


def lies_still(referral: Referral) -> bool:
    """Whether nothing happened to it for longer than the pack allows."""
    return is_dormant(referral_lifecycle(), referral.state, timezone.localdate(referral.changed_at), today())


def state_of(referral: Referral) -> dict[str, str]:
    """The state in words, with the colour of its tag."""
    awaits = referral_lifecycle().awaits[referral.state]
    return {"text": text(f"casework.referral_states.{referral.state}"), "colour": COLOURS[awaits]}


def why_not_read(referral: Referral, actor: Actor) -> str:
    """Why an actor may not read what was told; empty when they may."""
    if _is_sender(referral, actor):
        return "" if _may_be_read_by_sender(referral, actor) else str(NOT_THEIRS)
    if any(each.event in REASONS for each in referral.steps.all()):
        return str(OVER)
    return "" if may_be_told_today(referral) else str(NOT_NOW)


def _is_sender(referral: Referral, actor: Actor) -> bool:
    return referral.from_party in parties_of(actor)


def _may_be_read_by_sender(referral: Referral, actor: Actor) -> bool:
    if referral.person_id is None:
        return True
    return people_visible_to(actor).filter(pk=referral.person_id).exists()


def told_in_words(referral: Referral) -> list[tuple[str, list[tuple[str, str]]]]:
    """Exactly what was told: for each field its name and its labels with words; the labels are kept in English."""
    return [
        (text(f"casework.fields.{name}"), [(_(label) if label else "", words) for label, words in rows])
        for name, rows in referral.details.items()
    ]


def steps_in_words(referral: Referral, actor: Actor) -> list[dict[str, Any]]:
    """What happened to it, in order, by which party; without words for a receiver who may not read any more what was told."""
    hides = bool(not _is_sender(referral, actor) and why_not_read(referral, actor))
    return [_step(each, hides=hides) for each in referral.steps.all()]


def _step(taken: ReferralStep, *, hides: bool) -> dict[str, Any]:
    reason = text(f"codes.{REASONS[taken.event]}.{taken.reason}") if taken.reason and taken.event in REASONS else ""
    title = text(f"casework.referral_events.{taken.event}")
    return {
        "title": title,
        "on": taken.on,
        "by": party_name(taken.party),
        "reason": reason,
        "words": "" if hides else taken.words,
    }


def rows_of(referrals: Iterable[Referral], actor: Actor) -> list[dict[str, Any]]:
    """Referrals as a list shows them: people by name only to whoever may open their file, and nothing that was told."""
    listed, parties = list(referrals), parties_for(parties_of(actor))
    named = people_visible_to(actor).in_bulk([each.person_id for each in listed if each.person_id])
    return [_row(each, parties, named.get(each.person_id)) for each in listed]


def _row(referral: Referral, parties: Parties, named: Person | None) -> dict[str, Any]:
    is_ours = referral.from_party in parties.theirs
    return {
        "referral": referral,
        "who": who(referral, named),
        "other": _other(referral, parties, is_ours=is_ours),
        "purpose": purpose_of(referral),
        "state": state_of(referral),
        "due": due_of(referral),
        "lies_still": lies_still(referral),
        "is_gone": is_gone(referral, parties),
    }


def _other(referral: Referral, parties: Parties, *, is_ours: bool) -> str:
    if is_ours:
        return _("To {party}").format(party=parties.name(referral.to_party))
    return _("From {party}").format(party=parties.name(referral.from_party))


def is_gone(referral: Referral, parties: Parties) -> bool:
    """Whether it runs to a party that is there no more."""
    return not has_ended(referral) and referral.to_party not in parties.there


def who(referral: Referral, named: Person | None) -> str:
    """How a list speaks of whom it is about."""
    if referral.person_id is None:
        return _("Whoever the concern is about") if referral.is_concern else _("Somebody put forward")
    return named.called if named else _("A person")
