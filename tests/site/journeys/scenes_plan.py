"""The part of the walk on which the pictures of the action plan are taken: an owner, a colleague, a rater, a partner.

Everything is done through the pages, as members do it. It takes no picture itself: ``camera.take`` does.
"""

from typing import Any

from journeys.scenes import follow, go, press

MEASURE = "n5"  # of the owner's agency, and no document shows it done
DIGEST = "4f1c" * 16
SAYS = "The circular names a team in each division."


def walk_plan(camera: Any) -> None:
    for scene in (public, reporting, returning, confirming, rating, withdrawing, proposing):
        scene(camera)


def public(camera: Any) -> None:
    page = camera.page()
    camera.take(go(page, "plan:plan", query="?on=2019-12-31"), "plan")
    camera.take(go(page, "plan:measure", "n6", query="?on=2019-12-31"), "measure")
    camera.take(go(page, "plan:changes", query="?since=2019-06-30&on=2019-12-31"), "plan-changes")
    camera.take(go(page, "plan:resources"), "plan-resources")


def fill_report(page: Any) -> Any:
    page.get_by_label("It was done", exact=True).check()
    fill_day(page, "It happened on or after", 2, 11, 2026)
    fill_day(page, "It happened by", 2, 11, 2026)
    page.get_by_label("Title of the document").fill("Circular 12 of 2026")
    page.get_by_label("Web address of the document").fill("https://circulars.example/2026/12")
    fill_day(page, "Day of the document", 3, 11, 2026)
    page.get_by_label("Digest of the archived copy").fill(DIGEST)
    page.get_by_label("What does it show, in your words?").fill(SAYS)
    page.get_by_role("group", name="How far is the measure, in your view?").get_by_label("Done late", exact=True).check()
    return page


def fill_day(page: Any, group: str, day: int, month: int, year: int) -> None:
    boxes = page.get_by_role("group", name=group, exact=True)
    for label, number in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(label, exact=True).fill(str(number))


def reporting(camera: Any) -> None:
    page = go(camera.page_of("measure_owner"), "plan:work")
    camera.take(page, "measures-owner")
    camera.take(press(go(page, "plan:report", MEASURE), "Report"), "report-error")
    camera.take(fill_report(go(page, "plan:report", MEASURE)), "report")
    press(page, "Report")


def waiting(camera: Any, key: str) -> Any:
    """The last report that waits, opened by whoever answers it."""
    page = go(camera.page_of(key), "plan:work")
    rows = page.get_by_role("region", name="Reports that wait for you to confirm or return")
    return follow(page, rows.get_by_role("link").first)


def returning(camera: Any) -> None:
    page = waiting(camera, "second_owner")
    page.get_by_label("No, I return it").check()
    page.get_by_label("Why you return it").fill("Two of the divisions are not in the circular. Say which are.")
    camera.take(page, "report-answer")
    press(page, "Send my answer")


def confirming(camera: Any) -> None:
    page = go(camera.page_of("measure_owner"), "plan:report", MEASURE)
    press(fill_report(page), "Report")
    page = waiting(camera, "second_owner")
    page.get_by_label("Yes, I confirm it").check()
    press(page, "Send my answer")


def rating(camera: Any) -> None:
    page = go(camera.page_of("rater"), "plan:work")
    camera.take(page, "measures-rater")
    go(page, "plan:rate", MEASURE).get_by_label("Cannot tell from what there is").check()
    page.get_by_label("Your reasons").fill("The circular names the teams. Whether they work is not shown.")
    camera.take(page, "rate")
    press(page, "Record the rating")


def withdrawing(camera: Any) -> None:
    page = go(camera.page_of("secretariat"), "plan:work")
    camera.take(page, "measures-secretariat")
    press(page, "Send reminders")
    rows = page.get_by_role("region", name="Reports that were confirmed")
    follow(page, rows.get_by_role("link").first)
    page.get_by_label("Why it is withdrawn").fill("The circular was replaced before it was in force.")
    press(page, "Withdraw the report")
    camera.take(go(camera.page(), "plan:measure", MEASURE), "measure-withdrawn")


def proposing(camera: Any) -> None:
    page = go(camera.page_of("partner"), "plan:propose")
    page.get_by_label("What do you propose?").fill("A leaflet about the hotline in Burmese")
    page.get_by_label("Describe it").fill("Callers who read only Burmese do not find the number. We can help to translate.")
    page.get_by_label("For which organisation?").fill("Harbour Sisters")
    page.get_by_label("Does it concern a measure of the plan?").select_option("n8")
    camera.take(page, "propose")
    press(page, "Send the proposal")
    page = go(camera.page_of("secretariat"), "plan:proposals")
    camera.take(page, "proposals")
    follow(page, page.get_by_role("link", name="A leaflet about the hotline in Burmese"))
    page.get_by_label("Accepted in part").check()
    page.get_by_label("Reasons").fill("The number is printed first; a longer text follows once it is translated.")
    fill_day(page, "Follow up on", 15, 2, 2027)
    camera.take(page, "proposal-decide")
    press(page, "Record the decision")
    page.get_by_label("What became of it?").fill("The number is printed. The text is with the translator.")
    fill_day(page, "Look at it again on", 15, 5, 2027)
    press(page, "Record this")
    page = go(camera.page_of("partner"), "plan:proposals")
    follow(page, page.get_by_role("link", name="A leaflet about the hotline in Burmese"))
    camera.take(page, "proposal")
