"""Making a file about a person for one recipient: the gate is asked, what is told is written down, the file is encrypted."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.audit.actions import Refused, action
from firmground_site.cases import events
from firmground_site.cases.actions.consenting import held_of_case
from firmground_site.cases.export_paper import export_paper
from firmground_site.cases.exporting import fields_to_tell, paper_content, purposes_of_telling
from firmground_site.cases.file_of_person import enter_of_person
from firmground_site.cases.parties import is_there
from firmground_site.cases.sharing import disclose
from firmground_site.screening.models import Person


@action(permission=Permission.CASE_EXPORT, records=[events.PERSON_EXPORTED])
def export_person(*, person: Person, purpose: str, recipient: str, fields: Iterable[str], secret: str, by: Actor) -> bytes:
    """Tell chosen fields of a person to a recipient in a PDF that only ``secret`` opens; it is neither kept nor recorded.

    Refused without consent or a lawful exception for all of them. Where somebody stays can never be in it.
    """
    current, wanted = held_of_case(person, by), sorted(set(fields))
    if purpose not in dict(purposes_of_telling()) or not is_there(recipient):
        raise Refused(_("Choose the purpose, and who is told."))
    if recipient == by.agency:
        raise Refused(_("This is your own agency. It reads the file here."))
    if not wanted or set(wanted) - fields_to_tell(current, by):
        raise Refused(_("Choose what is told, of what you may read yourself."))
    told = disclose(current, purpose=purpose, recipient=recipient, fields=wanted, outlet="export", by=by)
    content = paper_content(current, purpose=purpose, recipient=recipient, fields=wanted, actor=by)
    made = export_paper(content, secret=secret)
    said = {"purpose": purpose, "recipient": recipient, "fields": wanted, "disclosure": str(told.pk)}
    enter_of_person(current, events.PERSON_EXPORTED, by=by, **said)
    return made
