"""The matrix as a page, a picture and a file: the same cells everywhere, for the day that was asked for."""

import csv
import dataclasses
import datetime
import functools
import html
import io
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.csv_files import BEGINS_A_FORMULA, harmless
from firmground.errors import NotInForce
from firmground.law.claims import answers_to_claims
from firmground.law.coverage import Reach, coverage_on
from firmground.law.words import REACH, gap_in_words
from firmground.packs.pack import Pack
from firmground_site.law import matrix, queries
from firmground_site.packs import queries as queries_of_packs
from firmground_site.packs.queries import active_pack

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = datetime.date(2026, 11, 16)


def page(client: Client, query: str = "") -> str:
    answer = client.get(f"/law/coverage/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_has_a_square_for_every_cell_of_the_minimum_purposes_and_of_children(client: Client, hong_kong: Pack) -> None:
    found = coverage_on(hong_kong, DAY)
    text = page(client)
    adults = [cell for cell in found.cells if cell.purpose in found.minimum]
    children = [cell for cell in found.child_cells if cell.purpose in found.minimum]
    for reach in Reach:
        expected = sum(cell.reach is reach for cell in (*adults, *children))
        assert len(re.findall(rf'role="img" aria-label="{REACH[reach]}[":]', text)) == expected
    assert f"{found.standing['provision']} named by section, {found.standing['area']} in a named area" in text


def test_the_gaps_are_told_in_sentences(client: Client, hong_kong: Pack) -> None:
    found, text = coverage_on(hong_kong, DAY), page(client)
    assert found.gaps
    assert [gap for gap in found.gaps if gap_in_words(found, gap) not in text] == []


def test_a_territory_whose_law_reaches_all_of_it_has_no_gap(client: Client, freeport: None) -> None:
    text = page(client)
    assert "Nowhere, for the purposes that Article 3 names." in text
    assert f'aria-label="{REACH[Reach.GAP]}"' not in text


def test_claims_are_answered_with_a_reason_and_without_taking_sides(client: Client, hong_kong: Pack) -> None:
    text = page(client)
    assert 'id="claims"' in text
    for each in answers_to_claims(coverage_on(hong_kong, DAY)):
        says = re.escape(hong_kong.text(f"law.claims.{each.claim.id}"))
        assert re.search(rf"{says} <strong[^>]*>{str(each.finding).capitalize()}<", text)
        assert each.why in text
    assert "What each provision touches is our reading" in text
    assert "It is not legal advice" in text


def test_a_day_before_the_law_was_made_shows_what_there_was(client: Client, freeport: None) -> None:
    early, late = page(client, "?on=1950-01-01"), page(client, "?on=2026-01-01")
    assert early != late
    assert "on 1 January 1950" in early


def test_the_page_leads_to_the_provisions_of_a_purpose_on_its_day(client: Client) -> None:
    assert "/law/?on=2019-03-01&amp;purpose=sexual_exploitation" in page(client, "?on=2019-03-01")


@pytest.mark.parametrize("address", ["/law/", "/law/coverage/", "/law/coverage.svg", "/law/coverage.csv", "/law/compare/"])
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2014-12-31", "The register says nothing of days before 1 January 2015. Choose that day or a later one."),
        ("1066-01-01", "The register says nothing of days before 1 January 2015."),
        ("2026-11-17", "Choose a day up to today."),
        ("9999-12-31", "Choose a day up to today."),
    ],
)
def test_a_day_of_which_nothing_is_known_is_refused_in_words(client: Client, address: str, day: str, said: str) -> None:
    answer = client.get(address, {"on": day})
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")
    assert said in answer.content.decode()


@pytest.mark.parametrize("address", ["/law/", "/law/coverage/", "/law/coverage.svg", "/law/coverage.csv", "/law/compare/"])
@pytest.mark.parametrize("day", ["2015-01-01", "2026-11-16"])
def test_the_first_day_and_today_are_answered(client: Client, address: str, day: str) -> None:
    assert client.get(address, {"on": day}).status_code == 200


def test_the_first_day_is_the_territorys_own(client: Client, freeport: None) -> None:
    assert client.get("/law/coverage.csv?on=1931-04-01").status_code == 200
    assert "before 1 January 1900" in client.get("/law/coverage/?on=1899-12-31").content.decode()


