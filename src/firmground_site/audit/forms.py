"""What the auditor's list can be narrowed down by."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.audit.kinds import KINDS
from firmground_site.audit.queries import stream_names
from firmground_site.design.forms import DateField

BEYOND = 2**63  # no number in a database is larger


class FilterForm(forms.Form):
    """All may be left out. ``before`` and ``after`` are where a page begins."""

    stream = forms.ChoiceField(required=False)
    number = forms.IntegerField(
        required=False, min_value=1, max_value=BEYOND - 1, help_text=gettext_lazy("Of an entry in the stream you chose."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
    )  # fmt: skip
    kind = forms.ChoiceField(required=False, label=gettext_lazy("What was done"))
    actor = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Who did it"),
        help_text=gettext_lazy("A name, an address, or system:command."),
    )
    subject = forms.CharField(
        required=False, max_length=80, label=gettext_lazy("Record"),
        help_text=gettext_lazy("As the ledger names it, such as person:1a2b3c4d-…."),
    )  # fmt: skip
    from_day = DateField(required=False, label=gettext_lazy("From"))
    to_day = DateField(required=False, label=gettext_lazy("To"))
    before = forms.IntegerField(required=False, min_value=0, max_value=BEYOND - 1, widget=forms.HiddenInput)
    after = forms.IntegerField(required=False, min_value=0, max_value=BEYOND - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stream"].choices = [("", _("All")), *((name, name) for name in stream_names())]
        kinds = sorted(KINDS.values(), key=lambda kind: str(kind.sentence))
        self.fields["kind"].choices = [("", _("Anything")), *((kind.name, f"{kind.sentence} ({kind})") for kind in kinds)]

    def clean(self) -> dict[str, Any]:
        """Refuse a number without its stream, and days the wrong way round."""
        cleaned = super().clean() or {}
        if cleaned.get("number") and not cleaned.get("stream"):
            self.add_error("stream", ValidationError(_("Choose the stream that the number is of.")))
        first, last = cleaned.get("from_day"), cleaned.get("to_day")
        if first and last and first > last:
            self.add_error("to_day", ValidationError(_("This day must not come before the other.")))
        return cleaned
