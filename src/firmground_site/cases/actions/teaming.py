"""The team of a case: members of other agencies who work on it, with a task, until they are removed or its basis ends."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import NotPermitted, Refused, action
from firmground_site.cases import events
from firmground_site.cases.file import enter
from firmground_site.cases.models import Case, TeamMember
from firmground_site.cases.moving import held_by_its_agency, must_be_open
from firmground_site.cases.team_places import begin_place
from firmground_site.packs.queries import today


@action(permission=Permission.CASE_WORK, records=[events.TEAM_JOINED])
def join_team(*, case: Case, member: Member, task: str, by: Actor) -> TeamMember:
    """Add a member of another agency to the team of a case, with a task; they see it in the role and agency they have now.

    It tells them of everybody in the case: refused in words unless each person agreed, or a lawful exception was recorded.
    """
    current = held_by_its_agency(case, by)
    must_be_open(current)
    _must_be_able_to_join(current, member)
    if not task.strip():
        raise Refused(_("Write what their task is."))
    joined = TeamMember(
        case=current, member=member, role=member.role, agency=member.agency, task=task.strip(),
        joined_at=timezone.now(), joined_by_id=by.member_id,
    )  # fmt: skip
    begin_place(joined, by)
    lapsed = ~Q(role=member.role, agency=member.agency) | Q(until_on__lt=today())
    current.team.filter(lapsed, member=member, left_at__isnull=True).update(left_at=joined.joined_at, left_by=by.member_id)
    try:
        with transaction.atomic():
            joined.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This member is in the team already.")) from error
    said = {"member": member.pk, "purpose": joined.purpose, "basis": joined.basis}
    enter(current, events.TEAM_JOINED, section="case", by=by, about=joined.pk, words=joined.task, **said)
    return joined


@action(permission=Permission.CASE_WORK, records=[events.TEAM_LEFT])
def leave_team(*, team_member: TeamMember, by: Actor) -> TeamMember:
    """Remove a member from the team of a case: they see it no more. A closed case can lose members, too."""
    case = held_by_its_agency(team_member.case, by)
    current = TeamMember.objects.select_for_update(of=("self",)).get(pk=team_member.pk)
    if current.case_id != case.pk:
        raise NotPermitted(_("There is no such member of the team."))
    if current.left_at is not None:
        raise Refused(_("This member has left the team already."))
    current.left_at, current.left_by_id = timezone.now(), by.member_id
    current.save()
    enter(case, events.TEAM_LEFT, section="case", by=by, about=current.pk, member=current.member_id)
    return current


def _must_be_able_to_join(case: Case, member: Member) -> None:
    role = ROLES.get(member.role)
    if role is None or not member.is_active or Permission.CASE_READ not in role.grants:
        raise Refused(_("This member's role does not see cases."))
    if member.agency == case.agency:
        raise Refused(_("Members of the agency that keeps the case need not be in its team."))
