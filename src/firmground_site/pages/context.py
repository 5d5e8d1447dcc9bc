"""What the base page shows around its content on this site: the menu for whoever is signed in, the territory, the way out.

It must not ask the database: error pages show it as well.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

import firmground
from firmground_site.access.actors import ANONYMOUS, Actor
from firmground_site.packs.queries import case_rules, text
from firmground_site.pages.sections import active_in, sections_for


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The values for ``design/base.html``; nobody is signed in before the request has its actor."""
    actor: Actor | None = getattr(request, "actor", None)
    signed_in = actor if actor and actor.is_signed_in else None
    return {
        "territory": text("pack.title"),
        "navigation": _menu(signed_in or ANONYMOUS, request.path),
        "actor": f"{signed_in.name}, {signed_in.role.title.lower()}" if signed_in else None,
        "version": firmground.__version__,
        "home_url": reverse("pages:home"),
        "sign_out_url": reverse("account_logout"),
        "leave_quickly_url": case_rules().emergency.leave_quickly_url,
        "footer_links": [
            {"text": "Help", "url": reverse("pages:help")},
            {"text": "Privacy", "url": reverse("pages:privacy")},
            {"text": "Accessibility", "url": reverse("pages:accessibility")},
        ],
    }


def _menu(actor: Actor, address: str) -> list[dict[str, Any]]:
    sections = sections_for(actor)
    active = active_in(sections, address)
    return [{"text": each.text, "url": each.url, "active": each is active} for each in sections]
