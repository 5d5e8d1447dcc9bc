"""The forms of handing over and of reviewing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.accounts.models import Member
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import case_rules, choices, text
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field
from firmground_site.screening.models import Identification
from firmground_site.screening.procedure import who_may_accept

ANY = "agency:"
ONE = "officer:"


class OfferForm(VersionedForm):
    """To which agency, or to which officer, and why."""

    to = forms.ChoiceField(
        label=gettext_lazy("Hand over to"),
        choices=(),
        error_messages={"required": gettext_lazy("Choose an agency or an officer.")},
    )
    reason = reasons_field(
        gettext_lazy("Reason for the hand-over"),
        gettext_lazy("The other side reads this before they accept. Do not write the person's name here."),
        rows=4,
        missing=gettext_lazy("Write the reason for the hand-over."),
    )

    def __init__(self, *args: Any, identification: Identification, **options: Any) -> None:
        super().__init__(*args, **options)
        self.members = {str(each.pk): each for each in who_may_accept().exclude(pk=identification.officer_id)}
        self.fields["to"].choices = [("", _("Choose")), *self._groups(identification.agency)]

    def _groups(self, own: str) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, member in self.members.items():
            first = [] if member.agency == own else [(f"{ANY}{member.agency}", _("Whoever takes it up there"))]
            groups.setdefault(member.agency, first).append((f"{ONE}{key}", member.name))
        known = dict(choices("agencies"))
        return [(known[agency], listed) for agency, listed in groups.items() if agency in known]

    def receiver(self) -> tuple[str, Member | None]:
        """The agency, and the officer if one was chosen."""
        chosen: str = self.cleaned_data["to"]
        if chosen.startswith(ANY):
            return chosen.removeprefix(ANY), None
        member = self.members[chosen.removeprefix(ONE)]
        return member.agency, member


class AnswerForm(VersionedForm):
    """Accept a hand-over, or decline it with a reason."""

    accepts = forms.TypedChoiceField(
        label=gettext_lazy("Do you accept it?"),
        choices=[("yes", gettext_lazy("Accept")), ("no", gettext_lazy("Decline"))],
        coerce=lambda word: word == "yes",
        widget=Radios(
            hints={"yes": gettext_lazy("You then see the file and go on with it."), "no": gettext_lazy("It stays where it is.")}
        ),
        error_messages={"required": gettext_lazy("Say whether you accept or decline.")},
    )
    answer = reasons_field(
        gettext_lazy("Your answer"), gettext_lazy("You may leave this empty if you accept."), required=False, rows=4
    )

    def clean(self) -> None:
        """Declining needs a reason."""
        if self.cleaned_data.get("accepts") is False and not self.cleaned_data.get("answer"):
            self.add_error("answer", _("Write your reason for declining."))


class ReviewForm(VersionedForm):
    """Who asks for a review, and on what grounds."""

    asker = forms.ChoiceField(
        label=gettext_lazy("Who asks for the review?"),
        widget=Radios(),
        choices=(),
        error_messages={"required": gettext_lazy("Say who asks.")},
    )
    grounds = reasons_field(
        gettext_lazy("Why do they ask?"),
        gettext_lazy("In their own words, if you can. A sentence is enough."),
        rows=4,
        missing=gettext_lazy("Write why the review is asked for."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        askers = case_rules().identification.review.askers
        self.fields["asker"].choices = [(code, text(f"codes.review_askers.{code}")) for code in askers]


class ReviewEndForm(VersionedForm):
    """How a review ends, with reasons either way."""

    upheld = forms.TypedChoiceField(
        label=gettext_lazy("How does the review end?"),
        choices=[("yes", gettext_lazy("The decision stands")), ("no", gettext_lazy("It goes back to be decided anew"))],
        coerce=lambda word: word == "yes",
        widget=Radios(),
        error_messages={"required": gettext_lazy("Say how the review ends.")},
    )
    reasons = reasons_field(gettext_lazy("Your reasons"))
