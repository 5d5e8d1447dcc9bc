"""The pages of imported lists: which there are, importing one, and erasing its entries. No page shows who is on a list."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.parties import party_names
from firmground_site.design.middleware import takes_a_file
from firmground_site.linkage.actions.erasing import erase_list as erase
from firmground_site.linkage.actions.importing import import_list
from firmground_site.linkage.erasing import pairs_of_entries
from firmground_site.linkage.forms.importing import ImportListForm
from firmground_site.linkage.queries import LINKED, lists_kept_by, lists_visible_to, people_alike
from firmground_site.linkage.views.opened import READ
from firmground_site.packs.queries import case_rules, text, today


@never_cache
@requires(*READ)
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """The lists that the actor's agency has."""
    left = Count("entries", filter=Q(entries__erased_at__isnull=True))
    found = list(lists_visible_to(request.actor).annotate(number=Count("entries"), left=left))
    names = party_names({each.party for each in found})
    context = {"rows": [(each, names[each.party]) for each in found], "may_import": request.actor.may(Permission.LIST_IMPORT)}
    return render(request, "linkage/lists.html", context)


@takes_a_file
@never_cache
@requires(Permission.LIST_IMPORT, Permission.LINKAGE_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def new_list(request: HttpRequest) -> HttpResponse:
    """Send a list; it is kept whole or not at all."""
    form = ImportListForm(request.POST, request.FILES) if request.method == "POST" else ImportListForm()
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("title", "party", "year")}
        with refusals_on(form):
            made = import_list(**given, read=form.read(), by=request.actor)
            messages.success(request, _("The list is imported. Its entries are compared at the next run."))
            return redirect("linkage:list", made.pk)
    return render(request, "linkage/new_list.html", {"form": form}, status=400 if form.errors else 200)


@never_cache
@requires(*READ)
@require_safe
def one_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """One list: whose it is, how many entries it has, how many are linked, and until when it is kept."""
    found = get_object_or_404(lists_visible_to(request.actor), pk=list_id)
    linked = pairs_of_entries(found.entries.values("pk")).filter(LINKED)
    context = {
        "list": found,
        "party": party_names({found.party})[found.party],
        "entries": found.entries.count(),
        "left": found.entries.filter(erased_at__isnull=True).count(),
        "linked": found.entries.filter(Q(pk__in=linked.values("left_entry")) | Q(pk__in=linked.values("right_entry"))).count(),
        "alike": people_alike(found, request.actor).count(),
        "kept_as": text(f"cases.retention.kinds.{found.retention_kind}"),
        "basis": text(f"cases.retention.bases.{case_rules().retention_rule(found.retention_kind, on=today()).basis}"),
        "may_erase": lists_kept_by(request.actor).filter(pk=found.pk).exists(),
    }
    return render(request, "linkage/list.html", context)


@never_cache
@requires(Permission.PERSON_ERASE, Permission.LINKAGE_REVIEW)
@require_POST
def erase_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Erase the entries of a list."""
    found = get_object_or_404(lists_kept_by(request.actor), pk=list_id)
    erase(of_list=found, by=request.actor)
    messages.success(request, _("The entries of the list are erased."))
    return redirect("linkage:list", found.pk)


urlpatterns = [
    path("lists/", lists, name="lists"),
    path("lists/new/", new_list, name="new_list"),
    path("lists/<uuid:list_id>/", one_list, name="list"),
    path("lists/<uuid:list_id>/erase/", erase_list, name="erase_list"),
]
