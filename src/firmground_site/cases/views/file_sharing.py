"""The page on which a person's file is shared with a member: free within the agency, on a recorded basis beyond it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.audit.refusing import refusals_on
from firmground_site.cases.actions.sharing_files import let_read
from firmground_site.cases.forms.telling import SharingForm
from firmground_site.screening.models import Person
from firmground_site.screening.views.one_identification import sent
from firmground_site.screening.views.people import of_person


@never_cache
@requires(Permission.PERSON_SHARE, Permission.PERSON_READ)
@require_http_methods(["GET", "HEAD", "POST"])
@of_person
def share_file(request: HttpRequest, *, person: Person) -> HttpResponse:
    """Share a file with a member, for a purpose to which the person agreed, or for which the law makes an exception."""
    form = SharingForm(sent(request), person=person)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            chosen = form.cleaned_data
            asked = {"member": chosen["member"], "purpose": chosen["for_purpose"], "words": chosen["words"]}
            reader = let_read(person=person, by=request.actor, **asked)
            messages.success(request, _("The file is shared with {member}.").format(member=reader.member))
            return redirect("screening:person", person.pk)
    return render(request, "cases/share.html", {"form": form, "person": person}, status=400 if form.errors else 200)


urlpatterns = [path("people/<uuid:person_id>/share/", share_file, name="share_file")]
