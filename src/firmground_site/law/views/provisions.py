"""The pages of provisions: to look for some, and to read one with its history and on what it rests."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from firmground.law.coverage import Coverage
from firmground.law.penalties import penalties_in_words, time_limit_in_words
from firmground.law.provision import Provision, cited_in_words
from firmground.packs.pack import Pack
from firmground_site.access.views import open_to_anyone
from firmground_site.law import in_words
from firmground_site.law.citations import cited
from firmground_site.law.forms import ProvisionsForm
from firmground_site.law.library_words import shown
from firmground_site.law.queries import coverage_of, find_provision_or_none, provisions_matching
from firmground_site.law.views.register import of_register, page
from firmground_site.packs.queries import active_pack, shown_pack, today


@open_to_anyone
@require_safe
@of_register
def provisions(request: HttpRequest) -> HttpResponse:
    """The provisions in force on a day, or those of them that fit."""
    form = ProvisionsForm(request.GET)
    if not form.is_valid():
        return page(request, "law/provisions.html", {"form": form}, status=400)
    day, asked = form.cleaned_data["on"], form.asked()
    context = {
        "form": form,
        "on": day,
        "is_today": day == today(),
        "asked": asked,
        "rows": [in_words.row_of(shown_pack(), each, day) for each in provisions_matching(asked, day)],
        "counted": counted_by_standing(coverage_of(day)),
    }
    return page(request, "law/provisions.html", context)


def counted_by_standing(coverage: Coverage) -> dict[str, Any]:
    """How many provisions are in force, and how many of them stand how."""
    return {
        "all": len(coverage.provisions),
        "by": [(number, in_words.STANDING[code]) for code, number in coverage.standing.items()],
        "undated": _undated(coverage),
    }


def _undated(coverage: Coverage) -> str:
    undated = sum(each.entry.from_ is None for each in coverage.provisions)
    if not undated:
        return ""
    said = _("For {undated} of {number} the first day is not known; they are taken to be in force.")
    return said.format(undated=undated, number=len(coverage.provisions))


@open_to_anyone
@require_safe
@of_register
def provision(request: HttpRequest, *, provision: str) -> HttpResponse:
    """One provision: what it touches and carries now, how that changed, and on what each part rests."""
    found = find_provision_or_none(provision)
    if found is None:
        raise Http404
    return page(request, "law/provision.html", _one(shown_pack(), found))


def _one(pack: Pack, found: Provision) -> dict[str, Any]:
    entry, day = found.entry, today()
    return {
        "provision": in_words.row_of(pack, found, day),
        "cited": cited_in_words(pack, found),
        "in_force": day in entry.in_force,
        "conduct": in_words.in_each_language(active_pack(), f"law.provisions.{found.id}"),
        "titles": in_words.in_each_language(active_pack(), f"law.ordinances.{found.ordinance.id}"),
        "touches": in_words.touches(pack, found),
        "limits": in_words.limits_of(pack, found),
        "reading": cited(pack, entry.reading),
        "conduct_cited": cited(pack, entry.cite),
        "named_cited": cited(pack, entry.named_cite) if entry.named_cite else None,
        "mode": in_words.MODES[entry.mode],
        "mode_cited": cited(pack, entry.mode_cite) if entry.mode_cite else None,
        "protects": entry.protects,
        "time_limit": shown(time_limit_in_words(found.time_limit_on(day))),
        "penalties": [penalties_in_words(pack, (each,)) for each in found.penalties_on(day)],
        "elements": in_words.elements_of(pack, found),
        "history": in_words.history_of(pack, found),
        "parts": in_words.parts_of(pack, found),
    }
