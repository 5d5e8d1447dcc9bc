"""The part of a case that leads to the consent of each person in it, with what stands of it today."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.views import requires
from firmground_site.cases.answered import STANDS, standings
from firmground_site.cases.models import Case
from firmground_site.cases.parties import party_name
from firmground_site.cases.views.one_case import called, of_case, shown
from firmground_site.packs.queries import text
from firmground_site.screening.models import Person


@never_cache
@requires(Permission.CARE_READ)
@require_safe
@of_case
def case_consent(request: HttpRequest, *, case: Case) -> HttpResponse:
    """The people who have a part in a case, with what each answered; what nobody asked about is counted, not listed."""
    involved = {"involvements__case": case, "involvements__ended_at__isnull": True}
    people = Person.objects.filter(**involved, erased_at__isnull=True, merged_into__isnull=True).distinct().order_by("met_at")
    return shown(request, "cases/case_consent.html", case, {"people": [_row(each, request.actor) for each in people]})


def _row(person: Person, actor: Actor) -> dict[str, Any]:
    found = standings(person)
    asked = [each for each in found if each.stands != "not_asked"]
    return {
        "person": person,
        "called": called(person, actor),
        "asked": [
            (text(f"casework.purposes.{each.purpose.id}"), party_name(each.recipient), *STANDS[each.stands]) for each in asked
        ],
        "not_asked": len(found) - len(asked),
    }


urlpatterns = [path("<uuid:case_id>/consent/", case_consent, name="case_consent")]
