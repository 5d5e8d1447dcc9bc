"""What a browser fetches to put the questions to a person: the published instrument. It is public, and names nobody."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import condition, require_safe

from firmground_site.access.views import open_to_anyone
from firmground_site.screening.asking import questions


def _etag(_request: HttpRequest) -> str:
    return f'"{questions()[1]}"'


@open_to_anyone
@require_safe
@condition(etag_func=_etag)
def published_questions(request: HttpRequest) -> HttpResponse:
    """The instrument of a first screening as it is published: questions, rules and words in every language."""
    return HttpResponse(questions()[0], content_type="application/json")


urlpatterns = [
    path("questions.json", published_questions, name="questions"),
]
