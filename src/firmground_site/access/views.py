"""What guards a page: a permission, or the open statement that anyone may see it. A page without either fails a test.

Some pages also ask who is there once more, so that a browser left open cannot be used for them.
"""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

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


def asks_again(view: View) -> View:
    """Ask for the password or a code once more, unless that was just done. It stands below ``requires``.

    A form that was sent too late is not kept until then: allauth would send it on with a request that has no actor.
    """
    asked = reauthentication_required(view)

    @functools.wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_reauthentication_required(request, app=""):
            messages.error(request, _("Nothing was changed. Show that it is you, then fill in the form again."))
            return HttpResponseRedirect(request.get_full_path())
        return asked(request, *args, **kwargs)

    return asking
