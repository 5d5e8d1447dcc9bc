"""Two instruments side by side: what the lists share out, what stays not known, and what known lists are known to lack."""

import dataclasses
import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firmground.errors import NotInForce, NotShipped, PackError
from firmground.packs.crosswalk_entries import CrosswalkEntry, CrosswalkRow
from firmground.packs.pack import read_pack
from firmground.screening.crosswalk import LIMITS, Shared, crosswalk
from firmground.screening.crosswalk_json import HEAD, crosswalk_rows, crosswalk_to_json
from firmground.screening.crosswalk_words import bounds_in_words, counts_in_words, shared_in_words, strengths_in_words
from firmground.screening.indicator_source import find_source, source_names, sources_on
from firmground.values import Citation, Confidence, Finding, canonical_json

DAY = datetime.date(2024, 5, 6)
FREEPORT = read_pack("freeport")
CODES = [code.code for code in FREEPORT.codes["indicators"]]
CITE = Citation(("FIRMGROUND",), Confidence.INFERRED)
READ = {"source": "FIRMGROUND", "confidence": "inferred"}
LISTS = ("both", "only_first", "only_second", "first_and_perhaps_second", "second_and_perhaps_first", "neither")


def names_of(lines):
    return {line.indicator for line in lines}


def side_by_side(packs, first, second, pack="hong_kong"):
    return crosswalk(packs[pack], first, second, on=DAY)


# --- any two sources ----------------------------------------------------------------------------------------------------


def written(cells, partial):
    rows = tuple(CrosswalkRow(item=f"t{n}", indicators=cell, **READ) for n, cell in enumerate(cells))
    return CrosswalkEntry(id="made_up", version="1", kind="topics", partial=partial, cite=CITE, rows=rows)


READINGS = st.one_of(
    st.just("none"), st.just("not_known"), st.lists(st.sampled_from(CODES), min_size=1, max_size=4).map(" ".join)
)
SOURCES = st.builds(written, st.lists(READINGS, max_size=5), st.sampled_from(["", "Only a part was found."]))


def any_two(first, second):
    named = {"a": (first.model_copy(update={"id": "a"}),), "b": (second.model_copy(update={"id": "b"}),)}
    return dataclasses.replace(FREEPORT, crosswalk=named)


@settings(max_examples=40)
@given(SOURCES, SOURCES)
def test_the_lists_share_out_the_indicators_and_the_other_direction_mirrors_them(first, second):
    pack = any_two(first, second)
    there, back = crosswalk(pack, "a", "b", on=DAY), crosswalk(pack, "b", "a", on=DAY)
    shared_out = [line.indicator for name in LISTS for line in getattr(there, name)]
    assert sorted(shared_out) == sorted(CODES)
    assert names_of(there.both) == names_of(back.both)
    assert names_of(there.only_first) == names_of(back.only_second)
    assert names_of(there.first_and_perhaps_second) == names_of(back.second_and_perhaps_first)
    assert (there.first_in_second, there.second_in_first) == (back.second_in_first, back.first_in_second)


@settings(max_examples=40)
@given(SOURCES, SOURCES)
def test_the_counts_add_up_and_a_side_that_is_open_is_never_no(first, second):
    found = crosswalk(any_two(first, second), "a", "b", on=DAY)
    for shared, asker in ((found.first_in_second, found.first), (found.second_in_first, found.second)):
        assert shared.of == shared.asked + shared.not_asked + shared.not_known == len(asker.indicators)
    if second.partial or any(row.asks is None for row in second.rows):
        assert found.only_first == ()
        assert found.first_in_second.not_asked == 0
    else:
        assert found.first_in_second.not_known == 0


@settings(max_examples=40)
@given(SOURCES)
def test_a_source_beside_itself_shares_everything(source):
    found = crosswalk(any_two(source, source), "a", "a", on=DAY)
    assert names_of(found.both) == found.first.indicators
    assert found.only_first == found.only_second == found.first_and_perhaps_second == ()
    assert found.first_in_second == found.second_in_first == Shared(len(found.both), len(found.both), 0, 0)


@settings(max_examples=25)
@given(SOURCES)
def test_one_more_item_can_only_settle_or_keep_what_is_asked(source):
    """Adding an item that asks about something never takes an indicator away."""
    more = source.model_copy(update={"rows": (*source.rows, CrosswalkRow(item="more", indicators="debt_bondage", **READ))})
    before, after = (crosswalk(any_two(each, each), "a", "a", on=DAY).first for each in (source, more))
    assert after.indicators == before.indicators | {"debt_bondage"}
    assert after.not_known == before.not_known


