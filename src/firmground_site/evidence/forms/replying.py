"""The forms of answers: recording one, confirming or returning it, withdrawing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.packs.report_entries import ReportFile
from firmground_site.design.forms import Checkboxes, Radios
from firmground_site.evidence.forms.steps import StepForm, words_field
from firmground_site.evidence.register import the_pack, the_register
from firmground_site.evidence.told import LONGEST, ReplyTold, faults_in_reply
from firmground_site.evidence.vocabulary import STANCES


class ReplyForm(forms.Form):
    """How one report answers a claim of another."""

    stance = forms.ChoiceField(
        label=gettext_lazy("How does it answer the claim?"),
        choices=list(STANCES.items()),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose how the claim is answered.")},
    )
    by_claims = forms.MultipleChoiceField(
        label=gettext_lazy("In which of its own claims?"),
        widget=Checkboxes(small=True),
        error_messages={"required": gettext_lazy("Choose in which claims it answers.")},
    )
    names_claim = forms.TypedChoiceField(
        label=gettext_lazy("Does it say itself that it answers this very claim?"),
        choices=[("yes", gettext_lazy("Yes, in so many words")), ("no", gettext_lazy("No, that it does is our reading"))],
        coerce=lambda word: word == "yes",
        widget=Radios(),
        error_messages={"required": gettext_lazy("Say whether it names the claim itself.")},
    )
    reasons = words_field(
        gettext_lazy("Reasons"),
        gettext_lazy("Why this answers the claim, and so. Everybody can read it. No name of a person and no case belongs here."),
        missing=gettext_lazy("Write the reasons."),
        rows=4,
    )
    document = forms.CharField(
        label=gettext_lazy("Further evidence"),
        required=False,
        max_length=LONGEST["document"],
        help_text=gettext_lazy("The title of a document beside the report itself, if the answer rests on one."),
    )
    address = forms.CharField(
        label=gettext_lazy("Its web address"),
        required=False,
        max_length=LONGEST["address"],
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, to: str, answering: ReportFile, **options: Any) -> None:
        super().__init__(*args, **options)
        self.to, self.answering = to, answering
        pack, prefix = the_pack(), f"evidence.claims.{answering.report.id}"
        claims = sorted(answering.claims, key=lambda each: each.number)
        self.fields["by_claims"].choices = [(each.id, f"{each.number}. {pack.text(f'{prefix}.{each.id}')}") for each in claims]

    def clean(self) -> dict[str, Any]:
        """Put what is wrong beside the fields, once each field by itself can be read."""
        cleaned = super().clean() or {}
        if not self.errors:
            for fault in faults_in_reply(self.told(), self.to, the_register()):
                self.add_error(fault.field if fault.field in self.fields else None, fault.text)
        return cleaned

    def told(self) -> ReplyTold:
        """What a valid form tells."""
        said = {**self.cleaned_data, "by_claims": tuple(self.cleaned_data["by_claims"])}
        return ReplyTold(**{**said, "reasons": said["reasons"].replace("\r\n", "\n")}, report=self.answering.report.id)


class AnswerForm(StepForm):
    """Confirm an answer, or return it with a reason."""

    takes = "answer"
    confirms = forms.TypedChoiceField(
        label=gettext_lazy("Does the report answer the claim so?"),
        choices=[("yes", gettext_lazy("Yes, I confirm it")), ("no", gettext_lazy("No, I return it"))],
        coerce=lambda word: word == "yes",
        widget=Radios(
            hints={
                "yes": gettext_lazy("I have read both reports. Everybody can then see the answer."),
                "no": gettext_lazy("Nobody outside sees it. Say below what is wrong."),
            }
        ),
        error_messages={"required": gettext_lazy("Say whether you confirm or return it.")},
    )
    reason = words_field(
        gettext_lazy("Why you return it"),
        gettext_lazy("You may leave this empty if you confirm."),
        missing=gettext_lazy("Write why you return it."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = False

    def clean(self) -> None:
        """Returning needs a reason."""
        if self.cleaned_data.get("confirms") is False and not self.cleaned_data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Write why you return it."))


class WithdrawForm(StepForm):
    """Withdraw an answer with a reason."""

    takes = "withdraw"
    reason = words_field(
        gettext_lazy("Why it is withdrawn"),
        gettext_lazy("Members can still read it, with this reason."),
        missing=gettext_lazy("Write why you withdraw it."),
    )
