"""Work lists: what waits for whom. They are built on what a state awaits, never on a state's name, which is the pack's.

It reads and must not write. A list is there for an actor when their role may do what the list is for, and when the
territory has a state that awaits it. Erased people are in no list.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.cases.deadlines import Due
from firmground.cases.lifecycle import is_dormant, states_awaiting
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.packs.queries import calendar, lifecycle, text, today
from firmground_site.screening.due import DueWords, due_in_words
from firmground_site.screening.models import Decision, HandOver, Identification, Opinion, Person, Review
from firmground_site.screening.queries import (
    hand_overs_visible_to,
    identifications_visible_to,
    people_visible_to,
    sharings_with,
)

Rows = QuerySet[Any]
WHOSE = ("to_do", "mine", "nobody", "agency")


@dataclass(frozen=True)
class WorkList:
    """One list: for whom, what it says, and its rows. ``awaits`` is what a state must await for the list to exist.

    ``by_officer`` says whether rows can be told by whose they are, ``is_timed`` whether some can be overdue and others not.
    """

    key: str
    title: str
    about: str
    empty: str
    permission: Permission
    rows: Callable[[Actor], Rows]
    awaits: str = ""
    by_officer: bool = False
    is_timed: bool = True
    reach: Scope = Scope.AGENCY

    def is_for(self, actor: Actor) -> bool:
        """Whether the actor has this list."""
        in_territory = not self.awaits or bool(states_awaiting(lifecycle(), self.awaits))
        return in_territory and actor.scope(self.permission) is self.reach


@dataclass(frozen=True)
class WorkRow:
    """A row as a page shows it. ``person`` is a name only on the actor's own rows, else the short reference, as ``record``.

    Several people may have one name; the record tells them apart for whoever hears the list.
    """

    person: str
    record: str
    url: str
    state: str
    since: datetime.datetime
    officer: str
    due: DueWords | None
    is_dormant: bool


def work_lists(actor: Actor) -> list[WorkList]:
    """The lists that the actor has."""
    return [each for each in LISTS if each.is_for(actor)]


def default_whose(actor: Actor) -> str:
    """Whose rows come first: those an officer can do something about; the whole agency's for who only watches."""
    return "to_do" if actor.may(Permission.IDENTIFICATION_DECIDE) else "agency"


def rows_of(work_list: WorkList, actor: Actor, *, whose: str = "", overdue_only: bool = False) -> Rows:
    """The rows of a list, those overdue longest first. ``whose`` is one of ``WHOSE``; anything else is the default."""
    rows = work_list.rows(actor)
    if work_list.by_officer:
        chosen = whose if whose in WHOSE else default_whose(actor)
        mine, nobody = Q(officer=actor.member_id), Q(officer__isnull=True)
        rows = rows.filter({"to_do": mine | nobody, "mine": mine, "nobody": nobody, "agency": Q()}[chosen])
    if overdue_only:
        rows = rows.filter(due_on__lt=today())
    return rows


def as_row(record: Any, actor: Actor) -> WorkRow:
    """A record of any list as a row."""
    makers: Mapping[type, Callable[[Any, Actor], WorkRow]] = {
        Identification: _identification_row,
        HandOver: _hand_over_row,
        Person: _shared_row,
    }
    return makers[type(record)](record, actor)


def reference(person: Person, actor: Actor, officer_id: UUID | None) -> str:
    """What to call a person in a list: by name only where the actor met them or is their officer."""
    return person.called if actor.member_id in (officer_id, person.met_by_id) else str(person)


def dormant_before(day: datetime.date) -> datetime.datetime:
    """The moment before which a last change makes dormant what waits, as ``firmground.cases.lifecycle.is_dormant`` says."""
    first = day - datetime.timedelta(days=lifecycle().dormant_after_days)
    return timezone.make_aware(datetime.datetime.combine(first, datetime.time.min))


# --- rows -------------------------------------------------------------------------------------------------------------


def _identification_row(each: Identification, actor: Actor) -> WorkRow:
    return WorkRow(
        person=reference(each.person, actor, each.officer_id),
        record=str(each.person),
        url=reverse("screening:identification", args=[each.pk]),
        state=text(f"cases.states.{each.state}"),
        since=each.changed_at,
        officer=_officer(each, actor),
        due=_due(each.due_on, certain=each.due_is_certain),
        is_dormant=_is_dormant(each),
    )


