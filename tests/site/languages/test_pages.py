"""Pages in Chinese are in Chinese: what the packs say of law, plan and reports, with its reasons and notes."""

from typing import Any

import pytest
from django.test import Client
from languages.left_in_english import left_in_english

from firmground_site.packs.queries import active_pack

pytestmark = pytest.mark.once
PAGES = ("/law/coverage/", "/law/compare/?before=2019-01-01", "/plan/?on=2019-12-31", "/plan/resources/")
PAGES += ("/plan/measures/n2/", "/plan/measures/n6/?on=2019-12-31")
PAGES += ("/evidence/conflicts/", "/evidence/sources/", "/screening/crosswalk/")
PAGES += ("/screening/crosswalk/?first=full_debriefing&second=handbook_2018",)


def pages_of_the_packs() -> list[str]:
    """Addresses of pages that need no record: those above, some provisions, and all claims that are checked in two reports."""
    pack = active_pack()
    provisions = [f"/law/provisions/{entry.id}/" for _, entry in pack.law.provisions[::9]]
    checked = [
        f"/evidence/reports/{file.report.id}/claims/{claim.id}/"
        for file in pack.reports.files
        for claim in file.claims
        if claim.check
    ]
    return [*PAGES, *provisions, *checked[::4]]


def test_what_packs_say_is_in_the_language_of_the_page_or_says_in_which_it_is(db: Any) -> None:
    client = Client(headers={"accept-language": "zh-hant"})
    pages = {address: client.get(address) for address in pages_of_the_packs()}
    assert [address for address, page in pages.items() if page.status_code != 200] == []
    told = {address: sorted(set(left_in_english(page.content.decode()))) for address, page in pages.items()}
    assert {address: runs for address, runs in told.items() if runs} == {}


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [("law/coverage", "gap", "缺口"), ("plan/timeline", "shown done", "顯示已完成"), ("evidence/ratings", "Tier 2", "第二級")],
)
def test_pictures_are_written_in_the_language_of_the_page(db: Any, name: str, english: str, chinese: str) -> None:
    for tag, there, missing in (("en", english, chinese), ("zh-hant", chinese, english)):
        picture = Client(headers={"accept-language": tag}).get(f"/{name}.svg").content.decode()
        assert (f">{there}<" in picture, f">{missing}<" in picture) == (True, False)


def test_the_check_sees_english_that_nothing_marks() -> None:
    page = (
        '<html lang="zh-Hant"><p>這裏 said in English only <b lang="en">and this is marked</b></p>'
        '<img alt="a picture of this"><br><p>Mr Yuen</p><code>not for reading aloud</code></html>'
    )
    assert list(left_in_english(page)) == ["said in English only", "a picture of this"]
