"""The forms for one part of a report: it is a claim, it is left out, it is joined with the next part, or cut in two."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import Radios
from firmground_site.evidence.forms.steps import StepForm, words_field
from firmground_site.evidence.models import ReportPart
from firmground_site.evidence.told import ClaimTold
from firmground_site.evidence.vocabulary import CASE_DETAILS, HOLDS, KINDS, STATES
from firmground_site.packs.queries import choices, text

LABELS = {
    "says": gettext_lazy("In our own words"),
    "kind": gettext_lazy("Kind"),
    "holds": gettext_lazy("Fact or position"),
    "rests_on": gettext_lazy("Rests on"),
    "case_details": gettext_lazy("Cases or figures"),
}


class ClaimForm(StepForm):
    """A claim in our own words, with its marks."""

    takes = "confirm"
    says = words_field(
        gettext_lazy("What does it claim, in your own words?"),
        gettext_lazy(
            "One claim, in a sentence that everybody can read. Do not copy the wording. "
            "No name of a person and no case belongs here."
        ),
        missing=gettext_lazy("Write the claim in your own words."),
        name="says",
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of claim is it?"),
        choices=list(KINDS.items()),
        widget=Radios(small=True),
        error_messages={"required": gettext_lazy("Choose what kind of claim it is.")},
    )
    holds = forms.ChoiceField(
        label=gettext_lazy("Is it a fact or a position?"),
        choices=list(HOLDS.items()),
        widget=Radios(small=True),
        error_messages={"required": gettext_lazy("Choose whether it is a fact or a position.")},
    )
    rests_on = forms.ChoiceField(
        label=gettext_lazy("On what does the report itself rest it?"),
        widget=Radios(small=True),
        error_messages={"required": gettext_lazy("Choose what the report itself names as its source.")},
    )
    case_details = forms.ChoiceField(
        label=gettext_lazy("Does it give cases or figures?"),
        choices=list(CASE_DETAILS.items()),
        widget=Radios(small=True),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["rests_on"].choices = [(code, _begun(words)) for code, words in choices("claim_grounds")]

    def told(self) -> ClaimTold:
        """What a valid form tells."""
        said = {name: self.cleaned_data[name] for name in ClaimTold.__dataclass_fields__}
        return ClaimTold(**{**said, "says": said["says"].replace("\r\n", "\n")})


class LeaveOutForm(StepForm):
    """Leave a part out with a reason."""

    takes = "leave_out"
    reason = words_field(
        gettext_lazy("Why is it left out?"),
        gettext_lazy("For example: a heading; the number of a page."),
        missing=gettext_lazy("Write why it is left out."),
    )


class JoinForm(StepForm):
    """Join a part with the next; its button is all that there is."""

    takes = "join"


class CutForm(StepForm):
    """Cut a part in two behind some of its words."""

    takes = "cut"
    after = words_field(
        gettext_lazy("Last words of the first claim"),
        gettext_lazy("Copy them from above. It is cut behind them."),
        missing=gettext_lazy("Copy the last words."),
        rows=2,
    )


def in_words(part: ReportPart) -> list[tuple[str, str]]:
    """How a part is recorded now, as labels and words."""
    rows = [(_("Decided"), STATES[part.state])]
    if part.says:
        rows += [
            (LABELS["says"], part.says),
            (LABELS["kind"], KINDS[part.kind]),
            (LABELS["holds"], HOLDS[part.holds]),
            (LABELS["rests_on"], _begun(text(f"codes.claim_grounds.{part.rests_on}"))),
            (LABELS["case_details"], CASE_DETAILS[part.case_details]),
        ]
    return [*rows, *([(_("Reason"), part.reason)] if part.reason else [])]


def entered(form: StepForm) -> list[tuple[str, str]]:
    """What was entered, as labels and words."""
    rows = []
    for bound in form.visible_fields():
        words = dict(getattr(bound.field, "choices", ()))
        rows.append((LABELS.get(bound.name, str(bound.label)), str(words.get(bound.value(), bound.value() or _("Nothing")))))
    return rows


def _begun(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]