def _hand_over_row(each: HandOver, actor: Actor) -> WorkRow:
    handed = each.identification
    return WorkRow(
        person=reference(handed.person, actor, handed.officer_id),
        record=str(handed.person),
        url=reverse("screening:identification", args=[handed.pk]),
        state=_("Offered by {member}, {agency}").format(
            member=each.offered_by, agency=text(f"codes.agencies.{each.from_agency}")
        ),
        since=each.offered_at,
        officer=_("Offered to you") if each.to_officer_id else _("Offered to your agency"),
        due=_due(each.due_on, certain=each.due_on is not None and calendar().knows(each.due_on)),
        is_dormant=_is_dormant(handed),
    )


def _shared_row(each: Person, actor: Actor) -> WorkRow:
    standing = [one for one in each.identifications.all() if one.agency]
    state = text(f"cases.states.{standing[-1].state}") if standing else _("No identification was opened")
    return WorkRow(
        person=str(each),
        record=str(each),
        url=reverse("screening:person", args=[each.pk]),
        state=state,
        since=each.shared_at,
        officer=_("Shared with you"),
        due=None,
        is_dormant=False,
    )


def _officer(each: Identification, actor: Actor) -> str:
    if each.officer_id is None:
        return _("With nobody yet")
    return _("With you") if each.officer_id == actor.member_id else _("With {officer}").format(officer=each.officer.name)


def _due(on: datetime.date | None, *, certain: bool) -> DueWords | None:
    return due_in_words(Due(on, certain), today(), calendar()) if on else None


def _is_dormant(each: Identification) -> bool:
    return is_dormant(lifecycle(), each.state, timezone.localdate(each.changed_at), today())


# --- queries ----------------------------------------------------------------------------------------------------------

SOONEST = (F("due_on").asc(nulls_last=True), "changed_at", "pk")


def _of_agency(actor: Actor) -> QuerySet[Identification]:
    """Identifications that are with the actor's agency, within what the actor may see."""
    return identifications_visible_to(actor).filter(agency=actor.agency).order_by(*SOONEST)


def _awaiting(*awaited: str) -> Q:
    return Q(state__in=[state for each in awaited for state in states_awaiting(lifecycle(), each)])


def _last_decision(field: str) -> Subquery:
    return Subquery(Decision.objects.filter(identification=OuterRef("pk")).order_by("-number").values(field)[:1])


def _sent_back() -> Q:
    """The last decision was differed from, or returned by a review."""
    differed = Opinion.objects.filter(decision=OuterRef("last_decision"), concurs=False)
    returned = Review.objects.filter(decision=OuterRef("last_decision"), upheld=False)
    return Q(Exists(differed)) | Q(Exists(returned))


def _hand_overs(actor: Actor) -> Rows:
    """Offered to the actor or, by name to nobody, to their agency, and still to be accepted in the state it is in."""
    states = [state for state, event in lifecycle().leads if event == "hand_over_accepted"]
    to_us = Q(to_agency=actor.agency) & (Q(to_officer=actor.member_id) | Q(to_officer__isnull=True))
    offers = hand_overs_visible_to(actor).filter(to_us, answered_at__isnull=True, identification__state__in=states)
    return offers.select_related("identification__person", "offered_by").order_by(
        F("due_on").asc(nulls_last=True), "offered_at", "pk"
    )


def _to_debrief(actor: Actor) -> Rows:
    return _of_agency(actor).filter(_awaiting("debriefing"), debriefing__isnull=True)


def _drafts(actor: Actor) -> Rows:
    return _of_agency(actor).filter(_awaiting("debriefing"), debriefing__isnull=False, debriefing__finished_at__isnull=True)


def _decisions(actor: Actor) -> QuerySet[Identification]:
    return _of_agency(actor).filter(_awaiting("decision")).annotate(last_decision=_last_decision("pk"))


def _to_decide(actor: Actor) -> Rows:
    return _decisions(actor).exclude(_sent_back())


def _returned(actor: Actor) -> Rows:
    return _decisions(actor).filter(_sent_back())


def _to_concur(actor: Actor) -> Rows:
    """Whoever decided never has their own decision to concur with."""
    waiting = _of_agency(actor).filter(_awaiting("concurrence")).annotate(decider=_last_decision("decided_by"))
    return waiting.exclude(decider=actor.member_id)


