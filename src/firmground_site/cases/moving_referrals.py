"""Moves a referral along the pack's life cycle, and writes the step down. Called by actions only."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import NotPermitted, Refused, Stale
from firmground_site.cases.erasing import kept_of
from firmground_site.cases.files_given import end_readers
from firmground_site.cases.models import Referral, ReferralStep
from firmground_site.cases.moving import set_clock, state_after
from firmground_site.cases.queries import referrals_visible_to
from firmground_site.packs.queries import referral_lifecycle, today


def held_referral(referral: Referral, by: Actor, version: int | None = None) -> Referral:
    """The referral as it is now, held until the action ends, if the actor may still see it; ``Stale`` on another version."""
    if not referrals_visible_to(by).filter(pk=referral.pk).exists():
        raise NotPermitted(_("There is no such referral."))
    current = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if version is not None and current.version != version:
        raise Stale(current)
    return current


def begin(referral: Referral, by: Actor, on: datetime.date) -> Referral:
    """Save a referral that was just made, with its state, its clock and its first step."""
    now = timezone.now()
    referral.state = referral_lifecycle().starts
    referral.sent_on, referral.sent_at, referral.sent_by_id, referral.changed_at = on, now, by.member_id, now
    set_clock(referral, "referral", on)
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError as error:  # the same form came twice at the same moment
        raise Refused(_("This form was sent already. It is in the list of what you sent.")) from error
    ReferralStep.objects.create(
        referral=referral, event="sent", party=referral.from_party, on=on, taken_at=now, taken_by_id=by.member_id
    )
    return referral


def day_of_step(referral: Referral, on: datetime.date | None) -> datetime.date:
    """The day of a step, today without one; ``Refused`` when it is to come, or before the step before it."""
    day, last = on or today(), referral.steps.order_by("taken_at").last()
    if day > today():
        raise Refused(_("The day cannot be to come."))
    if last is not None and day < last.on:
        raise Refused(_("The day cannot be before what happened last."))
    return day


def step(
    referral: Referral,
    event: str,
    *,
    party: str,
    by: Actor,
    reason: str = "",
    words: str = "",
    on: datetime.date | None = None,
) -> ReferralStep:
    """Let an event happen to a referral, by a party; ``Refused`` when it cannot happen in its state.

    Its words are not kept once the person's record was erased.
    """
    now, day = timezone.now(), day_of_step(referral, on)
    state = state_after(referral_lifecycle(), referral.state, event, "casework.referral_states")
    if state != referral.state:
        referral.state = state
        set_clock(referral, "referral", day)
    if event in ("accepted", "refused") and referral.answered_on is None:
        referral.answered_on = day
    referral.changed_at, referral.version = now, referral.version + 1
    referral.save()
    if state in referral_lifecycle().ended:
        end_readers(referral, by)
    return ReferralStep.objects.create(
        referral=referral,
        event=event,
        party=party,
        reason=reason,
        words=kept_of(referral.person, words),
        on=day,
        taken_at=now,
        taken_by_id=by.member_id,
    )
