"""The forms about a pair: what a reviewer says of it, and undoing that."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from firmground_site.design.forms import Radios
from firmground_site.linkage.actions.judging import LEFT, RIGHT
from firmground_site.linkage.beside import called
from firmground_site.linkage.models import Pair
from firmground_site.linkage.vocabulary import ANSWERS, CONFIRMED, REJECTED, UNDECIDED
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field

ANSWER = {"required": _("Choose an answer.")}


class JudgementForm(VersionedForm):
    """Whether two records are of one person, and what shows it; of two people also which record is kept."""

    answer = forms.ChoiceField(
        label=_("Are they one person?"),
        widget=Radios(),
        choices=(
            (CONFIRMED, _("Yes, they are one person")),
            (REJECTED, _("No, they are two people")),
            (UNDECIDED, _("Nobody can tell from this")),
        ),
        error_messages=ANSWER,
    )
    keep = forms.ChoiceField(
        label=_("Which record is kept?"), help_text=_("The other one is merged into it once two others agree."), widget=Radios()
    )
    words = reasons_field(
        _("What shows it?"), _("Papers, dates, what they told: not the name alone."), missing=_("Write what shows it.")
    )

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

    words = reasons_field(_("Why is it undone?"), missing=_("Write why it is undone."))


class BlindForm(forms.Form):
    """What a reviewer answers about a pair of a sample."""

    answer = forms.ChoiceField(
        label=_("Are they one person?"), widget=Radios(), choices=list(ANSWERS.items()), error_messages=ANSWER
    )
