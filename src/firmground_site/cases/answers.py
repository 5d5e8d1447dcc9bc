"""What a person answered when asked for consent, as it is to be recorded, and what speaks against recording it.

It must not write: ``actions.consenting`` does.
"""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from firmground.errors import NotInForce
from firmground.packs.casework_entries import Purpose
from firmground_site.audit.actions import Refused
from firmground_site.cases.childhood import is_child
from firmground_site.cases.parties import is_there
from firmground_site.packs.queries import casework, choices, today
from firmground_site.screening.models import Person


@dataclass(frozen=True)
class Answer:
    """A person's answer for one purpose and recipient, with how it was given.

    ``said_to_be_a_child`` is what the officer found out where the recorded age leaves it open. For a child ``assent`` is the
    child's own answer, and ``guardian`` agreed on ``guardian_basis``.
    """

    purpose: str
    given: bool
    from_on: datetime.date
    recipient: str = ""
    fields: tuple[str, ...] = ()
    until_on: datetime.date | None = None
    language: str = ""
    interpreter: str = ""
    evidence: str = ""
    said_to_be_a_child: bool | None = None
    guardian: str = ""
    guardian_basis: str = ""
    assent: bool | None = None

    @property
    def agreed(self) -> bool:
        """Whether something was agreed to: a child who says no is a no, whoever else agreed."""
        return self.given and self.assent is not False


def purpose_named(name: str) -> Purpose:
    """The purpose of this id; ``Refused`` when the territory has none of it."""
    try:
        return casework().purpose(name)
    except NotInForce as error:
        raise Refused(_("There is no such purpose.")) from error


def must_be_recordable(person: Person, answer: Answer) -> None:
    """``Refused`` with everything that is wrong about an answer, in sentences."""
    purpose = purpose_named(answer.purpose)
    wrong = [*_about_fields(purpose, answer), *_about_days(answer), *_about_words(answer), *_about_childhood(person, answer)]
    if answer.agreed or not _was_asked_about(person, answer):
        wrong = [*_about_recipient(purpose, answer.recipient), *wrong]
    wrong += _about_what_came_later(person, answer)
    if wrong:
        raise Refused(*wrong)


def must_name_recipient(purpose: Purpose, recipient: str) -> None:
    """``Refused`` unless a recipient is named exactly where the purpose needs one."""
    if wrong := _about_recipient(purpose, recipient):
        raise Refused(*wrong)


def _about_recipient(purpose: Purpose, recipient: str) -> list[str]:
    if purpose.recipient == "none":
        return [_("Nobody is named as the recipient for this purpose.")] if recipient else []
    return [] if is_there(recipient) else [_("Choose who would be told.")]


def _was_asked_about(person: Person, answer: Answer) -> bool:
    """Whether a recipient was asked about before: a no to one who has left since can still be recorded."""
    return person.consents.filter(purpose=answer.purpose, recipient=answer.recipient).exists()


def _about_what_came_later(person: Person, answer: Answer) -> list[str]:
    """An answer dated before the last one, or before a withdrawal, would count for nothing, or undo what was taken back."""
    found = person.consents.filter(purpose=answer.purpose, recipient=answer.recipient)
    days = [day for each in found.values_list("from_on", "withdrawn_on") for day in each if day]
    last = max(days, default=answer.from_on)
    return (
        [_("They answered this, or withdrew it, on {last}. A new answer cannot be older.").format(last=date_format(last))]
        if last > answer.from_on
        else []
    )


def _about_fields(purpose: Purpose, answer: Answer) -> list[str]:
    chosen, most = set(answer.fields), set(purpose.fields)
    if chosen - most:
        return [_("Something was chosen that is never told for this purpose.")]
    if answer.agreed and most and not chosen:
        return [_("Choose what the person agreed to.")]
    if answer.agreed and purpose.rule == "unless_declined" and chosen != most:
        return [_("For this purpose a person is counted or left out as a whole. Choose all of it, or record that they declined.")]
    return []


def _about_days(answer: Answer) -> list[str]:
    if answer.from_on > today():
        return [_("An answer counts from the day on which it was given. That day cannot be to come.")]
    if answer.until_on and answer.until_on < answer.from_on:
        return [_("The last day lies before the first.")]
    return []


def _about_words(answer: Answer) -> list[str]:
    wrong = []
    if not answer.evidence.strip():
        wrong.append(_("Write how the person answered, such as on a signed sheet or aloud before whom."))
    if answer.language not in dict(choices("interview_languages")):
        wrong.append(_("Choose the language in which the person was asked."))
    if answer.interpreter and answer.interpreter not in dict(choices("interpreters")):
        wrong.append(_("Choose an interpreter from the list."))
    return wrong


def _about_childhood(person: Person, answer: Answer) -> list[str]:
    known = is_child(person, on=answer.from_on)
    a_child = answer.said_to_be_a_child if known is None else known
    if a_child is None:
        return [_("Their age is not known for certain. Ask whether they are a child, and say what you found.")]
    if not a_child:
        spoke_for = answer.guardian or answer.guardian_basis or answer.assent is not None
        return [_("An adult answers for themselves. Nobody can answer for them as a guardian.")] if spoke_for else []
    return _about_a_child(answer)


def _about_a_child(answer: Answer) -> list[str]:
    """A no needs nobody beside the child; a yes needs the child and a guardian."""
    if answer.assent is None:
        return [_("Say what the child answered themselves.")]
    has_basis = answer.guardian_basis in casework().consent.guardian_bases
    if answer.guardian_basis and not has_basis:
        return [_("Choose from the list on what the guardian’s right rests.")]
    if answer.agreed and not (answer.guardian.strip() and has_basis):
        return [_("A child agrees together with a guardian. Write who that is, and on what their right rests.")]
    return []
