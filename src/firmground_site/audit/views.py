"""The auditor's pages: the list of entries, one entry, seals, and the export. Nobody's content, but for those who may read it."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from firmground.ledger.export import export_lines
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit import queries, sealing
from firmground_site.audit.actions import Refused
from firmground_site.audit.exporting import begin_export, exported_entries
from firmground_site.audit.forms import FilterForm


@requires(Permission.LEDGER_READ)
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The entries, newest first, narrowed down."""
    form = FilterForm(request.GET)
    if not form.is_valid():
        return render(request, "audit/entries.html", {"form": form})
    asked = dict(form.cleaned_data)
    before, after, number = asked.pop("before"), asked.pop("after"), asked.pop("number")
    if number and queries.entry_numbered(asked["stream"], number):
        return redirect("audit:entry", asked["stream"], number)
    key = "number" if asked["stream"] else "at" if asked["from_day"] or asked["to_day"] else "id"
    found = queries.entries_matching(**asked)
    page = queries.page_of(found.none() if number else found, by=key, before=before, after=after)
    newer, older = _address(request, "after", page.newer), _address(request, "before", page.older)
    narrowed = any(asked.values()) or number
    return render(
        request, "audit/entries.html", {"form": form, "page": page, "newer": newer, "older": older, "narrowed": narrowed}
    )


def _address(request: HttpRequest, name: str, key: int | None) -> str:
    """The address of the page beside this one; "" where there is none."""
    if key is None:
        return ""
    query = request.GET.copy()
    for each in ("before", "after"):
        query.pop(each, None)
    query[name] = str(key)
    return f"?{query.urlencode()}"


@requires(Permission.LEDGER_READ)
@require_GET
def entry(request: HttpRequest, stream: str, number: int) -> HttpResponse:
    """One entry with its digests."""
    found = queries.entry_numbered(stream, number) if number < 2**63 else None
    if found is None:
        raise Http404
    context: dict[str, Any] = {"entry": found, "line": queries.lines_of([found])[0], "erasure": getattr(found, "erasure", None)}
    context["content"] = queries.readable_content(found, request.actor)
    for name, beside in (("previous", number - 1), ("next", number + 1)):
        if queries.entry_numbered(stream, beside):
            context[f"{name}_url"] = reverse("audit:entry", args=[stream, beside])
    return render(request, "audit/entry.html", context)


@requires(Permission.LEDGER_READ)
@require_GET
def seals(request: HttpRequest) -> HttpResponse:
    """The seals that were made, newest first."""
    made = sealing.newest_seals()
    names = queries.names_of({str(each["by"]) for each in made})
    shown = [each | {"by": names.get(str(each["by"]), each["by"]), "when": parse_datetime(str(each["at"]))} for each in made]
    return render(request, "audit/seals.html", {"seals": shown, "may_seal": request.actor.may(Permission.LEDGER_SEAL)})


@requires(Permission.LEDGER_SEAL)
@require_http_methods(["POST"])
def seal_now(request: HttpRequest) -> HttpResponse:
    """Seal all streams."""
    try:
        sealing.seal_streams(by=request.actor)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _("The ledger was sealed. Print the seal and give it to whoever keeps it."))
    return redirect("audit:seals")


@requires(Permission.LEDGER_READ)
@require_GET
def seal(request: HttpRequest, at: str) -> HttpResponse:
    """One seal, to be read and typed off."""
    return render(request, "audit/seal.html", {"seal": _seal_made_at(at), "when": parse_datetime(at)})


@requires(Permission.LEDGER_READ)
@require_GET
def seal_paper(request: HttpRequest, at: str) -> HttpResponse:
    """The seal to be printed."""
    territory = getattr(request, "territory", "")
    paper = sealing.seal_paper(_seal_made_at(at), site=settings.SITE_NAME, territory=territory)
    name = f'inline; filename="seal-{at[:10]}.pdf"'
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": name})


def _seal_made_at(at: str) -> sealing.LedgerSeal:
    found = sealing.seal_made_at(at)
    if found is None:
        raise Http404
    return found


@requires(Permission.LEDGER_EXPORT)
@require_http_methods(["GET", "POST"])
def export(request: HttpRequest) -> Any:
    """Ask for the password or a code once more, then hand the ledger out."""
    if request.method == "GET":
        return ask_to_export(request)
    if is_reauthentication_required(request, app=""):  # allauth would resume a POST with a request that has no actor
        return redirect("audit:export")
    header = begin_export(label=settings.SITE_NAME, by=request.actor)
    name = f'attachment; filename="ledger-{(header.made_at or "")[:10]}.jsonl"'
    lines = export_lines(header, exported_entries(header.heads))
    return StreamingHttpResponse(lines, content_type="application/jsonl", headers={"Content-Disposition": name})


@reauthentication_required
def ask_to_export(request: HttpRequest) -> HttpResponse:
    """The page with the button that exports."""
    return render(request, "audit/export.html", {})
