"""An officer's passkey (WebAuthn Level 3): as a key in a seat, how it is enrolled, and what it has signed.

A passkey signs what the browser says it was asked for: the *challenge*, at an *origin*. The challenge is the SHA-256 of
the statement that the officer declares, so that an assertion is the signed declaration, and can be checked by anyone
who knows the key, at any time, without the desk that asked for it.

A seat whose officer is to enrol has a *link's key* until then: the public half (ECDSA on P-256) of a key that only the
officer's link has. What is enrolled is signed with it, so that nobody else can put a passkey of their own there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Final
from urllib.parse import urlsplit

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec import Struct

PREFIX: Final = "passkey:"
LINK_PREFIX: Final = "link:"
ALGORITHMS: Final = (-8, -7, -257)
"""What a passkey may sign with, the best first: EdDSA, ES256, RS256 (RFC 9053, RFC 8812)."""

_HALF: Final = 32
"""Bytes of each number of a signature on P-256."""


class Passkey(Struct, frozen=True):
    """A passkey's public part. ``origin`` is where it was made and signs (``https://desk.example.org``).

    ``credential`` is its id in base64url, ``public_key`` a COSE key. Written out it is one word, for a seat's ``key``.
    """

    origin: str
    credential: str
    public_key: bytes

    def __str__(self) -> str:
        return f"{PREFIX}{self.origin}/{self.credential}/{to_base64url(self.public_key)}"

    @property
    def rp_id(self) -> str:
        """The name that the passkey is bound to: the host of its origin."""
        return urlsplit(self.origin).hostname or ""


class _ClientData(Struct, frozen=True, rename="camel"):
    """What the browser says, as far as it is not checked by the library."""

    origin: str
    cross_origin: bool = False


def is_passkey(key: str) -> bool:
    """Whether a seat's key is a passkey."""
    return key.startswith(PREFIX)


def awaits_passkey(key: str) -> bool:
    """Whether a seat's key is a link's, with which a passkey is to be enrolled."""
    return key.startswith(LINK_PREFIX)


def read_passkey(key: str) -> Passkey:
    """The passkey that is a seat's key. Raises ValueError."""
    origin, credential, public_key = key.removeprefix(PREFIX).rsplit("/", 2)
    if not is_passkey(key) or not _is_sound(origin) or not credential:
        raise ValueError("no passkey")
    return Passkey(origin, credential, from_base64url(public_key))


def challenge_of(statement: str) -> bytes:
    """What a passkey is asked to sign for this statement."""
    return hashlib.sha256(statement.encode()).digest()


def has_signed(key: str, statement: str, signature: str) -> bool:
    """Whether the passkey in ``key`` has signed this statement, its holder present and verified.

    ``signature`` is an assertion: client data, authenticator data and signature, in base64url, with dots between. The
    counter of signatures is not looked at: it is of one device, and a synchronised passkey has none. What is signed is
    for one statement, and saying that again changes nothing.
    """
    # 14 MB and a tenth of a second, which no process needs as long as nobody has a passkey.
    from webauthn import verify_authentication_response

    try:
        passkey = read_passkey(key)
        client_data, authenticator_data, signed = signature.split(".")
        if _read_client_data(client_data).cross_origin:
            return False
        verify_authentication_response(
            credential={
                "id": passkey.credential,
                "rawId": passkey.credential,
                "type": "public-key",
                "response": {
                    "clientDataJSON": client_data,
                    "authenticatorData": authenticator_data,
                    "signature": signed,
                },
            },
            expected_challenge=challenge_of(statement),
            expected_rp_id=passkey.rp_id,
            expected_origin=passkey.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception:  # whatever a parser says to bytes that anybody may have written
        return False
    return True


# ── Enrolment ──────────────────────────────────────────────────────────────────────────────────────────────────────


def enrolment_of(briefing: str, seat: str) -> str:
    """The statement that a passkey is made for: whoever holds the seat's link signs it to be shown the seat."""
    return f"On Background: an officer's passkey\nbriefing: {briefing}\nseat: {seat}\n"


def registered(briefing: str, seat: str, registration: str) -> Passkey:
    """The passkey that was made for this seat. Raises ValueError where it was not, or not as it is asked for.

    ``registration`` is client data and attestation object, in base64url, with a dot between. Its holder was present and
    verified. No attestation is asked for: that the passkey is the officer's is what the link is for.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers.cose import COSEAlgorithmIdentifier

    client_data, attestation = registration.split(".")
    said = _read_client_data(client_data)
    passkey = Passkey(said.origin, "", b"")
    if said.cross_origin or not _is_sound(said.origin):
        raise ValueError("a passkey is made at the desk, under its own name")
    try:
        # The library asks for the id beside the data that has it too: the latter alone is believed.
        made = verify_registration_response(
            credential={
                "id": "",
                "rawId": "",
                "type": "public-key",
                "response": {"clientDataJSON": client_data, "attestationObject": attestation},
            },
            expected_challenge=challenge_of(enrolment_of(briefing, seat)),
            expected_rp_id=passkey.rp_id,
            expected_origin=passkey.origin,
            require_user_verification=True,
            supported_pub_key_algs=[COSEAlgorithmIdentifier(algorithm) for algorithm in ALGORITHMS],
        )
    except Exception as error:  # as above
        raise ValueError(f"this is no passkey for the seat: {error}") from None
    return Passkey(said.origin, to_base64url(made.credential_id), made.credential_public_key)


def link_key(public: ec.EllipticCurvePublicKey) -> str:
    """What stands in a seat's ``key`` while its officer has not enrolled: the link's public key."""
    return LINK_PREFIX + to_base64url(public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))


def is_from_link(key: str, text: str, signature: str) -> bool:
    """Whether who has the link of the seat with this ``key`` signed the text, as WebCrypto does (base64url)."""
    try:
        if not awaits_passkey(key):
            return False
        point = from_base64url(key.removeprefix(LINK_PREFIX))
        numbers = from_base64url(signature)
        r, s = int.from_bytes(numbers[:_HALF]), int.from_bytes(numbers[_HALF:])
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        public.verify(encode_dss_signature(r, s), text.encode(), ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: str) -> str:
    """An officer's key as it is read out and compared: a hundred bits of its digest, in letters and digits."""
    digest = hashlib.sha256(key.split()[0].encode()).digest()
    letters = base64.b32encode(digest).decode()[:20]
    return " ".join(letters[start : start + 4] for start in range(0, 20, 4))


def to_base64url(data: bytes) -> str:
    """Bytes in the letters that browsers use, without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes again. Raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None


def _read_client_data(data: str) -> _ClientData:
    """What the browser says it was asked for, and where. Raises ValueError."""
    return msgspec.json.decode(from_base64url(data), type=_ClientData)


def _is_sound(origin: str) -> bool:
    """Whether passkeys can be made there: over TLS, or on this machine; under a name and no number."""
    parts = urlsplit(origin)
    named = f"{parts.scheme}://{parts.netloc}" == origin and parts.hostname is not None and "@" not in parts.netloc
    return named and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "localhost"))
