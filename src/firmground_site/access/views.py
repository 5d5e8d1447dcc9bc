"""What guards a page: a permission, or the open statement that anyone may see it. A page without either fails a test."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from firmground_site.access.permissions import Permission

View = Callable[..., HttpResponse]


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Let only actors with all of these permissions in; others get the same answer as for a page that does not exist."""

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.is_signed_in:
                return redirect_to_login(request.get_full_path())
            if not all(request.actor.may(each) for each in permissions):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.permissions = permissions
        return guarded

    return guard


def open_to_anyone(view: View) -> View:
    """Mark a page that needs no sign-in."""
    view.permissions = ()
    return view


def open_to_members(view: View) -> View:
    """Let any signed-in member in."""
    return requires(Permission.MEMBER_KEEP_OWN)(view)
