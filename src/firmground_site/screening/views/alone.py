"""The page for a person alone: it is open to anyone, asks nobody who they are, and leaves nothing behind."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.views import open_to_anyone
from firmground_site.packs.queries import active_pack, case_rules, interface_language
from firmground_site.screening import alone


@never_cache
@open_to_anyone
@require_safe
@csp_update({"media-src": ["blob:"]})  # recordings are fetched with the page, and nothing after it
def for_somebody_alone(request: HttpRequest) -> HttpResponse:
    """The questions for a person alone with their phone; without scripts all of them as text, and the numbers to call."""
    language = active_pack().language(_asked_for(request))
    context = {
        "language": language,
        "words": alone.words(language.tag),
        "contacts": alone.contacts(language.tag),
        "questions": alone.asked(language.tag),
        "languages": [(each, alone.said(f"languages.{each.tag}", each.tag)) for each in active_pack().manifest.languages],
        "source": alone.for_browser(language.tag),
        "leave_url": case_rules().emergency.leave_quickly_url,
        "help_url": alone.help_url(),
    }
    return render(request, "screening/alone.html", context)


def _asked_for(request: HttpRequest) -> str:
    """The language that was asked for, else the browser's where the pack has it, else that of the interface."""
    tags = {each.tag.lower(): each.tag for each in active_pack().manifest.languages}
    preferred = [part.partition(";")[0].strip().lower() for part in request.headers.get("Accept-Language", "").split(",")]
    wanted = [request.GET.get("in", "").lower(), *preferred]
    known = [found for each in wanted for found in (tags.get(each), tags.get(each.partition("-")[0])) if found]
    return known[0] if known else interface_language()


urlpatterns = [path("alone/", for_somebody_alone, name="alone")]
