"""The pages for whoever needs help, as anybody sees them: the numbers, a concern that is told, and how it stands."""

from typing import Any

from django.urls import reverse

from firmground_site.cases.actions import telling_concerns
from firmground_site.pages import concerns


def walk_help(camera: Any) -> None:
    """Hong Kong's pages, in English and in Filipino."""
    telling_concerns.new_receipt = lambda: "7KQM-2XDP-RT9W"  # at random, the picture would be another each time
    page = camera.page()
    page.goto(reverse("pages:get_help", args=["tl"]))
    camera.take(page, "get-help-tl")
    page.goto(reverse("pages:get_help", args=["en"]))
    camera.take(page, "get-help")
    page.goto(reverse("pages:concern", args=["en"]))
    camera.take(page, "concern")
    page.check("input[name=danger][value=yes]")
    page.fill("[name=happened]", "Two women in a flat who are never seen outside.")
    page.fill("[name=where]", "12 Pak Tai Street, third floor")
    page.wait_for_timeout(concerns.QUICKEST.total_seconds() * 1000 + 1000)  # what comes more quickly is not from a person
    page.get_by_role("button", name="Send").click()
    camera.take(page, "concern-sent")
    number = page.locator(".govuk-panel__body strong").inner_text()
    page.goto(reverse("pages:concern_state", args=["en"]))
    page.fill("[name=receipt]", number)
    page.get_by_role("button", name="Look").click()
    camera.take(page, "concern-state")


def walk_help_in_freeport(camera: Any) -> None:
    """Freeport's page, from right to left."""
    page = camera.page()
    page.goto(reverse("pages:get_help", args=["ar"]))
    camera.take(page, "get-help-freeport")
