"""Home, help, privacy, accessibility, the language of the interface, and what robots are told."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from firmground.packs.case_entries import RetentionRule
from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.access.views import open_to_anyone, open_to_members
from firmground_site.accounts.models import Member
from firmground_site.cases.notices import waiting_from, waiting_to
from firmground_site.cases.standing import cases_waiting
from firmground_site.design.interface_language import keep_language
from firmground_site.figures.drafts import waiting_for
from firmground_site.packs.queries import case_rules, text, today
from firmground_site.pages.sections import has_part, sections_for
from firmground_site.screening.work import WorkList, WorkRow, as_row, rows_of, work_lists

FIRST = 5


@dataclass(frozen=True)
class Waiting:
    """A work list as home shows it: how many there are, and the first few."""

    list: WorkList
    count: int
    rows: list[WorkRow]

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.count - len(self.rows)


@open_to_members
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the member, or, where nothing can, what they can do."""
    waiting = [_waiting(each, request.actor) for each in work_lists(request.actor)]
    context = {
        "role": request.actor.role,
        "waiting": [each for each in waiting if each.count],
        "empty": [each for each in waiting if not each.count],
        "has_lists": bool(waiting),
        "is_alone": _is_alone(request.actor),
        "statements": waiting_for(request.actor),
        "cases": cases_waiting(request.actor, FIRST),
        "withdrawals": (waiting_to(request.actor), waiting_from(request.actor)) if has_part("casework") else (0, 0),
        "sections": [each for each in sections_for(request.actor) if each.page != "pages:home"],
    }
    return render(request, "pages/home.html", context)


def _is_alone(actor: Actor) -> bool:
    """Whether the actor is to invite members and is the first: a new site says so."""
    return actor.may(Permission.MEMBER_MANAGE) and not Member.objects.exclude(pk=actor.member_id).exists()


def _waiting(work_list: WorkList, actor: Actor) -> Waiting:
    """One query where all rows are shown, two where some are left out."""
    rows = rows_of(work_list, actor)
    first = list(rows[: FIRST + 1])
    count = len(first) if len(first) <= FIRST else rows.count()
    return Waiting(work_list, count, [as_row(each, actor) for each in first[:FIRST]])


@open_to_anyone
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to screen, what answers mean, what happens to what is typed, and whom to ask."""
    roles = [role for role in ROLES.values() if role.sentence]
    parts = {f"has_{part}": has_part(part) for part in ("law", "plan", "reports")}
    return render(request, "pages/help.html", {"roles": roles, **parts})


@open_to_anyone
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long and why; for staff, and for the person themself."""
    rules = [rule for rule in case_rules().retention if today() in rule.in_force]
    kinds = [
        {
            "kind": text(f"cases.retention.kinds.{rule.kind}"),
            "length": _length(rule),
            "since": COUNTED_FROM[rule.counted_from],
            "basis": text(f"cases.retention.bases.{rule.basis}"),
        }
        for rule in rules
    ]
    bases = list(dict.fromkeys(each["basis"] for each in kinds))
    return render(request, "pages/privacy.html", {"kinds": kinds, "bases": bases})


COUNTED_FROM = {
    "last_change": _("from the last change"),
    "screening": _("from the day of the screening"),
    "decision": _("from the day of the decision"),
    "closing": _("from the day it was closed"),
}


def _length(rule: RetentionRule) -> str:
    if rule.years:
        return ngettext("{number} year", "{number} years", rule.years).format(number=rule.years)
    return ngettext("{number} month", "{number} months", rule.months).format(number=rule.months)


@open_to_anyone
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the site can be used, what was tested and how, and whom to tell."""
    return render(request, "pages/accessibility.html")


@open_to_anyone
@require_safe
def language(request: HttpRequest, tag: str) -> HttpResponse:
    """Show the interface in another language from here on, and go back; only a cookie remembers it, and only once chosen."""
    if tag not in dict(settings.LANGUAGES):
        raise Http404
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return keep_language(redirect(asked if is_ours else "pages:home"), tag)


@open_to_anyone
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """No search engine is to know any page."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")
