"""Writes ``vectors.json``: sealing and signing with keys that are known to everybody, for whoever writes another phone.

Run it as ``python tests/site/devices/make_vectors.py``; signatures differ each time, so it is run when the format changes.
"""

import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

sys.path.insert(0, str(Path(__file__).parents[3] / "src"))

import base64

from firmground.values import digest
from firmground_site.devices import sealing

VECTORS = Path(__file__).parent / "vectors.json"
PLAIN = {
    "id": "11111111-2222-4333-8444-555555555555",
    "kind": "screening",
    "device": "99999999-8888-4777-8666-555555555555",
    "member": "00000000-0000-4000-8000-000000000001",
    "instrument": "initial_screening",
    "person": {"name": '陳小文 "Invented" \\ é\t\u2028', "sex": ""},
    "answers": {"age": 30, "documents_held": "yes", "B": "x", "a": "y"},
    "parties": [["employer", "Invented & Sons"]],
    "browser_result": None,
    "is_true": True,
}


def jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, object]:
    def written(number: int) -> str:
        return base64.urlsafe_b64encode(number.to_bytes(32)).decode().rstrip("=")

    numbers = key.private_numbers()
    public = numbers.public_numbers
    return {"kty": "EC", "crv": "P-256", "x": written(public.x), "y": written(public.y), "d": written(numbers.private_value)}


def key_of(number: int) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(number, ec.SECP256R1())


def main() -> None:
    server, ephemeral, signing = key_of(0x1111_2222_3333), key_of(0x4444_5555_6666), key_of(0x7777_8888_9999)
    r, s = decode_dss_signature(signing.sign(sealing.signed_part(PLAIN), ec.ECDSA(hashes.SHA256())))
    signed = {**PLAIN, "signature": base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode()}
    head = {name: str(PLAIN[name]) for name in ("id", "kind", "device")}
    public = sealing.public_of(server)
    envelope = sealing.seal_with(signed, head, public, ephemeral, bytes(range(12)))
    vectors = {
        "server": {"id": sealing.key_id(public), "public": public, "private": jwk(server)},
        "ephemeral": {"public": sealing.public_of(ephemeral), "private": jwk(ephemeral)},
        "signing": {"public": sealing.public_of(signing), "private": jwk(signing)},
        "plain": PLAIN,
        "canonical": sealing.signed_part(PLAIN).decode(),
        "signed": signed,
        "envelope": envelope,
        "digest": digest(envelope),
    }
    VECTORS.write_text(json.dumps(vectors, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
