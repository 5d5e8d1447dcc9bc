"""The pages of work lists and of retention."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import open_to_members, requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import today
from firmground_site.screening.actions.erasing import DUE, erase_person
from firmground_site.screening.forms.erasing import ErasingForm
from firmground_site.screening.retention import SOON, can_be_erased_now, in_words, people_kept_by, to_erase_by, with_what_holds
from firmground_site.screening.work import WHOSE, WorkList, as_row, default_whose, rows_of, work_lists

PAGE = 25
AT_ONCE = 100
WHOSE_WORDS = {
    "to_do": gettext_lazy("Yours and nobody’s"),
    "mine": gettext_lazy("Yours"),
    "nobody": gettext_lazy("Nobody’s yet"),
    "agency": gettext_lazy("Your whole agency’s"),
}


@open_to_members
@require_safe
def work_list(request: HttpRequest, key: str) -> HttpResponse:
    """One work list, with filters."""
    found = next((each for each in work_lists(request.actor) if each.key == key), None)
    if found is None:
        raise Http404
    asked = request.GET.get("whose", "")
    whose = asked if asked in WHOSE else default_whose(request.actor)
    overdue_only = request.GET.get("overdue") == "1" and found.is_timed
    rows = rows_of(found, request.actor, whose=whose, overdue_only=overdue_only)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "list": found,
        "page": page,
        "rows": [as_row(each, request.actor) for each in page],
        "filters": _filters(found, whose, overdue_only),
        "is_filtered": overdue_only or (found.by_officer and whose != "agency"),
    }
    return render(request, "screening/work/list.html", context)


def _filters(found: WorkList, whose: str, overdue_only: bool) -> list[dict[str, Any]]:
    """Links that change one filter and keep the other."""
    kept = "&overdue=1" if overdue_only else ""
    links = [{"text": WHOSE_WORDS[each], "url": f"?whose={each}{kept}", "active": each == whose} for each in WHOSE]
    links = links if found.by_officer else []
    if found.is_timed:
        links.append(
            {"text": _("Overdue only"), "url": f"?whose={whose}{'' if overdue_only else '&overdue=1'}", "active": overdue_only}
        )
    return links


@requires(Permission.PERSON_ERASE)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Records whose time to be erased has come or comes soon."""
    page = Paginator(to_erase_by(request.actor, today() + SOON), PAGE).get_page(request.GET.get("page"))
    rows = [in_words(each) for each in page]
    context = {
        "page": page,
        "rows": rows,
        "bases": list(dict.fromkeys(each.basis for each in rows)),
        "due": can_be_erased_now(request.actor).count(),
        "days": SOON.days,
        "erase_all_url": reverse("screening:erase_all"),
    }
    return render(request, "screening/work/retention.html", context)


@requires(Permission.PERSON_ERASE)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask why, and erase one record."""
    person = get_object_or_404(with_what_holds(people_kept_by(request.actor)), pk=person_id)
    form = ErasingForm(request.POST or None, is_due=person.erase_on <= today())
    if form.is_valid():
        with refusals_on(form):
            erase_person(person=person, reason=form.cleaned_data["reason"], by=request.actor)
            messages.success(request, _("{person} was erased. What can be counted was kept.").format(person=person))
            return redirect("screening:retention")
    context = {"form": form, "kept": in_words(person), "list_url": reverse("screening:retention")}
    return render(request, "screening/work/erase.html", context, status=400 if form.errors else 200)


@requires(Permission.PERSON_ERASE)
@require_http_methods(["GET", "HEAD", "POST"])
def erase_all(request: HttpRequest) -> HttpResponse:
    """Show the records that are due, up to a number, and erase those that were shown."""
    if request.method == "POST":
        shown = [key for key in request.POST.getlist("person") if _is_key(key)][:AT_ONCE]
        chosen = list(can_be_erased_now(request.actor).filter(pk__in=shown))
        for person in chosen:
            erase_person(person=person, reason=DUE, by=request.actor)
        _tell(request, len(chosen), len(shown) - len(chosen))
        return redirect("screening:retention")
    due = can_be_erased_now(request.actor)
    rows = [in_words(each) for each in due[:AT_ONCE]]
    context = {"rows": rows, "more": due.count() - len(rows), "list_url": reverse("screening:retention")}
    return render(request, "screening/work/erase_all.html", context)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _tell(request: HttpRequest, erased: int, left: int) -> None:
    """Say what was erased, and that some no longer could be."""
    told = ngettext(
        "{erased} record erased. What can be counted was kept.", "{erased} records erased. What can be counted was kept.", erased
    )
    messages.success(request, told.format(erased=erased))
    if left:
        messages.warning(
            request,
            _("{left} could no longer be erased: each was changed, or erased by somebody else, meanwhile.").format(left=left),
        )


urlpatterns = [
    path("work/<slug:key>/", work_list, name="work"),
    path("retention/", retention, name="retention"),
    path("retention/all-due/", erase_all, name="erase_all"),
    path("retention/<uuid:person_id>/", erase, name="erase"),
]
