"""Questions put to a person: with an officer's form behind, and to somebody alone, from the beginning to whom to call.

It takes no picture itself: ``camera.take`` does.
"""

from typing import Any

from journeys import scenes


def walk_asking(camera: Any) -> None:
    page = scenes.go(camera.page_of("officer_immd"), "screening:new")
    page.get_by_role("button", name="Let the person answer").click()
    page.locator(".firm-asking select").select_option("tl")
    page.keyboard.press("2")
    camera.take(page, "asking")
    walk_alone(camera)


def walk_alone(camera: Any) -> None:
    page = scenes.go(camera.page(), "screening:alone", query="?in=en")
    camera.take(page, "alone")
    page.get_by_role("button", name="Begin").click()
    for key in "21222223":
        page.keyboard.press(key)
    page.get_by_role("button", name="I do not want to answer").click()
    camera.take(page, "alone-end")
