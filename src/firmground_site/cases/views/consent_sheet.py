"""The page of the sheet that is read to a person before they are asked, in a language of the pack, to print or as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.consent_sheet import sheet, sheet_content
from firmground_site.cases.forms.consent_sheet import SheetForm
from firmground_site.cases.parties import parties_to_choose
from firmground_site.cases.views.consent import purpose_or_404
from firmground_site.cases.views.whose import of_person
from firmground_site.packs.queries import active_pack
from firmground_site.screening.models import Person


@never_cache
@requires(Permission.CARE_READ)
@require_safe
@of_person
def sheet_page(request: HttpRequest, *, person: Person, purpose: str) -> HttpResponse:
    """The sheet in a chosen language; with ``pdf`` in the address, the file to print."""
    asked = purpose_or_404(purpose)
    chosen = _chosen(request, person)
    content = sheet_content(asked, chosen["recipient"], chosen["language"])
    if "pdf" in request.GET:
        named = {"Content-Disposition": f'inline; filename="{asked.id}-{content["language"]}.pdf"'}
        return HttpResponse(sheet(content), content_type="application/pdf", headers=named)
    form = SheetForm(initial=chosen, names_one=asked.recipient == "one")
    shown = {"person": person, "purpose": asked, "sheet": content, "form": form, "chosen": chosen}
    return render(request, "cases/consent_sheet.html", shown)


def _chosen(request: HttpRequest, person: Person) -> dict[str, str]:
    """The language and recipient that were chosen; the person's own language before, where the pack has words in it."""
    pack = active_pack()
    tags = [each.tag for each in pack.manifest.languages]
    named = {pack.text(f"languages.{each}"): each for each in tags}
    usual = named.get(pack.text(f"codes.interview_languages.{person.language}"), pack.default_language.tag)
    language, recipient = request.GET.get("language", ""), request.GET.get("recipient", "")
    known = dict(parties_to_choose())
    return {"language": language if language in tags else usual, "recipient": recipient if recipient in known else ""}


urlpatterns = [path("people/<uuid:person_id>/consent/sheet/<slug:purpose>/", sheet_page, name="consent_sheet")]
