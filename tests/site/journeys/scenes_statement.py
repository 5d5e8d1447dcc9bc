"""The part of the walk on which the pictures of statements are taken: a reader, a writer, two reviewers, a publisher.

Everything is done through the pages, as members do it. It takes no picture itself: ``camera.take`` does.
"""

from typing import Any

from journeys.scenes import follow, go, press

PUBLISHED = (2019, "en", 1)  # the example with which the demonstration ends


def walk_statement(camera: Any) -> None:
    reading(camera)
    draft = writing(camera)
    reviewing(camera, draft)
    publishing(camera, draft)


def reading(camera: Any) -> None:
    page = camera.page()
    camera.take(go(page, "statements:statement", *PUBLISHED), "statement")
    camera.take(go(page, "statements:sentence", *PUBLISHED, "screened"), "statement-sentence")
    camera.take(go(page, "statements:figure", *PUBLISHED, "initial_screenings_by_agency"), "statement-figure")
    camera.take(go(page, "statements:record", *PUBLISHED), "statement-record")


def writing(camera: Any) -> str:
    page = go(camera.page_of("statistician"), "statements:start")
    page.get_by_label("Year").select_option("2019")
    page.get_by_label("The statement that was published last").check()
    camera.take(page, "draft-start")
    press(page, "Start the draft")
    camera.take(page, "draft")
    draft = page.url.rstrip("/").rpartition("/")[2]
    camera.take(go(page, "statements:quotable", draft, query="?search=identified"), "draft-quotable")
    camera.take(go(page, "statements:new_sentence", draft), "draft-sentence-new")
    go(page, "statements:draft", draft)
    camera.take(follow(page, page.get_by_role("link", name="Remove screened", exact=True)), "draft-sentence-remove")
    go(page, "statements:draft", draft)
    follow(page, page.get_by_role("link", name="Change screened", exact=True))
    fill_sentence(page, "In {year} there were 7,512 first screenings; {screenings}.", "stands on nothing")
    camera.take(page, "draft-sentence")
    fill_sentence(page, "In {year} there were {initial_screenings} first screenings.", "")
    press(page, "Save the sentence")
    read_again(page, draft)
    press(page, "Put it to review")
    return draft


def fill_sentence(page: Any, text: str, fault: str) -> None:
    """Type a sentence, and wait until the page says what it comes to."""
    with page.expect_response(lambda answer: answer.url.endswith("/preview/")):
        page.get_by_label("Sentence", exact=True).fill(text)
    if fault:
        page.get_by_text(fault).first.wait_for()


def read_again(page: Any, draft: str) -> None:
    """Save every sentence whose numbers are others than when it was published."""
    while (go(page, "statements:draft", draft)).get_by_text("Cannot stand:").count():
        fault = page.locator("main div[id]", has=page.get_by_text("Cannot stand:")).first
        follow(page, fault.get_by_role("link", name="Change"))
        press(page, "Save the sentence")


def reviewing(camera: Any, draft: str) -> None:
    for key, office in (("second_statistician", "Statistics office"), ("secretariat", "Secretariat of the action plan")):
        page = go(camera.page_of(key), "statements:drafts")
        if key == "secretariat":
            camera.take(page, "drafts")
            camera.take(go(page, "statements:return", draft), "draft-return")
        go(page, "statements:review", draft)
        for box in page.locator("input[type=checkbox]").all():
            box.check()
        page.get_by_label("For which office do you review it?").fill(office)
        if key == "secretariat":
            camera.take(page, "draft-review")
        press(page, "It stands: record my review")


def publishing(camera: Any, draft: str) -> None:
    page = go(camera.page_of("publisher"), "statements:publish", draft)
    camera.take(page, "draft-publish")
    page.get_by_label("I publish this statement.").check()
    press(page, "Publish the statement")
    camera.take(go(page, "statements:changes", 2019, "en", 2), "statement-changes")
    camera.take(go(camera.page(), "statements:statements"), "statements")
