"""The forms about a pair: what a reviewer says of it, and undoing that."""

from typing import Any

from django import forms

from firmground_site.design.forms import Radios
from firmground_site.linkage.actions.judging import LEFT, RIGHT
from firmground_site.linkage.beside import called
from firmground_site.linkage.models import Pair
from firmground_site.linkage.vocabulary import ANSWERS, CONFIRMED, REJECTED, UNDECIDED
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

ANSWER = {"required": "Choose an answer."}


class JudgementForm(VersionedForm):
    """Whether two records are of one person, and what shows it; of two people also which record is kept."""

    answer = forms.ChoiceField(
        label="Are they one person?",
        widget=Radios(),
        choices=(
            (CONFIRMED, "Yes, they are one person"),
            (REJECTED, "No, they are two people"),
            (UNDECIDED, "Nobody can tell from this"),
        ),
        error_messages=ANSWER,
    )
    keep = forms.ChoiceField(
        label="Which record is kept?", help_text="The other one is merged into it once two others agree.", widget=Radios()
    )
    words = reasons_field("What shows it?", "Papers, dates, what they told: not the name alone.", missing="Write what shows it.")

    def __init__(self, *args: Any, pair: Pair, **options: Any) -> None:
        super().__init__(*args, **options)
        if not pair.is_of_people:
            del self.fields["keep"]
            return
        first = LEFT if pair.left.met_at <= pair.right.met_at else RIGHT
        self.fields["keep"].choices = [(LEFT, called(pair.left)), (RIGHT, called(pair.right))]
        self.fields["keep"].initial = first


class UndoForm(VersionedForm):
    """Why what was said of a pair is undone."""

    words = reasons_field("Why is it undone?", missing="Write why it is undone.")


class BlindForm(forms.Form):
    """What a reviewer answers about a pair of a sample."""

    answer = forms.ChoiceField(
        label="Are they one person?", widget=Radios(), choices=list(ANSWERS.items()), error_messages=ANSWER
    )
