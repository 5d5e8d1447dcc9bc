"""What cases keep of a person, so that it is erased with the person's record, and which cases hold that record.

A field that tells of a person and is not named here would outlive them: ``tests/site/cases/test_erasing.py`` finds it. Called by
the action that erases a person; what a closed case says for itself goes with the last of its people.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from firmground_site.cases import models as m
from firmground_site.cases.held_people import hold_referrals
from firmground_site.cases.parties import parties_to_choose
from firmground_site.cases.procedure import has_casework
from firmground_site.packs.queries import referral_lifecycle
from firmground_site.screening.models import Person

Table = tuple[type[Model], str, dict[str, Any]]


def _none(*names: str, **others: Any) -> dict[str, Any]:
    return {**dict.fromkeys(names), **others}


# Each table with the way from its rows to the person, and what its fields become. An empty sealed field is null.
OF_A_PERSON: tuple[Table, ...] = (
    (m.Involvement, "person", _none("note")),
    (m.FileEntry, "person", _none("words")),
    (m.ServiceStep, "service__person", _none("note")),
    (m.SafePlace, "person", _none("address", "safe_contact", "must_not_know")),
    (m.Consent, "person", _none("guardian", "evidence", "withdrawal_words", language="", interpreter="")),
    (m.WithdrawalNotice, "consent__person", _none("done_with_it")),
    (m.Exemption, "person", _none("reasons")),
    (m.Referral, "person", _none("details", "reason", "name", "phone", "document", "agreed", "receipt")),
    (m.Referral, "person", {"name_index": "", "phone_index": "", "document_index": "", "receipt_index": ""}),
    (m.ReferralStep, "referral__person", _none("words")),
    (m.MeasureAgainst, "person", _none("what")),
    (m.NonPunishment, "measure__person", _none("reasons")),
    (m.Merge, "kept", _none("reasons", "moved", "undoing_words")),
    (m.Merge, "duplicate", _none("reasons", "moved", "undoing_words")),
    (m.MergeOpinion, "merge__kept", _none("reasons")),
    (m.MergeOpinion, "merge__duplicate", _none("reasons")),
)
COUNTED = frozenset({"language"})  # a code, which stays where only the name is taken out
SUSPECT = _none("name", "document", "phone", "address", "basis_words", "clearing_words", nationality="")
INDEXES = {"name_index": "", "document_index": "", "phone_index": "", "address_index": ""}
# Suspects, by the way from their tables to the suspect; of a person who is suspected too, and of a case at its end.
OF_A_SUSPECT: tuple[Table, ...] = (
    (m.Suspect, "", {**SUSPECT, **INDEXES}),
    (m.Arrest, "suspect__", _none("note")),
    (m.Charge, "suspect__", _none("offence", "outcome_words")),
    (m.FrozenProperty, "suspect__", _none("what", "order")),
    (m.Appeal, "charge__suspect__", _none("words")),
)
OF_A_CASE: tuple[Table, ...] = (
    (m.Case, "pk", _none("summary", "closing_words")),
    (m.FileEntry, "case", _none("words")),
    (m.TeamMember, "case", _none("task")),
    (m.Inquiry, "case", _none("question", "result_words")),
    (m.FrozenProperty, "case", _none("what", "order")),
    (m.Charge, "case", _none("offence", "outcome_words")),
    (m.Appeal, "charge__case", _none("words")),
    *((model, f"{way}case", fields) for model, way, fields in OF_A_SUSPECT if model in (m.Suspect, m.Arrest)),
)
BY_PERSON = (*OF_A_PERSON, *((model, f"{way}person", fields) for model, way, fields in OF_A_SUSPECT))


def people_in_open_cases() -> QuerySet[m.Involvement]:
    """Parts in cases that are open, also those that ended: the case's work needs them. They hold their people's records."""
    return m.Involvement.objects.filter(case__closed_at__isnull=True)


def suspects_in_open_cases() -> QuerySet[m.Suspect]:
    """People who are suspected in a case that is open; they hold their records."""
    return m.Suspect.objects.filter(case__closed_at__isnull=True, person__isnull=False)


def running_referrals() -> QuerySet[m.Referral]:
    """Referrals that have not ended: words are still written about whom they are about. They hold their people's records."""
    return m.Referral.objects.exclude(state__in=referral_lifecycle().ended) if has_casework() else m.Referral.objects.none()


