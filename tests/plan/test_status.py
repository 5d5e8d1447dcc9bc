"""The status of a measure on a day: computed from dated evidence, with why; missing evidence is never "not done"."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.errors import PackError
from firmground.packs.pack import read_pack
from firmground.plan.status import Status, plan_of, statuses_on

D = date.fromisoformat
DEADLINE = D("2020-12-31")
ANY_DAY = st.dates(D("2000-01-01"), D("2030-12-31"))
DONE, LATE, UNDER_WAY, NOT_STARTED = Status.DONE, Status.DONE_LATE, Status.UNDER_WAY, Status.NOT_STARTED
MISSING, CONFLICTS = Status.EVIDENCE_MISSING, Status.EVIDENCE_CONFLICTS


@pytest.fixture(scope="session")
def status(plan, item, measure):
    """The status of one measure on a day, its evidence told as (what it shows, first day, last day)."""

    def told(day, *evidence, of=None, claims=(), **more):
        items = [item(shows, first and D(first), last and D(last)) for shows, first, last in evidence]
        (found,) = statuses_on(plan(of or measure(), evidence=items, claims=claims), day, **more)
        return found

    return told


@pytest.mark.parametrize(
    ("day", "evidence", "expected"),
    [
        # nothing is known
        ("2017-12-31", [], NOT_STARTED),  # the plan was not published yet
        ("2018-01-01", [], MISSING),
        ("2020-12-30", [], MISSING),
        ("2020-12-31", [], MISSING),
        ("2025-01-01", [], MISSING),
        # a beginning
        ("2019-05-31", [("begun", "2019-06-01", "2019-06-30")], NOT_STARTED),
        ("2019-06-30", [("begun", "2019-06-01", "2019-06-30")], UNDER_WAY),
        ("2020-12-30", [("begun", "2019-06-01", "2019-06-30")], UNDER_WAY),
        ("2020-12-31", [("begun", "2019-06-01", "2019-06-30")], MISSING),  # due, and nothing shows it done
        # done in time
        ("2019-05-31", [("done", "2019-06-01", "2019-06-30")], MISSING),  # not done; nothing shows whether it had begun
        ("2019-06-30", [("done", "2019-06-01", "2019-06-30")], DONE),
        ("2030-01-01", [("done", "2019-06-01", "2019-06-30")], DONE),
        ("2020-12-31", [("done", None, "2020-12-31")], DONE),
        # done late
        ("2021-01-31", [("done", "2021-01-01", "2021-01-31")], LATE),
        ("2030-01-01", [("done", "2021-01-01", "2021-01-31")], LATE),
        # done, and nobody can say whether in time
        ("2021-01-31", [("done", "2020-12-01", "2021-01-31")], DONE),
        ("2021-01-31", [("done", None, "2021-01-31")], DONE),
        # known not to be done
        ("2019-06-30", [("not_done", None, "2019-06-30")], MISSING),
        ("2019-06-30", [("begun", None, "2019-03-01"), ("not_done", None, "2019-06-30")], UNDER_WAY),
        ("2021-06-30", [("begun", None, "2019-03-01"), ("not_done", None, "2021-06-30")], UNDER_WAY),
        ("2021-07-01", [("begun", None, "2019-03-01"), ("not_done", None, "2021-06-30")], MISSING),
        # two sides
        ("2020-02-01", [("done", None, "2019-12-01"), ("not_done", None, "2020-06-01")], CONFLICTS),
        ("2020-06-02", [("done", None, "2019-12-01"), ("not_done", None, "2020-06-01")], DONE),  # both may be so by then
        ("2021-02-01", [("done", None, "2020-12-01"), ("done", "2021-01-01", "2021-01-31")], CONFLICTS),  # in time or late
        ("2020-11-30", [("done", None, "2020-12-01"), ("done", "2021-01-01", "2021-01-31")], MISSING),
    ],
)
def test_a_new_measure_due_by_the_end_of_2020(status, day, evidence, expected):
    found = status(D(day), *evidence)
    assert found.status is expected, found.why


@pytest.mark.parametrize(
    ("day", "evidence", "expected"),
    [
        ("2019-06-01", [("continues", "2019-01-01", "2019-12-31")], UNDER_WAY),
        ("2018-12-31", [("continues", "2019-01-01", "2019-12-31")], MISSING),  # it may have begun before; nobody says
        ("2019-06-01", [("continues", "2016-01-01", "2016-12-31")], MISSING),  # not shown since the plan was published
        ("2017-06-01", [("continues", "2016-01-01", "2016-12-31")], UNDER_WAY),
        ("2028-01-01", [("begun", "2019-01-01", "2019-01-31")], UNDER_WAY),
        ("2019-06-01", [("done", "2019-01-01", "2019-01-31")], DONE),
    ],
)
def test_an_ongoing_measure_without_a_deadline(status, measure, day, evidence, expected):
    found = status(D(day), *evidence, of=measure(kind="ongoing", indicator={"deadline": None}))
    assert found.status is expected, found.why
    assert found.is_shown is (expected in (UNDER_WAY, DONE))


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2019-12-31", UNDER_WAY), ("2020-12-31", UNDER_WAY), ("2021-01-01", MISSING), ("2100-01-01", MISSING)],
)
def test_a_sighting_of_an_ongoing_measure_counts_for_as_long_as_the_pack_says(plan, measure, item, day, expected):
    ongoing = measure(kind="ongoing", indicator={"deadline": None})
    seen = item("continues", D("2019-01-01"), D("2019-12-31"))
    (found,) = statuses_on(plan(ongoing, evidence=[seen], lasts=12), D(day))
    assert found.status is expected
    assert (found.why.startswith("Last shown in operation on 31 December 2019")) == (expected is MISSING)


def test_an_item_counts_from_when_it_became_known_until_it_was_withdrawn(plan, measure, item):
    report = item("done", None, D("2019-06-01"), known_from=D("2019-09-01"), known_until=D("2020-02-01"))
    made = plan(measure(), evidence=[report])
    known = {day: statuses_on(made, D("2021-06-01"), known_by=D(day))[0].status for day in DAYS_OF_KNOWING}
    assert known == {"2019-08-31": MISSING, "2019-09-01": DONE, "2020-01-31": DONE, "2020-02-01": MISSING}
    assert statuses_on(made, D("2021-06-01"))[0].status is MISSING


DAYS_OF_KNOWING = ("2019-08-31", "2019-09-01", "2020-01-31", "2020-02-01")


@pytest.mark.parametrize(
    "day", ["2020-12-31", "2021-06-01", "2021-08-31", "2021-09-01", "2021-09-15", "2021-09-29", "2021-09-30"]
)
def test_a_claim_of_all_and_evidence_of_later_conflict_on_every_day_from_the_claims_own(status, claim, day):
    """What was done in September 2021 was not done by the end of 2020, also while September is not over."""
    found = status(D(day), ("done", "2021-09-01", "2021-09-30"), claims=[claim()])
    assert found.status is CONFLICTS, found.why
    assert "said to be in place by 31 December 2020" in found.why
    assert "done between 1 September 2021 and 30 September 2021" in found.why


def test_before_the_day_that_a_claim_speaks_of_there_is_no_conflict(status, claim):
    found = status(D("2020-12-30"), ("done", "2021-09-01", "2021-09-30"), claims=[claim()])
    assert found.status is MISSING
    assert found.is_shown_not_done


@pytest.mark.parametrize("more", [{"kinds": ("ongoing",)}, {"at_least": 1}, {"by": D("2022-12-31")}])
def test_a_claim_that_does_not_speak_of_this_measure_on_this_day_conflicts_with_nothing(status, claim, more):
    assert status(D("2022-01-01"), ("done", "2021-09-01", "2021-09-30"), claims=[claim(**more)]).status is LATE


def test_a_claim_of_all_does_not_show_that_one_measure_was_done(status, claim):
    found = status(D("2021-01-01"), claims=[claim()])
    assert found.status is MISSING
    assert [each.id for each in found.claims] == ["said"]


def test_two_accounts_of_when_it_began_that_cannot_both_be_right_are_a_conflict(status, measure):
    of = measure(kind="ongoing", indicator={"deadline": None})
    found = status(D("2019-06-01"), ("begun", None, "2019-01-31"), ("begun", "2020-01-01", "2020-01-31"), of=of)
    assert found.status is CONFLICTS, found.why


def test_a_measure_whose_text_is_not_public_stays_visible_and_nothing_is_shown_of_it(status, measure, item):
    hidden = measure(text_public=False, owner=None, themes=(), indicator=None)
    for evidence in ([], [("done", None, "2019-01-01")]):
        found = status(D("2020-01-01"), *evidence, of=hidden)
        assert (found.status, found.why) == (MISSING, "Its text is not public, so nothing can be shown of it.")


@pytest.mark.parametrize(
    ("day", "evidence", "words"),
    [
        ("2020-12-31", [], "Nothing shows it done by its deadline, 31 December 2020."),
        ("2019-01-01", [], "Nothing dated shows that it has begun, or that it has not."),
        ("2020-12-31", [("begun", "2019-06-01", "2019-06-01")], "Only a beginning is shown: on 1 June 2019 (GAZETTE)."),
        ("2019-07-01", [("done", "2019-06-01", "2019-06-30")], "Done: between 1 June 2019 and 30 June 2019 (GAZETTE)."),
        ("2021-01-31", [("done", "2021-01-01", "2021-01-31")], "Done after its deadline:"),
        (
            "2021-01-31",
            [("done", None, "2021-01-31")],
            "Done, though whether in time is not known: by 31 January 2021 (GAZETTE).",
        ),
        ("2019-07-01", [("begun", None, "2019-06-01")], "Begun: by 1 June 2019 (GAZETTE)."),
        ("2019-05-01", [("begun", "2019-06-01", "2019-06-02")], "begun between 1 June 2019 and 2 June 2019 (GAZETTE)"),
        (
            "2021-06-30",
            [("begun", None, "2019-03-01"), ("not_done", None, "2021-06-30")],
            "Its deadline, 31 December 2020, has passed.",
        ),
    ],
)
def test_why_names_the_document_and_the_days(status, day, evidence, words):
    assert words in status(D(day), *evidence).why


ITEM = st.tuples(st.sampled_from(["done", "not_done", "begun", "continues"]), ANY_DAY, ANY_DAY).map(
    lambda told: (told[0], min(told[1:]).isoformat(), max(told[1:]).isoformat())
)
ITEMS = st.lists(ITEM, max_size=4, unique=True)
DUE = st.none() | st.just(DEADLINE)
KIND = st.sampled_from(["new", "ongoing"])


@given(day=ANY_DAY, evidence=ITEMS, kind=KIND, due=DUE, claimed=st.booleans())
def test_on_every_day_any_evidence_gives_one_status_and_a_reason(status, measure, claim, day, evidence, kind, due, claimed):
    found = status(day, *evidence, of=measure(kind=kind, indicator={"deadline": due}), claims=[claim()] if claimed else [])
    assert found.status in Status
    assert found.why.endswith(".")


@given(day=ANY_DAY, evidence=ITEMS, kind=KIND, due=DUE, turned=st.randoms())
def test_the_order_of_evidence_does_not_matter(status, measure, day, evidence, kind, due, turned):
    of = measure(kind=kind, indicator={"deadline": due})
    other = list(evidence)
    turned.shuffle(other)
    assert status(day, *evidence, of=of) == status(day, *other, of=of)


@given(day=ANY_DAY, evidence=ITEMS, kind=KIND, due=DUE, first=ANY_DAY, later=st.integers(0, 4000))
def test_knowing_more_documents_never_makes_evidence_missing(status, measure, day, evidence, kind, due, first, later):
    """And what was shown done stays done, late or in conflict; a conflict stays one."""
    of = measure(kind=kind, indicator={"deadline": due})
    before = status(day, *evidence, of=of, known_by=first).status
    after = status(day, *evidence, of=of, known_by=first + timedelta(later)).status
    allowed = {
        NOT_STARTED: set(Status) - {MISSING},
        UNDER_WAY: {UNDER_WAY, DONE, LATE, CONFLICTS},
        DONE: {DONE, LATE, CONFLICTS},
        LATE: {LATE, CONFLICTS},
        CONFLICTS: {CONFLICTS},
        MISSING: set(Status),
    }
    assert after in allowed[before]


@given(day=st.dates(D("2018-01-01"), D("2020-12-30")), evidence=ITEMS)
def test_before_its_deadline_evidence_is_missing_exactly_when_nothing_says_whether_it_had_begun(status, day, evidence):
    def says(shows, first, last):
        """Done or begun by the day, or surely not begun."""
        yes = last <= day.isoformat() if shows in ("done", "begun") else shows == "continues" and first <= day.isoformat()
        return yes or (shows == "begun" and first > day.isoformat())

    found = status(day, *evidence)
    assert (found.status is MISSING) == (not any(says(*each) for each in evidence)), found.why


@given(day=ANY_DAY, evidence=ITEMS)
def test_nothing_is_called_not_done_because_nothing_is_known(status, day, evidence):
    silent = [each for each in evidence if each[0] == "begun"]
    assert not status(max(day, DEADLINE), *silent).is_shown_not_done or any(D(each[1]) > max(day, DEADLINE) for each in silent)


def test_a_plan_that_was_not_published_yet_is_not_evidence_that_nothing_was_done(status):
    assert not status(D("2017-12-31")).is_shown_not_done


@pytest.mark.parametrize(
    ("begun", "done", "verified"),
    [
        ("primary", "primary", True),
        ("primary", "unverified", False),
        ("unverified", "primary", True),
        ("secondary", "inferred", False),
    ],
)
def test_a_measure_is_verified_as_done_only_by_an_item_that_shows_it_done(plan, measure, item, begun, done, verified):
    cites = [{"source": ("GAZETTE",), "confidence": each} for each in (begun, done)]
    items = [item("begun", None, D("2019-01-01"), cite=cites[0]), item("done", None, D("2020-01-01"), cite=cites[1])]
    (found,) = statuses_on(plan(measure(), evidence=items), D("2020-06-01"))
    assert found.status is DONE
    assert found.is_verified is verified


def test_confirmed_reports_count_beside_the_packs_own_evidence(plan, measure, item):
    made, more = plan(measure()), [item("done", None, D("2019-01-01"))]
    assert statuses_on(made, D("2019-06-01"))[0].status is MISSING
    assert statuses_on(made, D("2019-06-01"), more=iter(more))[0].status is DONE


def test_a_document_written_after_the_day_of_the_reader_is_left_out(plan, measure, item):
    made = plan(measure(), evidence=[item("done", None, D("2019-01-01"), dated=D("2019-03-01"))])
    on = D("2019-02-01")
    assert statuses_on(made, on)[0].status is DONE  # as we know now
    assert statuses_on(made, on, known_by=on)[0].status is MISSING  # as one could know then
    assert statuses_on(made, on, known_by=D("2019-03-01"))[0].status is DONE


def test_a_territory_without_a_plan_is_refused_and_not_taken_to_have_done_nothing():
    with pytest.raises(PackError, match="has no action plan") as caught:
        plan_of(read_pack("international"))
    assert "plan/" in caught.value.remedy
