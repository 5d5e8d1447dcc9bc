"""The key with which the site signs what it publishes."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from firmground.evidence.signature import new_key
from firmground_site.audit.actions import Refused

DEMONSTRATION = b"firmground-demonstration-signing"  # 32 bytes that everybody knows
NO_KEY = _("This site has no key to sign with, so it publishes nothing. Whoever runs it sets STATEMENT_SIGNING_KEY_FILE.")


def signing_key() -> bytes:
    """The private key in PEM; in the demonstration one that everybody knows. ``Refused`` where none is set."""
    if settings.STATEMENT_SIGNING_KEY:
        return f"{settings.STATEMENT_SIGNING_KEY}\n".encode()
    if settings.DEMO:
        return new_key(DEMONSTRATION)[0]
    raise Refused(str(NO_KEY))
