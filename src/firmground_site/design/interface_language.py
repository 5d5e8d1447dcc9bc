"""The language of the interface: which one a form asks for, and the cookie that remembers it. Questions have their own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

INTERFACE_IN = "interface_in"  # the button of a form that is to be shown again in another language, with what was entered


def asked_language(request: HttpRequest) -> str:
    """The language in which a form that was sent is to be shown, and from now on is; empty when it asks for none."""
    tag = request.POST.get(INTERFACE_IN, "")
    if tag not in dict(settings.LANGUAGES):
        return ""
    translation.activate(tag)
    return tag


def keep_language(response: HttpResponse, tag: str) -> HttpResponse:
    """The answer with a cookie that remembers the language; without a language it stays as it is."""
    if tag:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            tag,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response
