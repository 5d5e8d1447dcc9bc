"""The forms about what a person is given, and about where they stay."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.cases.services import STEPS, next_steps
from firmground_site.cases.care import step_name
from firmground_site.cases.forms.casework import day_field
from firmground_site.cases.models import Service
from firmground_site.cases.parties import parties_to_choose
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import today
from firmground_site.screening.forms.versioned import VersionedForm


class FromTheFirstForm(VersionedForm):
    """A form about something of which nothing may be recorded yet: its version is then nought."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ServiceForm(FromTheFirstForm):
    """The next step of a service: only what can come after the last one is offered."""

    step = forms.ChoiceField(
        label=gettext_lazy("What happened?"), widget=Radios(), error_messages={"required": gettext_lazy("Choose what happened.")}
    )
    on = day_field(gettext_lazy("When?"))
    provider = forms.ChoiceField(
        label=gettext_lazy("Who gives it?"),
        help_text=gettext_lazy("Needed once it is delivered."),
        required=False,
        error_messages={"required": gettext_lazy("Choose who.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Note (optional)"),
        help_text=gettext_lazy("Write no address here."),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, service: Service | None, **options: Any) -> None:
        last = service.steps.order_by("-recorded_at").first() if service else None
        first = {"on": today(), "version": service.version if service else 0, "provider": last.provider if last else ""}
        options["initial"] = {**first, **options.get("initial", {})}
        super().__init__(*args, **options)
        self.can_come_after(service)
        self.fields["provider"].choices = [("", _("Nobody yet")), *parties_to_choose()]

    def can_come_after(self, service: Service | None) -> None:
        """Offer what can come after the last step that was recorded; any step is read, so that one sent twice is known again."""
        self.fields["step"].choices = [(each, step_name(each)) for each in STEPS]
        self.fields["step"].widget.choices = [
            (each, step_name(each)) for each in next_steps(service.reached if service else None)
        ]

    def clean(self) -> None:
        """What was delivered was delivered by somebody."""
        if self.cleaned_data.get("step") == "delivered" and not self.cleaned_data.get("provider"):
            self.add_error("provider", _("Choose who delivered it."))


class SafePlaceForm(FromTheFirstForm):
    """Where somebody stays, how they are reached, and who must not know."""

    address = forms.CharField(
        label=gettext_lazy("Where they stay"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    safe_contact = forms.CharField(
        label=gettext_lazy("How they can be reached safely"),
        help_text=gettext_lazy("By which way, at which hours, and what to say when somebody else answers."),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    must_not_know = forms.CharField(
        label=gettext_lazy("Who must not know"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
