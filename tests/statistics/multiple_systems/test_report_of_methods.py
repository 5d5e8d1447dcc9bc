"""The report and its pictures: the verdict stands first, nothing is fetched, and nothing in a name becomes markup."""

import io
import re

import numpy as np
import pytest
from pypdf import PdfReader

from firmground.statistics.multiple_systems.charts import charts
from firmground.statistics.multiple_systems.comparison import compared
from firmground.statistics.multiple_systems.histories import Histories
from firmground.statistics.multiple_systems.methods import Settings
from firmground.statistics.multiple_systems.report import as_html, as_pdf
from firmground.statistics.multiple_systems.resampling import resampled

METHODS = ("main_effects", "stepwise", "decomposable", "latent_classes", "chao")
TITLES = {"title": "How many", "made_by": "a test"}


@pytest.fixture(scope="module")
def united_kingdom(lists):
    table, drawn = lists("UKdat_5"), {}
    rows = resampled(table, 60, np.random.Generator(np.random.PCG64(2)))
    asked = Settings(np.random.Generator(np.random.PCG64(1)), rows, draws=400, record=drawn.__setitem__)
    found = compared(table, asked, methods=METHODS)
    return found, charts(found, drawn)


def words_in(svg):
    return re.findall(r">([^<>]+)</(?:text|tspan)>", svg)


def test_the_picture_of_estimates_has_a_row_for_each_method_and_says_which_has_none(united_kingdom):
    found, pictures = united_kingdom
    words = words_in(pictures["estimates"])
    assert {"Independent lists", "Latent classes", "Chao's lower bound", "no number", "11,313", "21,282"} <= set(words)
    assert found.verdict.sentence in words


def test_the_picture_of_overlaps_has_every_list_and_the_largest_count(united_kingdom):
    words = words_in(united_kingdom[1]["overlaps"])
    assert {"LA", "NG", "PFNCA", "GO", "GP", "995", "76"} <= set(words)


def test_chains_and_resamples_are_drawn_when_there_are_any(united_kingdom, lists):
    pictures = united_kingdom[1]
    assert set(pictures) == {"estimates", "overlaps", "resamples", "chains"}
    assert {"chain 1", "chain 4"} <= set(words_in(pictures["chains"]))
    assert any(word.startswith("60 tables") for word in words_in(pictures["resamples"]))
    assert set(charts(united_kingdom[0], {})) == {"estimates", "overlaps"}


def test_many_histories_are_cut_and_the_picture_says_so():
    table = Histories(tuple("abcdef"), tuple(range(1, 64)), tuple(range(1, 64)))
    found = compared(table, Settings(np.random.Generator(np.random.PCG64(1))), methods=("chao",))
    assert "33 histories of fewer people are not drawn." in words_in(charts(found, {})["overlaps"])


def test_the_page_has_the_verdict_before_any_number_and_all_that_was_asked(united_kingdom):
    found, pictures = united_kingdom
    page = as_html(found, pictures, **TITLES).decode()
    assert page.index(found.verdict.sentence) < page.index("Methods side by side")
    for said in ("The chains disagree", "95 % BCa", "Two lists at a time", "taken as one", "It is not prevalence", "Whitehead"):
        assert said in page
    assert page.count("<svg") == 4
    assert not re.search(r"<script|(?:src|href)=\"(?!#)", page)
    assert page == as_html(found, pictures, **TITLES).decode()


def test_a_list_whose_name_is_markup_stays_a_name():
    table = Histories(("<b>x</b>", "#import y", "z"), (1, 2, 4, 3, 5, 6, 7), (9, 9, 9, 3, 3, 3, 2))
    found = compared(table, Settings(np.random.Generator(np.random.PCG64(1))), methods=("main_effects", "chao"))
    pictures = charts(found, {})
    assert "<b>x</b>" not in as_html(found, pictures, **TITLES).decode()
    assert "#import y" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(found, pictures, **TITLES))).pages)


def test_the_pdf_says_the_same_as_the_page(united_kingdom):
    found, pictures = united_kingdom
    made = as_pdf(found, pictures, **TITLES)
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())
    for said in (found.verdict.sentence, "11,313", "The chains disagree", "taken as one", "not prevalence"):
        assert said in text
    assert made == as_pdf(found, pictures, **TITLES)
