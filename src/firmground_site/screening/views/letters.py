"""The page of the letter of reasons: its language is chosen, its wording read, and then it is made as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.actions import Refused, Stale
from firmground_site.audit.refusing import refusals_on
from firmground_site.packs.queries import active_pack
from firmground_site.screening.actions.deciding import make_letter
from firmground_site.screening.forms.deciding import LanguageForm, LetterForm
from firmground_site.screening.letter import letter, letter_content, likely_language
from firmground_site.screening.models import Decision, Identification
from firmground_site.screening.procedure import decision_in_force
from firmground_site.screening.views.one_identification import for_step, of_identification, sent


@never_cache
@requires(Permission.IDENTIFICATION_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
@of_identification
@for_step("letter")
def letter_page(request: HttpRequest, *, identification: Identification) -> HttpResponse:
    """Read the letter in a chosen language, then make it."""
    stands = decision_in_force(identification)
    if stands is None:
        raise Refused(_("There is no letter while a decision is being made, reconsidered or reviewed."))
    stands.identification = identification
    chosen = _languages(request, stands)
    content = letter_content(stands, chosen["language"], written_in=chosen["written_in"])
    form = LetterForm(sent(request), initial={"version": identification.version, **chosen})
    status = 200
    if request.method == "POST":
        status = 400
        try:
            if form.is_valid():
                with refusals_on(form):
                    return _made(request, stands, content, form.cleaned_data["version"])
        except Stale as stale:
            status = 409
            form.begun_on(stale.current.version)
            form.add_error(None, _("Somebody changed this since you read it. Read the letter again."))
    shown = {"form": form, "languages": LanguageForm(initial=chosen), "letter": content, "identification": identification}
    return render(request, "screening/decision/letter.html", shown, status=status)


def _languages(request: HttpRequest, decision: Decision) -> dict[str, str]:
    """The languages that were chosen; the person's and the default one before anybody chose, or for one there is not."""
    asked = request.POST if request.method == "POST" else request.GET
    known = {each.tag for each in active_pack().manifest.languages}
    usual = {"language": likely_language(decision), "written_in": active_pack().default_language.tag}
    return {name: asked[name] if asked.get(name) in known else tag for name, tag in usual.items()}


def _made(request: HttpRequest, decision: Decision, content: dict[str, object], version: int) -> HttpResponse:
    made = letter(content)
    make_letter(
        decision=decision,
        version=version,
        language=str(content["language"]),
        written_in=_languages(request, decision)["written_in"],
        made=made,
        by=request.actor,
    )
    name = f"letter-{content['reference']}.pdf"
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


urlpatterns = [path("identifications/<uuid:identification_id>/letter/", letter_page, name="letter")]
