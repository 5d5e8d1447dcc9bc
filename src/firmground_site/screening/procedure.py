"""What an actor can do next with an identification, as the life cycle, their permissions and their part in it allow.

It only says what can be done, so that a page offers nothing that would be refused; the actions themselves refuse.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from firmground.cases.lifecycle import allowed_events
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.packs.queries import case_rules, lifecycle
from firmground_site.screening.models import Decision, HandOver, Identification, Review


@dataclass(frozen=True)
class Step:
    """Something to do: the name of its page, what its button says, and whether it is what the state waits for."""

    name: str
    title: str
    permission: Permission
    can_be_done: Callable[[Identification, Actor], bool]
    is_main: bool = False


def steps_open_to(actor: Actor, identification: Identification) -> list[Step]:
    """What the actor can do now, in the order in which it is shown."""
    return [each for each in STEPS if actor.may(each.permission) and each.can_be_done(identification, actor)]


def step_named(name: str) -> Step:
    """The step with that name."""
    return next(each for each in STEPS if each.name == name)


def may_happen(identification: Identification, *events: str) -> bool:
    """Whether one of these events is allowed in the state the identification is in."""
    return bool(set(events) & set(allowed_events(lifecycle(), identification.state)))


def is_with(actor: Actor, identification: Identification) -> bool:
    """Whether the identification is with the actor's agency; others read it at most."""
    return identification.agency == actor.agency


def is_ended(identification: Identification) -> bool:
    """Whether nothing is awaited any more because the procedure came to its end."""
    return identification.state in lifecycle().ended


def open_review(identification: Identification) -> Review | None:
    """The review under way."""
    return identification.reviews.filter(ended_at__isnull=True).first()


def decision_in_force(identification: Identification) -> Decision | None:
    """The decision that stands, ``None`` while one is being made, reconsidered or reviewed, or when none was ever made."""
    last = identification.decisions.last()
    return last if last and lifecycle().awaits[identification.state] == "nothing" and was_in_force(last) else None


def was_in_force(decision: Decision) -> bool:
    """Whether a decision ever stood: it decided, and the second officer, where the pack asks for one, concurred."""
    rules = case_rules().identification
    decided = any(each.code == decision.decision and each.event == "decided" for each in rules.decisions)
    opinion = getattr(decision, "opinion", None)
    return decided and (not rules.concurrence.required or (opinion is not None and opinion.concurs))


def open_offer(identification: Identification) -> HandOver | None:
    """The hand-over that is on offer and not answered yet."""
    return identification.hand_overs.filter(answered_at__isnull=True).select_related("to_officer").first()


def who_may_accept() -> QuerySet[Member]:
    """The members who could accept a hand-over, by agency and name."""
    roles = [key for key, role in ROLES.items() if Permission.IDENTIFICATION_HAND_OVER in role.grants]
    return Member.objects.filter(is_active=True, role__in=roles).order_by("agency", "name")


def took_part(member_id: object, decision: Decision) -> bool:
    """Whether a member made a decision, or gave the opinion on it."""
    opinion = getattr(decision, "opinion", None)
    return member_id in (decision.decided_by_id, opinion.given_by_id if opinion else None)


def took_part_in_any(member_id: object, identification: Identification) -> bool:
    """Whether a member made any decision in an identification, an earlier one too, or gave an opinion on one."""
    return any(took_part(member_id, each) for each in identification.decisions.select_related("opinion"))


def is_being_debriefed(identification: Identification) -> bool:
    """Whether answers can be added: the state awaits a debriefing."""
    return lifecycle().awaits[identification.state] == "debriefing"


def may_be_debriefed(identification: Identification) -> bool:
    """Whether a sitting can begin: a debriefing can begin, is under way, or can be taken up again."""
    if identification.debriefing_id is None:
        return may_happen(identification, "debriefing_begun")
    return is_being_debriefed(identification) or may_happen(identification, "debriefing_reopened")


def may_hand_over(actor: Actor, identification: Identification) -> bool:
    """Whether it is the actor's to hand over: of those who may decide only its officer, so that nobody takes it from them."""
    if not is_with(actor, identification):
        return False
    return not actor.may(Permission.IDENTIFICATION_DECIDE) or identification.officer_id in (None, actor.member_id)


def _is_mine_or_free(identification: Identification, actor: Actor) -> bool:
    return is_with(actor, identification) and identification.officer_id in (None, actor.member_id)


def _can_take_up(identification: Identification, actor: Actor) -> bool:
    return is_with(actor, identification) and identification.officer_id is None and not is_ended(identification)


def _can_decide(identification: Identification, actor: Actor) -> bool:
    return may_happen(identification, "decided", "left_undecided") and _is_mine_or_free(identification, actor)


def _can_give_opinion(identification: Identification, actor: Actor) -> bool:
    if not (may_happen(identification, "concurred", "differed") and is_with(actor, identification)):
        return False
    last = identification.decisions.last()
    return last is not None and last.decided_by_id != actor.member_id


def _can_end_review(identification: Identification, actor: Actor) -> bool:
    review = open_review(identification)
    if review is None or not is_with(actor, identification):
        return False
    return review.asked_by_id != actor.member_id and not took_part_in_any(actor.member_id, identification)


def _can_ask_review(identification: Identification, _actor: Actor) -> bool:
    last = identification.decisions.last()
    return may_happen(identification, "review_asked") and last is not None and was_in_force(last)


def _can_offer(identification: Identification, actor: Actor) -> bool:
    if not (may_happen(identification, "hand_over_offered") and may_hand_over(actor, identification)):
        return False
    return open_offer(identification) is None


def _can_withdraw(identification: Identification, actor: Actor) -> bool:
    if not (may_happen(identification, "hand_over_declined") and may_hand_over(actor, identification)):
        return False
    return open_offer(identification) is not None


def _can_make_letter(identification: Identification, actor: Actor) -> bool:
    return is_with(actor, identification) and decision_in_force(identification) is not None


def _by_its_officer(*events: str) -> Callable[[Identification, Actor], bool]:
    return lambda identification, actor: _is_mine_or_free(identification, actor) and may_happen(identification, *events)


STEPS = (
    Step("decide", _("Decide"), Permission.IDENTIFICATION_DECIDE, _can_decide, is_main=True),
    Step("give_opinion", _("Concur or differ"), Permission.IDENTIFICATION_CONCUR, _can_give_opinion, is_main=True),
    Step("end_review", _("End the review"), Permission.REVIEW_DECIDE, _can_end_review, is_main=True),
    Step("letter", _("Make the letter of reasons"), Permission.IDENTIFICATION_DECIDE, _can_make_letter, is_main=True),
    Step("take_up", _("Take this up"), Permission.IDENTIFICATION_DECIDE, _can_take_up),
    Step("ask_review", _("Record that a review is asked for"), Permission.REVIEW_ASK, _can_ask_review),
    Step("offer_hand_over", _("Hand over"), Permission.IDENTIFICATION_HAND_OVER, _can_offer),
    Step("withdraw_hand_over", _("Withdraw the hand-over"), Permission.IDENTIFICATION_HAND_OVER, _can_withdraw),
    Step("reconsider", _("Reconsider the decision"), Permission.IDENTIFICATION_DECIDE, _by_its_officer("reconsidered")),
    Step("close", _("Close"), Permission.IDENTIFICATION_DECIDE, _by_its_officer("closed", "ended_without_decision")),
    Step("reopen", _("Open again"), Permission.IDENTIFICATION_DECIDE, _by_its_officer("reopened")),
)
