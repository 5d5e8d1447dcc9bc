"""Whether the site can do its work, for whatever watches it. It tells nothing about anyone, so it is open to anyone."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firmground_site.access.views import open_to_anyone


@open_to_anyone
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers. When it does not, ``DatabaseLost`` answers 503."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("well\n", content_type="text/plain; charset=utf-8")
