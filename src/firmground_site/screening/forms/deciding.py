"""The forms of deciding: the decision, the second officer's opinion, reasons for closing and the like, and the letter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.design.forms import Checkboxes, Radios
from firmground_site.packs.queries import active_pack, case_rules, choices, text
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

Choices = Sequence[tuple[str, str]]


class DecisionForm(VersionedForm):
    """A decision with its reasons, forced labour by itself, and the answers relied on."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose a decision.")},
        choices=(),
    )
    reasons = reasons_field(
        gettext_lazy("Your reasons"),
        gettext_lazy("Write them so that the person can read them: they stand in their letter, in your words."),
    )
    forced_labour = forms.ChoiceField(
        label=gettext_lazy("Was there forced labour?"),
        help_text=gettext_lazy("A question by itself, whatever you decide above."),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Say whether there was forced labour.")},
        choices=(),
    )
    forced_labour_reasons = reasons_field(gettext_lazy("Your reasons about forced labour"), rows=4)
    relied_on = forms.MultipleChoiceField(
        label=gettext_lazy("Answers with yes that you rely on"), required=False, widget=Checkboxes(small=True), choices=()
    )
    relied_on_too = forms.MultipleChoiceField(
        label=gettext_lazy("Other answers that you rely on"), required=False, widget=Checkboxes(small=True), choices=()
    )

    def __init__(self, *args: Any, found: Choices = (), other: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        codes = [each.code for each in case_rules().identification.decisions]
        self.fields["decision"].choices = [each for each in choices("decisions") if each[0] in codes]
        self.fields["forced_labour"].choices = choices("findings")
        for name, listed in (("relied_on", found), ("relied_on_too", other)):
            self.fields[name].choices = listed
            if not listed:
                del self.fields[name]

    def decided(self) -> dict[str, Any]:
        """The decision as its action takes it."""
        given = self.cleaned_data
        relied_on = [*given.get("relied_on", ()), *given.get("relied_on_too", ())]
        names = ("decision", "reasons", "forced_labour", "forced_labour_reasons")
        return {"relied_on": relied_on, **{name: given[name] for name in names}}


class OpinionForm(VersionedForm):
    """A second officer concurs, or differs with reasons."""

    concurs = forms.TypedChoiceField(
        label=gettext_lazy("Do you concur with this decision?"),
        choices=[("yes", gettext_lazy("I concur")), ("no", gettext_lazy("I differ"))],
        coerce=lambda word: word == "yes",
        widget=Radios(hints={"no": gettext_lazy("The officer then decides anew, with your reasons in view.")}),
        error_messages={"required": gettext_lazy("Say whether you concur or differ.")},
    )
    reasons = reasons_field(gettext_lazy("Your reasons"), gettext_lazy("You may leave this empty if you concur."), required=False)

    def clean(self) -> None:
        """Differing needs reasons."""
        if self.cleaned_data.get("concurs") is False and not self.cleaned_data.get("reasons"):
            self.add_error("reasons", _("Write your reasons for differing."))


class ReasonsForm(VersionedForm):
    """Reasons for closing, opening again or reconsidering."""

    reasons = reasons_field(gettext_lazy("Your reasons"))


class TakeUpForm(VersionedForm):
    """Nothing but the version: who takes it up is who sends it."""


class LanguageForm(forms.Form):
    """Which language the letter is in, and which one the reasons were written in."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), widget=Radios(), choices=())
    written_in = forms.ChoiceField(
        label=gettext_lazy("Language in which the reasons were written"),
        help_text=gettext_lazy("They are not translated. If it is another one, the letter says which."),
        widget=Radios(),
        choices=(),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        pack = active_pack()
        names = [(each.tag, text(f"languages.{each.tag}")) for each in pack.manifest.languages]
        self.fields["language"].choices = self.fields["written_in"].choices = names
        drafts = [each.tag for each in pack.manifest.languages if each.state == "draft"]
        self.fields["language"].widget.hints = dict.fromkeys(drafts, _("No speaker has reviewed these words yet."))


class LetterForm(VersionedForm):
    """The letter as it was looked at, with the word of whoever looked."""

    language = forms.CharField(widget=forms.HiddenInput)
    written_in = forms.CharField(widget=forms.HiddenInput)
    checked = forms.BooleanField(
        label=gettext_lazy("I have read the letter, and it says what was decided"),
        error_messages={"required": gettext_lazy("Read the letter first, then tick this.")},
    )
