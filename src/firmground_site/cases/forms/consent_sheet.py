"""The form that chooses the language of the sheet that is read to a person, and about whom it tells."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.cases.parties import parties_to_choose
from firmground_site.packs.queries import active_pack, text


class SheetForm(forms.Form):
    """In which language, and about which recipient."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=())
    recipient = forms.ChoiceField(label=gettext_lazy("Who would be told?"), choices=(), required=False)

    def __init__(self, *args: Any, names_one: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        tags = [each.tag for each in active_pack().manifest.languages]
        self.fields["language"].choices = [(each, text(f"languages.{each}")) for each in tags]
        self.fields["recipient"].choices = [("", _("Leave a line to fill in")), *parties_to_choose()]
        if not names_one:
            del self.fields["recipient"]
