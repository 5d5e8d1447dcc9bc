"""Where phones fetch the definitions. They are public: the same for everybody, and about nobody."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from firmground_site.access.views import open_to_anyone
from firmground_site.devices.definitions import definitions_on
from firmground_site.packs.queries import today


@open_to_anyone
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """The definitions in force today; 304 for whoever has them."""
    content, digest = definitions_on(today())
    response = HttpResponse(content, content_type="application/json", headers={"ETag": f'"{digest}"'})
    patch_cache_control(response, no_cache=True)
    return get_conditional_response(request, etag=f'"{digest}"', response=response)


urlpatterns = [path("definitions.json", definitions, name="definitions")]
