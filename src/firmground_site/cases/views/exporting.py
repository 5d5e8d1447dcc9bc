"""The page on which a file about a person is made for one recipient. The passphrase is shown once, and kept nowhere."""

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import asks_again, requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions.exporting import export_person
from firmground_site.cases.export_paper import passphrase
from firmground_site.cases.forms.telling import ExportForm
from firmground_site.cases.parties import party_name
from firmground_site.cases.views.one_case import called
from firmground_site.cases.views.whose import of_person
from firmground_site.screening.models import Person
from firmground_site.screening.views.one_identification import sent


@never_cache
@requires(Permission.CASE_EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
@asks_again
def export(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Choose what is told, to whom and for what; the gate is asked, and the answer is an encrypted file with its passphrase.

    Each sending makes a file with another passphrase, and is written down as one more telling: nothing is kept to be given again.
    """
    form = ExportForm(sent(request), person=person, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return _made(request, person, form)
    shown = {"form": form, "person": person, "called": called(person, request.actor)}
    return render(request, "cases/export.html", shown, status=400 if form.errors else 200)


def _made(request: HttpRequest, person: Person, form: ExportForm) -> HttpResponse:
    secret, chosen = passphrase(), form.cleaned_data
    made = export_person(
        person=person,
        purpose=chosen["for_purpose"],
        recipient=chosen["recipient"],
        fields=chosen["fields_told"],
        secret=secret,
        by=request.actor,
    )
    shown = {
        "person": person,
        "secret": secret,
        "recipient": party_name(chosen["recipient"]),
        "file": base64.b64encode(made).decode(),
        "name": f"about-{str(person.pk)[:8]}.pdf",
        "size": len(made),
    }
    return render(request, "cases/exported.html", shown)


urlpatterns = [path("people/<uuid:person_id>/export/", export, name="export")]