def _reviews(actor: Actor) -> Rows:
    """Only who neither decided, ever, nor gave an opinion, nor recorded that it was asked for, can end a review."""
    decided = Decision.objects.filter(identification=OuterRef("pk"), decided_by=actor.member_id)
    concurred = Opinion.objects.filter(decision__identification=OuterRef("pk"), given_by=actor.member_id)
    asked = Review.objects.filter(identification=OuterRef("pk"), ended_at__isnull=True, asked_by=actor.member_id)
    return _of_agency(actor).filter(_awaiting("review"), ~Exists(decided), ~Exists(concurred), ~Exists(asked))


def _waiting(actor: Actor) -> QuerySet[Identification]:
    return _of_agency(actor).exclude(_awaiting("nothing"))


def _overdue(actor: Actor) -> Rows:
    return _waiting(actor).filter(due_on__lt=today())


def _dormant(actor: Actor) -> Rows:
    return _waiting(actor).filter(changed_at__lt=dormant_before(today()))


def _shared(actor: Actor) -> Rows:
    shared_at = Subquery(sharings_with(actor).filter(person=OuterRef("pk")).values("named_at")[:1])
    return people_visible_to(actor).annotate(shared_at=shared_at).prefetch_related("identifications").order_by("-shared_at", "pk")


LISTS = (
    WorkList(
        "hand-overs",
        gettext_lazy("Hand-overs to answer"),
        gettext_lazy("Offered to you or to your agency. Each stays where it is until somebody accepts it."),
        gettext_lazy("Nobody has offered you a hand-over."),
        Permission.IDENTIFICATION_HAND_OVER,
        _hand_overs,
    ),
    WorkList(
        "returned",
        gettext_lazy("Sent back to be decided again"),
        gettext_lazy("A second officer differed, or a review returned it. A new decision needs new reasons."),
        gettext_lazy("No decision was sent back."),
        Permission.IDENTIFICATION_DECIDE,
        _returned,
        awaits="decision",
        by_officer=True,
    ),
    WorkList(
        "decision",
        gettext_lazy("Waiting for a decision"),
        gettext_lazy("All that can be asked was asked. A person decides, with reasons."),
        gettext_lazy("Nothing waits for your decision."),
        Permission.IDENTIFICATION_DECIDE,
        _to_decide,
        awaits="decision",
        by_officer=True,
    ),
    WorkList(
        "concurrence",
        gettext_lazy("Waiting for a second officer"),
        gettext_lazy("Somebody else decided. Read the reasons; concur, or differ with reasons of your own."),
        gettext_lazy("No decision waits for a second officer."),
        Permission.IDENTIFICATION_CONCUR,
        _to_concur,
        awaits="concurrence",
    ),
    WorkList(
        "reviews",
        gettext_lazy("Reviews to end"),
        gettext_lazy(
            "Somebody asked for the decision to be looked at again. You neither decided, nor concurred, nor recorded the request."
        ),
        gettext_lazy("No review waits for you."),
        Permission.REVIEW_DECIDE,
        _reviews,
        awaits="review",
    ),
    WorkList(
        "debriefing",
        gettext_lazy("Waiting for a full debriefing"),
        gettext_lazy("An indicator was found, and somebody should talk with the person at length."),
        gettext_lazy("Nobody waits for a debriefing."),
        Permission.DEBRIEFING_CONDUCT,
        _to_debrief,
        awaits="debriefing",
        by_officer=True,
    ),
    WorkList(
        "drafts",
        gettext_lazy("Debriefings begun and not finished"),
        gettext_lazy("What was answered so far is kept. Go on in another sitting, when the person is ready."),
        gettext_lazy("No debriefing is left half-way."),
        Permission.DEBRIEFING_CONDUCT,
        _drafts,
        awaits="debriefing",
        by_officer=True,
    ),
    WorkList(
        "overdue",
        gettext_lazy("Overdue in your agency"),
        gettext_lazy("Whatever it waits for, its time has passed."),
        gettext_lazy("Nothing is overdue in your agency."),
        Permission.REVIEW_DECIDE,
        _overdue,
        is_timed=False,
    ),
    WorkList(
        "dormant",
        gettext_lazy("Lying still"),
        gettext_lazy("Nothing has happened for long. A person may be waiting for an answer."),
        gettext_lazy("Nothing lies still."),
        Permission.IDENTIFICATION_READ,
        _dormant,
        by_officer=True,
    ),
    WorkList(
        "shared",
        gettext_lazy("People shared with you"),
        gettext_lazy("Open a file only for the purpose for which it was shared."),
        gettext_lazy("Nobody’s file is shared with you now."),
        Permission.PERSON_READ,
        _shared,
        is_timed=False,
        reach=Scope.REFERRED,
    ),
)
