"""``firmground screening`` as somebody meets it who wants two forms side by side, or as another program does."""

import json

import pytest

ON = ("--pack", "hong_kong", "--on", "2024-05-06")


def test_two_forms_are_laid_side_by_side_with_counts_lists_and_limits(firmground):
    done = firmground("screening", "crosswalk", "initial_screening", "htcds_2", *ON)
    assert (done.code, done.err) == (0, "")
    assert "Of the 13 indicators that initial_screening asks about, htcds_2 asks about 10, and not about 3." in done.out
    assert "Of the 23 indicators that htcds_2 asks about, initial_screening asks about 10, and not about 13." in done.out
    assert "a reconstruction: the official form was not found" in done.out
    assert done.out.index("Asked by both: 10") < done.out.index("Asked only by initial_screening: 3")
    assert "About no indicator in initial_screening: in_danger_now, age" in done.out
    assert "They are no measure of likeness." in done.out
    assert "alike" not in done.out
    assert "resemble" not in done.out


def test_strengths_stand_beside_the_indicators_of_a_rated_set(firmground):
    done = firmground("screening", "crosswalk", "initial_screening", "ilo_2009_adult_labour", *ON)
    assert "d5_documents (adults strong)" in done.out


def test_of_a_form_known_in_part_it_says_so(firmground):
    done = firmground("screening", "crosswalk", "initial_screening", "handbook_2018", *ON)
    assert "handbook_2018 is known in part." in done.out
    assert "of 13 it is not known" in done.out
    assert "Asked only by initial_screening" not in done.out


def test_programs_get_the_same_with_ids_and_readings(firmground):
    said = json.loads(firmground("screening", "crosswalk", "initial_screening", "handbook_2018", *ON, "--json").out)
    assert said["second_in_first"] == {"of": 1, "asked": 0, "not_asked": 1, "not_known": 0}
    assert {each["id"] for each in said["first"]["about_none"]} == {"in_danger_now", "age"}
    debt = next(each for each in said["indicators"] if each["indicator"] == "debt_bondage")
    assert (debt["first_asks"], debt["second_asks"], debt["first"][0]["id"]) == ("yes", "not known", "debt_to_leave")


def test_what_can_be_compared_is_listed_and_what_cannot_with_the_reason(firmground):
    done = firmground("screening", "instruments", *ON)
    assert "toolkit_questionnaire" in done.out
    assert "ilo_2009_adult_sexual: is not shipped" in done.out
    said = json.loads(firmground("screening", "instruments", "--pack", "hong_kong", "--on", "2016-01-01", "--json").out)
    assert "initial_screening" in {each["id"] for each in said["sources"]}
    assert {"qyit", "htcds_2", "ilo_2009_child_sexual"} <= {each["id"] for each in said["left_out"]}


@pytest.mark.parametrize(
    ("second", "on", "fault"),
    [
        ("ilo_2009_child_sexual", "2024-05-06", "is not shipped"),
        ("palm_reading", "2024-05-06", "there is no instrument or list of indicators"),
        ("qyit", "2016-01-01", "has no version for 2016-01-01"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_code_3(firmground, second, on, fault):
    done = firmground("screening", "crosswalk", "initial_screening", second, "--pack", "hong_kong", "--on", on)
    assert (done.code, done.out) == (3, "")
    assert fault in done.err
    assert "What to do: " in done.err
