"""What a check of a claim gives: yes and no only where that is certain, and never from the document that makes the claim."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import PackError
from firmground.evidence.checking import agrees, check_claim
from firmground.law.claims import answers_to_claims as law_answers
from firmground.law.coverage import coverage_on
from firmground.packs.entries import SeriesValue
from firmground.packs.report_entries import Check, ReportClaim
from firmground.plan.claims import answers_to_claims as plan_answers
from firmground.values import Finding

YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
EXACT, MORE, ABOUT, NOT_FOUND = "exact", "more_than", "about", "not_found"
NUMBERS = st.integers(min_value=0, max_value=60)
BOUNDS = st.sampled_from([EXACT, MORE, ABOUT])


def claim(cited="QUAY_POST", **check):
    """A claim that was read in one document, with what it is checked against."""
    cite = {"source": (cited,), "confidence": "primary"}
    kept = {"id": "said", "number": 1, "kind": "statement", "holds": "fact", "rests_on": "own_figures", "cite": cite}
    return ReportClaim(**kept, check=Check(**check) if check else None)


@pytest.fixture(scope="session")
def published(freeport):
    """The fictional territory with other published numbers of 2022, each a value, a bound, its documents and confidence."""

    def made(**rows):
        kept = {"period": "calendar", "year": 2022, "unit": "times"}
        series = []
        for name, (value, bound, source, confidence) in rows.items():
            said = {"value": value, "bound": bound, "source": source, "confidence": confidence}
            series.append(SeriesValue(series=name, **kept, **said))
        return dataclasses.replace(freeport, series=tuple(series))

    return made


@pytest.mark.parametrize(
    ("said", "known", "finding"),
    [
        ((20, EXACT), (20, EXACT), YES),
        ((20, EXACT), (21, EXACT), NO),
        ((0, EXACT), (0, EXACT), YES),
        ((20, MORE), (21, EXACT), YES),
        ((20, MORE), (20, EXACT), NO),  # twenty are not more than twenty
        ((20, MORE), (19, EXACT), NO),
        ((20, MORE), (25, MORE), YES),
        ((20, MORE), (20, MORE), YES),
        ((20, MORE), (15, MORE), NOT_KNOWN),  # more than fifteen may be seventeen
        ((20, MORE), (20, ABOUT), NOT_KNOWN),
        ((20, MORE), (15, ABOUT), NOT_KNOWN),
        ((20, EXACT), (20, MORE), NO),  # what is known is above it
        ((20, EXACT), (25, MORE), NO),
        ((20, EXACT), (15, MORE), NOT_KNOWN),
        ((20, ABOUT), (20, MORE), NOT_KNOWN),
        ((20, ABOUT), (15, MORE), NOT_KNOWN),
        ((20, ABOUT), (90, MORE), NOT_KNOWN),  # how near "about" is, nobody said
        ((20, ABOUT), (20, EXACT), YES),
        ((20, ABOUT), (21, EXACT), NOT_KNOWN),
        ((20, EXACT), (21, ABOUT), NOT_KNOWN),
        ((20, ABOUT), (20, ABOUT), YES),
        ((20, ABOUT), (21, ABOUT), NOT_KNOWN),
    ],
)
def test_whether_what_is_said_agrees_with_what_is_known(said, known, finding):
    assert agrees(*said, *known) is finding


def test_more_than_a_number_is_not_shown_by_about_one_more():
    """About twenty-one may be nineteen."""
    assert agrees(20, MORE, 21, ABOUT) is NOT_KNOWN


@given(said=NUMBERS, known=NUMBERS)
def test_exact_numbers_agree_when_they_are_equal_and_only_then(said, known):
    assert agrees(said, EXACT, known, EXACT) is agrees(known, EXACT, said, EXACT) is (YES if said == known else NO)


@given(number=NUMBERS, known=NUMBERS, bound=st.sampled_from([EXACT, MORE, ABOUT, NOT_FOUND]))
def test_what_was_not_found_is_never_settled(number, known, bound):
    assert agrees(number, bound, known, NOT_FOUND) is agrees(known, NOT_FOUND, number, bound) is NOT_KNOWN


@given(said=NUMBERS, known=NUMBERS, bound=st.sampled_from([EXACT, MORE]))
def test_more_than_is_a_yes_only_where_all_that_may_be_known_is_above(said, known, bound):
    lowest = known + 1 if bound == MORE else known
    assert (agrees(said, MORE, known, bound) is YES) == (lowest > said)


@given(said=NUMBERS, said_bound=BOUNDS, known=NUMBERS, known_bound=BOUNDS)
def test_nothing_is_called_wrong_that_may_be_right(said, said_bound, known, known_bound):
    def fits(number, value, bound):
        return {EXACT: number == value, MORE: number > value, ABOUT: True}[bound]

    both = any(fits(number, said, said_bound) and fits(number, known, known_bound) for number in range(123))
    assert (agrees(said, said_bound, known, known_bound) is NO) == (not both)


@given(one=NUMBERS, one_bound=BOUNDS, other=NUMBERS, other_bound=BOUNDS)
def test_two_numbers_never_agree_one_way_round_and_contradict_the_other_way(one, one_bound, other, other_bound):
    assert {agrees(one, one_bound, other, other_bound), agrees(other, other_bound, one, one_bound)} != {YES, NO}


@pytest.mark.parametrize(
    ("documents", "finding"),
    [(("GAZETTE",), YES), (("GAZETTE", "QUAY_POST"), YES), (("QUAY_POST",), NOT_KNOWN)],
)
def test_a_source_cannot_confirm_itself(published, documents, finding):
    pack = published(found=(9, EXACT, documents, "primary"))
    result = check_claim(pack, claim("QUAY_POST", series="found", year=2022, value=9))
    assert result.finding is finding
    assert ("nothing confirms it" in result.why) == (finding is NOT_KNOWN)


@pytest.mark.parametrize("value", [9, 10])
def test_a_source_that_contradicts_itself_settles_nothing_either(published, value):
    pack = published(found=(9, EXACT, ("QUAY_POST",), "primary"))
    assert check_claim(pack, claim("QUAY_POST", series="found", year=2022, value=value)).finding is NOT_KNOWN


@pytest.mark.parametrize("confidence", ["secondary", "inferred", "unverified", None])
@pytest.mark.parametrize("value", [9, 10])
def test_a_number_not_read_in_a_primary_source_settles_nothing(published, confidence, value):
    pack = published(found=(9, EXACT, ("GAZETTE",), confidence))
    result = check_claim(pack, claim(series="found", year=2022, value=value))
    assert result.finding is NOT_KNOWN
    assert "not read in a primary source" in result.why


@pytest.mark.parametrize(("value", "finding"), [(9, YES), (10, NO)])
def test_a_number_of_another_document_is_compared_and_both_are_told(published, value, finding):
    pack = published(found=(9, EXACT, ("GAZETTE",), "primary"))
    result = check_claim(pack, claim(series="found", year=2022, value=value))
    assert (result.finding, result.why) == (finding, f"Published: 9 (GAZETTE). Said: {value}.")


def test_the_bounds_are_told_in_words(published):
    pack = published(asked=(7500, MORE, ("GAZETTE",), "primary"))
    why = check_claim(pack, claim(series="asked", year=2022, value=7000, bound=MORE)).why
    assert why == "Published: more than 7,500 (GAZETTE). Said: more than 7,000."


def test_where_no_number_was_found_nothing_is_settled(published):
    pack = published(found=(None, NOT_FOUND, ("GAZETTE",), "primary"))
    assert check_claim(pack, claim(series="found", year=2022, value=0)).finding is NOT_KNOWN


@pytest.mark.parametrize(
    ("part", "whole", "percent", "finding"),
    [
        (9, 712, "1", YES),
        (9, 712, "1.3", YES),
        (9, 712, "1.26", YES),
        (9, 712, "1.264", YES),
        (9, 712, "1.2", NO),
        (9, 712, "1.27", NO),
        (9, 712, "1.30", NO),  # a printed digit counts
        (1, 8, "13", YES),  # a half is rounded up
        (1, 8, "12", NO),
        (0, 8, "0.00", YES),
        (8, 8, "100", YES),
        (8, 8, "100.0", YES),
        (1, 0, "1", NOT_KNOWN),
        (None, 8, "1", NOT_KNOWN),
        (1, None, "1", NOT_KNOWN),
    ],
)
def test_a_share_is_worked_out_again_to_the_digits_that_were_printed(published, part, whole, percent, finding):
    rows = {"found": part, "asked": whole}
    pack = published(
        **{name: (value, NOT_FOUND if value is None else EXACT, ("GAZETTE",), "primary") for name, value in rows.items()}
    )
    result = check_claim(pack, claim(series="found", of_series="asked", year=2022, percent=percent))
    assert result.finding is finding
    assert ("It is a share of screenings, not of people." in result.why) == (finding is not NOT_KNOWN)


@given(part=st.integers(0, 400), whole=st.integers(400, 99999), digits=st.integers(0, 4))
def test_a_share_printed_right_agrees_and_one_last_digit_off_does_not(published, part, whole, digits):
    pack = published(found=(part, EXACT, ("GAZETTE",), "primary"), asked=(whole, EXACT, ("GAZETTE",), "primary"))
    last = int(Fraction(100 * part * 10**digits, whole) + Fraction(1, 2))

    def finding(number):
        units, rest = divmod(number, 10**digits)
        percent = f"{units}.{rest:0{digits}}" if digits else str(units)
        return check_claim(pack, claim(series="found", of_series="asked", year=2022, percent=percent)).finding

    assert (finding(last), finding(last + 1)) == (YES, NO)


@pytest.mark.parametrize("confidence", ["secondary", "inferred", "unverified"])
@pytest.mark.parametrize("percent", ["1.3", "1.4"])
def test_a_share_of_numbers_not_read_in_a_primary_source_settles_nothing(published, confidence, percent):
    pack = published(found=(9, EXACT, ("GAZETTE",), confidence), asked=(712, EXACT, ("GAZETTE",), "primary"))
    checked = check_claim(pack, claim(series="found", of_series="asked", year=2022, percent=percent))
    assert checked.finding is NOT_KNOWN


@pytest.mark.parametrize(
    ("check", "cited", "finding"),
    [
        ({"posts": "authorised_in_all", "value": 12}, "QUAY_POST", YES),
        ({"posts": "authorised_in_all", "value": 13}, "QUAY_POST", NO),
        ({"posts": "authorised_in_all", "value": 12}, "GAZETTE", NOT_KNOWN),  # it would confirm itself
        ({"posts": "filled_house", "value": 2}, "GAZETTE", NOT_KNOWN),  # read in no primary source
        ({"posts": "filled_house", "value": 3}, "GAZETTE", NOT_KNOWN),
        ({"funding": "building_the_house", "value": 412500}, "QUAY_POST", YES),
        ({"funding": "building_the_house", "value": 410000}, "QUAY_POST", YES),  # as it was rounded
        ({"funding": "building_the_house", "value": 412000}, "QUAY_POST", NO),
        ({"funding": "building_the_house", "value": 410000}, "GAZETTE", NOT_KNOWN),
        ({"funding": "interpreters_each_year", "value": 96000}, "QUAY_POST", YES),
    ],
)
def test_posts_and_money_are_compared_with_the_register_of_the_plan(freeport, check, cited, finding):
    assert check_claim(freeport, claim(cited, **check)).finding is finding


@pytest.mark.parametrize(("value", "finding"), [(10, YES), (12, NO)])
def test_more_than_a_number_of_posts_is_compared_as_more_than(freeport, value, finding):
    """The register has exactly twelve."""
    checked = check_claim(freeport, claim(posts="authorised_in_all", value=value, bound=MORE))
    assert checked.finding is finding
    assert f"more than {value}" in checked.why


@pytest.mark.parametrize("territory", ["freeport", "hong_kong"])
def test_a_claim_about_the_law_gives_what_the_register_of_law_answers(request, territory):
    pack = request.getfixturevalue(territory)
    assert pack.law.claims
    for made in pack.law.claims:
        (answer,) = [each for each in law_answers(coverage_on(pack, made.made_on)) if each.claim == made]
        checked = check_claim(pack, claim(law_claim=made.id))
        assert (checked.finding, checked.why) == (answer.finding, answer.why)


@pytest.mark.parametrize("territory", ["freeport", "hong_kong"])
def test_a_claim_about_the_plan_gives_what_the_register_of_the_plan_answers(request, territory):
    pack = request.getfixturevalue(territory)
    assert pack.plan.claims
    for answer in plan_answers(pack.plan):
        checked = check_claim(pack, claim(plan_claim=answer.claim.id))
        assert (checked.finding, checked.why) == (answer.finding, answer.why)


@pytest.mark.parametrize(
    "check",
    [
        {"series": "no_such", "year": 2022, "value": 1},
        {"series": "identified", "year": 1999, "value": 1},
        {"series": "identified", "of_series": "no_such", "year": 2022, "percent": "1"},
        {"posts": "no_such", "value": 1},
        {"funding": "no_such", "value": 1},
        {"law_claim": "no_such"},
        {"plan_claim": "no_such"},
        {},
    ],
)
def test_a_check_against_what_is_not_there_is_refused_with_a_remedy(freeport, check):
    with pytest.raises(PackError) as caught:
        check_claim(freeport, claim(**check))
    assert caught.value.remedy
