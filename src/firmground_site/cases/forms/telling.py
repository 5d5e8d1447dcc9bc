"""The forms of telling: with whom a file is shared, and what is put into a file for a recipient."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.permissions import Permission
from firmground_site.access.reach import Scope
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.cases.actions.sharing_files import purposes_of_sharing
from firmground_site.cases.exporting import NEEDS, fields_to_tell, purposes_of_telling
from firmground_site.cases.forms.consent import fields_to_choose, recipient_field
from firmground_site.cases.parties import parties_to_choose, party_name, party_of_member
from firmground_site.design.forms import Checkboxes, Radios
from firmground_site.packs.queries import text
from firmground_site.screening.models import Person
from firmground_site.screening.queries import running_readers

SHARED_WITH = tuple(key for key, role in ROLES.items() if role.grants.get(Permission.PERSON_READ) is Scope.REFERRED)


class MemberChoice(forms.ModelChoiceField):
    """A member by name, role and party."""

    def label_from_instance(self, obj: Member) -> str:
        """Who it is."""
        return f"{obj.name}, {ROLES[obj.role].title.lower()}, {party_name(party_of_member(obj)) or _('of no agency')}"


class SharingForm(forms.Form):
    """With whom a file is shared, and for what purpose."""

    member = MemberChoice(
        label=gettext_lazy("Share with"),
        queryset=Member.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose with whom.")},
    )
    for_purpose = forms.ChoiceField(
        label=gettext_lazy("For what purpose?"),
        choices=(),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose for what purpose.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Say more"),
        help_text=gettext_lazy("They read this beside the file."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say more of the purpose.")},
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        has_it = running_readers(person).values("member")
        listed = Member.objects.filter(is_active=True, role__in=SHARED_WITH).exclude(pk__in=has_it)
        self.fields["member"].queryset = listed.order_by("name")
        self.fields["for_purpose"].choices = [(each, text(f"casework.purposes.{each}")) for each in purposes_of_sharing()]


class ExportForm(forms.Form):
    """What is put into a file, for whom, and for what."""

    for_purpose = forms.ChoiceField(
        label=gettext_lazy("For what purpose?"),
        choices=(),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose the purpose.")},
    )
    recipient = recipient_field(gettext_lazy("Choose who is told."))
    fields_told = forms.MultipleChoiceField(
        label=gettext_lazy("What is told?"),
        help_text=gettext_lazy("Only what the recipient needs. Where the person stays can never be in it."),
        widget=Checkboxes(),
        error_messages={"required": gettext_lazy("Choose what is told.")},
    )

    def __init__(self, *args: Any, person: Person, actor: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        may_tell = fields_to_tell(person, actor)
        others = [each for each in parties_to_choose() if each[0] != actor.agency]
        self.fields["for_purpose"].choices = purposes_of_telling()
        self.fields["recipient"].choices = [("", _("Choose")), *others]
        self.fields["fields_told"].choices = fields_to_choose(each for each in NEEDS if each in may_tell)
