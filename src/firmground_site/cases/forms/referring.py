"""The forms of a referral: sending it, each step on its way, and what follows when it is accepted."""

import re
import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.cases.actions.referring import Sending
from firmground_site.cases.parties import parties_to_choose
from firmground_site.cases.referral_purposes import fields_to_choose, purposes_to_choose
from firmground_site.design.forms import Checkboxes, Radios
from firmground_site.packs.queries import choices
from firmground_site.screening.forms.versioned import VersionedForm, reasons_field
from firmground_site.screening.models import Person

CHOOSE = [("", gettext_lazy("Choose"))]
PREFIX = re.compile(r"person|[^\x00-\x7f]+")  # what stands before a reference, in one language or another
KNOWING = gettext_lazy("I have looked, and send this all the same")


class SentOnceForm(forms.Form):
    """A form with an id of its own, so that sending it twice sends once; it asks to be confirmed when it looks sent before."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": gettext_lazy("Open the form again.")})
    knowing = forms.BooleanField(label=KNOWING, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"key": uuid.uuid4(), **options.get("initial", {})}
        super().__init__(*args, **options)

    def ask_whether_knowing(self) -> None:
        """Show the box to tick, unticked, above the button."""
        self.fields["knowing"].widget = forms.CheckboxInput()
        self.order_fields([*(name for name in self.fields if name != "knowing"), "knowing"])


class SendingForm(SentOnceForm):
    """To whom a person is referred, for what, what is told, and what is asked for."""

    to_party = forms.ChoiceField(label=gettext_lazy("To whom?"), error_messages={"required": gettext_lazy("Choose to whom.")})
    purpose = forms.ChoiceField(
        label=gettext_lazy("For what?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose for what the person is referred.")},
    )
    fields_told = forms.MultipleChoiceField(
        label=gettext_lazy("What is told?"),
        help_text=gettext_lazy("Only what the person agreed to, or what a lawful exception lets out."),
        widget=Checkboxes(),
        error_messages={"required": gettext_lazy("Choose what is told.")},
    )
    reason = reasons_field(
        gettext_lazy("What do you ask for?"),
        gettext_lazy("Whoever receives this reads it. Leave out where the person stays."),
        missing=gettext_lazy("Write what you ask for."),
    )

    def __init__(self, *args: Any, person: Person, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_party"].choices = [*CHOOSE, *parties_to_choose()]
        self.fields["purpose"].choices = purposes_to_choose()
        self.fields["fields_told"].choices = fields_to_choose(person, actor)

    def sending(self) -> Sending:
        """What was entered."""
        given = self.cleaned_data
        return Sending(given["key"], given["to_party"], given["purpose"], tuple(given["fields_told"]), given["reason"])


class ReceiptForm(VersionedForm):
    """Nothing but that it came."""


class AcceptanceForm(VersionedForm):
    """What is said when a referral is accepted; it may be nothing."""

    words = reasons_field(
        gettext_lazy("What will you do, and when?"),
        gettext_lazy("Whoever sent it reads this. You may leave it empty."),
        required=False,
        rows=4,
    )


class WordForm(VersionedForm):
    """Word that is sent back."""

    words = reasons_field(
        gettext_lazy("What do you want to say?"),
        gettext_lazy("Whoever sent it reads this."),
        rows=4,
        missing=gettext_lazy("Write what you want to say."),
    )


class EndForm(VersionedForm):
    """What became of it."""

    words = reasons_field(
        gettext_lazy("What became of it?"),
        gettext_lazy("What was given or done, and from when. Whoever sent it reads this."),
        missing=gettext_lazy("Write what became of it."),
    )


class ReasonedForm(VersionedForm):
    """A reason of the pack's list, and words that may say more."""

    LIST = ""
    QUESTION = ""
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"), widget=Radios(), error_messages={"required": gettext_lazy("Choose a reason.")}
    )
    words = reasons_field(
        gettext_lazy("Say more"), gettext_lazy("The other side reads this. You may leave it empty."), required=False, rows=4
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = choices(self.LIST)


class RefusalForm(ReasonedForm):
    """Why a referral is refused."""

    LIST = "refusal_reasons"


class RevocationForm(ReasonedForm):
    """Why a referral is revoked."""

    LIST = "revocation_reasons"


class LinkForm(VersionedForm):
    """Which person, met already, is the one who was put forward. Nothing of a name is asked for or listed."""

    reference = forms.CharField(
        label=gettext_lazy("Reference of the person’s record"),
        help_text=gettext_lazy("The eight signs after “Person”, as in the list of screenings."),
        max_length=16,
        error_messages={"required": gettext_lazy("Write the reference.")},
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = people

    def clean_reference(self) -> str:
        """Find the one person it means, among those whose file the actor may open."""
        written = PREFIX.sub("", self.cleaned_data["reference"].strip().lower()).strip()
        signs = [each for each in written if each != "-"]
        if len(signs) != 8 or not set(signs) <= set("0123456789abcdef"):
            raise forms.ValidationError(_("The reference has eight signs, such as 1a2b3c4d."))
        first, last = (uuid.UUID("".join(signs) + each * 24) for each in "0f")
        found = list(self.people.filter(pk__gte=first, pk__lte=last)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("There is no such record among those whose file you may open."))
        self.person = found[0]
        return written


class CaseForm(forms.Form):
    """The part that the person has in the case, and what it is about."""

    role = forms.ChoiceField(
        label=gettext_lazy("Their part in the case"), error_messages={"required": gettext_lazy("Choose their part.")}
    )
    summary = reasons_field(
        gettext_lazy("What is the case about?"), rows=4, missing=gettext_lazy("Write what the case is about.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [*CHOOSE, *choices("involvement_roles")]