# --- those that are shipped ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", ["international", "hong_kong", "freeport"])
def test_every_item_of_a_shipped_source_is_read_with_a_citation(packs, pack):
    found, left_out = sources_on(packs[pack], DAY)
    assert {name for name, _ in left_out} == {"ilo_2009_adult_sexual", "ilo_2009_child_sexual"}
    assert {source.id for source in found} | {name for name, _ in left_out} == set(source_names(packs[pack]))
    for item in (item for source in found for item in source.items):
        assert item.cite is not None, item.id
        assert item.cite.source
        assert item.cite.confidence in ("inferred", "unverified")


def test_the_standard_cannot_record_restricted_movement_or_forced_crime(packs):
    """Known of HTCDS 2.0: its means of control lack the first, its types of exploitation the second (its issue 28)."""
    found = side_by_side(packs, "initial_screening", "htcds_2")
    assert {"restriction_of_movement", "illicit_acts_forced"} <= names_of(found.only_first)
    assert "organ_removal" in names_of(found.only_second)


def test_the_sets_for_adults_and_for_children_differ_where_the_list_for_children_is_shorter(packs):
    found = side_by_side(packs, "ilo_2009_adult_labour", "ilo_2009_child_labour")
    assert (len(found.first.items), len(found.second.items)) == (67, 65)
    assert found.first.indicators == found.second.indicators


def test_strengths_are_told_in_the_columns_that_an_instrument_applies(packs):
    found = side_by_side(packs, "full_debriefing", "ilo_2009_child_labour")
    debt = next(line for line in found.both if line.indicator == "debt_bondage")
    told = {item.id: strengths_in_words(found.first, item) for item in debt.first}
    assert told == {"recruited_through_debt": "adults medium; children strong", "work_debt": "adults strong; children strong"}
    assert [strengths_in_words(found.second, item) for item in debt.second] == ["children strong", "children strong"]
    rights = next(line for line in found.both if line.indicator == "labour_rights_denied")
    missing = next(item for item in rights.first if item.id == "protection_missing")
    assert strengths_in_words(found.first, missing) == "adults medium; children not in the list"


def test_a_row_of_its_own_goes_before_what_the_set_says(packs):
    debriefing = find_source(packs["hong_kong"], "full_debriefing", DAY)
    adults = find_source(packs["hong_kong"], "ilo_2009_adult_labour", DAY)
    asks = {item.id: item.asks for item in (*debriefing.items, *adults.items)}
    assert asks["work_violence"] == ("physical_violence",)
    assert asks["d5_violence"] == ("physical_violence", "sexual_violence")
    assert asks["work_confined"] == asks["d5_isolation"]


def test_both_readings_of_the_set_of_2009_agree_but_where_the_eleven_have_no_word(packs):
    """The set carries the codes of the list of 2012; through that list they must meet the reading of the same indicator."""
    pack = packs["international"]
    eleven = {row.item: set(row.asks) for row in pack.crosswalk["ilo_2012"][0].rows}
    read = {row.item: set(row.asks) for row in pack.crosswalk["ilo_2009_labour"][0].rows}
    apart = {
        row.indicator
        for row in pack.indicator_sets["ilo_2009_labour"].indicators
        if not set().union(*(eleven[name] for name in row.forced_labour)) & read[row.indicator]
    }
    assert apart == {"d2_abduction", "d4_labourlaw", "d4_social", "d4_education", "d5_crime", "d5_tasks"}


def test_a_form_known_in_part_is_never_said_not_to_ask(packs):
    found = side_by_side(packs, "initial_screening", "handbook_2018")
    assert found.only_first == ()
    assert found.first_in_second == Shared(of=13, asked=0, not_asked=0, not_known=13)
    assert found.second.asks("debt_bondage") is Finding.NOT_KNOWN
    told = " ".join(bounds_in_words(found.pack, found.second, "The handbook"))
    assert "known in part" in told
    assert "trauma" in told


def test_a_screen_of_risks_asks_about_no_indicator_which_is_not_the_same_as_not_known(packs):
    found = side_by_side(packs, "sscst", "qyit", "international")
    assert (found.first.indicators, found.first.not_known, len(found.first.about_none)) == (frozenset(), (), 6)
    assert len(found.only_second) == len(found.second.indicators)
    assert counts_in_words(found, "The one", "the other")[0] == "The one asks about no indicator that is known."


