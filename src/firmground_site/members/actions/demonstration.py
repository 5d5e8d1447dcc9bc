"""Makes the demonstration's members, whose passwords are public: only where DEMO is on."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from firmground_site.access.actors import Actor
from firmground_site.access.permissions import Permission
from firmground_site.accounts.models import Member
from firmground_site.audit.actions import Refused, action, record
from firmground_site.design.joining import listed
from firmground_site.members import events
from firmground_site.members.demo import PASSWORD, DemoMember
from firmground_site.members.sealing import FACTORS, seal_text


@action(permission=Permission.DEMO_LOAD, records=[events.LOADED])
def load_members(*, members: Sequence[DemoMember], by: Actor) -> list[Member]:
    """Make the demonstration's members, each with the public password and an authenticator.

    Refused unless DEMO and DEBUG are on, and when one of the addresses is already a member's.
    """
    if not (settings.DEMO and settings.DEBUG):
        raise Refused(_("The demonstration's passwords are public. Set DEMO=1 on a machine that holds no real people."))
    taken = Member.objects.filter(email__in=[each.email for each in members]).values_list("email", flat=True)
    if taken:
        raise Refused(_("The demonstration's members are there already: {addresses}.").format(addresses=listed(taken)))
    password = make_password(PASSWORD)  # the same digest for all: it takes Argon2 a while, and the password is no secret
    made = [Member(email=each.email, name=each.name, role=each.role, agency=each.agency, password=password) for each in members]
    Member.objects.bulk_create(made)
    secrets = [Authenticator(user=each, type=Authenticator.Type.TOTP, data={"secret": _new_secret()}) for each in made]
    Authenticator.objects.bulk_create(secrets)
    for each in made:
        record(events.LOADED, subject=each, role=each.role, agency=each.agency)
    return made


def _new_secret() -> str:
    return seal_text(generate_totp_secret(), FACTORS)