@pytest.mark.parametrize("query", ["?on=2026-02-30", "?on=x", "?on=0001-01-01", "?on_day=1", "?on=2026-11-16-12"])
@pytest.mark.parametrize("address", ["/law/coverage/", "/law/coverage.svg", "/law/coverage.csv"])
def test_a_day_that_cannot_be_read_is_refused_in_words(client: Client, address: str, query: str) -> None:
    answer = client.get(address + query)
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


# --- the picture and the file -----------------------------------------------------------------------------------------


def test_the_picture_is_drawn_once_for_all_days_with_the_same_law(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    queries._picture.cache_clear()
    drawn: list[object] = []
    draw = queries.coverage_chart
    monkeypatch.setattr(queries, "coverage_chart", lambda coverage, words: drawn.append(coverage) or draw(coverage, words))
    for day in ("2024-01-01", "2025-05-05", "2026-11-16"):
        answer = client.get(f"/law/coverage.svg?on={day}")
        assert answer["Content-Type"] == "image/svg+xml"
        assert ElementTree.fromstring(answer.content).tag.endswith("svg")
    assert len(drawn) == 1


def test_the_address_of_the_picture_names_the_edition_of_the_pack(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def address() -> str:
        found = re.search(r'src="(/law/coverage\.svg[^"]*)"', page(client, "?on=2020-06-26"))
        assert found
        return html.unescape(found[1])

    first = address()
    assert first == f"/law/coverage.svg?on=2020-06-26&pack={active_pack().digest.removeprefix('sha256:')[:12]}-en-gb"
    assert "max-age=3600" in client.get(first)["Cache-Control"]
    assert "max-age" not in client.get("/law/coverage.svg?on=2020-06-26&pack=000000000000")["Cache-Control"]
    pack = active_pack()
    other = dataclasses.replace(pack, parts={**pack.parts, "law/new.toml": "sha256:" + "0" * 64})
    monkeypatch.setattr(queries_of_packs, "_pack", functools.cache(lambda name: other))
    drawn = queries._picture.cache_info().misses
    assert address() != first
    assert client.get(address()).status_code == 200
    assert queries._picture.cache_info().misses == drawn + 1, "and it is drawn anew"


def test_the_file_has_a_row_for_each_cell(client: Client, hong_kong: Pack) -> None:
    answer = client.get("/law/coverage.csv?on=2020-06-26")
    assert answer["Content-Disposition"] == 'attachment; filename="coverage-hong_kong-2020-06-26.csv"'
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert tuple(head) == matrix.HEAD
    found = coverage_on(hong_kong, datetime.date(2020, 6, 26))
    assert len(rows) == len(found.cells) + len(found.child_cells)
    told = {(row[2], row[4], row[5] or None): row[7] for row in rows}
    assert told == {(cell.purpose, cell.act, cell.means): str(cell.reach) for cell in (*found.cells, *found.child_cells)}
    assert [row for row in rows if any(cell.startswith(tuple(BEGINS_A_FORMULA)) for cell in row)] == []


@given(st.text(max_size=20))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not harmless(text).startswith(tuple(BEGINS_A_FORMULA))
    assert harmless(text).removeprefix("'") == text.removeprefix("'") or harmless(text) == text


# --- what is kept -----------------------------------------------------------------------------------------------------


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_what_is_kept_of_a_day_is_what_would_be_counted_for_it(day: datetime.date) -> None:
    for name in ("hong_kong", "freeport"):
        if day < queries.first_day(name):
            with pytest.raises(NotInForce):
                queries.coverage_of(day, name)
            continue
        kept, fresh = queries.coverage_of(day, name), coverage_on(queries.pack_named(name), day)
        assert kept.on == day
        assert [cell.to_json() for cell in kept.cells] == [cell.to_json() for cell in fresh.cells]
        assert kept.child_cells == fresh.child_cells
        assert [each.id for each in kept.provisions] == [each.id for each in fresh.provisions]


def test_the_days_that_are_kept_are_few_however_many_are_asked_for() -> None:
    queries._coverage.cache_clear()
    for year in range(queries.first_day("hong_kong").year, 2101, 5):
        queries.coverage_of(datetime.date(year, 1, 1), "hong_kong")
    changes = queries._changes("hong_kong", queries.pack_named("hong_kong").digest)
    assert queries._coverage.cache_info().currsize <= len(changes) + 1
