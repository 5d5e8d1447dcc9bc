"""Seals every record anew with the newest key, and finds it again under the newest index key. Batch by batch, each an action.

A batch that was done is not done again, so a rotation that was interrupted goes on where it was. A record that changes at the
same time keeps the change: it was sealed with the newest key anyway.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit import events
from firmground_site.audit.actions import action, record
from firmground_site.audit.guard import OURS
from firmground_site.sealed.fields import BlindIndexField, Sealed, SealedTextField
from firmground_site.sealed.keys import is_index_key_changing, keyring

BATCH = 500


@dataclass(frozen=True)
class Change:
    """A value of a record that is to be replaced, if it is still as it was."""

    field: Field
    key: Any
    before: Any
    after: Any


@dataclass(frozen=True)
class Elsewhere:
    """A place of a higher app with sealed texts in tables of another package: which are old, and how to seal them anew."""

    name: str
    old_batches: Callable[[], Iterator[list[Any]]]
    reseal: Callable[[list[Any]], int]


ELSEWHERE: dict[str, Elsewhere] = {}


def also(place: Elsewhere) -> None:
    """Let a place take part in every rotation; called when its app is ready."""
    ELSEWHERE[place.name] = place


def sealed_models() -> list[type[Model]]:
    """Every model of the site with a sealed field, in the order of their names."""
    models = [model for config in apps.get_app_configs() if config.name.startswith(OURS) for model in config.get_models()]
    sealed = (model for model in models if any(isinstance(field, SealedTextField) for field in model._meta.local_fields))
    return sorted(sealed, key=lambda model: model._meta.label_lower)


def old_batches(model: type[Model]) -> Iterator[list[Any]]:
    """The primary keys of the records that have something old, in batches, as they are asked for."""
    batch: list[Any] = []
    for each in _records(model):
        if changes_of(each):
            batch.append(each.pk)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _records(model: type[Model]) -> Iterator[Model]:
    """Every record, by pages in the order of the keys: a cursor held open would not survive the batches between."""
    rows = model._default_manager.order_by("pk")
    page = list(rows[:BATCH])
    while page:
        yield from page
        page = list(rows.filter(pk__gt=page[-1].pk)[:BATCH])


@action(permission=Permission.KEYS_ROTATE, records=[events.KEYS_ROTATED])
def reseal_batch(*, model: type[Model], keys: list[Any], by: Actor) -> int:
    """Seal some records of a model with the newest key, index them with the newest index key, and say how many values changed."""
    changes = [change for each in model._default_manager.filter(pk__in=keys).order_by("pk") for change in changes_of(each)]
    for field in dict.fromkeys(change.field for change in changes):
        _write(model, field, [change for change in changes if change.field is field])
    record(events.KEYS_ROTATED, subject="", model=model._meta.label_lower, records=len(keys), values=len(changes))
    return len(changes)


@action(permission=Permission.KEYS_ROTATE, records=[events.KEYS_ROTATED])
def reseal_elsewhere(*, place: Elsewhere, keys: list[Any], by: Actor) -> int:
    """Seal some texts of a place with the newest key, and say how many changed."""
    values = place.reseal(keys)
    record(events.KEYS_ROTATED, subject="", model=place.name, records=len(keys), values=values)
    return values


def changes_of(each: Model) -> list[Change]:
    """What is to be replaced in a record: values sealed with an older key, indexes made with one."""
    sealed = [field for field in each._meta.local_fields if isinstance(field, SealedTextField)]
    changes = [_resealed(field, each) for field in sealed]
    if is_index_key_changing():
        changes += [_indexed(field, each) for field in each._meta.local_fields if isinstance(field, BlindIndexField)]
    return [change for change in changes if change is not None and change.before != change.after]


def _resealed(field: SealedTextField, each: Model) -> Change | None:
    value = each.__dict__[field.attname]
    if not isinstance(value, Sealed) or keyring().is_current(value):
        return None
    context = field.context(each)
    return Change(field, each.pk, value, Sealed(keyring().seal(keyring().open(value, context), context)))


def _indexed(field: BlindIndexField, each: Model) -> Change:
    return Change(field, each.pk, getattr(each, field.attname), field.index_of(each))


def _write(model: type[Model], field: Field, changes: list[Change]) -> None:
    """Replace values in place, below the models: a version, a time of change and a reason are not touched by a new key."""
    quote, key = connection.ops.quote_name, model._meta.pk
    assert key is not None
    sql = (
        f"UPDATE {quote(model._meta.db_table)} SET {quote(field.column)} = %s "
        f"WHERE {quote(key.column)} = %s AND {quote(field.column)} = %s"
    )
    rows = [
        tuple(
            of.get_db_prep_save(value, connection) for of, value in ((field, each.after), (key, each.key), (field, each.before))
        )
        for each in changes
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
