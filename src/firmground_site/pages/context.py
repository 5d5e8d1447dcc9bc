"""Fills the navigation for whoever is signed in."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The sections that the actor may open."""
    return {"actor": getattr(request, "actor", None)}
