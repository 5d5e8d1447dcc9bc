"""Printing a sheet with a number of its own, for when the phone is flat, and entering it afterwards."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firmground.errors import NotInForce, NotShipped
from firmground.screening.instrument import Instrument
from firmground.screening.paper import paper_form
from firmground.screening.sheet_number import DRAWN, sheet_number
from firmground.screening.sheet_sign import sheet_sign
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import active_pack, instrument_on, text, versions_of
from firmground_site.screening.actions.recording import receive_screening
from firmground_site.screening.forms.paper import PaperForm, SignForm
from firmground_site.screening.forms.questions import language_choices
from firmground_site.screening.opening import opened
from firmground_site.screening.views.recording import chosen_language, day_as_entered, first_instrument


@never_cache
@requires(Permission.SCREENING_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_sheet(request: HttpRequest) -> HttpResponse:
    """Enter a sheet, with the digits only; typing the same one twice records it once.

    Its check sign is asked for first: the questions are then those of the sheet, whichever are in force.
    """
    sign = SignForm(_sign_given(request), versions=versions_of(first_instrument().id))
    if not sign.is_valid():
        return _ask_for_the_sign(request, sign)
    language, asked = chosen_language(request), sign.cleaned_data["sign"]
    instrument = asked or _asked_on_the_day(request)
    form = PaperForm(request.POST if request.method == "POST" else None, instrument=instrument, language=language)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            screening = receive_screening(received=form.received(request.actor), by=request.actor)
            opened(request, screening.person)
            messages.success(request, _("The sheet is recorded. Keep it or destroy it as your agency says."))
            return redirect("screening:result", screening.pk)
    key = f"instruments.{instrument.id}"
    context = {
        "form": form,
        "sign": sheet_sign(asked.digest) if asked else "",
        "other": asked if asked and asked.digest != first_instrument().digest else None,
        "title": text(f"{key}.title"),
        "sections": [(text(f"{key}.sections.{name}", language), fields) for name, fields in form.sections()],
        "language": language,
        "direction": active_pack().language(language).direction,
    }
    return render(request, "screening/paper.html", context, status=400 if form.errors else 200)


def _ask_for_the_sign(request: HttpRequest, sign: SignForm) -> HttpResponse:
    title = text(f"instruments.{first_instrument().id}.title")
    context = {"form": sign, "title": title, "languages": language_choices(active_pack())}
    return render(request, "screening/paper_sign.html", context, status=400 if sign.errors else 200)


def _sign_given(request: HttpRequest) -> QueryDict | None:
    """What says the check sign: the address, or a sheet that is sent; ``None`` before anybody was asked."""
    if request.method == "POST":
        return request.POST
    return request.GET if "sign" in request.GET else None


def _asked_on_the_day(request: HttpRequest) -> Instrument:
    """The version that was in force on the day typed; today's where no day is typed, or none was in force."""
    instrument = first_instrument()
    try:
        return instrument_on(instrument.id, day_as_entered(request))
    except (NotInForce, NotShipped):
        return instrument


@never_cache
@requires(Permission.SCREENING_RECORD)
@require_safe
def print_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet with a new number, as PDF, in a language of the territory."""
    pack = active_pack()
    tag = request.GET.get("language", pack.default_language.tag)
    if tag not in {each.tag for each in pack.manifest.languages}:
        raise Http404
    number = sheet_number(secrets.randbelow(10**DRAWN))
    paper = paper_form(pack, first_instrument(), tag, number)
    name = f'inline; filename="sheet-{number.replace(" ", "-")}.pdf"'
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": name})


urlpatterns = [
    path("paper/", enter_sheet, name="paper"),
    path("paper/sheet/", print_sheet, name="sheet"),
]
