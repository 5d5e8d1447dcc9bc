"""The two pictures of screening forms side by side: beside a published standard, and beside a form known in part.

It takes no picture itself: ``camera.take`` does. Nobody is signed in.
"""

from typing import Any

from journeys import scenes


def walk_crosswalk(camera: Any) -> None:
    page = scenes.go(camera.page(), "screening:crosswalk")
    camera.take(page, "crosswalk")
    page.get_by_label("Second").select_option("handbook_2018")
    camera.take(scenes.press(page, "Compare"), "crosswalk-partly-known")
