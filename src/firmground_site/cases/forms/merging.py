"""The forms of merging: which two records, why, an opinion on it, and why it is undone."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.cases.forms.once import OnceForm
from firmground_site.design.forms import Radios
from firmground_site.screening.forms.versioned import reasons_field
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

REFERENCE = re.compile(r"(?:person\s+|[^\x00-\x7f]+\s*)?([0-9a-f]{8})[0-9a-f-]*", re.IGNORECASE)
AGREE, REJECT = "agree", "reject"


class SecondRecordForm(forms.Form):
    """A second record of a person, by its reference."""

    duplicate = forms.CharField(
        label=gettext_lazy("Second record of the same person"),
        help_text=gettext_lazy("Its reference, such as 3f2a91c0."),
        max_length=60,
    )

    def __init__(self, *args: object, actor: Actor, **options: object) -> None:
        super().__init__(*args, **options)
        self.people = people_visible_to(actor)

    def clean_duplicate(self) -> Person:
        """The second record."""
        return self._person(self.cleaned_data["duplicate"])

    def _person(self, written: str) -> Person:
        """The one whose reference this is; forbidden and absent look the same."""
        reference = REFERENCE.fullmatch(written.strip())
        found = list(_beginning(self.people, reference[1].lower())[:2]) if reference else []
        if len(found) != 1:
            raise ValidationError(_("There is no such record that you may open. Copy the reference from the person’s page."))
        return found[0]


class TwoRecordsForm(SecondRecordForm):
    """Two records by their references, as their pages show them."""

    kept = forms.CharField(label=gettext_lazy("Record to keep"), max_length=60)
    field_order = ("kept", "duplicate")

    def clean_kept(self) -> Person:
        """The record to keep."""
        return self._person(self.cleaned_data["kept"])


class ProposalForm(OnceForm):
    """Why two records are of one person."""

    reasons = reasons_field(
        gettext_lazy("What shows that they are one person?"), gettext_lazy("Papers, dates, what they told: not the name alone.")
    )


class OpinionForm(forms.Form):
    """A reviewer's opinion on a merge."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Are they one person?"),
        widget=Radios(),
        choices=((AGREE, gettext_lazy("Yes, they are one person")), (REJECT, gettext_lazy("No, or it is not certain"))),
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    reasons = reasons_field(gettext_lazy("Your reasons"))


class UndoForm(forms.Form):
    """Why a merge is undone."""

    words = reasons_field(gettext_lazy("Why is it undone?"))


def _beginning(people: QuerySet[Person], reference: str) -> QuerySet[Person]:
    """People whose key begins with a reference: a range of keys, since the databases write keys differently."""
    first, last = f"{reference:0<32}", f"{reference:f<32}"
    return people.filter(pk__gte=first, pk__lte=last)
