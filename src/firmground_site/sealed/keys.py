"""The keys that seal what people told us, and the sealing itself: AES-256-GCM, keyed digests for exact look-up.

SEALING_KEYS and INDEX_KEY hold the key in use first, and after it those that are being replaced (``manage.py rotate_keys``).

A sealed value is a version byte, the first four bytes of the key's digest, a nonce of twelve bytes, and the ciphertext with
its tag. The context (which field of which record) is authenticated, so a sealed value moved to another record, or another
field, does not open.
"""

import base64
import binascii
import functools
import hashlib
import hmac
import os
import re
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

VERSION = b"\x01"
MARK = slice(1, 5)
NONCE = slice(5, 17)
CIPHERTEXT = slice(17, None)


class CannotOpen(Exception):
    """A sealed value was changed, moved, or sealed with a key that is not here."""


@dataclass(frozen=True)
class Keyring:
    """Keys by their mark. New values are sealed with ``current``; values of any key here can be opened."""

    current: bytes
    keys: dict[bytes, AESGCM]

    def seal(self, plain: bytes, context: str) -> bytes:
        """Seal some bytes for one place."""
        nonce = os.urandom(12)
        return VERSION + self.current + nonce + self.keys[self.current].encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """What was sealed for that place; ``CannotOpen`` when it was changed, moved, or its key is not here."""
        key = self.keys.get(sealed[MARK]) if sealed[:1] == VERSION else None
        if key is None:
            raise CannotOpen(f"{context} was sealed with a key that is not in SEALING_KEYS. Add the old key after the new one.")
        try:
            return key.decrypt(sealed[NONCE], sealed[CIPHERTEXT], context.encode())
        except (InvalidTag, ValueError) as error:  # ValueError: too short to be a sealed value
            raise CannotOpen(f"{context} was changed behind the site's back, or moved from another record.") from error

    def is_current(self, sealed: bytes) -> bool:
        """Whether a value was sealed with the current key."""
        return sealed[MARK] == self.current


def keyring() -> Keyring:
    """The keys of SEALING_KEYS, the current one first."""
    return _keyring(settings.SEALING_KEYS)


@functools.cache
def _keyring(written: str) -> Keyring:
    raw = _keys(written, "SEALING_KEYS")
    marks = [hashlib.sha256(each).digest()[:4] for each in raw]
    return Keyring(marks[0], {mark: AESGCM(key) for mark, key in zip(marks, raw, strict=True)})


@functools.cache
def _keys(written: str, name: str) -> tuple[bytes, ...]:
    """The keys that a setting holds; ``ImproperlyConfigured`` when there is none, or one is no key."""
    keys = tuple(_key(each, name) for each in re.split(r"[\s,]+", written) if each)
    if not keys:
        raise ImproperlyConfigured(f"{name} holds no key. Make one with: manage.py new_key")
    return keys


def _key(written: str, name: str) -> bytes:
    try:
        key = base64.b64decode(written, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"{name} holds a key that is not base64. Make one with: manage.py new_key") from error
    if len(key) != 32:
        raise ImproperlyConfigured(f"{name} holds a key of {len(key)} bytes, not 32. Make one with: manage.py new_key")
    return key


def blind_index(kind: str, value: str) -> str:
    """A keyed digest of a value as people mean it, so that the same value is found without being readable; "" of nothing.

    Width, case, accents on Latin letters, spaces and punctuation do not count; for a ``phone`` only the digits do, without
    leading noughts. A number with its country's code and the same number without it are two: nothing here knows whose
    country is meant. To look something up, use ``blind_indexes``.
    """
    return (blind_indexes(kind, value) or [""])[0]


def blind_indexes(kind: str, value: str) -> list[str]:
    """The index of a value by each key of INDEX_KEY, the one in use first: look for any of them. None of nothing."""
    meant = f"{kind}\0{_meant(kind, value)}".encode()
    if meant.endswith(b"\0"):
        return []
    return [hmac.new(key, meant, hashlib.sha256).hexdigest()[:32] for key in _keys(settings.INDEX_KEY, "INDEX_KEY")]


def is_index_key_changing() -> bool:
    """Whether there are indexes of another key than the one in use."""
    return len(_keys(settings.INDEX_KEY, "INDEX_KEY")) > 1


def new_key() -> str:
    """A new key, as the settings write it."""
    return base64.b64encode(os.urandom(32)).decode()


def _meant(kind: str, value: str) -> str:
    plain = unicodedata.normalize("NFKD", value).casefold()
    if kind == "phone":
        return "".join(str(unicodedata.digit(each)) for each in plain if each.isdigit()).lstrip("0")
    if plain.isascii():  # the same, and most of what is asked
        return re.sub("[^a-z0-9]", "", plain)
    return "".join(each for each in plain if unicodedata.category(each)[0] in "LN")


def pseudonym(kind: str, value: str) -> str:
    """A keyed name for a person in extracts: the same for the same person, and of no use without the key."""
    key = _keys(settings.PSEUDONYM_KEY, "PSEUDONYM_KEY")[0]
    return hmac.new(key, f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()[:20]
