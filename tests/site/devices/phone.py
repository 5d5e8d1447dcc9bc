"""A phone as the contract describes it, in Python: it seals, signs, sends and keeps receipts, and cannot open what it sealed."""

import base64
import datetime
import json
import uuid
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from firmground_site.packs.queries import instrument_on, today

ENROL, ENTRIES, CHANGES, LEFT, DEFINITIONS = (
    f"/phone/{name}" for name in ("enrol", "entries", "changes", "left", "definitions.json")
)


def canonical(value: Any) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: written once more here, so that it can disagree with the server's."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def point(key: ec.EllipticCurvePrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)).decode()


def name_of(public: str) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(base64.b64decode(public))
    return digest.finalize().hex()[:16]


def derived(private: ec.EllipticCurvePrivateKey, other: str, ephemeral: str, recipient: str) -> bytes:
    there = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(other))
    salt = base64.b64decode(ephemeral) + base64.b64decode(recipient)
    return HKDF(hashes.SHA256(), 32, salt, b"firmground-sealed-1").derive(private.exchange(ec.ECDH(), there))


class Officer:
    """An officer's keys on a phone."""

    def __init__(self, member: Any) -> None:
        self.member, self.id = member, str(member.pk)
        self.signing, self.sealing = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))

    def signed(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        r, s = decode_dss_signature(self.signing.sign(canonical(plain), ec.ECDSA(hashes.SHA256())))
        return {**plain, "signature": base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode()}

    def opened(self, envelope: Mapping[str, str]) -> dict[str, Any]:
        key = derived(self.sealing, envelope["ephemeral"], envelope["ephemeral"], point(self.sealing))
        head = canonical({name: each for name, each in envelope.items() if name != "sealed"})
        parts = (base64.b64decode(envelope[name]) for name in ("nonce", "sealed"))
        return json.loads(AESGCM(key).decrypt(*parts, head))


class Phone:
    """A phone with its outbox and its receipts."""

    def __init__(self) -> None:
        self.id, self.token, self.since = str(uuid.uuid4()), "", 0
        self.key: dict[str, str] = {}
        self.receipts: dict[str, dict[str, Any]] = {}
        self.client = Client(REMOTE_ADDR="10.0.0.7")

    @property
    def header(self) -> dict[str, str]:
        return {"Authorization": f"Device {self.id}.{self.token}"}

    def enrol(self, client: Client, member: Any, **changed: Any) -> Officer:
        """Prepare this phone for an officer who is signed in with a client."""
        officer = Officer(member)
        asked = {
            "device": self.id,
            "label": "Van 3",
            "signing_key": point(officer.signing),
            "sealing_key": point(officer.sealing),
        }
        answer = client.post(ENROL, asked | changed, content_type="application/json", headers=self.header if self.token else {})
        assert answer.status_code == 201, answer.content
        told = answer.json()
        self.token, self.key = told.get("token", self.token), told["key"]
        return officer

    def screening(self, officer: Officer, *, day: datetime.date | None = None, **changed: Any) -> dict[str, Any]:
        """A screening in which nothing was found, before it is signed."""
        day = day or today()
        instrument = instrument_on("initial_screening", day)
        answers = {each.id: "no" if str(each.kind) == "yes_no" else 30 for each in instrument.definition.questions}
        plain = {
            "id": str(uuid.uuid4()),
            "kind": "screening",
            "device": self.id,
            "member": officer.id,
            "instrument": instrument.id,
            "instrument_digest": instrument.digest,
            "screened_on": day.isoformat(),
            "person": {"name": "Planted Name 陳", "sex": "female", "nationality": "philippines", "phone": "5550 0190"},
            "encounter": {
                "group": "domestic_helpers",
                "trigger": "came_forward",
                "screened_on": day.isoformat(),
                "place": "Planted Pier",
                "interpreter": "",
                "note": "Planted note.",
            },
            "answers": {**answers, **changed.pop("answers", {})},
            "parties": [["employer", "Planted Employer"]],
            "browser_result": {"outcomes": {}},
            "accepted_at": datetime.datetime.now(datetime.UTC).isoformat(),
        }
        return plain | changed

    def seal(self, plain: Mapping[str, Any], **changed: str) -> dict[str, str]:
        """An envelope; the ephemeral key is forgotten with it."""
        ephemeral, public = ec.generate_private_key(ec.SECP256R1()), self.key["public"]
        nonce = uuid.uuid4().bytes[:12]
        head = {
            "format": "firmground-sealed-1",
            "id": plain["id"],
            "kind": plain["kind"],
            "device": self.id,
            "key": name_of(public),
            "ephemeral": point(ephemeral),
            "nonce": base64.b64encode(nonce).decode(),
        } | changed
        written = canonical(dict(plain))
        written += b" " * (-len(written) % 4096)
        sealed = AESGCM(derived(ephemeral, public, point(ephemeral), public)).encrypt(nonce, written, canonical(head))
        return {**head, "sealed": base64.b64encode(sealed).decode()}

    def sealed(self, officer: Officer, **changed: Any) -> dict[str, str]:
        """A screening signed and sealed."""
        return self.seal(officer.signed(self.screening(officer, **changed)))

    def post(self, address: str, content: Any, **options: Any) -> Any:
        headers = options.pop("headers", self.header)
        return self.client.post(address, content, content_type="application/json", headers=headers, **options)

    def send(self, *envelopes: Mapping[str, str]) -> list[dict[str, Any]]:
        """Send envelopes; their receipts, in order."""
        answer = self.post(ENTRIES, {"entries": list(envelopes)})
        assert answer.status_code == 200, answer.content
        told = answer.json()["receipts"]
        self.receipts |= {each["id"]: each for each in told}
        return told

    def left(self, *officers: Officer) -> Any:
        """Tell that officers stopped using this phone."""
        return self.post(LEFT, {"left": [{"member": each.id, "signing_key": point(each.signing)} for each in officers]})

    def pull(self) -> dict[str, Any]:
        """What changed since the last time."""
        answer = self.post(CHANGES, {"since": self.since})
        assert answer.status_code == 200, answer.content
        told = answer.json()
        self.since = told["now"]
        return told
