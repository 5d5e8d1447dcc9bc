"""Moves everything that points at one person to another, and puts every row back as it was. Called by actions only.

Which tables point at people is asked of the models, so that a new one cannot be forgotten. Nothing is overwritten: what the
kept record lacks is filled in, and of two rows of which only one can stand the duplicate's is ended, or stays where it is.
"""

import datetime
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, QuerySet, UniqueConstraint
from django.utils import timezone

from firmground_site.access.actors import Actor
from firmground_site.cases.filling import empty_again, fill_in, longer_kept
from firmground_site.cases.outlets import still_holds
from firmground_site.packs.queries import today
from firmground_site.screening.models import NamedReader, Person

OURS = "firmground_site."
SAYS_WHO_WAS_MERGED = {("screening.person", "merged_into"), ("cases.merge", "kept"), ("cases.merge", "duplicate")}
LEFT_THERE: set[tuple[str, str]] = set()  # what lies above says so when it is loaded: see ``leave_there``
Pointer = tuple[type[Model], Field]
Moved = dict[str, list[dict[str, Any]]]


def leave_there(table: str, *fields: str) -> None:
    """Let these fields of a table point on at the record they were written about, whoever that is merged into."""
    LEFT_THERE.update((table, field) for field in fields)


def pointing_at_people() -> list[Pointer]:
    """Every field of the site's tables that points at a person, but who was merged into whom, and what is left there."""
    ours = (config for config in apps.get_app_configs() if config.name.startswith(OURS))
    models = [model for config in ours for model in config.get_models(include_auto_created=True)]
    found = [(model, field) for model in models for field in model._meta.concrete_fields if field.related_model is Person]
    stays = SAYS_WHO_WAS_MERGED | LEFT_THERE
    return [(model, field) for model, field in found if (model._meta.label_lower, field.name) not in stays]


def move_all(kept: Person, duplicate: Person, by: Actor) -> Moved:
    """Move what points at the duplicate, fill in what the kept record lacks, and say exactly what was done."""
    moved: Moved = {"rows": [], "ended": [], "filled": []}
    for model, field in pointing_at_people():
        stays, ended = _make_room(model, field, kept, duplicate, by, moved)
        moved["ended"] += ended
        rows = _rows(model).filter(**{field.name: duplicate}).exclude(pk__in=stays)
        if keys := [str(key) for key in rows.values_list("pk", flat=True)]:
            rows.update(**{field.name: kept})
            moved["rows"].append({"table": model._meta.label_lower, "field": field.name, "keys": keys})
    moved["filled"] += [*fill_in(kept, duplicate), *longer_kept(kept, duplicate)]
    duplicate.merged_into = kept
    for each in (kept, duplicate):
        each.version += 1
        each.save(update_fields=["version", "merged_into"])
    return moved


def move_back(kept: Person, duplicate: Person, moved: Moved) -> None:
    """Put back what was moved, ended and filled in; what somebody changed since then stays as they left it.

    A sharing that the merge ended begins again only while what it rests on holds, for both as one.
    """
    over = {str(each.pk) for each in _sharings_over(kept, moved)}
    for each in moved["rows"]:
        rows = _rows(apps.get_model(each["table"])).filter(pk__in=each["keys"], **{each["field"]: kept})
        rows.update(**{each["field"]: duplicate})
    for each in moved["ended"]:
        model = apps.get_model(each["table"])
        if each["key"] in over:
            continue
        unchanged = _rows(model).filter(pk=each["key"], **_values(model, each["after"]))
        unchanged.update(**_values(model, each["before"]))
    for each in reversed(moved["filled"]):
        empty_again(each)
    kept.refresh_from_db()
    duplicate.merged_into = None
    for each in (kept, duplicate):
        each.version += 1
        each.save(update_fields=["version", "merged_into"])


def _sharings_over(kept: Person, moved: Moved) -> list[NamedReader]:
    """Sharings that the merge ended because another one told the same, and that have no ground to begin again."""
    table = NamedReader._meta.label_lower
    ended = NamedReader.objects.filter(pk__in=[each["key"] for each in moved["ended"] if each["table"] == table])
    return [each for each in ended if not still_holds(each, kept)]


def _make_room(
    model: type[Model], field: Field, kept: Person, duplicate: Person, by: Actor, moved: Moved
) -> tuple[list[Any], list[dict[str, Any]]]:
    """Rows of the duplicate of which the kept person has the like: those that stay, and those ended so that they can move."""
    stays, ended = [], []
    for row, standing in _alike(model, field, kept, duplicate):
        if end := _end_of(row, by):
            before = {name: getattr(row, name) for name in end}
            _rows(model).filter(pk=row.pk).update(**end)
            ended.append(
                {
                    "table": model._meta.label_lower,
                    "key": str(row.pk),
                    "before": _as_words(before),
                    "after": _as_words(end),
                }
            )
        else:
            stays.append(row.pk)
            moved["filled"] += fill_in(standing, row)
    return stays, ended


def _alike(model: type[Model], field: Field, kept: Person, duplicate: Person) -> Iterator[tuple[Model, Model]]:
    """Rows of the duplicate beside the rows of the kept person that forbid them to be moved as they are."""
    rows = _rows(model)
    for others, condition in _unique_with(model, field):
        among = rows.filter(condition) if condition else rows
        for row in among.filter(**{field.name: duplicate}):
            same = among.filter(**{field.name: kept}, **{name: getattr(row, name) for name in others})
            if standing := same.first():
                yield row, standing


def _unique_with(model: type[Model], field: Field) -> Iterator[tuple[list[str], Any]]:
    """What must be unique together with a field: the other fields, and the condition under which."""
    if field.unique:
        yield [], None
    for each in model._meta.constraints:
        if isinstance(each, UniqueConstraint) and field.name in each.fields:
            yield [name for name in each.fields if name != field.name], each.condition


def _end_of(row: Model, by: Actor) -> dict[str, Any]:
    """The values that end a row; none for one that has no end."""
    names = {each.attname for each in row._meta.concrete_fields}
    if "ended_at" not in names or row.ended_at is not None:
        return {}
    end: dict[str, Any] = {"ended_at": timezone.now(), "ended_by_id": by.member_id}
    if {"from_on", "until_on"} <= names and row.until_on is None:
        end["until_on"] = max(today(), row.from_on)
    return end


def _rows(model: type[Model]) -> QuerySet[Any]:
    return model._base_manager.order_by("pk")


def _as_words(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime.date) else _text(value) for name, value in values.items()}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _values(model: type[Model], words: dict[str, Any]) -> dict[str, Any]:
    """Values as the columns hold them, from their words."""
    fields = {each.attname: each for each in model._meta.concrete_fields}
    return {name: fields[name].target_field.to_python(said) if fields[name].is_relation else fields[name].to_python(said)
            for name, said in words.items()}  # fmt: skip
