"""A row in every table that points at people, made from its fields alone: a new table is in these tests without a word."""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, DateField, DateTimeField, Field, ForeignKey, IntegerField, JSONField, Model
from django.utils import timezone

from firmground_site.accounts.models import Member
from firmground_site.audit.guard import writing
from firmground_site.cases.merging import pointing_at_people
from firmground_site.cases.models import Case, Disclosure, Merge, MergeOpinion, Referral
from firmground_site.screening.models import Identification, Person

COUNTED_UP = {("screening_person", "version"), ("cases_safeplace", "version")}  # the only columns that undoing leaves changed
OF_MERGES = {Merge, MergeOpinion}
_numbers = itertools.count(1)
Rows = dict[tuple[str, Any], dict[str, Any]]


def told_everywhere(person: Person, case: Case, member: Member) -> None:
    """A row about the person in every table that points at people, but where they have one that must be the only one."""
    pool: dict[type[Model], Any] = {Case: case, Member: member, Person: person}
    pool[Identification] = person.identifications.first() or case.opened_from
    with writing("records of people, in a test"):
        for model, field in pointing_at_people():
            if not model._base_manager.filter(**{field.name: person}).exists():
                _a_row(model, field, person, pool)


def _a_row(model: type[Model], field: Field, person: Person, pool: dict[type[Model], Any]) -> Model:
    values = {each.name: _value(each, pool) for each in model._meta.concrete_fields if _is_needed(each)}
    if model is Disclosure:
        values["consent"] = person.consents.first()  # what was told rests on one basis
    if model is Referral:
        values["sent_by"] = pool[Member]  # only the public sends one that nobody sent
    return model._base_manager.create(**{**values, field.name: person})


def _is_needed(field: Field) -> bool:
    return not (field.primary_key or field.null or field.blank or field.has_default())


def _value(field: Field, pool: dict[type[Model], Any]) -> Any:
    if isinstance(field, ForeignKey):
        wanted = field.related_model
        return pool[wanted] if wanted in pool else wanted._base_manager.first()
    if isinstance(field, DateTimeField):
        return timezone.now()
    kinds = {DateField: datetime.date(2026, 11, 3), BooleanField: True, IntegerField: 1, JSONField: []}
    for kind, value in kinds.items():
        if isinstance(field, kind):
            return value
    return f"{next(_numbers)}"


def as_they_lie() -> Rows:
    """Every column of every table of screening and cases as the database has it, without the merges themselves."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in _tables():
            table, key = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [each[0] for each in cursor.description]
            for row in cursor.fetchall():
                values = {name: _plain(value) for name, value in zip(names, row, strict=True)}
                found[table, str(values[key])] = {
                    name: value for name, value in values.items() if (table, name) not in COUNTED_UP
                }
    return found


def _tables() -> Iterator[type[Model]]:
    for app in ("screening", "cases"):
        yield from (model for model in apps.get_app_config(app).get_models() if model not in OF_MERGES)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
