"""Sealing to a public key, as phones and this server both do it: ECDH on P-256, HKDF-SHA-256, AES-256-GCM; signatures ECDSA.

Nothing of our own making: each part is a standard that browsers (WebCrypto) and ``cryptography`` both have. It keeps no key.
"""

import base64
import binascii
import hashlib
import json
import os
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_pem_private_key

from firmground.errors import FirmgroundError
from firmground.values import canonical_json

FORMAT = "firmground-sealed-1"
INFO = FORMAT.encode()
BLOCK = 4096  # bytes; what is sealed is filled up with spaces to a multiple, so that its length says little
POINT, NONCE, SIGNATURE = 65, 12, 64  # bytes of an uncompressed point, of a nonce, of r and s


class CannotOpen(Exception):
    """Something was altered, or sealed to another key."""


def new_pair() -> tuple[str, str]:
    """A new pair of keys: the public point in base64, and the private key in PEM."""
    private = ec.generate_private_key(ec.SECP256R1())
    return public_of(private), private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_of(private: ec.EllipticCurvePrivateKey) -> str:
    """The public half of a key, as its raw point in base64."""
    return base64.b64encode(private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)).decode()


def key_id(public: str) -> str:
    """How an envelope names a key: the first sixteen hexadecimal digits of the digest of its raw point."""
    return hashlib.sha256(base64.b64decode(public)).hexdigest()[:16]


def point_in(written: str) -> ec.EllipticCurvePublicKey:
    """The public key that a raw point in base64 is; ``CannotOpen`` for anything else."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes_in(written, POINT))
    except ValueError as error:
        raise CannotOpen("That is no public key.") from error


def bytes_in(written: Any, length: int | None = None) -> bytes:
    """The bytes that base64 stands for; ``CannotOpen`` when it is none, or not of that length."""
    try:
        plain = base64.b64decode(written, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise CannotOpen("That is not base64.") from error
    if length is not None and len(plain) != length:
        raise CannotOpen(f"That has {len(plain)} bytes, not {length}.")
    return plain


def seal(plain: Mapping[str, Any], head: Mapping[str, str], public: str) -> dict[str, str]:
    """An envelope of some JSON for whoever has the private half. ``head`` has its id, kind and device."""
    ephemeral, nonce = ec.generate_private_key(ec.SECP256R1()), os.urandom(NONCE)
    return seal_with(plain, head, public, ephemeral, nonce)


def seal_with(
    plain: Mapping[str, Any], head: Mapping[str, str], public: str, ephemeral: ec.EllipticCurvePrivateKey, nonce: bytes
) -> dict[str, str]:
    """The same, with an ephemeral key and a nonce that are given, each of which must serve once only."""
    envelope = {
        **head,
        "format": FORMAT,
        "key": key_id(public),
        "ephemeral": public_of(ephemeral),
        "nonce": base64.b64encode(nonce).decode(),
    }
    shared = ephemeral.exchange(ec.ECDH(), point_in(public))
    written = filled(canonical_json(dict(plain)))
    sealed = AESGCM(_derived(shared, envelope["ephemeral"], public)).encrypt(nonce, written, bound(envelope))
    return {**envelope, "sealed": base64.b64encode(sealed).decode()}


def filled(plain: bytes) -> bytes:
    """The bytes with spaces after them, up to the next multiple of ``BLOCK``."""
    return plain + b" " * (-len(plain) % BLOCK)


def bound(envelope: Mapping[str, str]) -> bytes:
    """What is authenticated beside what is sealed: every other field of the envelope, in canonical JSON."""
    return canonical_json({name: value for name, value in envelope.items() if name != "sealed"})


def open_with(private: str, envelope: Mapping[str, str]) -> dict[str, Any]:
    """What an envelope holds, by a private key in PEM; ``CannotOpen`` when it was altered, or is for another key."""
    key = load_pem_private_key(private.encode(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    shared = key.exchange(ec.ECDH(), point_in(envelope["ephemeral"]))
    derived = _derived(shared, envelope["ephemeral"], public_of(key))
    try:
        opened = AESGCM(derived).decrypt(bytes_in(envelope["nonce"], NONCE), bytes_in(envelope["sealed"]), bound(envelope))
        plain = json.loads(opened)
    except (InvalidTag, ValueError, RecursionError, FirmgroundError) as error:
        raise CannotOpen("It was altered, or sealed to another key.") from error
    if not isinstance(plain, dict):
        raise CannotOpen("What was sealed is no JSON object.")
    return plain


def _derived(shared: bytes, ephemeral: str, public: str) -> bytes:
    salt = base64.b64decode(ephemeral) + base64.b64decode(public)
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=INFO).derive(shared)


def signed_part(plain: Mapping[str, Any]) -> bytes:
    """What the signature of an entry covers: all the rest of it, in canonical JSON."""
    return canonical_json({name: value for name, value in plain.items() if name != "signature"})


def is_signed_by(public: str, plain: Mapping[str, Any]) -> bool:
    """Whether an entry has the signature of that key: r and s, 32 bytes each, as WebCrypto gives them."""
    try:
        signature = bytes_in(plain.get("signature"), SIGNATURE)
        r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
        point_in(public).verify(encode_dss_signature(r, s), signed_part(plain), ec.ECDSA(hashes.SHA256()))
    except (CannotOpen, InvalidSignature, ValueError, FirmgroundError):
        return False
    return True
