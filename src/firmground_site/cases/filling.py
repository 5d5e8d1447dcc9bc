"""Fills what one row lacks from another, and empties it again; texts of which both have one are joined, never overwritten.

What was filled in is kept in words, so that a later correction is told from it: only what still stands as it was filled in is
taken out again. A sealed value that was joined is put back to the byte while its key is still there.
"""

import datetime
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, Model

from firmground_site.screening.models import Person
from firmground_site.sealed.fields import BlindIndexField, Sealed, SealedTextField
from firmground_site.sealed.keys import CannotOpen

OF_PERSON = ("name", "alias", "document", "phone", "age", "age_basis", "sex", "nationality", "language")
KEEPING = ("retention_kind", "erase_on")
SECOND = "\n— From the second record: —\n"
Filled = list[dict[str, Any]]


def fill_in(row: Model, other: Model) -> Filled:
    """Fill what a row lacks from another of the same table; for a person only what tells who they are."""
    is_person = isinstance(row, Person)
    names = OF_PERSON if is_person else _texts(row)
    changes = {name: getattr(other, name) for name in names if _is_empty(row, name) and not _is_empty(other, name)}
    if is_person and row.age is not None and "age" not in changes:
        changes.pop("age_basis", None)  # how somebody else's age is known says nothing of the age that is kept
    if not is_person:
        changes |= _joined(row, other, names)
    return _write(row, changes)


def longer_kept(kept: Person, duplicate: Person) -> Filled:
    """Keep the record as long as the one of the two that is kept longer."""
    if duplicate.erase_on <= kept.erase_on:
        return []
    return _write(kept, {name: getattr(duplicate, name) for name in KEEPING})


def empty_again(filled: dict[str, Any]) -> None:
    """Take out what was filled in, where it still stands as it was filled in."""
    model = apps.get_model(filled["table"])
    row = model._base_manager.filter(pk=filled["key"]).first()
    if row is None:
        return
    back = {name: each["before"] for name, each in filled["fields"].items() if _in_words(getattr(row, name)) == each["after"]}
    _put_back(row, back, {name: filled["fields"][name]["raw"] for name in back})


def _write(row: Model, changes: dict[str, Any]) -> Filled:
    """Write values, seals and indexes with them, and say what there was before: in words, and as sealed bytes."""
    if not changes:
        return []
    fields = {
        name: {"before": _in_words(getattr(row, name)), "after": _in_words(value), "raw": _raw(row, name)}
        for name, value in changes.items()
    }
    for name, value in changes.items():
        setattr(row, name, value)
    _save(row, list(changes))
    return [{"table": row._meta.label_lower, "key": str(row.pk), "fields": fields}]


def _put_back(row: Model, words: dict[str, Any], raw: dict[str, str | None]) -> None:
    for name, said in words.items():
        field = row._meta.get_field(name)
        setattr(row, name, said if isinstance(field, SealedTextField) else field.to_python(said))
        if sealed := raw[name]:
            _as_it_was(row, name, Sealed(bytes.fromhex(sealed)))
    if words:
        _save(row, list(words))


def _as_it_was(row: Model, name: str, sealed: Sealed) -> None:
    """The very bytes that were there, unless their key is gone: then the words are sealed anew."""
    field = row._meta.get_field(name)
    try:
        field.opened(sealed, row)
    except CannotOpen:
        return
    setattr(row, name, sealed)


def _save(row: Model, names: list[str]) -> None:
    """Save these fields and the indexes that follow them. A person's version is counted by the merge."""
    indexes = [each.name for each in row._meta.concrete_fields if isinstance(each, BlindIndexField) and each.of in names]
    versions = [] if isinstance(row, Person) or not hasattr(row, "version") else ["version"]
    if versions:
        row.version += 1
    row.save(update_fields=[*names, *indexes, *versions])


def _texts(row: Model) -> tuple[str, ...]:
    kinds = (SealedTextField, CharField)
    return tuple(each.name for each in row._meta.concrete_fields if isinstance(each, kinds) and not _is_index(each))


def _is_index(field: Field) -> bool:
    return isinstance(field, BlindIndexField)


def _joined(row: Model, other: Model, names: tuple[str, ...]) -> dict[str, Any]:
    """Sealed texts of which both rows have one that differs, one after the other: none of them may be lost from sight."""
    both = [each for each in names if isinstance(row._meta.get_field(each), SealedTextField)]
    pairs = {name: (getattr(row, name), getattr(other, name)) for name in both}
    return {name: f"{one}{SECOND}{two}" for name, (one, two) in pairs.items() if one and two and one != two}


def _is_empty(row: Model, name: str) -> bool:
    return getattr(row, name) in (None, "")


def _in_words(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _raw(row: Model, name: str) -> str | None:
    """The sealed bytes that the database has, as hexadecimal; nothing for what is not sealed, or empty."""
    if not isinstance(row._meta.get_field(name), SealedTextField):
        return None
    found = row._meta.model._base_manager.filter(pk=row.pk).values_list(name, flat=True).first()
    return bytes(found).hex() if found else None
