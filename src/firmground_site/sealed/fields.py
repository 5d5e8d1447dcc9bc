"""Model fields whose values are sealed in the database and opened when they are read.

A sealed field is bound to its record's primary key, which must therefore be set before saving (a UUID is). It cannot be
searched; a ``BlindIndexField`` beside it finds exact matches. It refuses ``update()``, which knows no record.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db import models

from firmground_site.sealed.keys import blind_index, keyring


class Sealed(bytes):
    """A value as it lies in the database, as ``values()`` gives it: neither readable nor to be shown."""

    def __repr__(self) -> str:
        return "(sealed)"

    __str__ = __repr__


class OpenedWhenRead:
    """The attribute of a sealed field: holds what the database had until someone reads it."""

    def __init__(self, field: "SealedTextField") -> None:
        self.field = field

    def __get__(self, record: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if record is None:
            return self
        if self.field.attname not in record.__dict__:
            record.refresh_from_db(fields=[self.field.attname])
        value = record.__dict__[self.field.attname]
        if isinstance(value, Sealed):
            value = record.__dict__[self.field.attname] = self.field.opened(value, record)
        return value

    def __set__(self, record: models.Model, value: Any) -> None:
        record.__dict__[self.field.attname] = value


class SealedTextField(models.BinaryField):
    """A text that nobody can read in the database. Empty text is kept as null, so that its absence is no secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(null=True, blank=True, editable=True)
        super().__init__(*args, **kwargs)

    nothing: Callable[[], Any] = str

    def get_default(self) -> Any:
        """Nothing, as it reads."""
        return self.nothing()

    def deconstruct(self) -> Any:
        """Leave out what is always so."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("null", "blank", "editable"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Put the attribute that opens the value in place."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, OpenedWhenRead(self))

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """Keep it sealed until it is read."""
        return self.nothing() if value is None else Sealed(value)

    def pre_save(self, record: models.Model, add: bool) -> Any:
        """Seal the value for its record; one that was never opened stays as it is."""
        value = record.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            self.opened(value, record)  # refuses a copy with another key, which nobody could ever open
            return value
        if value is None or value == self.nothing():
            return None
        if record.pk is None:
            raise ValueError(f"{self} needs its record's primary key before it can be sealed.")
        return Sealed(keyring().seal(self.to_bytes(value), self.context(record)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Only what ``pre_save`` sealed may pass: never a readable value, as ``update()`` or a filter would give."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self} is sealed: it cannot be filtered or updated in bulk. Use its blind index, or save().")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a value can be asked of the database."""
        if lookup_name != "isnull":
            raise TypeError(f"{self} is sealed: it cannot be searched. Look for its blind index.")
        return super().get_lookup(lookup_name)

    def opened(self, value: bytes, record: models.Model) -> Any:
        """The readable value."""
        return self.from_bytes(keyring().open(bytes(value), self.context(record)))

    def context(self, record: models.Model) -> str:
        """The place for which a value is sealed."""
        return f"{self.model._meta.label_lower}.{self.name}:{record.pk}"

    def value_from_object(self, obj: models.Model) -> Any:
        """The readable value, for forms."""
        return getattr(obj, self.attname)

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse dumps in clear."""
        raise TypeError(f"{self} is sealed and not written to dumps.")

    def to_bytes(self, value: Any) -> bytes:
        """A readable value as bytes."""
        return str(value).encode()

    def from_bytes(self, plain: bytes) -> Any:
        """Bytes as a readable value."""
        return plain.decode()


class SealedJSONField(SealedTextField):
    """A JSON value that nobody can read in the database."""

    nothing: Callable[[], Any] = dict

    def to_bytes(self, value: Any) -> bytes:
        """JSON in UTF-8."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, plain: bytes) -> Any:
        """The value that was written."""
        return json.loads(plain)


class BlindIndexField(models.CharField):
    """The blind index of a sealed field beside it, kept in step on every save; "" when there is nothing to find.

    ``kind`` says how values compare (``phone`` by digits) and may name a field of the record, as ``@kind``.
    """

    def __init__(self, *args: Any, of: str, kind: str, **kwargs: Any) -> None:
        self.of, self.kind = of, kind
        kwargs.update(max_length=32, blank=True, default="", db_index=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Leave out what is always so."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "blank", "default", "db_index", "editable"):
            kwargs.pop(key, None)
        return name, path, args, {**kwargs, "of": self.of, "kind": self.kind}

    def pre_save(self, record: models.Model, add: bool) -> str:
        """The index of the value as it is now."""
        index = self.index_of(record)
        setattr(record, self.attname, index)
        return index

    def index_of(self, record: models.Model) -> str:
        """The index of the value as it is now, with the key in use."""
        kind = getattr(record, self.kind[1:]) if self.kind.startswith("@") else self.kind
        return blind_index(kind, getattr(record, self.of) or "")
