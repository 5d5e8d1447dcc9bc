"""Sentences about what became of people: a number, that it is withheld, or that nothing was recorded; nothing is never nought."""

import json

import pytest

from firmground.cases.demo_course import demo_tables
from firmground.evidence.files import write_statement
from firmground.evidence.statement import compose
from firmground.evidence.verifying import verify_statement
from firmground.screening.demo_year import demo_year
from firmground.statistics.extract import OF_CASES, write_extract

SENTENCES = ("services_given", "referrals_made", "investigated", "prosecuted", "waited_for_decision", "waited_for_protection")


@pytest.fixture(scope="module")
def extract_of(hong_kong, tmp_path_factory):
    """An extract of the invented year 2019, with what became of people or without."""

    def made(*, with_cases):
        tables = demo_year(hong_kong, year=2019, persons=7512, seed=1)
        tables |= demo_tables(hong_kong, tables, year=2019, seed=1) if with_cases else {}
        out = tmp_path_factory.mktemp("became") / "extract"
        return write_extract(tables, out, pack=hong_kong, year=2019, synthetic=True)

    return made


@pytest.fixture(scope="module")
def followed(hong_kong, extract_of):
    extract = extract_of(with_cases=True)
    return extract, compose(hong_kong, extract, 2019, "en")


def said(statement):
    return {each.id: each.text for each in statement.sentences if each.id in SENTENCES}


def test_every_sentence_stands_and_says_a_number_or_that_it_is_withheld(followed):
    _, statement = followed
    told = said(statement)
    assert tuple(told) == SENTENCES
    assert "Persons who asked for a service or were offered one: withheld" in told["services_given"]
    assert "Referrals to another body: 8;" in told["referrals_made"]
    assert "Decisions reached: 108;" in told["waited_for_decision"]
    assert not any("not recorded" in words for words in told.values())


@pytest.mark.parametrize(("language", "words"), [("en", "not recorded here"), ("zh-Hant", "這裏沒有記錄")])
def test_where_nothing_was_recorded_every_sentence_says_so_and_none_says_nought(hong_kong, extract_of, language, words):
    statement = compose(hong_kong, extract_of(with_cases=False), 2019, language)
    for name, text in said(statement).items():
        assert words in text, name
        assert all(quote.shown == words for each in statement.sentences if each.id == name for quote in each.quotes)
    content = statement.to_json()
    for entry in (each for each in hong_kong.figures if each.dataset in OF_CASES):
        assert content["figures"][entry.id] | {"total": None, "cells": {}, "recorded": False} == content["figures"][entry.id]


def test_what_a_reader_opens_says_it_too_and_it_can_be_checked(hong_kong, extract_of, tmp_path):
    extract = extract_of(with_cases=False)
    write_statement(compose(hong_kong, extract, 2019, "en"), tmp_path / "statement")
    page = (tmp_path / "statement/statement.html").read_text(encoding="utf-8")
    row = page.partition('id="definition-convictions"')[2].partition("</tr>")[0]
    assert "not recorded here" in row
    assert verify_statement(tmp_path / "statement/statement.json", hong_kong, extract).mismatches == ()


@pytest.mark.parametrize(
    ("name", "shown"), [("services_given", "7"), ("referrals_made", "withheld"), ("waited_for_decision", "not recorded here")]
)
def test_a_sentence_that_says_something_else_than_its_table_is_found(hong_kong, followed, tmp_path, name, shown):
    extract, statement = followed
    write_statement(statement, tmp_path / "statement")
    path = tmp_path / "statement/statement.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    next(each for each in content["sentences"] if each["id"] == name)["quotes"][0]["shown"] = shown
    path.write_text(json.dumps(content), encoding="utf-8")
    found = [str(each) for each in verify_statement(path, hong_kong, extract).mismatches]
    assert any(name in each for each in found)


def test_comparisons_quote_what_was_recorded_and_nothing_where_nothing_was(hong_kong, followed, extract_of):
    _, statement = followed
    with_figures = {each.id: each.figure for each in statement.comparisons if each.figure}
    assert with_figures == {
        "screenings": "initial_screenings",
        "identified": "persons_identified",
        "investigations": "investigations",
        "labour_cases": "prosecutions",
        "services": "persons_with_services",
    }
    bare = compose(hong_kong, extract_of(with_cases=False), 2019, "en")
    assert {each.recorded for each in bare.comparisons if each.figure in ("investigations", "prosecutions")} == {""}
