"""What is said of the plan as a whole: yes and no only from what was read well, and a conflict settles nothing."""

from datetime import date

import pytest

from firmground.plan.claims import answers_to_claims
from firmground.values import Finding

D = date.fromisoformat
YES, NO, NOT_KNOWN = Finding.YES, Finding.NO, Finding.NOT_KNOWN
RECALLED = {"source": ("QUAY_POST",), "confidence": "unverified"}
BY = D("2020-12-31")
DONE, SHAKY, LATER, SILENT, UNREAD = "done", "shaky", "later", "silent", "unread"


@pytest.fixture
def answer(plan, measure, item, claim):
    """The answer to one claim about measures, each told by what is known of it."""

    def answered(*known, kind="new", **said):
        measures = [
            measure(id=f"m{n}", number=n, kind=kind, **({"text_public": False, "indicator": None} if each == UNREAD else {}))
            for n, each in enumerate(known, 1)
        ]
        evidence = []
        for n, each in enumerate(known, 1):
            of = {"measure": f"m{n}", "id": f"e{n}"}
            if each in (DONE, SHAKY):
                evidence += [item("done", None, D("2020-06-01"), **of, **({"cite": RECALLED} if each == SHAKY else {}))]
            if each == LATER:
                evidence += [item("done", D("2021-03-01"), D("2021-03-31"), **of)]
        (found,) = answers_to_claims(plan(*measures, evidence=evidence, claims=[claim(**said)]))
        return found

    return answered


@pytest.mark.parametrize(
    ("known", "at_least", "finding"),
    [
        ((DONE, DONE, DONE), 2, YES),
        ((DONE, DONE, SILENT), 2, YES),
        ((DONE, SHAKY, SILENT), 2, NOT_KNOWN),  # the second was not read in a primary source
        ((DONE, SILENT, SILENT), 2, NOT_KNOWN),
        ((DONE, LATER, SILENT), 2, NOT_KNOWN),
        ((DONE, LATER, LATER), 2, NO),  # evidence shows that two were done later
        ((LATER, LATER, UNREAD), 2, NO),
        ((DONE, LATER, UNREAD), 2, NOT_KNOWN),  # nobody knows what the third one says
        ((LATER,), 0, YES),
    ],
)
def test_at_least_a_number_of_measures(answer, known, at_least, finding):
    assert answer(*known, at_least=at_least).finding is finding


@pytest.mark.parametrize(
    ("known", "finding"),
    [
        ((DONE, DONE), YES),
        ((DONE, SHAKY), NOT_KNOWN),
        ((DONE, SILENT), NOT_KNOWN),
        ((DONE, LATER), NOT_KNOWN),  # the claim and the document stand against each other: a conflict, which is not settled
        ((DONE, UNREAD), NOT_KNOWN),
    ],
)
def test_all_measures(answer, known, finding):
    assert answer(*known).finding is finding


def test_every_measure_is_counted_once_and_the_reason_says_how(answer):
    found = answer(DONE, SHAKY, LATER, SILENT, UNREAD)
    parts = (found.shown, found.not_done, found.conflicting, found.unverified, found.open)
    assert [[each.measure.id for each in part] for part in parts] == [["m1"], [], ["m3"], ["m2"], ["m4", "m5"]]
    assert found.why == (
        "Of 5 measures on 31 December 2020: evidence read in a primary source shows 1; evidence conflicts on 1; only other "
        "sources speak of 1; nothing dated shows 2, of which the text of 1 is not public."
    )


def test_a_claim_of_a_number_is_no_side_of_a_conflict(answer):
    found = answer(DONE, LATER, at_least=1)
    assert [each.measure.id for each in found.not_done] == ["m2"]
    assert found.conflicting == ()


def test_a_claim_about_new_measures_counts_no_ongoing_ones(answer):
    assert answer(LATER, kind="ongoing", kinds=("new",), at_least=1).finding is NO  # there is none
    assert answer(LATER, kind="ongoing", kinds=("new",), at_least=1).not_done == ()


def test_a_claim_about_a_day_before_the_plan_is_not_answered_by_silence(answer):
    """Nothing was written then; "for 2 it shows the opposite" would say more than anybody knows."""
    found = answer(SILENT, SILENT, by=D("2017-06-30"), at_least=1)
    assert found.not_done == ()
    assert found.finding is NOT_KNOWN


def test_recalled_words_settle_nothing_though_the_beginning_was_read_well(plan, measure, item, claim):
    evidence = [item("begun", None, D("2020-01-01")), item("done", None, D("2020-06-01"), cite=RECALLED)]
    (found,) = answers_to_claims(plan(measure(), evidence=evidence, claims=[claim(at_least=1)]))
    assert found.finding is NOT_KNOWN


@pytest.mark.parametrize(("known_by", "answered"), [(D("2021-01-04"), 0), (D("2021-01-05"), 1)])
def test_who_reads_before_a_claim_was_made_does_not_meet_it(plan, measure, claim, known_by, answered):
    assert len(answers_to_claims(plan(measure(), claims=[claim()]), known_by=known_by)) == answered


def test_confirmed_reports_count_for_every_claim(plan, measure, item, claim):
    made = plan(measure(), claims=[claim(), claim(id="again")])
    reports = iter([item("done", None, D("2020-06-01"))])
    assert [each.finding for each in answers_to_claims(made)] == [NOT_KNOWN, NOT_KNOWN]
    assert [each.finding for each in answers_to_claims(made, more=reports)] == [YES, YES]


@pytest.mark.parametrize(
    ("known_by", "expected"),
    [
        (None, {"two_of_the_new": YES, "all_done": NO}),  # pay slips began in May 2024, after the day that it speaks of
        (D("2024-04-10"), {"two_of_the_new": YES, "all_done": NOT_KNOWN}),  # which nobody could know yet
        (D("2023-10-05"), {"two_of_the_new": YES}),
        (D("2023-10-04"), {}),
    ],
)
def test_what_is_said_of_freeports_plan(freeport, known_by, expected):
    found = answers_to_claims(freeport.plan, known_by=known_by)
    assert {each.claim.id: each.finding for each in found} == expected
