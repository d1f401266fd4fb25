"""E-mail DKIM: signs a letter as the domain in From, so that it passes DMARC wherever it is passed on."""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from frontdesk.errors import Faults

LEAST_BITS: Final = 1024  #: what receivers still believe (RFC 8301, section 3.2); 2048 is wise
#: What a reader goes by; both headers of unsubscribing must be among it (RFC 8058, section 4).
HEADERS: Final = (
    *(b"from", b"to", b"reply-to", b"subject", b"date", b"message-id", b"auto-submitted"),
    *(b"mime-version", b"content-type", b"content-transfer-encoding", b"content-language"),
    *(b"list-unsubscribe", b"list-unsubscribe-post", b"from", b"subject", b"sender", b"cc"),
)


_KEY: Final = "FRONTDESK_DKIM_KEY"


class DkimSigner:
    """One key of one domain."""

    def __init__(self, key: bytes, selector: str, domain: str) -> None:
        """`key`: RSA in PEM; its public half stands in DNS at SELECTOR._domainkey.DOMAIN.

        Raises:
            Faults: it is no such key, or too short to be believed.
        """
        # Imported where it is wanted: it is an extra.
        from dkim import DKIM, DKIMException
        from dkim.crypto import UnparsableKeyError, parse_pem_private_key

        self._dkim, self._key = DKIM, key
        self._selector, self._domain = selector.encode(), domain.encode()
        try:
            bits = parse_pem_private_key(key)["modulus"].bit_length()
            self.signed(b"From: x@x.example\r\n\r\n")
        except (DKIMException, UnparsableKeyError, ValueError, LookupError, TypeError) as error:
            told = f"{_KEY}: expected an RSA key in PEM without a password, found none that signs"
            raise Faults([told]) from error
        if bits < LEAST_BITS:
            raise Faults([f"{_KEY}: expected a key of at least {LEAST_BITS} bits, found {bits}"])

    def signed(self, body: bytes) -> bytes:
        """The letter with its DKIM-Signature: RSA with SHA-256, relaxed. Takes 7 ms: call it in a thread."""
        letter = self._dkim(body)
        # Given once more than it is there, a header cannot be added on the way (RFC 6376, section 8.15).
        header: bytes = letter.sign(
            self._selector,
            self._domain,
            self._key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=HEADERS,
        )
        return header + body


def signer_of(key: str, selector: str, domain: str, desk: Path) -> DkimSigner:
    """A signer for that domain; `key` is the path of a PEM file, seen from the desk folder, or the PEM.

    Raises:
        Faults: the key cannot be used, or the extra is missing.
    """
    if find_spec("dkim") is None:
        raise Faults([f"{_KEY}: expected dkimpy to sign with, found none: pip install frontdesk[dkim]"])
    return DkimSigner(pem_of(key, desk), selector, domain)


def pem_of(key: str, desk: Path) -> bytes:
    """The PEM itself, of the path of its file, seen from the desk folder, or of the PEM as settings hold it.

    Raises:
        Faults: there is no such file.
    """
    try:
        # `.env` and many a panel keep line ends as \\n.
        pem = key.replace("\\n", "\n").encode() if "-----BEGIN" in key else (desk / key).read_bytes()
    except OSError as error:
        raise Faults([f"{_KEY}: expected the path of a PEM file, found: {error.strerror}"]) from error
    return pem.replace(b"\r\n", b"\n").strip() + b"\n"
