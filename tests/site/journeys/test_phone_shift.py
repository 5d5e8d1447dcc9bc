"""A shift: fifty people in three languages on a slow phone without a signal, another officer, and the way back to the signal."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

from journeys.phone_page import SCREEN_MANY, PhonePage
from playwright.sync_api import Page, expect

from firmground_site.screening.models import Screening

PLANTED = ("Zebrafinch-", "Quillon Marrowby", "黎明珠", '"documents_held":"yes"', "documents_held:yes")
LANGUAGES = ("en", "zh-Hant", "th")


def spellings(words: str) -> Iterator[bytes]:
    """A text as it could lie in a file: UTF-8, UTF-16, Latin-1, and base64 at each of its three places."""
    plain = words.encode()
    yield plain
    yield words.encode("utf-16-le")
    for skipped in range(3):
        coded = base64.b64encode(b"\0" * skipped + plain)
        yield coded[4 if skipped else 0 : len(coded) - 4]


def files_with(folder: Path, words: str) -> list[str]:
    """The files of a browser's folder in which a text lies in any spelling."""
    wanted, found = list(spellings(words)), []
    for path in folder.rglob("*"):
        try:
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        except OSError:
            continue  # the browser removes its own files meanwhile
        if any(each in content for each in wanted):
            found.append(path.name)
    return found


def test_a_shift_without_a_signal_is_sent_whole_and_leaves_nothing_on_the_phone(
    open_profile: Callable[..., Page], sign_in_as: Callable[[str, Page], Page], tmp_path: Path
) -> None:
    page = open_profile(tmp_path / "profile", "identification_officer")
    officer = PhonePage(page).open().prepare("another-pin-9").ready_without_a_signal()
    officer.lock()
    page.context.clear_cookies()
    sign_in_as("officer_immd", page)
    officer.press("Add another officer")
    officer.on("prepare")
    officer.prepare()

    page.context.set_offline(True)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    by_hand(officer)
    for place, language in enumerate(LANGUAGES):
        given = {"from": 2 + place * 16, "to": 18 + place * 16, "language": language, "answers": {"documents_held": "yes"}}
        page.evaluate(SCREEN_MANY, given)
    officer.press("Done for now")
    officer.waits(50)

    officer.press("Hand over the phone")
    officer.press("Hand over")
    officer.on("who")
    officer.unlock("another-pin-9", name="Ms Cheung")
    officer.on("home")
    officer.waits(50)
    page.context.set_offline(False)
    officer.waits(0)
    officer.press("Outbox and receipts")
    expect(page.get_by_text("The server has confirmed 50 entries.")).to_be_visible()

    assert Screening.objects.count() == 50
    assert {each.person.alias for each in Screening.objects.all()} == {f"Zebrafinch-{n}" for n in range(50)}
    page.context.close()
    assert files_with(tmp_path / "profile", "Airport desk 2")  # what does lie there is found
    assert [(words, files) for words in PLANTED if (files := files_with(tmp_path / "profile", words))] == []


def by_hand(officer: PhonePage) -> None:
    """The first two people of the shift, by touch, with a note and a name in another script."""
    for n in range(2):
        officer.begin()
        for summary in ("The person", "Name, papers and phone", "How you met"):
            officer.page.get_by_text(summary, exact=True).click()
        officer.page.get_by_label("What to call the person").fill(f"Zebrafinch-{n}")
        officer.page.get_by_label("Full name").fill("黎明珠")
        officer.page.get_by_label("Note").fill("Quillon Marrowby waited outside.")
        officer.page.locator("input[name=q-documents_held][value=yes]").check()
        officer.finish()
        officer.press("Done for now")
        officer.on("home")