def test_the_age_today_is_no_indicator_and_the_age_when_it_began_is(packs):
    quay = find_source(packs["freeport"], "quay_questions", DAY)
    assert "age" in {item.id for item in quay.about_none}
    assert [item.id for item in quay.asking("being_a_child")] == ["age_when_it_began"]


def test_an_instrument_that_nobody_read_is_not_known_throughout(packs):
    pack = dataclasses.replace(packs["freeport"], crosswalk={})
    found = crosswalk(pack, "quay_questions", "quay_questions", on=DAY)
    assert {(line.first_asks, line.second_asks) for line in found.lines} == {(Finding.NOT_KNOWN, Finding.NOT_KNOWN)}
    assert len(found.first.not_known) == 14
    assert {item.cite for item in found.first.not_known} == {None}


def test_a_reading_counts_only_on_its_days(packs):
    pack = packs["freeport"]
    ended = pack.crosswalk["quay_questions"][0].model_copy(update={"to": datetime.date(2023, 1, 1)})
    pack = dataclasses.replace(pack, crosswalk={**pack.crosswalk, "quay_questions": (ended,)})
    assert find_source(pack, "quay_questions", datetime.date(2023, 1, 1)).not_known == ()
    assert len(find_source(pack, "quay_questions", DAY).not_known) == 14


# --- what is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sides", [("ilo_2009_adult_sexual", "qyit"), ("qyit", "ilo_2009_child_sexual")])
def test_a_set_that_was_not_verified_is_not_compared(packs, sides):
    with pytest.raises(NotShipped, match="were not verified") as refused:
        side_by_side(packs, *sides)
    assert refused.value.remedy == "verify the source and add it to a pack"


@pytest.mark.parametrize("name", ["palm_reading", "ilo_2009_labour", "topics"])
def test_what_is_no_source_is_refused_with_those_there_are(packs, name):
    with pytest.raises(PackError, match=f"there is no instrument or list of indicators '{name}'") as refused:
        side_by_side(packs, "qyit", name)
    assert "htcds_2" in refused.value.remedy


@pytest.mark.parametrize(("name", "day"), [("htcds_2", datetime.date(2021, 12, 23)), ("qyit", datetime.date(2018, 12, 31))])
def test_nothing_is_said_of_a_day_before_a_source_was_there(packs, name, day):
    with pytest.raises(NotInForce, match="has no version for"):
        crosswalk(packs["hong_kong"], "initial_screening", name, on=day)
    assert name in dict(sources_on(packs["hong_kong"], day)[1])


# --- for programs and people --------------------------------------------------------------------------------------------


def test_it_gives_programs_every_indicator_once_and_never_a_verdict(packs):
    found = side_by_side(packs, "initial_screening", "ilo_2012")
    said = crosswalk_to_json(found)
    assert canonical_json(said)
    assert [each["indicator"] for each in said["indicators"]] == CODES
    assert said["first_in_second"] == {"of": 13, "asked": 10, "not_asked": 3, "not_known": 0}
    assert said["limits"] == list(LIMITS)
    assert not {"similar", "similarity", "alike", "verdict"} & set(itertools.chain(said, said["first"], said["indicators"][0]))


def test_the_table_has_a_row_for_each_item_under_each_indicator(packs):
    found = side_by_side(packs, "full_debriefing", "raft")
    rows = list(crosswalk_rows(found))
    asked = sum(len(line.first) + len(line.second) for line in found.lines)
    assert len(rows) == asked + len(found.neither)
    assert {len(row) for row in rows} == {len(HEAD)}
    debt = next(row for row in rows if row[5] == "work_debt")
    assert debt[7:9] == ("strong", "strong")
    assert next(crosswalk_rows(found, "zh-Hant"))[1] == "利用弱勢處境"


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        (Shared(3, 1, 2, 0), "Of the 3 indicators that A asks about, B asks about 1, and not about 2."),
        (Shared(3, 1, 0, 2), "Of the 3 indicators that A asks about, B asks about 1, and not about 0; of 2 it is not known."),
        (Shared(0, 0, 0, 0), "A asks about no indicator that is known."),
    ],
)
def test_counts_say_which_direction_they_are_of(shared, told):
    assert shared_in_words("A", "B", shared) == told