def consents_with_unanswered_notices() -> QuerySet[m.Consent]:
    """Consents of whose end a party that is there has yet to say what it did; they hold their people's records."""
    there = [party for party, _ in parties_to_choose()]
    return m.Consent.objects.filter(notices__recipient__in=there, notices__acknowledged_at__isnull=True)


def kept_of(person: Person | None, words: str) -> str:
    """Words as they are kept of a person: none once their record was erased."""
    return "" if person is not None and person.erased_at else words


def hold(person: Person) -> None:
    """Hold the cases of a person, then their referrals, until the action ends, as every other action does before its people."""
    ours = Q(pk__in=m.Involvement.objects.filter(person=person).values("case"))
    ours |= Q(pk__in=m.Suspect.objects.filter(person=person).values("case"))
    list(m.Case.objects.select_for_update().filter(ours).order_by("pk").values("pk"))
    hold_referrals(person)


def subjects(person: Person) -> Iterator[object]:
    """Every record about a person by which the ledger may know them; cases that end with them, too."""
    for model in dict.fromkeys(model for model, _, _ in BY_PERSON):
        ways = {way for other, way, _ in BY_PERSON if other is model}
        yield from _rows(model, ways, person).only("pk")
    for case in cases_that_end_with(person):
        for model, way, _ in OF_A_CASE:
            yield from _rows(model, {way}, case.pk).only("pk")


def clear(person: Person) -> None:
    """Empty what cases keep of a person, and what a closed case says for itself when they are the last of its people."""
    ending = list(cases_that_end_with(person))
    for model, way, fields in BY_PERSON:
        _rows(model, {way}, person).update(**fields, **_next(model))
    for case in ending:
        for model, way, fields in OF_A_CASE:
            _rows(model, {way}, case.pk).update(**fields, **_next(model))


def clear_words(person: Person) -> None:
    """Empty what cases keep of a person in words and in indexes; codes and days, which can be counted, stay."""
    for model, way, fields in OF_A_PERSON:
        emptied = {name: value for name, value in fields.items() if name not in COUNTED}
        _rows(model, {way}, person).update(**emptied, **_next(model))


def who_worked(person: Person) -> set[object]:
    """Members who wrote into the file of a case of this person, or have it."""
    ours = m.Case.objects.filter(Q(involvements__person=person) | Q(suspects__person=person))
    wrote = m.FileEntry.objects.filter(case__in=ours.values("pk")).values_list("recorded_by", flat=True)
    return {*wrote.distinct().order_by(), *ours.filter(officer__isnull=False).values_list("officer", flat=True)}


def cases_that_end_with(person: Person) -> QuerySet[m.Case]:
    """Closed cases in which the person has or had a part, and everybody else's record was erased."""
    others = m.Involvement.objects.filter(person__erased_at__isnull=True).exclude(person=person)
    theirs = m.Case.objects.filter(closed_at__isnull=False, involvements__person=person)
    return theirs.exclude(pk__in=others.values("case")).distinct()


def _rows(model: type[Model], ways: set[str], key: object) -> QuerySet[Any]:
    asked = Q()
    for way in ways:
        asked |= Q(**{way: key})
    return model._default_manager.filter(asked)


def _next(model: type[Model]) -> dict[str, Any]:
    """The next version, so that whoever works on it in another tab meets a record that has changed, and saves nothing."""
    return {"version": F("version") + 1} if any(each.name == "version" for each in model._meta.fields) else {}
