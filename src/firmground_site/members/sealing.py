"""Seals texts that lie in tables of other packages: the secrets of authenticators, and a link that waits to be shown once."""

import base64
import binascii

from firmground_site.sealed.keys import CannotOpen, keyring

FACTORS = "mfa_authenticator.data"
LINKS = "session.invited"


def seal_text(text: str, place: str) -> str:
    """A text as it may lie in the database, bound to its place there."""
    return base64.b64encode(keyring().seal(text.encode(), place)).decode()


def open_text(sealed: str, place: str) -> str:
    """What was sealed for that place; ``CannotOpen`` when it was changed or its key is gone."""
    try:
        raw = base64.b64decode(sealed, validate=True)
    except binascii.Error as error:
        raise CannotOpen(f"{place} holds something that was never sealed.") from error
    return keyring().open(raw, place).decode()
