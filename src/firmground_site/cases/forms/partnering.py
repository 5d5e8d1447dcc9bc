"""The forms of the list of partners."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.cases.actions.partnering import SPEAKING_ROLES, Described
from firmground_site.cases.models import Partner
from firmground_site.design.forms import Checkboxes, DateField
from firmground_site.packs.queries import casework, choices, text, today
from firmground_site.screening.forms.versioned import VersionedForm


class PartnerForm(forms.Form):
    """What is known of a partner."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, error_messages={"required": gettext_lazy("Write the partner's name.")}
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of partner?"),
        error_messages={"required": gettext_lazy("Choose what kind of partner it is.")},
    )
    languages = forms.CharField(
        label=gettext_lazy("Languages"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("In which they can help, with commas."),
    )
    offers = forms.MultipleChoiceField(label=gettext_lazy("What do they offer?"), required=False, widget=Checkboxes())
    contact = forms.CharField(
        label=gettext_lazy("Contact"),
        required=False,
        max_length=2_000,
        help_text=gettext_lazy(
            "Whom to call and when. Only members who may read this list see it. Never the address of a shelter."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, partner: Partner | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        kept, kind = (partner.offers, partner.kind) if partner else ([], "")
        kinds, services = choices("partner_kinds"), [each.id for each in casework().services_on(today())]
        former = [(kind, text(f"codes.partner_kinds.{kind}"))] if kind and kind not in dict(kinds) else []
        self.fields["kind"].choices = [("", _("Choose")), *kinds, *former]
        listed = dict.fromkeys([*services, *kept])
        self.fields["offers"].choices = [(each, text(f"casework.services.{each}")) for each in listed]

    def described(self) -> Described:
        """What was entered."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Described(**{**given, "offers": tuple(given["offers"])})


class PartnerChangeForm(PartnerForm, VersionedForm):
    """The same of a partner that is in the list already."""


class AgreementForm(forms.Form):
    """An agreement with a partner."""

    title = forms.CharField(
        label=gettext_lazy("What is it called?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write what the agreement is called.")},
    )
    covers = forms.CharField(
        label=gettext_lazy("What does it cover?"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    from_on = DateField(label=gettext_lazy("From"), error_messages={"required": gettext_lazy("Write from when it holds.")})
    until_on = DateField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Leave this empty if it holds until further notice.")
    )


class SpeakerChoice(forms.ModelChoiceField):
    """A member by name and role."""

    def label_from_instance(self, obj: Member) -> str:
        """Who it is."""
        return f"{obj.name}, {ROLES[obj.role].title.lower()}"


class SpeakerForm(forms.Form):
    """Who speaks for a partner."""

    member = SpeakerChoice(
        label=gettext_lazy("Who speaks for it?"),
        help_text=gettext_lazy("A member in the role of partner or case worker. They then see what is referred to it."),
        queryset=Member.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose a member.")},
    )

    def __init__(self, *args: Any, partner: Partner, **options: Any) -> None:
        super().__init__(*args, **options)
        there = [
            each.member_id
            for each in partner.members.filter(ended_at__isnull=True).select_related("member")
            if each.role == each.member.role
        ]
        listed = Member.objects.filter(is_active=True, role__in=SPEAKING_ROLES).exclude(pk__in=there)
        self.fields["member"].queryset = listed.order_by("name")
