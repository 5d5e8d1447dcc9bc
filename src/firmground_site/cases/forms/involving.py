"""The forms about who is in a case, who works on it, and with which part it is opened."""

import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.access.roles import ROLES
from firmground_site.accounts.models import Member
from firmground_site.cases.forms.casework import day_field
from firmground_site.cases.forms.telling import MemberChoice
from firmground_site.cases.models import Case
from firmground_site.design.forms import Radios
from firmground_site.packs.queries import choices, today
from firmground_site.screening.forms.versioned import LONGEST
from firmground_site.screening.models import Person
from firmground_site.screening.queries import people_visible_to

NUMBER = re.compile(r"[0-9a-f]{8}")


class PartForm(forms.Form):
    """A part in a case and on what it rests."""

    role = forms.ChoiceField(
        label=gettext_lazy("Their part in the case"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose their part.")},
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("On what does this rest?"),
        widget=Radios(),
        error_messages={"required": gettext_lazy("Choose on what it rests.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = choices("involvement_roles")
        self.fields["basis"].choices = choices("involvement_bases")


class OpeningForm(PartForm):
    """What a new case says first, with a key of its own so that sending it twice opens one case."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        help_text=gettext_lazy("What the person needs first. You may leave this empty."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("key", "role", "basis", "summary")

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"key": uuid.uuid4(), **options.get("initial", {})}
        super().__init__(*args, **options)


class InvolvingForm(PartForm):
    """Another person, found by the number of their record among those whose file the actor may open."""

    number = forms.CharField(
        label=gettext_lazy("Number of the person’s record"),
        help_text=gettext_lazy(
            "The eight letters and digits after “Person”, as on lists and at the head of the file. You must be able "
            "to open their file."
        ),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the number of the record.")},
    )
    from_on = day_field(gettext_lazy("Since when?"))
    note = forms.CharField(
        label=gettext_lazy("Note (optional)"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("number", "role", "basis", "from_on", "note")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        options["initial"] = {"from_on": today(), **options.get("initial", {})}
        super().__init__(*args, **options)
        self.actor = actor

    def clean_number(self) -> Person:
        """The one person whom the number names."""
        found = NUMBER.search(self.cleaned_data["number"].lower())
        people = list(people_visible_to(self.actor).filter(pk__startswith=found[0])[:2]) if found else []
        if len(people) != 1:
            raise ValidationError(
                _("No file that you may open has this number. Check it, or ask for the file to be shared with you.")
            )
        return people[0]


class EndingForm(forms.Form):
    """The last day of a part in a case."""

    until_on = day_field(gettext_lazy("Until when?"))
    words = forms.CharField(
        label=gettext_lazy("Why? (optional)"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"until_on": today(), **options.get("initial", {})}
        super().__init__(*args, **options)


class TeamForm(forms.Form):
    """Who works on the case too, and what their task is."""

    member = MemberChoice(
        label=gettext_lazy("Who joins?"),
        help_text=gettext_lazy("Members of other agencies whose role sees cases. They read what their role may read."),
        queryset=Member.objects.none(),
        empty_label=gettext_lazy("Choose"),
        error_messages={"required": gettext_lazy("Choose who joins.")},
    )
    task = forms.CharField(
        label=gettext_lazy("Their task"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write what their task is.")},
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"].queryset = who_can_join(case)


def who_can_join(case: Case) -> QuerySet[Member]:
    """Members of other agencies whose role sees cases and who are not in the team."""
    roles = [key for key, role in ROLES.items() if Permission.CASE_READ in role.grants]
    inside = [each.member_id for each in case.team.filter(left_at__isnull=True).select_related("member") if not each.has_lapsed]
    others = Member.objects.filter(is_active=True, role__in=roles).exclude(agency=case.agency)
    return others.exclude(pk__in=inside).order_by("agency", "name")
