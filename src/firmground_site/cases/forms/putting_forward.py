"""The form for putting somebody forward: short, for a phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.cases.actions.putting_forward import AGREED_FIRST, Forward
from firmground_site.cases.forms.referring import CHOOSE, SentOnceForm
from firmground_site.cases.parties import party_name
from firmground_site.cases.queries import parties_of
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import choices
from firmground_site.screening.forms.versioned import reasons_field

YES, NO = "yes", "no"


class ForwardForm(SentOnceForm):
    """Who it is, how to reach them safely, what happened, whether they agree, and to which agency."""

    name = forms.CharField(
        label=gettext_lazy("Who is it?"),
        help_text=gettext_lazy("A name, or how the person wants to be called."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write who it is, in the words that the person wants.")},
    )
    reach = reasons_field(
        gettext_lazy("How can they be reached safely?"),
        gettext_lazy("When, by whom, and what must not happen. Only the agency reads this, on this one page."),
        rows=3,
        missing=gettext_lazy("Write how to reach the person safely."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone, if it is safe to call"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    happened = reasons_field(
        gettext_lazy("What happened?"),
        gettext_lazy("As far as they told you. Do not ask more than you need."),
        rows=5,
        missing=gettext_lazy("Write what happened."),
    )
    agrees = forms.ChoiceField(
        label=gettext_lazy("Does the person know of this and agree?"),
        choices=[(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No, or they could not be asked"))],
        widget=Radios(),
        error_messages={"required": gettext_lazy("Say whether the person knows and agrees.")},
    )
    agreed = reasons_field(
        gettext_lazy("If yes: how do you know?"), gettext_lazy("What you told them, and what they said."), required=False, rows=3
    )
    emergency = reasons_field(
        gettext_lazy("If no: which emergency is it?"),
        gettext_lazy("Without their agreement, only a danger to life lets you send this."),
        required=False,
        rows=3,
    )
    to_party = forms.ChoiceField(
        label=gettext_lazy("To which agency?"), error_messages={"required": gettext_lazy("Choose to which agency.")}
    )
    from_party = forms.ChoiceField(
        label=gettext_lazy("For whom do you send it?"), error_messages={"required": gettext_lazy("Choose for whom.")}
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["language"].choices = [("", _("Not known")), *choices("interview_languages")]
        ours = sorted(parties_of(actor))
        self.fields["to_party"].choices = [*CHOOSE, *((key, words) for key, words in choices("agencies") if key != actor.agency)]
        self.fields["from_party"].choices = [*CHOOSE, *((each, party_name(each)) for each in ours)]
        if len(ours) < 2:
            del self.fields["from_party"]

    def clean(self) -> None:
        """Each answer about agreement has its words."""
        given = self.cleaned_data
        if given.get("agrees") == YES and not given.get("agreed"):
            self.add_error("agreed", _("Write how you know that the person agrees."))
        if given.get("agrees") == NO and not given.get("emergency"):
            self.add_error("emergency", AGREED_FIRST)

    def forward(self) -> Forward:
        """What was entered; of the two ways, only the one that was chosen."""
        given, agrees = self.cleaned_data, self.cleaned_data["agrees"] == YES
        return Forward(
            id=given["key"],
            to_party=given["to_party"],
            name=given["name"],
            reach=given["reach"],
            happened=given["happened"],
            agreed=given["agreed"] if agrees else "",
            emergency="" if agrees else given["emergency"],
            phone=given["phone"],
            language=given["language"],
            from_party=given.get("from_party", ""),
        )
