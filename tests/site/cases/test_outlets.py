"""Whatever a person answers, in whatever order, no outlet tells without a basis in force: pages, files, referrals and figures."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from cases.casework import a_screening
from cases.consenting import OFFICER, answered, every_field, excepted, withdrawn
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firmground_site.audit.actions import Refused
from firmground_site.audit.guard import writing
from firmground_site.cases.actions.excepting import end_exemption
from firmground_site.cases.actions.exporting import export_person
from firmground_site.cases.actions.opening import open_case
from firmground_site.cases.actions.sharing_files import let_read
from firmground_site.cases.answered import standing
from firmground_site.cases.countable import people_not_counted
from firmground_site.cases.models import Consent, Exemption, Referral, WithdrawalNotice
from firmground_site.cases.sharing import disclose, fields_of_a_file, what_may_be_told
from firmground_site.packs.queries import casework, today
from firmground_site.screening.actions.reading import share_file
from firmground_site.screening.models import NamedReader, Person
from firmground_site.screening.queries import people_visible_to

pytestmark = pytest.mark.django_db
POLICE, DAY = "hkpf", datetime.timedelta(days=1)
SOME = ("identity", "contact")


@dataclass
class Expected:
    """What a reader of the rules would expect: the last answer and the exceptions, by hand and not by the library."""

    agreed: frozenset[str] = frozenset()
    until: datetime.date | None = None
    excepted: list[Any] = field(default_factory=list)
    counted: bool = True
    day: int = 0

    def may(self, fields: Any) -> bool:
        """Whether these fields may be told today."""
        runs = self.until is None or self.until >= today()
        lawful = any(set(fields) <= set(each.fields) for each in self.excepted)
        return (runs and bool(self.agreed) and set(fields) <= self.agreed) or lawful


Step = Callable[[Person, Any, Expected], None]


def agree(fields: tuple[str, ...], *, for_days: int | None = None) -> Step:
    def step(person: Person, cast: Any, expected: Expected) -> None:
        until = None if for_days is None else today() + for_days * DAY
        answered(person, cast, recipient=POLICE, fields=fields, until_on=until)
        expected.agreed, expected.until = frozenset(fields), until

    return step


def decline(person: Person, cast: Any, expected: Expected) -> None:
    answered(person, cast, recipient=POLICE, given=False)
    expected.agreed = frozenset()


def withdraw(person: Person, cast: Any, expected: Expected) -> None:
    found = standing(person, "referral", POLICE)
    if found.can_be_withdrawn:
        withdrawn(found.consent, cast)
        expected.agreed = frozenset()


def make_exception(person: Person, cast: Any, expected: Expected) -> None:
    expected.excepted.append(excepted(person, cast, recipient=POLICE))


def end_exceptions(person: Person, cast: Any, expected: Expected) -> None:
    for each in expected.excepted:
        end_exemption(exemption=each, by=cast.actor(OFFICER))
    expected.excepted.clear()


def count(counted: bool) -> Step:
    def step(person: Person, cast: Any, expected: Expected) -> None:
        answered(person, cast, "aggregate", "", given=counted)
        expected.counted = counted

    return step


def take_back_counting(person: Person, cast: Any, expected: Expected) -> None:
    found = standing(person, "aggregate", "")
    if found.can_be_withdrawn:
        withdrawn(found.consent, cast)
        expected.counted = False


def share(person: Person, cast: Any, expected: Expected) -> None:
    running = NamedReader.objects.filter(person=person, ended_at__isnull=True, member=cast.investigator).exists()
    asked = {"person": person, "member": cast.investigator, "purpose": "referral", "words": "A raid."}
    try:
        let_read(**asked, by=cast.actor(OFFICER))
    except Refused:
        assert running or not expected.may(fields_of_a_file("investigator"))


def a_day_passes(person: Person, cast: Any, expected: Expected) -> None:
    """Everything that was recorded moves a day into the past, as the clock would."""
    days = {Consent: ("from_on", "until_on", "withdrawn_on"), Exemption: ("from_on", "until_on"), NamedReader: ("until_on",)}
    with writing("a day passes"), transaction.atomic():
        for model, names in days.items():
            for record in model.objects.filter(person=person):
                values = {name: getattr(record, name) - DAY for name in names if getattr(record, name)}
                model.objects.filter(pk=record.pk).update(**values) if values else None
        for ended in Exemption.objects.filter(person=person, ended_at__isnull=False):
            Exemption.objects.filter(pk=ended.pk).update(ended_at=ended.ended_at - DAY)
    expected.until = expected.until - DAY if expected.until else None


FILE = every_field("referral")
STEPS: dict[str, Step] = {
    "agree to all": agree(FILE),
    "agree to some": agree(SOME),
    "agree for today": agree(FILE, for_days=0),
    "agree until tomorrow": agree(FILE, for_days=1),
    "decline": decline,
    "withdraw": withdraw,
    "make an exception": make_exception,
    "end the exceptions": end_exceptions,
    "be counted": count(True),
    "not be counted": count(False),
    "take back being counted": take_back_counting,
    "share the file": share,
    "a day passes": a_day_passes,
}
COURSES = st.lists(st.sampled_from([*STEPS, "share the file"]), min_size=3, max_size=7)


@pytest.fixture
def exports(monkeypatch: Any) -> None:
    """Files are not set in type: what they may hold was asked before."""
    monkeypatch.setattr("firmground_site.cases.actions.exporting.export_paper", lambda *_, **__: b"%PDF-")


@pytest.fixture
def met(cast: Any, exports: None) -> Callable[[], Person]:
    """A new person each time, with a case of the case worker who makes files."""

    def make() -> Person:
        person: Person = a_screening(cast).person
        share_file(person=person, member=cast.case_worker, purpose="Shelter", by=cast.actor(OFFICER))
        open_case(person=person, role="victim", basis="indicators", summary="S", by=cast.actor("case_worker"))
        return person

    return make


def tells(act: Callable[[], Any]) -> bool:
    """Whether an outlet tells; what it would write is taken back."""
    try:
        act()
    except Refused:
        return False
    return True


def refers(person: Person, fields: Any, cast: Any) -> bool:
    with writing("asking the gate"), transaction.atomic():
        told = tells(lambda: disclose(
            person, purpose="referral", recipient=POLICE, fields=fields, outlet="referral", by=cast.actor(OFFICER)
        ))  # fmt: skip
        transaction.set_rollback(True)
    return told


def exported(person: Person, fields: Any, cast: Any) -> bool:
    asked = {"person": person, "purpose": "referral", "recipient": POLICE, "fields": fields, "secret": "s"}
    return tells(lambda: export_person(**asked, by=cast.actor("case_worker")))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(course=COURSES)
def test_no_outlet_tells_without_a_basis_in_force(cast: Any, met: Callable[[], Person], course: list[str]) -> None:
    person, expected, shown = met(), Expected(), fields_of_a_file("investigator")
    for name in course:
        STEPS[name](person, cast, expected)
        for fields in (shown, SOME):
            assert refers(person, fields, cast) is expected.may(fields), name
        reads = people_visible_to(cast.actor("investigator")).filter(pk=person.pk).exists()
        assert not reads or expected.may(shown), name
        assert people_not_counted().filter(pk=person.pk).exists() is not expected.counted, name
        asked = {"purpose": "aggregate", "recipient": "", "fields": every_field("aggregate")}
        assert what_may_be_told(person, **asked).allowed is expected.counted, name
    assert exported(person, SOME, cast) is expected.may(SOME)


def test_after_a_withdrawal_nothing_is_told_any_more_by_any_outlet(met: Callable[[], Person], cast: Any) -> None:
    person = met()
    consent = answered(person, cast, recipient=POLICE)
    share(person, cast, Expected(agreed=frozenset(FILE)))
    assert exported(person, SOME, cast)
    assert refers(person, SOME, cast)
    assert people_visible_to(cast.actor("investigator")).filter(pk=person.pk).exists()
    withdrawn(consent, cast)
    assert not exported(person, SOME, cast)
    assert not refers(person, SOME, cast)
    assert not people_visible_to(cast.actor("investigator")).filter(pk=person.pk).exists()
    assert WithdrawalNotice.objects.get().recipient == POLICE
    assert not Referral.objects.exists()


def test_people_not_counted_are_found_in_one_query(met: Callable[[], Person], cast: Any, django_assert_num_queries: Any) -> None:
    people = [met() for _ in range(3)]
    answered(people[0], cast, "aggregate", "", given=False)
    answered(people[1], cast, "aggregate", "", until_on=today())
    with django_assert_num_queries(1):
        assert list(people_not_counted()) == [people[0]]
    tomorrow = today() + DAY
    assert set(people_not_counted(on=tomorrow)) == set(people[:2])
    asked = {"purpose": "aggregate", "recipient": "", "fields": every_field("aggregate"), "on": tomorrow}
    assert [what_may_be_told(each, **asked).allowed for each in people] == [False, False, True]


@pytest.mark.parametrize("purpose", [each.id for each in casework().consent.purposes])
def test_a_purpose_lets_out_neither_where_somebody_stays_nor_a_safe_way_to_reach_them(purpose: str) -> None:
    assert not {"shelter", "address", "safe_contact", "safe_place"} & set(every_field(purpose))
