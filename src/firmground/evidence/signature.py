"""Signatures on a statement: Ed25519 over the digest of its manifest, which anyone can check with the public key.

It owns the form of keys and signatures. Making a key needs randomness, so that is given to it; it reads no clock.
"""

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from firmground.errors import InputError
from firmground.values import digest_of_bytes, type_of_json

FORMAT = "firmground-signature-1"
FIELDS = {"format", "algorithm", "signs", "public_key", "signature"}
ALGORITHM = "Ed25519"  # RFC 8032


@dataclass(frozen=True)
class Signature:
    """A signature: the digest that it signs, the public key, and the 64 bytes."""

    signs: str
    public_key: bytes
    signature: bytes

    def to_json(self) -> dict[str, type_of_json]:
        """The signature as data; ``signature_from_json`` reads it."""
        told = {"public_key": _in_letters(self.public_key), "signature": _in_letters(self.signature)}
        return {"format": FORMAT, "algorithm": ALGORITHM, "signs": self.signs, **told}

    @property
    def fingerprint(self) -> str:
        """The digest of the public key, by which people compare keys."""
        return digest_of_bytes(self.public_key)


def sign(manifest: bytes, private_key: bytes) -> Signature:
    """Sign the bytes of a manifest with a private key in PEM. ``InputError`` when it is not an Ed25519 key."""
    key = _private(private_key)
    signs = digest_of_bytes(manifest)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Signature(signs, public, key.sign(_message(signs)))


def signature_faults(signature: Signature, manifest: bytes, public_key: bytes | None) -> list[str]:
    """What does not hold in a signature; with a public key in PEM also whether it was made with the key of that publisher.

    An empty list without a public key says only that whoever had the key in the signature signed this manifest.
    """
    faults = []
    if signature.signs != digest_of_bytes(manifest):
        faults.append("signs another manifest than this one")
    if public_key is not None and fingerprint_of(public_key) != signature.fingerprint:
        faults.append("was not made with this public key")
    try:
        Ed25519PublicKey.from_public_bytes(signature.public_key).verify(signature.signature, _message(signature.signs))
    except (InvalidSignature, ValueError):
        faults.append("was not made with the key that it names")
    return faults


def signature_from_json(value: type_of_json, *, where: str) -> Signature:
    """The signature that ``to_json`` wrote; ``InputError`` for anything else."""
    remedy = "use the signature as it was published"
    if not isinstance(value, dict) or value.keys() != FIELDS or (value["format"], value["algorithm"]) != (FORMAT, ALGORITHM):
        raise InputError(f"is not a signature in the format {FORMAT}", where=where, remedy=remedy)
    if not all(isinstance(each, str) for each in value.values()):
        raise InputError("has a field that is not text", where=where, remedy=remedy)
    try:
        key, signature = (base64.b64decode(value[name], validate=True) for name in ("public_key", "signature"))
    except (binascii.Error, ValueError) as error:
        raise InputError("has a field that is not Base64", where=where, remedy=remedy) from error
    found = Signature(value["signs"], key, signature)
    if found.to_json() != value:
        raise InputError("is not written as it was made", where=where, remedy=remedy)
    return found


def new_key(seed: bytes) -> tuple[bytes, bytes]:
    """A private and a public key in PEM from 32 bytes that nobody else knows."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), public


def public_key_of(private_key: bytes) -> bytes:
    """The public key in PEM that belongs to a private key in PEM."""
    return _private(private_key).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint_of(public_key: bytes) -> str:
    """The digest of a public key in PEM; ``InputError`` when it is not an Ed25519 key."""
    try:
        key = load_pem_public_key(public_key)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputError("is not a public key", where="public key", remedy="give the PEM file of the publisher") from error
    if not isinstance(key, Ed25519PublicKey):
        raise InputError("is not an Ed25519 key", where="public key", remedy="give the PEM file of the publisher")
    return digest_of_bytes(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def _private(pem: bytes) -> Ed25519PrivateKey:
    remedy = "make one with firmground statement new-key"
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputError("is not a private key without a password", where="signing key", remedy=remedy) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("is not an Ed25519 key", where="signing key", remedy=remedy)
    return key


def _message(signs: str) -> bytes:
    """What is signed: the digest with the name of the format before it, so that the signature means nothing elsewhere."""
    return f"{FORMAT}\n{signs}\n".encode()


def _in_letters(content: bytes) -> str:
    return base64.b64encode(content).decode()
