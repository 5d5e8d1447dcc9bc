"""Forms about a record that others may change meanwhile: they carry the version they were begun on, and lose nothing."""

from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 8_000  # characters; about three pages


class VersionedForm(forms.Form):
    """A form that was begun on a version of a record."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def begun_on(self, version: int) -> Self:
        """The same entries, to be sent on a later version."""
        entries = self.data.copy()
        entries["version"] = str(version)
        self.data = entries
        return self

    def typed(self) -> list[tuple[str, str]]:
        """What was entered, as labels and words, for showing it beside what is recorded."""
        return [(str(each.label), words) for each in self.visible_fields() if (words := _in_words(each.field, each.value()))]


def reasons_field(label: str, hint: str = "", *, required: bool = True, rows: int = 6, missing: str = "") -> forms.CharField:
    """A field for reasons in the officer's own words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing or _("Write your reasons.")},
    )


def _in_words(field: forms.Field, value: Any) -> str:
    listed = value if isinstance(value, list | tuple) else [value]
    words = dict(_flat(getattr(field, "choices", ())))
    return "\n".join(str(words.get(str(each), each)) for each in listed if each not in (None, "", False))


def _flat(choices: Any) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for value, label in choices:
        flat += [(str(v), str(each)) for v, each in label] if isinstance(label, list | tuple) else [(str(value), str(label))]
    return flat
