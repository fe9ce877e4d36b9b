"""Time stamps (RFC 3161): that a statement existed at an hour, by the word of an authority that is not the office."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from cryptography.x509 import Certificate, ObjectIdentifier, load_der_x509_certificate, load_pem_x509_certificates
from cryptography.x509.oid import NameOID
from msgspec import Struct
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerifierBuilder,
    decode_timestamp_response,
)

FILE_NAME: Final = "transcript.proof.tsr"
"""What the authority's answer is called beside the proof."""

_SHA256: Final = ObjectIdentifier("2.16.840.1.101.3.4.2.1")


class StampError(ValueError):
    """It is no time stamp of this statement; the message says why, in one line."""


class Stamp(Struct, frozen=True):
    """What a time stamp says: that the statement existed ``at`` an hour, by the word of an ``authority``.

    ``checked``: the authority's signature leads to a certificate that was given. Otherwise anyone may have made it.
    """

    at: datetime.datetime
    authority: str
    checked: bool


def stamp_request(statement: str) -> TimeStampRequest:
    """The question to an authority; it has the digest of the statement, and a number that comes once."""
    return TimestampRequestBuilder(statement.encode(), HashAlgorithm.SHA256).build()


def check_answer(answer: bytes, request: TimeStampRequest, statement: str) -> None:
    """Check that an answer is to this question, as far as can be told without certificates. Raises StampError."""
    read_stamp(answer, statement)
    if decode_timestamp_response(answer).tst_info.nonce != request.nonce:
        raise StampError("it answers another question")


def read_stamp(answer: bytes, statement: str, roots: Sequence[Certificate] = ()) -> Stamp:
    """What an authority's answer says of this statement; with ``roots``, once its signature leads to one of them.

    Certificates are to have been valid at the hour of the stamp, whether or not they still are. The hour is the latest
    that the authority's accuracy allows. Raises StampError.
    """
    digest = sha256(statement.encode()).digest()
    try:
        response = decode_timestamp_response(answer)
        info = response.tst_info
        imprint, at, accuracy = info.message_imprint, info.gen_time, info.accuracy
        authority = _authority(response)
    except Exception:  # two parsers raise many kinds for what is malformed, a KeyError among them
        raise StampError("it is no time stamp, or the authority refused one") from None
    if imprint.hash_algorithm != _SHA256 or imprint.message != digest:
        raise StampError("it is of something else than this statement")
    if roots:
        try:
            VerifierBuilder(roots=list(roots)).build().verify(response, digest)
        except Exception:
            raise StampError(
                "it was altered, or not made by the authority whose certificate was given, or that was not valid then"
            ) from None
    if accuracy is not None:
        micros = (accuracy.millis or 0) * 1000 + (accuracy.micros or 0)
        at += datetime.timedelta(seconds=accuracy.seconds or 0, microseconds=micros)
    return Stamp(at, authority, bool(roots))


def read_roots(pem: bytes) -> list[Certificate]:
    """Certificates as PEM. Raises StampError where there is none."""
    try:
        return load_pem_x509_certificates(pem)
    except ValueError:
        raise StampError("there is no certificate in PEM in it") from None


def _authority(response: TimeStampResponse) -> str:
    """The name in the certificate that signed, if it is there."""
    signers = {(info.issuer, info.serial_number) for info in response.signed_data.signer_infos}
    certificates = map(load_der_x509_certificate, response.signed_data.certificates)
    signing = [one.subject for one in certificates if (one.issuer, one.serial_number) in signers]
    if not signing:
        return ""
    names = signing[0].get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else signing[0].rfc4514_string()
