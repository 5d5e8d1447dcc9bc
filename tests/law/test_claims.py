"""What is said of the provisions as a whole is answered from the register, with the counts that the answer rests on."""

from datetime import date

import pytest

from firmground.law.claims import answers_to_claims
from firmground.law.coverage import coverage_on
from firmground.packs.law_entries import LawClaim
from firmground.values import Finding

DAY = date(2024, 1, 1)
YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
NAMED, AREA, OURS = {"named": "provision"}, {"named": "area"}, {"named": "no"}
ON_THE_PERSON, WITNESSES = {"named": "provision", "falls_on_person": "chiefly"}, {"named": "provision", "protects": True}
POSSIBLY = {"named": "provision", "falls_on_person": "possibly"}
ACTS = ("recruit", "transport", "transfer", "harbour", "receive")
PURPOSES = ("sexual_exploitation", "forced_labour_or_services", "slavery_or_similar", "servitude", "organ_removal")
COMPOSITE = {"acts": ACTS, "purposes": PURPOSES}


@pytest.fixture
def answer(with_provisions, cited):
    """The answer to one claim about some provisions."""

    def answered(provisions, **claim):
        made = LawClaim(id="said", made_on=date(2020, 1, 1), cite=cited, **claim)
        (found,) = answers_to_claims(coverage_on(with_provisions(*provisions, claims=(made,)), DAY))
        return found

    return answered


@pytest.mark.parametrize(
    ("provisions", "number", "finding"),
    [
        ([NAMED, NAMED, NAMED], 2, YES),  # the named ones alone are enough
        ([NAMED, NAMED], 2, NO),  # two are not more than two
        ([NAMED, NAMED, AREA], 2, NOT_KNOWN),  # it depends on whether an area counts
        ([NAMED, NAMED, OURS], 2, NOT_KNOWN),  # or on our reading
        ([NAMED, NAMED, ON_THE_PERSON], 2, NO),  # what punishes the trafficked person does not count
        ([NAMED, NAMED, WITNESSES], 2, NO),  # nor what protects witnesses
        ([NAMED, NAMED, POSSIBLY], 2, YES),  # what can fall on others as well does
        ([NAMED, NAMED, {**NAMED, "to": date(2023, 12, 31)}], 2, NO),  # what has ended does not
        ([], 0, NO),
        ([OURS], 0, NOT_KNOWN),
        ([NAMED], 0, YES),
    ],
)
def test_more_than_a_number_of_provisions(answer, provisions, number, finding):
    assert answer(provisions, says="more_than", number=number).finding is finding


def test_the_answer_says_what_was_counted_and_by_whose_reading(answer):
    told = answer([NAMED, AREA, AREA, OURS], says="more_than", number=3).why
    assert "1 are officially named by section and 2 lie in an area that is; 1 more are our reading" in told
    assert "That is 1, 3 or 4, against more than 3." in told


@pytest.mark.parametrize(
    ("provisions", "finding"),
    [
        ([COMPOSITE], YES),
        ([{**COMPOSITE, "acts": ACTS[:4]}, {**COMPOSITE, "acts": ACTS[4:]}], YES),  # two laws that share the acts
        ([{**COMPOSITE, "acts": ACTS[:4]}], NO),
        ([{**COMPOSITE, "limits": ("crosses_border",)}], NO),
        ([{**COMPOSITE, "means": ("fraud",)}], NO),
        ([{"acts": ACTS}, {"purposes": PURPOSES}], NO),  # pieces are not one offence
        ([], NO),
    ],
)
def test_the_provisions_cover_the_definition(answer, provisions, finding):
    assert answer(provisions, says="covers_the_definition").finding is finding


def test_the_answer_about_the_definition_counts_cells(answer):
    told = answer([COMPOSITE], says="covers_the_definition").why
    assert "Of 200 combinations" in told
    assert "one provision reaches 200 whole" in told
    assert "one reaches 25 of 25 whole" in told
    assert "our reading" not in told


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 6, 30), {"one_law_for_all_of_it": NOT_KNOWN, "more_than_twenty": NO}),  # some readings are not verified
        (date(2021, 7, 1), {"one_law_for_all_of_it": YES, "more_than_twenty": NO}),
    ],
)
def test_a_claim_about_freeport_is_answered_by_the_law_of_the_day(freeport, day, expected):
    assert {each.claim.id: each.finding for each in answers_to_claims(coverage_on(freeport, day))} == expected


def test_more_than_fifty_provisions_in_hong_kong_is_not_known(hong_kong):
    found = {each.claim.id: each for each in answers_to_claims(coverage_on(hong_kong, date(2019, 12, 31)))}
    assert found["over_50_provisions"].finding is NOT_KNOWN
    assert "10 are officially named by section and 17 lie in an area that is" in found["over_50_provisions"].why
    assert found["comparable_to_composite"].finding is NOT_KNOWN
    assert found["comparable_to_composite"].why.endswith("our reading, which settles nothing by itself.")
    assert "4 more in the register fall chiefly on the trafficked person or protect witnesses" in found["over_50_provisions"].why


def test_a_reading_that_nobody_verified_settles_nothing_either_way(answer, cited):
    ours = {**COMPOSITE, "reading": {**cited, "confidence": "inferred"}}
    assert answer([ours], says="covers_the_definition").finding is NOT_KNOWN
    assert answer([{**ours, "acts": ACTS[:4]}], says="covers_the_definition").finding is NOT_KNOWN
    assert answer([ours, COMPOSITE], says="covers_the_definition").finding is YES
