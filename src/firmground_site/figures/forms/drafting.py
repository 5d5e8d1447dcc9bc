"""The forms of a draft: starting one, and one sentence of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground.evidence.draft import conflicts_of
from firmground_site.design.forms import Checkboxes, Radios
from firmground_site.figures.models import DraftSentence, StatementDraft
from firmground_site.figures.models.draft import KINDS, LONGEST_NAME, LONGEST_TEXT
from firmground_site.figures.written import Written
from firmground_site.law.citations import CONFIDENCE
from firmground_site.packs.queries import active_pack, text

NO_PEOPLE = gettext_lazy("Nothing about any one person belongs here: everybody reads it.")


class StartForm(forms.Form):
    """Of which year and in which language, and from what."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("Year"), coerce=int, help_text=gettext_lazy("The years of which there are records.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    start = forms.ChoiceField(
        label=gettext_lazy("Start from"),
        choices=[
            ("pack", gettext_lazy("The territory’s own statement")),
            ("published", gettext_lazy("The statement that was published last")),
        ],
        widget=Radios(
            hints={"published": gettext_lazy("Every sentence whose numbers differ since is then to be read and saved again.")}
        ),
        initial="pack",
        error_messages={"required": gettext_lazy("Choose what to start from.")},
    )

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        full = [each.tag for each in active_pack().manifest.languages if each.state == "full"]
        self.fields["year"].choices = [(year, year) for year in reversed(years)]
        self.fields["language"].choices = [(tag, text(f"languages.{tag}")) for tag in full]


class SentenceForm(forms.Form):
    """A sentence with what it quotes in braces. ``version`` is that of the sentence when it was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Sentence"),
        max_length=LONGEST_TEXT,
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("Write {figure} where a number belongs; numbers are never typed, except in a position."),
            NO_PEOPLE,
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write the sentence.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of sentence is it?"),
        choices=list(KINDS.items()),
        widget=Radios(),
        initial="figure",
        error_messages={"required": gettext_lazy("Choose the kind of sentence.")},
    )
    section = forms.ChoiceField(label=gettext_lazy("Section"))
    sources = forms.CharField(
        label=gettext_lazy("Sources"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Keys of sources, with spaces between them, such as those of the sentences around it."),
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How the sources were read"), required=False, choices=[("", gettext_lazy("Only the record is quoted"))]
    )
    conflicts = forms.MultipleChoiceField(
        label=gettext_lazy("Conflicts between sources to show beside it"), required=False, widget=Checkboxes(small=True)
    )
    note = forms.CharField(
        label=gettext_lazy("Note beside it"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Needed when a published number contradicts the sentence."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    name = forms.RegexField(
        r"\A[a-z][a-z0-9_]*\Z",
        label=gettext_lazy("Name of the sentence"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy(
            "Small letters, digits and underscores. The page of what the sentence stands on has it in its address."
        ),
        widget=forms.TextInput(attrs={"spellcheck": "false", "class": "govuk-input--width-20"}),
        error_messages={
            "required": gettext_lazy("Give the sentence a name."),
            "invalid": gettext_lazy("Write the name in small letters, digits and underscores, beginning with a letter."),
        },
    )

    def __init__(self, *args: Any, draft: StatementDraft, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["section"].choices = [(name, heading) for name, heading in draft.sections]
        marks = [(str(mark), words.capitalize()) for mark, words in CONFIDENCE.items()]
        self.fields["confidence"].choices = [("", _("Only the record is quoted")), *marks]
        known = conflicts_of(active_pack())
        self.fields["conflicts"].choices = [(name, text(f"evidence.conflicts.{name}.about")) for name in known]
        if not known:
            del self.fields["conflicts"]

    def clean_text(self) -> str:
        """The sentence with the ends of lines that a browser sends as one space: a sentence has no lines."""
        return " ".join(self.cleaned_data["text"].split())

    def written(self) -> Written:
        """What a valid form says."""
        given = self.cleaned_data
        return Written(
            name=given["name"],
            section=given["section"],
            kind=given["kind"],
            text=given["text"],
            sources=tuple(given["sources"].split()),
            confidence=given["confidence"],
            conflicts=tuple(given.get("conflicts", ())),
            note=" ".join(given["note"].split()),
        )


def initial_of(sentence: DraftSentence) -> dict[str, Any]:
    """What the form of a kept sentence begins with."""
    same = {name: getattr(sentence, name) for name in ("name", "section", "kind", "text", "confidence", "conflicts", "note")}
    return {**same, "sources": " ".join(sentence.sources), "version": sentence.version}


class MoveForm(forms.Form):
    """Where to move a sentence."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    up = forms.TypedChoiceField(
        choices=[("yes", "Up"), ("no", gettext_lazy("Down"))], coerce=lambda word: word == "yes", widget=forms.HiddenInput
    )


class VersionForm(forms.Form):
    """The version of what was opened, for a step that takes nothing else."""

    version = forms.IntegerField(widget=forms.HiddenInput)
