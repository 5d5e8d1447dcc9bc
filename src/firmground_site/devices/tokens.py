"""How a phone shows that it is the one that was enrolled: a long random token, of which only a digest is kept."""

import hashlib
import hmac
import secrets
import uuid

from firmground_site.devices.models import Device

SCHEME = "Device "
NO_TOKEN = hashlib.sha256(b"").hexdigest()  # compared with when there is no such phone, so that both take the same time


def new_token() -> tuple[str, str]:
    """A new token, and the digest of it that is kept."""
    token = secrets.token_urlsafe(32)
    return token, digest_of(token)


def digest_of(token: str) -> str:
    """The digest under which a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def device_showing(header: str) -> Device | None:
    """The phone that an ``Authorization`` header names and proves to be; ``None`` alike for an unknown one and a wrong token."""
    named, _, token = header.removeprefix(SCHEME).partition(".") if header.startswith(SCHEME) else ("", "", "")
    try:
        device = Device.objects.filter(pk=uuid.UUID(named)).first()
    except ValueError:
        device = None
    kept = device.token_digest if device else NO_TOKEN
    is_right = hmac.compare_digest(kept, digest_of(token))
    return device if device is not None and is_right and token else None
