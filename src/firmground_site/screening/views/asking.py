"""What a browser fetches to put the questions to a person: the published instrument, and recordings. All is public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from firmground_site.access.views import open_to_anyone
from firmground_site.screening.asking import questions
from firmground_site.screening.recordings import KINDS, recording_at

A_YEAR = 31_536_000  # seconds


def _etag(_request: HttpRequest) -> str:
    return f'"{questions()[1]}"'


@open_to_anyone
@require_safe
@condition(etag_func=_etag)
def published_questions(request: HttpRequest) -> HttpResponse:
    """The instrument of a first screening as it is published: questions, rules and words in every language."""
    return HttpResponse(questions()[0], content_type="application/json")


@open_to_anyone
@require_safe
def recording(request: HttpRequest, name: str) -> HttpResponse:
    """A recording of the active pack, to be kept for ever."""
    found = recording_at(name)
    if found is None:
        raise Http404
    response = HttpResponse(found.read_bytes(), content_type=KINDS[found.suffix])
    response.same_for_everybody = True
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


urlpatterns = [
    path("questions.json", published_questions, name="questions"),
    path("recordings/<str:name>", recording, name="recording"),
]
