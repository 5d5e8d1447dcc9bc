"""Seals texts that lie in tables of other packages: the secrets of authenticators, and a link that waits to be shown once."""

import base64

from firmground_site.sealed.keys import keyring

FACTORS = "mfa_authenticator.data"
LINKS = "session.invited"


def seal_text(text: str, place: str) -> str:
    """A text as it may lie in the database, bound to its place there."""
    return base64.b64encode(keyring().seal(text.encode(), place)).decode()


def open_text(sealed: str, place: str) -> str:
    """What was sealed for that place; ``CannotOpen`` when it was changed or its key is gone."""
    return keyring().open(base64.b64decode(sealed), place).decode()
