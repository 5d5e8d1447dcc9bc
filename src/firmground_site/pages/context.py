"""What the base page shows around its content on this site: the menu for whoever is signed in, the territory, the way out.

It must not ask the database: error pages show it as well.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import firmground
from firmground_site.access.actors import ANONYMOUS, Actor
from firmground_site.packs.queries import active_pack, case_rules, text
from firmground_site.pages.sections import active_in, sections_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The values for ``design/base.html``; nobody is signed in before the request has its actor."""
    actor: Actor | None = getattr(request, "actor", None)
    signed_in = actor if actor and actor.is_signed_in else None
    return {
        "territory": text("pack.title"),
        "navigation": _menu(signed_in or ANONYMOUS, request.path),
        "actor": _("{name}, {role}").format(name=signed_in.name, role=signed_in.role.title.lower()) if signed_in else None,
        "version": firmground.__version__,
        "home_url": reverse("pages:home"),
        "sign_out_url": reverse("account_logout"),
        "leave_quickly_url": case_rules().emergency.leave_quickly_url,
        "interface_languages": _interface_languages(request),
        "footer_links": [
            {"text": _("Help"), "url": reverse("pages:help")},
            {"text": _("Privacy"), "url": reverse("pages:privacy")},
            {"text": _("Accessibility"), "url": reverse("pages:accessibility")},
        ],
    }


def _interface_languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The languages to choose from: those of the interface that the territory's pack has too, each in its own words."""
    spoken = {each.tag.lower() for each in active_pack().manifest.languages}
    offered = [(tag, name) for tag, name in settings.LANGUAGES if spoken & {tag, tag.partition("-")[0]}]
    back = urlencode({"next": request.get_full_path() if request.method == "GET" else request.path})
    return [
        {"tag": tag, "name": name, "active": tag == get_language(), "url": f"{reverse('pages:language', args=[tag])}?{back}"}
        for tag, name in offered
        if len(offered) > 1
    ]


def _menu(actor: Actor, address: str) -> list[dict[str, Any]]:
    sections = sections_for(actor)
    active = active_in(sections, address)
    return [{"text": each.text, "url": each.url, "active": each is active} for each in sections]
