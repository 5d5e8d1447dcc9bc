"""The walk through the law on which its pictures are taken: the public register, and which provisions some facts suggest.

It takes no picture itself: ``camera.take`` does. It comes after the walk of ``scenes``, whose invented person it reads about.
"""

from typing import Any

from journeys import scenes

HAPPENED = ("Someone hurt the person", "Someone kept the person's papers", "The person stayed longer than they were allowed to")


def walk_law(camera: Any) -> None:
    register(camera)
    facts(camera)
    answers(camera)


def register(camera: Any) -> None:
    page = scenes.go(camera.page(), "law:provisions")
    camera.take(page, "law")
    camera.take(scenes.go(page, "law:provision", "immigration_17i"), "law-provision")
    camera.take(scenes.go(page, "law:coverage"), "law-coverage")
    camera.take(scenes.go(page, "law:compare"), "law-compare")
    page.locator("select[name=with_pack]").select_option("freeport")
    camera.take(scenes.press(page, "Compare"), "law-compare-territories")


def facts(camera: Any) -> None:
    page = scenes.go(camera.page_of("prosecutor"), "law:candidates")
    camera.take(page, "law-candidates")
    for words in HAPPENED:
        page.get_by_label(words, exact=True).first.check()
    for label, words in (("Day", "1"), ("Month", "2"), ("Year", "2017")):
        page.get_by_label(label, exact=True).fill(words)
    camera.take(scenes.press(page, "Show which provisions fit"), "law-candidates-found")


def answers(camera: Any) -> None:
    page = scenes.go(camera.page_of("identification_officer"), "screening:provisions", scenes.marias().pk)
    camera.take(page, "law-screening")
