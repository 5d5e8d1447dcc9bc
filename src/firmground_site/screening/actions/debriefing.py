"""The full debriefing: sittings, breaks, answers saved section by section, and its end."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.rules.evaluate import Answer, evaluate
from firmground.screening.assessment import assess
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, Stale, action, record
from firmground_site.packs.queries import active_pack, case_rules, instrument_on, today
from firmground_site.screening import events
from firmground_site.screening.actions.recording import Encounter, differs, finish, screening_for
from firmground_site.screening.models import Break, Identification, Screening, Sitting
from firmground_site.screening.procedure import is_being_debriefed, may_be_debriefed
from firmground_site.screening.progress import held, move

OVER = gettext_lazy("This identification waits for no debriefing now, so nothing can be added to it.")


@action(
    permission=Permission.DEBRIEFING_CONDUCT,
    records=[events.DEBRIEFING_BEGUN, events.DEBRIEFING_REOPENED, events.SITTING_BEGUN],
)
def begin_sitting(
    *, identification: Identification, version: int, interpreter: str, language: str, by: Actor, assured: Sequence[str] = ()
) -> Sitting:
    """Begin a sitting; the first one begins the debriefing, one after its end opens it again.

    ``assured`` are the ids of what the officer made sure of before they began; the ledger keeps them.
    """
    current = held(identification, version)
    _must_be_for(current, by)
    if current.debriefing is not None and not may_be_debriefed(current):
        raise Refused(OVER)
    _must_be_listed(interpreters=interpreter, interview_languages=language)
    debriefing = _begun_or_reopened(current, interpreter, language, by)
    if debriefing.sittings.filter(ended_at__isnull=True).exists():
        raise Refused(_("A sitting is already under way. End it before you begin another."))
    sitting = Sitting.objects.create(
        screening=debriefing, interpreter=interpreter, language=language, began_at=timezone.now(), began_by_id=by.member_id
    )
    record(
        events.SITTING_BEGUN,
        subject=current.person,
        sitting=sitting.pk,
        interpreter=interpreter,
        language=language,
        assured=list(assured),
    )
    return sitting


def _begun_or_reopened(current: Identification, interpreter: str, language: str, by: Actor) -> Screening:
    """The debriefing of an identification, begun or opened again if need be; opened again, it is a draft without a result.

    One that was left half-way when the identification was closed, and that goes on after it was reopened, is opened again too.
    """
    now, debriefing = timezone.now(), current.debriefing
    if debriefing is None:
        debriefing = current.debriefing = _new_debriefing(current, interpreter, language, by)
        current.officer_id = by.member_id
        move(current, "debriefing_begun", at=now)
        record(events.DEBRIEFING_BEGUN, subject=current.person, identification=current.pk, screening=debriefing.pk)
    elif debriefing.is_finished or not is_being_debriefed(current):
        was = {name: getattr(debriefing, name) for name in ("browser_result", "outcome", "finished_at")}
        debriefing.finished_at = debriefing.finished_by = debriefing.result = debriefing.browser_result = None
        debriefing.outcome = ""
        debriefing.version += 1
        debriefing.save()
        current.officer_id = by.member_id
        move(current, "debriefing_reopened", at=now)
        record(events.DEBRIEFING_REOPENED, subject=current.person, identification=current.pk, screening=debriefing.pk, **was)
    return debriefing


def _must_be_for(identification: Identification, by: Actor) -> None:
    """Only the officer of an identification debriefs; one that nobody has taken up, any officer of its agency."""
    if identification.agency != by.agency:
        raise Refused(_("This identification is with another agency. Accept its hand-over first."))
    if identification.officer_id not in (None, by.member_id):
        raise Refused(
            _("{officer} is the officer of this identification. Ask for it to be handed over to you.").format(
                officer=identification.officer
            )
        )


def _must_be_under_way(identification: Identification) -> None:
    if not is_being_debriefed(identification):
        raise Refused(OVER)


def _must_be_listed(**codes: str) -> None:
    """Refuse codes that are not in the territory's list of that name; an empty one is not known."""
    lists = active_pack().codes
    wrong = [(name, code) for name, code in codes.items() if code and code not in {each.code for each in lists.get(name, ())}]
    if wrong:
        raise Refused(
            *(
                _("“{code}” is not in the territory's list of {name}.").format(code=code, name=name.replace("_", " "))
                for name, code in wrong
            )
        )


def _new_debriefing(identification: Identification, interpreter: str, language: str, by: Actor) -> Screening:
    name = case_rules().identification.debriefed_with
    if name is None:
        raise Refused(_("This territory has no full debriefing: decide on the first screening."))
    first, day = identification.opened_from, today()
    encounter = Encounter(agency=by.agency, group=first.group, trigger=first.trigger, screened_on=day, interpreter=interpreter)
    debriefing = screening_for(
        identification.person, instrument_on(name, day), encounter, at=timezone.now(), by_member=by.member_id
    )
    debriefing.language = language or identification.person.language
    debriefing.save(force_insert=True)
    return debriefing


@action(permission=Permission.DEBRIEFING_CONDUCT, records=[events.SITTING_ENDED])
def end_sitting(*, sitting: Sitting, by: Actor) -> Sitting:
    """End a sitting, and the break that may be under way in it."""
    current = _under_way(Sitting, sitting)
    _must_be_for(current.screening.debriefing_of, by)
    for pause in current.breaks.filter(ended_at__isnull=True):
        end_break(pause=pause, by=by)
    current.ended_at, current.ended_by_id = timezone.now(), by.member_id
    current.save()
    record(events.SITTING_ENDED, subject=current.screening.person, sitting=current.pk)
    return current


