"""The part of the walk on which the pictures of the register of evidence are taken: a reader, two analysts, the secretariat.

Everything is done through the pages, as members do it. It takes no picture itself: ``camera.take`` does.
"""

from typing import Any

from journeys.scenes import follow, go, press
from journeys.scenes_plan import fill_day

REPORT, CLAIM, ANSWER = "us_2020", "p5", "gov_2020"  # a claim that no report answers
TITLE = "Letter of the Harbour Sisters on screening"
TEXT = """Letter to the committee
1. In 2025 we sent 14 people to the police for screening. Three of them were never asked a question.
2. Two interpreters told us that interviews were cut short.
- Interpreters should be present
from the first question to the last.
"""


def walk_evidence(camera: Any) -> None:
    for scene in (public, importing, deciding, publishing, replying):
        scene(camera)


def public(camera: Any) -> None:
    page = camera.page()
    camera.take(go(page, "evidence:register"), "evidence")
    camera.take(go(page, "evidence:report", REPORT, query="?list=names-no-source"), "evidence-report")
    camera.take(go(page, "evidence:claim", REPORT, "p4"), "evidence-claim")
    camera.take(go(page, "evidence:conflicts"), "evidence-conflicts")
    camera.take(go(page, "evidence:sources"), "evidence-sources")


def fill_import(page: Any) -> Any:
    page.get_by_label("Or another publisher").fill("Harbour Sisters")
    page.get_by_label("Title of the report").fill(TITLE)
    fill_day(page, "Published on", 3, 11, 2026)
    page.get_by_label("The publisher’s own text").check()
    page.get_by_label("Or its text").fill(TEXT)
    return page


def importing(camera: Any) -> None:
    page = go(camera.page_of("analyst"), "evidence:new_import")
    camera.take(fill_import(page), "evidence-import")
    press(page, "Import and split")


def fill_claim(page: Any, says: str, kind: str, grounds: str, details: str) -> Any:
    page.get_by_label("What does it claim, in your own words?").fill(says)
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("A position" if kind == "Recommendation" else "A fact").check()
    page.get_by_label(grounds).check()
    page.get_by_label(details).check()
    return page


def deciding(camera: Any) -> None:
    page = camera.page_of("analyst")
    press(page, "Go on deciding")
    page.get_by_text("Leave it out", exact=True).click()
    page.get_by_label("Why is it left out?").fill("A heading.")
    press(page, "Leave it out and go on")
    fill_claim(
        page,
        "The organisation sent 14 people for screening in 2025.",
        "Statement",
        "Its publisher's own figures",
        "Yes, it gives figures",
    )
    camera.take(page, "evidence-part")
    second = go(camera.page_of("second_analyst"), "evidence:work")
    follow(second, second.get_by_role("link", name=TITLE))
    press(second, "Go on deciding")
    fill_claim(
        second, "Fourteen people were sent for screening.", "Statement", "Its publisher's own figures", "Yes, it gives figures"
    )
    press(second, "Record the claim and go on")
    camera.take(press(page, "Record the claim and go on"), "evidence-part-stale")
    press(page, "Record the claim and go on")
    for says, kind, grounds, details in (
        ("Three of them were not asked anything.", "Criticism", "Its publisher's own figures", "Yes, it gives figures"),
        ("Interviews were cut short.", "Criticism", "Observers whom it does not name", "No, neither"),
        ("Interpreters should stay for the whole interview.", "Recommendation", "Its publisher's own judgement", "Not asked"),
    ):
        press(fill_claim(page, says, kind, grounds, details), "Record the claim and go on")


def publishing(camera: Any) -> None:
    page = go(camera.page_of("secretariat"), "evidence:work")
    camera.take(page, "evidence-work")
    follow(page, page.get_by_role("link", name=TITLE))
    camera.take(page, "evidence-import-one")
    press(page, "Publish the report")


def replying(camera: Any) -> None:
    page = go(camera.page_of("analyst"), "evidence:answer", REPORT, CLAIM, query=f"?by={ANSWER}")
    page.get_by_label("It accepts the claim in part").check()
    page.locator("input[name=by_claims]").nth(7).check()
    page.get_by_label("No, that it does is our reading").check()
    page.get_by_label("Reasons").fill(
        "The statement names other offences for which people were prosecuted, and passes over this number."
    )
    camera.take(page, "evidence-answer")
    press(page, "Record the answer")
    page = go(camera.page_of("secretariat"), "evidence:work")
    rows = page.get_by_role("region", name="Answers that wait for you to confirm or return")
    follow(page, rows.get_by_role("link").first)
    page.get_by_label("Yes, I confirm it").check()
    camera.take(page, "evidence-reply")
    press(page, "Send my answer")
