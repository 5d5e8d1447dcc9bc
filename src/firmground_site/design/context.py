"""What the base page shows around its content, with safe defaults. It must not know how a value is found.

Each value comes from an attribute of the request (which middleware of higher layers may set), else from a setting
``PAGE_<NAME>``, else from ``DEFAULTS``. A view's own context wins over all of them.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

DEFAULTS: dict[str, Any] = {
    "territory": "",
    "navigation": (),
    "actor": None,
    "demo": False,
    "version": "",
    "home_url": "/",
    "sign_out_url": "/account/logout/",
    "interface_languages": (),
    "leave_quickly_url": "https://www.wikipedia.org/",
    "footer_links": (
        {"text": _("Help"), "url": "/help"},
        {"text": _("Privacy"), "url": "/privacy"},
        {"text": _("Accessibility"), "url": "/accessibility"},
    ),
}


def page(request: HttpRequest) -> dict[str, Any]:
    """The values of ``DEFAULTS`` for this request, and the language and direction of its text.

    ``demo`` also follows the setting ``DEMO``.
    """
    defaults = DEFAULTS | {"demo": getattr(settings, "DEMO", False)}
    values = {
        name: getattr(request, name, getattr(settings, f"PAGE_{name.upper()}", default)) for name, default in defaults.items()
    }
    language = get_language() or settings.LANGUAGE_CODE
    return values | {"lang": language, "dir": "rtl" if get_language_bidi() else "ltr"}
