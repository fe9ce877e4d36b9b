"""An authenticator and a browser in software, for passkeys that sign whatever a test asks them to."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from msgspec import Struct
from webauthn.helpers import encode_cbor

from onbackground.briefing.passkeys import Passkey, challenge_of, enrolment_of, link_key

ORIGIN: Final = "https://desk.example.org"
PRESENT: Final = 0x01
VERIFIED: Final = 0x04
ATTESTED: Final = 0x40


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Browser(Struct, frozen=True):
    """What the browser adds: where it is, and what it was asked for."""

    origin: str = ORIGIN
    rp_id: str = "desk.example.org"
    cross_origin: bool = False
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    type: str = ""
    """What it was asked for, where that is not what it should have been."""

    def client_data(self, type_: str, challenge: bytes) -> bytes:
        said = {"type": self.type or type_, "challenge": base64url(challenge), "origin": self.origin}
        return json.dumps(said | {"crossOrigin": self.cross_origin}).encode()

    def authenticator_data(self, flags: int = 0) -> bytes:
        flagged = bytes([self.flags | flags]) + self.counter.to_bytes(4)
        return hashlib.sha256(self.rp_id.encode()).digest() + flagged


USUAL: Final = Browser()


class SoftwarePasskey:
    """A passkey in memory: ``EdDSA`` or ``ES256``."""

    def __init__(self, algorithm: str, seed: str) -> None:
        digest = hashlib.sha256(seed.encode()).digest()
        self.credential = digest[:16]
        self._private: Ed25519PrivateKey | ec.EllipticCurvePrivateKey
        if algorithm == "EdDSA":
            self._private = Ed25519PrivateKey.from_private_bytes(digest)
            public = {1: 1, 3: -8, -1: 6, -2: self._private.public_key().public_bytes_raw()}
        else:
            self._private = ec.derive_private_key(int.from_bytes(digest), ec.SECP256R1())
            point = self._private.public_key().public_numbers()
            public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        self.public_key = encode_cbor(public)

    def key(self, origin: str = ORIGIN) -> str:
        return str(Passkey(origin, base64url(self.credential), self.public_key))

    def register(self, briefing: str, seat: str, browser: Browser = USUAL) -> str:
        """A registration for this seat."""
        client_data = browser.client_data("webauthn.create", challenge_of(enrolment_of(briefing, seat)))
        credential = bytes(16) + len(self.credential).to_bytes(2) + self.credential + self.public_key
        attestation = {"fmt": "none", "attStmt": {}, "authData": browser.authenticator_data(ATTESTED) + credential}
        return f"{base64url(client_data)}.{base64url(encode_cbor(attestation))}"

    def sign(self, statement: str, browser: Browser = USUAL) -> str:
        """An assertion under this statement."""
        client_data = browser.client_data("webauthn.get", challenge_of(statement))
        authenticator_data = browser.authenticator_data()
        signed = self._sign(authenticator_data + hashlib.sha256(client_data).digest())
        return ".".join(map(base64url, (client_data, authenticator_data, signed)))

    def _sign(self, data: bytes) -> bytes:
        if isinstance(self._private, Ed25519PrivateKey):
            return self._private.sign(data)
        return self._private.sign(data, ec.ECDSA(SHA256()))


class Link:
    """The key of an officer's link."""

    def __init__(self, seed: str) -> None:
        number = int.from_bytes(hashlib.sha256(f"link {seed}".encode()).digest())
        self._private = ec.derive_private_key(number, ec.SECP256R1())
        self.key = link_key(self._private.public_key())

    def sign(self, text: str) -> str:
        """As WebCrypto signs: two numbers of 32 bytes."""
        r, s = decode_dss_signature(self._private.sign(text.encode(), ec.ECDSA(SHA256())))
        return base64url(r.to_bytes(32) + s.to_bytes(32))
