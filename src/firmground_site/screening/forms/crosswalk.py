"""What the page of two instruments side by side asks for: which two, as they were on which day, and in which language."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground.errors import FirmgroundError, NotInForce, NotShipped
from firmground.packs.pack import Pack
from firmground.screening.indicator_source import IndicatorSource, find_source, source_names
from firmground_site.law.forms import AddressForm, DayField
from firmground_site.packs.queries import interface_language
from firmground_site.screening.crosswalk_shown import name_of
from firmground_site.screening.forms.questions import language_choices


class CrosswalkForm(AddressForm):
    """Two sources of indicators; without any, the territory's own first form and a list that is known whole."""

    first = forms.ChoiceField(label=_("First"))
    second = forms.ChoiceField(label=_("Second"))
    on = DayField(label=_("As they were on"), help_text=_("For example, 31 12 2019."))
    language = forms.ChoiceField(label=_("Questions in"), required=False)

    def __init__(self, data: Any, *, pack: Pack, today: datetime.date) -> None:
        super().__init__(_filled(data, pack), on=today)
        self.pack = pack
        choices = [(name, name_of(pack, name)) for name in source_names(pack)]
        self.fields["first"].choices = self.fields["second"].choices = choices
        self.fields["language"].choices = language_choices(pack)

    def clean(self) -> dict[str, Any]:
        """Refuse what was not verified, and what there was not on that day, at the list in which it was chosen."""
        cleaned = super().clean() or {}
        for side in ("first", "second"):
            if {side, "on"} <= cleaned.keys():
                try:
                    cleaned[f"{side}_source"] = find_source(self.pack, cleaned[side], cleaned["on"])
                except (NotInForce, NotShipped) as fault:
                    self.add_error(side, _told(fault))
        return cleaned

    @property
    def sides(self) -> tuple[IndicatorSource, IndicatorSource]:
        """The two sources of a valid form."""
        return self.cleaned_data["first_source"], self.cleaned_data["second_source"]


def _filled(data: Any, pack: Pack) -> Any:
    filled = data.copy()
    own = [each.id for each in pack.own_instruments if each.stage == "initial"]
    lists = [name for name, (read, *_) in pack.crosswalk.items() if read.has_its_own_items and not read.partial]
    for name, ids in (("first", own), ("second", lists)):
        if name not in filled and ids:
            filled[name] = ids[0]
    filled.setdefault("language", interface_language())
    return filled


def _told(fault: FirmgroundError) -> str:
    if isinstance(fault, NotShipped):
        return _("Choose another. This one {fault}").format(fault=fault.what)
    return _("There was none on that day. Choose another day: {days}.").format(
        days=fault.remedy.removeprefix("choose a day in: ")
    )
