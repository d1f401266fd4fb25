"""Certificates: an authority of our own, and what it or nobody signed for a server on loopback."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = x509.IPAddress(ip_address("127.0.0.1"))
STRANGER = x509.DNSName("mail.stranger.example")


class Authority:
    """Makes contexts for servers, and one for a client that trusts them."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._key = folder, ec.generate_private_key(ec.SECP256R1())
        self._certificate = _made("authority", self._key, "authority", self._key, authority=True)

    def trusting(self) -> ssl.SSLContext:
        """A client that trusts nobody but this authority."""
        pem = self._certificate.public_bytes(serialization.Encoding.PEM).decode()
        return ssl.create_default_context(cadata=pem)

    def server(
        self, name: x509.GeneralName = LOOPBACK, *, own: bool = False, late: bool = False
    ) -> ssl.SSLContext:
        """A server of that name; `own`: it signed its certificate itself; `late`: it has expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer, signer = ("server", key) if own else ("authority", self._key)
        made = _made("server", key, issuer, signer, name=name, days=-1 if late else 1)
        path = self._folder / "server.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + made.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def _made(subject, key, issuer, signer, *, name=None, authority=False, days=1) -> x509.Certificate:
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(subject))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if name:
        builder = builder.add_extension(x509.SubjectAlternativeName([name]), critical=False)
    return builder.sign(signer, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
