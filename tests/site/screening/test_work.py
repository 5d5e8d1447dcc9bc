"""Work lists: what waits for whom, in which order, under which name, and how soon it is due."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pages.people_waiting import (
    days_ago,
    debriefing_begun,
    decided,
    many_waiting,
    offered,
    opinion_on,
    review_of,
    waiting,
)

from firmground.cases.deadlines import Due, WorkingCalendar, is_overdue, working_days_between
from firmground.cases.lifecycle import is_dormant
from firmground.values import DateRange
from firmground_site.audit.guard import writing
from firmground_site.packs.queries import clear, lifecycle, today
from firmground_site.screening.due import due_in_words
from firmground_site.screening.models import NamedReader
from firmground_site.screening.work import LISTS, as_row, dormant_before, rows_of, work_lists

pytestmark = pytest.mark.django_db
BY_KEY = {each.key: each for each in LISTS}
DAY = datetime.date(2026, 11, 24)  # a Tuesday
CALENDAR = WorkingCalendar(
    frozenset({5, 6}), frozenset({datetime.date(2026, 12, 25)}), DateRange(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
)
DAYS = st.dates(datetime.date(2026, 3, 1), datetime.date(2026, 10, 1))


@pytest.fixture
def freeport(settings: Any) -> Any:
    """The fictional territory, which has no debriefing and no second officer."""
    clear()
    settings.PACK = "freeport"
    yield
    clear()


def listed(cast: Any, member: str, key: str, **filters: Any) -> list[Any]:
    """The identifications, or hand-overs, or people in a member's list; nothing when the member has no such list."""
    actor = cast.actor(member)
    return list(rows_of(BY_KEY[key], actor, **filters)) if BY_KEY[key].is_for(actor) else []


def lists_holding(cast: Any, member: str, record: Any) -> set[str]:
    return {each.key for each in work_lists(cast.actor(member)) if record in listed(cast, member, each.key)}


# --- due days in words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime.date(2026, 11, 24), "Due today"),
        (datetime.date(2026, 11, 25), "Due in 1 working day"),
        (datetime.date(2026, 11, 30), "Due in 4 working days"),
        (datetime.date(2026, 11, 23), "Overdue by 1 working day"),
        (datetime.date(2026, 11, 20), "Overdue by 2 working days"),
    ],
)
def test_a_due_day_is_told_in_working_days(due: datetime.date, words: str) -> None:
    assert due_in_words(Due(due), DAY, CALENDAR).words == words


def test_a_due_day_at_the_weekend_is_told_without_a_number() -> None:
    friday, saturday, sunday = (datetime.date(2026, 11, day) for day in (27, 28, 29))
    assert due_in_words(Due(sunday), friday, CALENDAR).words == "Due before the next working day"
    assert due_in_words(Due(sunday), saturday, CALENDAR).words == "Due before the next working day"
    assert due_in_words(Due(saturday), sunday, CALENDAR).words == "Overdue by less than a working day"


@pytest.mark.parametrize(
    ("due", "certain", "note"),
    [
        (datetime.date(2026, 12, 31), True, ""),
        (datetime.date(2027, 1, 4), True, "there may be fewer working days"),
        (datetime.date(2027, 1, 4), False, "the day may be later"),
    ],
)
def test_a_day_beyond_the_known_holidays_says_so(due: datetime.date, certain: bool, note: str) -> None:
    said = due_in_words(Due(due, certain), DAY, CALENDAR).note
    assert note in said
    assert bool(said) == bool(note)


@given(due=DAYS, on=DAYS)
def test_the_words_agree_with_the_working_days_between(due: datetime.date, on: datetime.date) -> None:
    said = due_in_words(Due(due), on, CALENDAR)
    first, last = sorted((due, on))
    days = working_days_between(first, last, CALENDAR)
    assert said.is_overdue == is_overdue(Due(due), on) == said.words.startswith("Overdue")
    numbers = [int(word) for word in said.words.split() if word.isdigit()]
    assert numbers == ([days] if days and due != on else [])
    assert ("working days" in said.words) == (days > 1)


# --- who has which list -----------------------------------------------------------------------------------------------

OFFICER = ["hand-overs", "returned", "decision", "concurrence", "debriefing", "drafts", "dormant"]
SUPERVISOR = ["hand-overs", "concurrence", "reviews", "overdue", "dormant"]


@pytest.mark.parametrize(
    ("member", "keys"),
    [
        ("identification_officer", OFFICER),
        ("supervisor", SUPERVISOR),
        ("case_worker", ["shared"]),
        ("investigator", ["shared"]),
        ("prosecutor", ["shared"]),
        *[(each, []) for each in ("officer_immd", "secretariat", "statistician", "auditor", "administrator", "outsider")],
    ],
)
def test_each_role_has_the_lists_of_what_it_can_do(cast: Any, member: str, keys: list[str]) -> None:
    assert [each.key for each in work_lists(cast.actor(member))] == keys


