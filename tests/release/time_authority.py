"""A time-stamping authority that is not ours: openssl, behind HTTP on a loopback port. Nobody it names exists."""

from __future__ import annotations

import datetime
import http.server
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME: Final = "Fable Time Office"
CONFIGURATION: Final = """
[tsa]
default_tsa = here
[here]
serial = {place}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""
YEAR: Final = datetime.timedelta(days=365)


class TimeAuthority:
    """Answers questions with a certificate of its own, under one of its certificate authority."""

    def __init__(self, place: Path, *, until: datetime.timedelta = YEAR, ca: str = "Fable Root") -> None:
        """``until`` is how long from now the certificates are valid; they have been for two years."""
        place.mkdir()
        self.place = place
        self.broken = False
        now = datetime.datetime.now(datetime.UTC)
        root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        root = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ca)])
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])

        def signed(subject: x509.Name, public: ec.EllipticCurvePublicKey, number: int) -> x509.CertificateBuilder:
            building = x509.CertificateBuilder().subject_name(subject).issuer_name(root).public_key(public)
            building = building.serial_number(number)
            return building.not_valid_before(now - 2 * YEAR).not_valid_after(now + until)

        of_root = signed(root, root_key.public_key(), 1).add_extension(x509.BasicConstraints(True, None), True)
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        of_us = signed(name, key.public_key(), 2).add_extension(purpose, True)
        self.root = of_root.sign(root_key, hashes.SHA256())
        self.ca = place / "ca.pem"
        self.ca.write_bytes(self.root.public_bytes(serialization.Encoding.PEM))
        certificate = of_us.sign(root_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        (place / "tsa.pem").write_bytes(certificate)
        (place / "tsa.key").write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        (place / "serial").write_text("01\n")
        (place / "openssl.cnf").write_text(CONFIGURATION.format(place=place))

    def answer(self, question: bytes) -> bytes:
        (self.place / "question.tsq").write_bytes(question)
        here = ["-signer", "tsa.pem", "-inkey", "tsa.key", "-config", "openssl.cnf", "-out", "answer.tsr"]
        command = ["openssl", "ts", "-reply", "-queryfile", "question.tsq", *here]
        subprocess.run(command, cwd=self.place, check=True, capture_output=True)
        return (self.place / "answer.tsr").read_bytes()

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Its address, for as long as the block lasts."""
        authority = self

        class Counter(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = self.rfile.read(int(self.headers["content-length"]))
                asked = self.headers["content-type"] == "application/timestamp-query"
                self.send_response(503 if authority.broken or not asked else 200)
                self.send_header("content-type", "application/timestamp-reply")
                self.end_headers()
                if asked and not authority.broken:
                    self.wfile.write(authority.answer(question))

            def log_message(self, format: str, *args: object) -> None:
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Counter) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.05,))
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}/"
            finally:
                server.shutdown()
                thread.join()
