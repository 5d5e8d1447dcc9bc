"""The forms of proposals: making one, deciding on it, following it up."""

import datetime
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import DateField, Radios
from firmground_site.packs.queries import today
from firmground_site.plan.actions.proposing import IN_THE_PAST
from firmground_site.plan.forms.reporting import NO_PEOPLE, StepForm, reasons_field
from firmground_site.plan.measures import the_plan, title_of
from firmground_site.plan.vocabulary import DECISIONS


class ProposalForm(forms.Form):
    """What is proposed, and for whom."""

    title = forms.CharField(
        label=gettext_lazy("What do you propose?"),
        max_length=200,
        help_text=gettext_lazy("A title of a few words."),
        error_messages={"required": gettext_lazy("Write a title.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Describe it"),
        max_length=8_000,
        help_text=format_lazy("{} {}", gettext_lazy("What should be done, by whom, and what it would change."), NO_PEOPLE),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write what you propose.")},
    )
    organisation = forms.CharField(
        label=gettext_lazy("For which organisation?"),
        max_length=200,
        help_text=gettext_lazy("An organisation or a consulate, not a person."),
        error_messages={"required": gettext_lazy("Write for which organisation you propose it.")},
    )
    measure = forms.ChoiceField(label=gettext_lazy("Does it concern a measure of the plan?"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(each.id, f"{each.id}: {title_of(each.id)}") for each in the_plan().measures if each.text_public]
        self.fields["measure"].choices = [("", _("No, it is new")), *listed]


class DecisionForm(StepForm):
    """A decision with reasons, and when it is followed up."""

    takes = "decide"
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=list(DECISIONS.items()),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose a decision.")},
    )
    reasons = reasons_field(gettext_lazy("Reasons"), gettext_lazy("Whoever proposed it reads them."))
    follow_up_on = DateField(
        label=gettext_lazy("Follow up on"), required=False, help_text=gettext_lazy("You may leave this empty if you decline.")
    )

    def clean_follow_up_on(self) -> datetime.date | None:
        """Refuse a day that is over."""
        return _not_in_the_past(self.cleaned_data["follow_up_on"])

    def clean(self) -> None:
        """What is accepted has a day on which it is followed up."""
        given = self.cleaned_data
        if given.get("decision") in ("accepted", "accepted_in_part") and "follow_up_on" in given and not given["follow_up_on"]:
            self.add_error("follow_up_on", _("Say on which day it is followed up."))


class FollowUpForm(StepForm):
    """What became of a proposal."""

    takes = "follow_up"
    says = reasons_field(
        gettext_lazy("What became of it?"),
        gettext_lazy("Whoever proposed it reads this."),
        missing=gettext_lazy("Write what became of it."),
    )
    next_on = DateField(
        label=gettext_lazy("Look at it again on"),
        required=False,
        help_text=gettext_lazy("Leave this empty if nothing more is to follow."),
    )

    def clean_next_on(self) -> datetime.date | None:
        """Refuse a day that is over."""
        return _not_in_the_past(self.cleaned_data["next_on"])


def _not_in_the_past(day: datetime.date | None) -> datetime.date | None:
    if day is not None and day < today():
        raise forms.ValidationError(IN_THE_PAST)
    return day