def test_a_territory_without_debriefing_or_second_officer_has_no_such_lists(freeport: None, cast: Any) -> None:
    keys = [each.key for each in work_lists(cast.actor("identification_officer"))]
    assert keys == ["hand-overs", "returned", "decision", "dormant"]
    made = waiting(cast.identification_officer, "decision")
    assert lists_holding(cast, "identification_officer", made) == {"decision"}


@pytest.mark.parametrize("awaits", ["debriefing", "decision"])
def test_what_waits_stands_in_the_list_of_what_its_state_awaits(cast: Any, awaits: str) -> None:
    made = waiting(cast.identification_officer, awaits)
    assert lists_holding(cast, "identification_officer", made) == {awaits}
    assert lists_holding(cast, "second_officer", made) == {awaits}
    assert lists_holding(cast, "supervisor", made) == set()
    assert lists_holding(cast, "other_officer", made) == set()


def test_a_debriefing_left_half_way_is_in_a_list_of_its_own(cast: Any) -> None:
    made = debriefing_begun(waiting(cast.identification_officer, "debriefing"), cast.identification_officer)
    assert lists_holding(cast, "identification_officer", made) == {"drafts"}


def test_who_decided_never_sees_their_own_decision_to_concur_with(cast: Any) -> None:
    made = waiting(cast.identification_officer, "concurrence")
    decided(made, cast.second_officer)
    decided(made, cast.identification_officer)
    assert lists_holding(cast, "identification_officer", made) == set()
    assert lists_holding(cast, "second_officer", made) == {"concurrence"}
    assert lists_holding(cast, "supervisor", made) == {"concurrence"}


@pytest.mark.parametrize("how", ["differed", "returned"])
def test_a_decision_sent_back_is_in_its_own_list_until_it_is_made_anew(cast: Any, how: str) -> None:
    made = waiting(cast.identification_officer, "decision")
    first = decided(made, cast.identification_officer)
    if how == "differed":
        opinion_on(first, cast.second_officer, concurs=False)
    else:
        review_of(first, cast.supervisor, upheld=False)
    assert lists_holding(cast, "identification_officer", made) == {"returned"}
    decided(made, cast.identification_officer, decision="not_yet_decided")
    assert lists_holding(cast, "identification_officer", made) == {"decision"}


def test_a_decision_opened_again_after_concurrence_was_not_sent_back(cast: Any) -> None:
    made = waiting(cast.identification_officer, "decision")
    first = decided(made, cast.identification_officer)
    opinion_on(first, cast.second_officer, concurs=True)
    review_of(first, cast.supervisor, upheld=True)
    assert lists_holding(cast, "identification_officer", made) == {"decision"}


def test_a_review_waits_for_those_who_neither_decided_nor_concurred(cast: Any) -> None:
    made, own = (waiting(cast.identification_officer, "review") for _ in range(2))
    opinion_on(decided(made, cast.identification_officer), cast.second_officer, concurs=True)
    opinion_on(decided(own, cast.identification_officer), cast.supervisor, concurs=True)
    assert listed(cast, "supervisor", "reviews") == [made]
    assert listed(cast, "other_supervisor", "reviews") == []


def test_a_hand_over_is_listed_for_whom_it_was_offered_to(cast: Any) -> None:
    other = cast.other_officer.agency
    to_agency = offered(waiting(cast.identification_officer), cast.identification_officer, to_agency=other)
    to_me = offered(
        waiting(cast.identification_officer), cast.identification_officer, to_agency=other, to_officer=cast.other_officer
    )
    assert set(listed(cast, "other_officer", "hand-overs")) == {to_agency, to_me}
    assert listed(cast, "other_supervisor", "hand-overs") == [to_agency]
    assert listed(cast, "identification_officer", "hand-overs") == []


def test_a_hand_over_of_what_was_closed_meanwhile_is_not_to_be_answered(cast: Any) -> None:
    offer = offered(
        waiting(cast.identification_officer, "nothing"), cast.identification_officer, to_agency=cast.other_officer.agency
    )
    assert offer not in listed(cast, "other_officer", "hand-overs")


def test_only_files_shared_now_are_listed_for_a_case_worker(cast: Any) -> None:
    shared, ended = (waiting(cast.identification_officer, "nothing").person for _ in range(2))
    with writing("sharing, for a test"):
        for person in (shared, ended):
            worker = {"member": cast.case_worker, "role": cast.case_worker.role, "agency": cast.case_worker.agency}
            NamedReader.objects.create(person=person, **worker, named_at=days_ago(2), named_by=cast.identification_officer)
        NamedReader.objects.filter(person=ended).update(ended_at=days_ago(1), ended_by=cast.identification_officer)
    assert listed(cast, "case_worker", "shared") == [shared]
    assert listed(cast, "prosecutor", "shared") == []


# --- order, filters, names --------------------------------------------------------------------------------------------


