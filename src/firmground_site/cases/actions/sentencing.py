"""What follows a conviction: sentences, and appeals lodged and ended; one that is allowed can replace the outcome."""

import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.casework_entries import Sentence
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action
from firmground_site.cases import events
from firmground_site.cases.actions.prosecuting import NOT_LAID, SECTION, held_charge, must_be_an_outcome
from firmground_site.cases.days import must_have_come, must_not_precede
from firmground_site.cases.file import enter
from firmground_site.cases.kept_words import kept_text
from firmground_site.cases.models import Appeal, Charge, SentencePassed
from firmground_site.packs.queries import casework, choices

WORK = Permission.PROSECUTION_WORK
ALLOWED = "allowed"  # the appeal's outcome that can change the charge's
UNITS = {"months": gettext_lazy("months"), "money": gettext_lazy("money"), "hours": gettext_lazy("hours")}


@action(permission=WORK, records=[events.SENTENCE_PASSED])
def pass_sentence(
    *, charge: Charge, key: UUID, kind: str, amount: int | None, suspended: bool, on: datetime.date, by: Actor
) -> SentencePassed:
    """Record a sentence on a charge that ended with a conviction; ``amount`` in the unit that the pack gives its kind."""
    current = held_charge(charge, by)
    sentence = sentence_of(kind)
    if current.outcome not in {each.id for each in casework().outcomes.outcomes if each.convicts}:
        raise Refused(_("A sentence follows a conviction. Record first how the charge ended."))
    if SentencePassed.objects.filter(pk=key).exists():
        raise Refused(_("This sentence is recorded already."))
    _must_have_an_amount(sentence, amount)
    must_have_come(on, _("The day of the sentence"))
    must_not_precede(on, current.ended_on or on, _("A sentence is passed after the charge ended"))
    passed = SentencePassed.objects.create(
        pk=key,
        charge=current,
        kind=kind,
        amount=amount,
        suspended=suspended,
        on=on,
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    _enter(current, events.SENTENCE_PASSED, by, on, passed.pk, kept_text(f"casework.sentences.{kind}"))
    return passed


@action(permission=WORK, records=[events.APPEAL_LODGED])
def lodge_appeal(*, charge: Charge, key: UUID, by_whom: str, lodged_on: datetime.date, by: Actor) -> Appeal:
    """Record that a side appealed. One appeal of a side is open at a time."""
    current = held_charge(charge, by)
    if not current.outcome or current.outcome == NOT_LAID:
        raise Refused(_("Nobody can appeal before the court has ended the charge."))
    if by_whom not in dict(choices("appealed_by")):
        raise Refused(_("Choose who appealed."))
    if Appeal.objects.filter(pk=key).exists():
        raise Refused(_("This appeal is recorded already."))
    if current.appeals.filter(by_whom=by_whom, ended_on__isnull=True).exists():
        raise Refused(_("An appeal of this side is open already."))
    must_have_come(lodged_on, _("The day of the appeal"))
    must_not_precede(lodged_on, current.ended_on or lodged_on, _("An appeal comes after the charge ended"))
    appeal = Appeal.objects.create(
        pk=key,
        charge=current,
        by_whom=by_whom,
        lodged_on=lodged_on,
        recorded_at=timezone.now(),
        recorded_by_id=by.member_id,
    )
    _enter(current, events.APPEAL_LODGED, by, lodged_on, appeal.pk, kept_text(f"codes.appealed_by.{by_whom}"))
    return appeal


@action(permission=WORK, records=[events.APPEAL_ENDED, events.OUTCOME_REPLACED])
def end_appeal(
    *,
    appeal: Appeal,
    version: int,
    outcome: str,
    ended_on: datetime.date,
    words: str,
    by: Actor,
    replaced_by: str = "",
) -> Appeal:
    """Record how an appeal ended. One that was allowed can replace the charge's outcome; the earlier one stays in the file."""
    charge = held_charge(appeal.charge, by)
    current = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if current.version != version:
        raise Stale(current)
    if current.outcome:
        raise Refused(_("How this appeal ended is recorded already."))
    _must_be_possible(current, outcome, ended_on, replaced_by)
    current.outcome, current.ended_on, current.words = outcome, ended_on, words.strip()
    current.version += 1
    current.save()
    _enter(charge, events.APPEAL_ENDED, by, ended_on, current.pk, kept_text(f"codes.appeal_outcomes.{outcome}"))
    if replaced_by and replaced_by != charge.outcome:
        _replace(charge, replaced_by, ended_on, words, by)
    return current


def sentence_of(kind: str) -> Sentence:
    """The pack's entry for a kind of sentence; refuses one that it does not have."""
    for each in casework().outcomes.sentences:
        if each.id == kind:
            return each
    raise Refused(_("Choose the kind of sentence."))


def _must_have_an_amount(sentence: Sentence, amount: int | None) -> None:
    if sentence.unit == "nothing" and amount is not None:
        raise Refused(_("This sentence has no amount. Leave it empty."))
    if sentence.unit != "nothing" and not amount:
        raise Refused(
            _("Enter how much: this sentence is measured in {unit}.").format(unit=UNITS.get(sentence.unit, sentence.unit))
        )


def _must_be_possible(appeal: Appeal, outcome: str, ended_on: datetime.date, replaced_by: str) -> None:
    if outcome not in dict(choices("appeal_outcomes")):
        raise Refused(_("Choose how the appeal ended."))
    must_have_come(ended_on, _("The day on which it ended"))
    must_not_precede(ended_on, appeal.lodged_on, _("An appeal ends after it was lodged"))
    if not replaced_by:
        return
    if outcome != ALLOWED:
        raise Refused(_("Only an appeal that was allowed changes the outcome of the charge."))
    must_be_an_outcome(replaced_by)
    if replaced_by == NOT_LAID:
        raise Refused(_("A charge that was laid cannot end as not laid."))


def _replace(charge: Charge, outcome: str, on: datetime.date, words: str, by: Actor) -> None:
    before = kept_text(f"casework.outcomes.{charge.outcome}")
    told = f"{before} ({charge.ended_on:%d %B %Y}) became: {kept_text(f'casework.outcomes.{outcome}')}"  # stays in English
    kept = f"{told}. The earlier words: {charge.outcome_words}" if charge.outcome_words else told  # stays in English
    charge.outcome, charge.ended_on, charge.outcome_words = outcome, on, words.strip()
    charge.version += 1
    charge.save()
    _enter(charge, events.OUTCOME_REPLACED, by, on, charge.pk, kept)


def _enter(charge: Charge, kind: events.EventKind, by: Actor, on: datetime.date, about: UUID, words: str) -> None:
    enter(charge.case, kind, section=SECTION, by=by, on=on, person=charge.suspect.person, about=about, words=words)
