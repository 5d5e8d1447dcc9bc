"""The forms for entries that wait: what to record in the place of what is not taken, or why one is declined or put aside."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import Checkboxes
from firmground_site.devices.models import Entry
from firmground_site.devices.problems import LEFT_OUT, Problem
from firmground_site.devices.vocabulary import REASONS, SCREENING

LONGEST_WORDS = 1_000


def _words(label: Any, hint: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    missing = {"required": gettext_lazy("Write why.")}
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST_WORDS, widget=box, error_messages=missing)


class RecordForm(forms.Form):
    """Recording an entry: the version that was read, why, and for each item that is not taken what to record instead."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, problems: Iterable[Problem] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.problems = {f"instead_{number}": each for number, each in enumerate(problems)}
        for name, each in self.problems.items():
            may_be_left_out = LEFT_OUT in dict(each.instead)
            self.fields[name] = forms.ChoiceField(
                label=_("What to record in the place of “{came}”").format(came=each.came),
                choices=each.instead if may_be_left_out else [("", "—"), *each.instead],
                required=not may_be_left_out,
                error_messages={"required": _("Choose what to record.")},
            )
        self.fields["words"] = _words(_("Why it can be recorded"), _("Do not name the person here."))

    @property
    def chosen(self) -> dict[tuple[str, str], str]:
        """What a valid form says to record, by where the item stands."""
        return {(each.part, each.name): self.cleaned_data[name] for name, each in self.problems.items()}

    @property
    def rows(self) -> list[tuple[Problem, Any]]:
        """Each item that is not taken, with its field."""
        return [(each, self[name]) for name, each in self.problems.items()]


class ClearForm(forms.Form):
    """Which of what cannot be opened is put aside, all that is shown at first, and why."""

    def __init__(self, *args: Any, entries: Iterable[Entry], **options: Any) -> None:
        super().__init__(*args, **options)
        shown = {str(each.pk): each for each in entries}
        self.fields["entries"] = forms.MultipleChoiceField(
            label=_("What to put aside"),
            choices=[(key, _called(each)) for key, each in shown.items()],
            initial=list(shown),
            widget=Checkboxes(small=True, hints={key: str(REASONS[each.reason]) for key, each in shown.items()}),
            error_messages={
                "required": _("Choose what to put aside."),
                "invalid_choice": _("Somebody else put some of it aside meanwhile. Look at the list again."),
            },
        )
        self.fields["words"] = _words(
            _("Why it is put aside"), _("For example: the officer screened the person again. Name nobody.")
        )


def _called(entry: Entry) -> str:
    told = {"entry": entry, "day": date_format(localtime(entry.arrived)), "time": f"{localtime(entry.arrived):%H:%M}"}
    if entry.kind == SCREENING:
        return _("{entry}, a screening, arrived on {day} at {time}").format(**told)
    return _("{entry}, a debriefing, arrived on {day} at {time}").format(**told)


class DeclineForm(forms.Form):
    """Why an entry is not recorded."""

    prefix = "decline"

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = _words(gettext_lazy("Why it is not recorded"), gettext_lazy("Do not name the person here."))
