"""Which referrals look as if somebody were referred twice. It finds only what the actor may see: of others' it tells nothing."""

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.audit.actions import Refused
from firmground_site.cases.models import Referral
from firmground_site.cases.queries import referrals_visible_to
from firmground_site.packs.queries import referral_lifecycle
from firmground_site.screening.models import Person
from firmground_site.sealed.keys import blind_indexes

NOTHING = Q(pk__in=[])


class AlreadySent(Refused):
    """The very same form was sent before; ``referral`` is what it became."""

    def __init__(self, referral: Referral) -> None:
        super().__init__(_("This was sent already. Its reference is {reference}.").format(reference=referral.reference))
        self.referral = referral


class LooksSent(Refused):
    """Something like it was sent before; it can be sent all the same by whoever says so. ``alike`` are those that look so."""

    def __init__(self, alike: list[Referral]) -> None:
        super().__init__(
            _("This looks like something that was sent before. Look at it first, then say whether you send this too.")
        )
        self.alike = alike


def referred_already(actor: Actor, person: Person, to_party: str) -> list[Referral]:
    """Running referrals of a person to a party, and of anybody with the same name, phone or paper to any."""
    same = _with_the_same(name=person.name, phone=person.phone, document=person.document) & ~Q(person=person)
    return list(_running(actor).filter(Q(person=person, to_party=to_party) | same))


def put_forward_already(actor: Actor, *, name: str, phone: str, since: datetime.datetime) -> list[Referral]:
    """Running referrals with the same name or phone, and those sent since then that have ended."""
    same, lately = _with_the_same(name=name, phone=phone), Q(sent_at__gte=since)
    ended = referrals_visible_to(actor).filter(same & lately & Q(state__in=referral_lifecycle().ended))
    return [*_running(actor).filter(same), *ended]


def must_be_new(referral_id: object, by: Actor, **given: object) -> None:
    """Refuse a form that was sent already: ``AlreadySent`` when it says the same (``given`` by field) and is theirs."""
    kept = Referral.objects.filter(pk=referral_id).first()
    if kept is None:
        return
    if kept.sent_by_id == by.member_id and all(getattr(kept, name) == value for name, value in given.items()):
        raise AlreadySent(kept)
    raise Refused(_("This form was sent already with other entries. Open the form again."))


def _running(actor: Actor) -> QuerySet[Referral]:
    return referrals_visible_to(actor).exclude(state__in=referral_lifecycle().ended)


def _with_the_same(**written: str) -> Q:
    found = NOTHING
    for kind, value in written.items():
        if indexes := blind_indexes(kind, value):
            found |= Q(**{f"{kind}_index__in": indexes})
    return found
