"""What the public pages of the plan ask for: days, and what to show of the measures."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.law.forms import AddressForm, DayField
from firmground_site.packs.queries import today
from firmground_site.plan.measures import body_name, the_plan, theme_name
from firmground_site.plan.words import KINDS, STATUSES

KNOWN_BY = gettext_lazy(
    "Leaves out documents written, and reports confirmed, after this day. Empty: with everything that is known now."
)


class OnForm(AddressForm):
    """The day whose status is shown; today without one."""

    on = DayField(label=gettext_lazy("Status on"), help_text=gettext_lazy("For example, 31 12 2019."))

    def __init__(self, data: Any) -> None:
        super().__init__(data, on=today())


class PlanForm(OnForm):
    """The day, what was known, and which measures to list."""

    known_by = DayField(label=gettext_lazy("As was known by"), required=False, help_text=KNOWN_BY)
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind"))
    theme = forms.ChoiceField(required=False, label=gettext_lazy("Theme"))
    owner = forms.ChoiceField(required=False, label=gettext_lazy("Owner"))
    status = forms.ChoiceField(required=False, label=gettext_lazy("Status"))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        measures = the_plan().measures
        themes = dict.fromkeys(theme for each in measures for theme in each.themes)
        owners = dict.fromkeys(each.owner for each in measures if each.owner)
        self._offer("kind", KINDS)
        self._offer("theme", {theme: theme_name(theme) for theme in themes})
        self._offer("owner", {owner: body_name(owner) for owner in owners})
        self._offer("status", STATUSES)

    def _offer(self, name: str, choices: dict[str, str]) -> None:
        self.fields[name].choices = [("", _("All")), *choices.items()]

    @property
    def is_narrowed(self) -> bool:
        """Whether a valid form leaves measures out."""
        return any(self.cleaned_data[name] for name in ("kind", "theme", "owner", "status"))


class ChangesForm(AddressForm):
    """Two days; without them, since the plan was published and until today."""

    since = DayField(label=gettext_lazy("Since"), help_text=gettext_lazy("For example, 10 3 2019."))
    on = DayField(label=gettext_lazy("Until"))

    def __init__(self, data: Any) -> None:
        super().__init__(data, since=the_plan().head.published_on, on=today())

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("on")
        if since and until and since > until:
            self.add_error("on", _("This day must not come before the other."))
        return cleaned