def test_the_longest_overdue_comes_first_and_what_has_no_day_last(cast: Any) -> None:
    days = [
        None,
        today(),
        today() - datetime.timedelta(days=9),
        today() + datetime.timedelta(days=3),
        today() - datetime.timedelta(days=2),
    ]
    made = [waiting(cast.identification_officer, due_on=day) for day in days]
    assert listed(cast, "identification_officer", "decision") == [made[place] for place in (2, 4, 1, 3, 0)]
    assert listed(cast, "identification_officer", "decision", overdue_only=True) == [made[2], made[4]]
    assert listed(cast, "supervisor", "overdue") == [made[2], made[4]]


def test_what_awaits_nothing_is_never_overdue(cast: Any) -> None:
    waiting(cast.identification_officer, "nothing", due_on=today() - datetime.timedelta(days=9))
    assert listed(cast, "supervisor", "overdue") == []


def test_a_list_can_be_cut_down_to_whose_it_is(cast: Any) -> None:
    mine = waiting(cast.identification_officer, officer=cast.identification_officer)
    nobody = waiting(cast.identification_officer)
    colleague = waiting(cast.identification_officer, officer=cast.second_officer)
    found = {
        whose: set(listed(cast, "identification_officer", "decision", whose=whose))
        for whose in ("", "to_do", "mine", "nobody", "agency", "anybody")
    }
    assert found["mine"] == {mine}
    assert found["nobody"] == {nobody}
    assert found["agency"] == {mine, nobody, colleague}
    assert found["to_do"] == found[""] == found["anybody"] == {mine, nobody}


def test_a_name_stands_only_on_rows_of_ones_own(cast: Any) -> None:
    made = waiting(cast.officer_immd, officer=cast.identification_officer)
    assert as_row(made, cast.actor("identification_officer")).person == "Maria Example"
    assert as_row(made, cast.actor("second_officer")).person == str(made.person)
    assert as_row(made, cast.actor("second_officer")).officer == "With Ms Cheung"
    assert as_row(made, cast.actor("identification_officer")).officer == "With you"


def test_an_erased_person_is_in_no_list(cast: Any) -> None:
    made = waiting(cast.identification_officer, changed_at=days_ago(90), due_on=today() - datetime.timedelta(days=50))
    assert lists_holding(cast, "supervisor", made) == {"overdue", "dormant"}
    with writing("an erasure, for a test"):
        made.person.erased_at, made.person.erased_by = days_ago(1), "system:test"
        made.person.save()
    for member in ("identification_officer", "supervisor"):
        assert lists_holding(cast, member, made) == set()


@given(day=DAYS, hours=st.integers(0, 24 * 90))
def test_lying_still_is_what_the_library_says_it_is(day: datetime.date, hours: int) -> None:
    changed = dormant_before(day) + datetime.timedelta(hours=hours - 24 * 45)
    state = lifecycle().starts
    local = changed.astimezone(dormant_before(day).tzinfo).date()
    assert (changed < dormant_before(day)) == is_dormant(lifecycle(), state, local, day)


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(BY_KEY))
@pytest.mark.parametrize("member", ["identification_officer", "supervisor", "case_worker", "auditor", "outsider"])
def test_a_list_answers_like_an_absent_page_to_who_has_it_not(
    cast: Any, as_member: Callable[[str], Client], member: str, key: str
) -> None:
    has = key in {each.key for each in work_lists(cast.actor(member))}
    assert as_member(member).get(reverse("screening:work", args=[key])).status_code == (200 if has else 404)


def test_a_list_shows_due_words_and_says_when_the_filter_left_nothing(cast: Any, as_member: Callable[[str], Client]) -> None:
    waiting(cast.identification_officer, officer=cast.identification_officer, due_on=today() - datetime.timedelta(days=14))
    officer = as_member("identification_officer")
    page = officer.get("/screening/work/decision/").content.decode()
    assert "Overdue by" in page
    assert "Maria Example" in page
    filtered = officer.get("/screening/work/decision/?whose=nobody").content.decode()
    assert "Nothing waits for your decision." in filtered
    assert "Show the whole list" in filtered


def test_a_colleagues_name_of_a_person_is_not_on_the_page(cast: Any, as_member: Callable[[str], Client]) -> None:
    made = waiting(cast.identification_officer)
    page = as_member("second_officer").get("/screening/work/decision/").content.decode()
    assert str(made.person) in page
    assert "Maria Example" not in page


def test_a_long_list_has_pages_and_asks_the_database_no_more_for_more_rows(
    cast: Any, as_member: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    many_waiting(cast.identification_officer, 300)
    officer = as_member("identification_officer")
    officer.get("/screening/work/decision/")
    with django_assert_max_num_queries(9):
        page = officer.get("/screening/work/decision/?whose=agency&page=2").content.decode()
    assert page.count("govuk-task-list__item--with-link") == 25
    assert "whose=agency&amp;page=1" in page
