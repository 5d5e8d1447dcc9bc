"""A page can hold several forms, each for one step on the same record: each says which, and which version of it was read."""

from typing import Any, ClassVar

from django import forms

from firmground_site.evidence.told import LONGEST
from firmground_site.plan.told import INVISIBLE, has_invisible


def words_field(label: str, hint: str = "", *, missing: str, name: str = "reasons", rows: int = 3) -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST[name],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
        validators=[_seen],
    )


def _seen(words: str) -> None:
    if has_invisible(words, allowed="\r\n\t"):
        raise forms.ValidationError(INVISIBLE)


class StepForm(forms.Form):
    """A form that says which step it takes, on which version of its record."""

    takes: ClassVar[str] = ""
    step = forms.CharField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, version: int = 0, initial: dict[str, Any] | None = None, **options: Any) -> None:
        given = {**(initial or {}), "step": self.takes, "version": version}
        super().__init__(*args, initial=given, auto_id=f"{self.takes}_%s", **options)

    def begun_on(self, version: int) -> None:
        """Let the entries of a form that was sent stand on another version of the record."""
        self.data = self.data.copy()
        self.data["version"] = str(version)

    @property
    def read_version(self) -> int:
        """The version that was read; none there is when the form does not say it."""
        version: int | None = self.cleaned_data["version"]
        return version or 0
