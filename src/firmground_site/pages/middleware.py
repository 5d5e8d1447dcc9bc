"""Keeps no page of a signed-in member in the browser, so that going back after leaving shows nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class NothingKept:
    """Tells the browser to store no answer to a signed-in member; without one to show, "back" has to ask the site again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual, not to be stored when somebody is signed in before or after; a public file may be."""
        signed_in_before = request.user.is_authenticated
        response = self.get_response(request)
        if (signed_in_before or request.user.is_authenticated) and not getattr(response, "same_for_everybody", False):
            patch_cache_control(response, no_store=True, private=True)
        return response