def end_sittings(debriefing: Screening | None, by: Actor) -> None:
    """End the sitting under way, if there is one, because the debriefing ends or its identification is closed."""
    for sitting in debriefing.sittings.filter(ended_at__isnull=True) if debriefing else ():
        end_sitting(sitting=sitting, by=by)


@action(permission=Permission.DEBRIEFING_CONDUCT, records=[events.BREAK_BEGUN])
def begin_break(*, sitting: Sitting, reason: str, by: Actor) -> Break:
    """Begin a break in a sitting that is under way."""
    current = _under_way(Sitting, sitting)
    _must_be_for(current.screening.debriefing_of, by)
    _must_be_under_way(current.screening.debriefing_of)
    _must_be_listed(break_reasons=reason)
    if current.breaks.filter(ended_at__isnull=True).exists():
        raise Refused(_("A break is already under way."))
    began = Break.objects.create(sitting=current, reason=reason, began_at=timezone.now(), began_by_id=by.member_id)
    record(events.BREAK_BEGUN, subject=current.screening.person, sitting=current.pk, reason=reason)
    return began


@action(permission=Permission.DEBRIEFING_CONDUCT, records=[events.BREAK_ENDED])
def end_break(*, pause: Break, by: Actor) -> Break:
    """End a break."""
    current = _under_way(Break, pause)
    _must_be_for(current.sitting.screening.debriefing_of, by)
    current.ended_at, current.ended_by_id = timezone.now(), by.member_id
    current.save()
    record(events.BREAK_ENDED, subject=current.sitting.screening.person, sitting=current.sitting_id)
    return current


def _under_way(model: type[Any], given: Any) -> Any:
    current = model.objects.select_for_update().get(pk=given.pk)
    if current.ended_at is not None:
        raise Refused(_("This has already ended."))
    return current


@action(permission=Permission.DEBRIEFING_CONDUCT, records=[events.DEBRIEFING_SAVED])
def save_answers(
    *, screening: Screening, version: int, answers: Mapping[str, Answer], by: Actor, note: str | None = None
) -> Screening:
    """Save some answers of a debriefing; those of other questions stay. ``None`` as note leaves the note as it is.

    Raises ``Stale`` when someone saved since ``version`` was read and ``AnswerError`` for an answer that is not allowed.
    """
    current = held_draft(screening, version)
    _must_be_for(current.debriefing_of, by)
    _must_be_under_way(current.debriefing_of)
    instrument = instrument_on(current.instrument, current.screened_on)
    merged = {**current.answers, **answers}
    evaluate(instrument.definition, merged)
    changed = {name: [current.answers.get(name), each] for name, each in answers.items() if current.answers.get(name) != each}
    if note is not None and note != current.note:
        changed["note"] = [current.note, note]
        current.note = note
    current.answers = merged
    current.version += 1
    current.save()
    record(events.DEBRIEFING_SAVED, subject=current.person, screening=current.pk, changed=changed)
    return current


def held_draft(screening: Screening, version: int) -> Screening:
    """The debriefing as it is now, held until the action ends; refused when it is finished, erased or was changed since."""
    current = Screening.objects.select_for_update(of=("self",)).select_related("person").get(pk=screening.pk)
    if current.is_finished:
        raise Refused(_("This debriefing is finished. Begin another sitting to open it again."))
    if current.version != version:
        raise Stale(current)
    if current.person.erased_at is not None:
        raise Refused(_("This record was erased. Nothing is left to change."))
    return current


@action(
    permission=Permission.DEBRIEFING_CONDUCT,
    records=[events.DEBRIEFING_FINISHED, events.SITTING_ENDED, events.RESULT_DIFFERED],
)
def finish_debriefing(
    *,
    identification: Identification,
    version: int,
    by: Actor,
    answers_version: int | None = None,
    browser_result: Mapping[str, Any] | None = None,
) -> Identification:
    """End the debriefing: the server's result is kept, and the identification waits for a decision.

    Raises ``Stale`` when answers were saved since ``answers_version`` of the debriefing was read; ``None`` does not ask.
    """
    current, now = held(identification, version), timezone.now()
    _must_be_for(current, by)
    if current.debriefing is None:
        raise Refused(_("The debriefing has not begun."))
    read = current.debriefing.version if answers_version is None else answers_version
    debriefing = current.debriefing = held_draft(current.debriefing, read)
    found = assess(instrument_on(debriefing.instrument, debriefing.screened_on), debriefing.answers, on=debriefing.screened_on)
    finish(debriefing, debriefing.answers, found, at=now, by_member=by.member_id)
    debriefing.browser_result = dict(browser_result) if browser_result else None
    debriefing.version += 1
    debriefing.save()
    end_sittings(debriefing, by)
    move(current, "debriefing_finished", at=now)
    record(events.DEBRIEFING_FINISHED, subject=current.person, screening=debriefing.pk, answers=debriefing.answers)
    if differs(debriefing):
        record(events.RESULT_DIFFERED, subject=current.person, screening=debriefing.pk, browser_result=browser_result)
    return current
