"""The forms of review: reading every sentence, returning a statement with reasons, publishing it."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground_site.design.forms import Checkboxes
from firmground_site.figures.models import StatementDraft


class ReviewForm(forms.Form):
    """Which sentences one has read beside what they stand on, and for which office. ``digest`` is that of what was shown."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=71)
    read = forms.MultipleChoiceField(
        label=_("Sentences"),
        help_text=_("Tick each sentence that you have read beside what it stands on."),
        widget=Checkboxes(small=True),
        error_messages={"required": _("Read every sentence, and tick it.")},
    )
    office = forms.CharField(
        label=_("For which office do you review it?"),
        max_length=200,
        help_text=_("Your name and this office are published with the statement, for ever."),
        error_messages={"required": _("Write for which office you review it.")},
    )

    def __init__(self, *args: Any, draft: StatementDraft, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"digest": draft.content_digest}, **options})
        sentences = json.loads(draft.content)["sentences"] if draft.content else []
        self.fields["read"].choices = [(each["id"], each["text"]) for each in sentences]


class ReturnForm(forms.Form):
    """Why a statement goes back to its writers."""

    reasons = forms.CharField(
        label=_("Why it is returned"),
        max_length=4_000,
        help_text=_("Name the sentences. Nothing about any person belongs here."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why you return it.")},
    )


class PublishForm(forms.Form):
    """That what was shown is to be published."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=71)
    sure = forms.BooleanField(
        label=_("I publish this statement. I know that nothing of it can be changed afterwards."),
        error_messages={"required": _("Tick this to publish it.")},
    )
