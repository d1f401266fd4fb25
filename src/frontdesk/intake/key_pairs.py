"""Key pairs: whether the owner of a public key signed a text. The only place that knows `cryptography`.

Import it where it is needed: it takes some megabytes, and few forms are signed so.
"""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key


def ed25519(public_key: bytes, signature: bytes, text: bytes) -> bool:
    """Whether the owner of that key signed the text; a key that is none has signed nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def rsa(public_key: str, signature: bytes, text: bytes) -> bool:
    """The same for RSA with SHA-256 (PKCS #1 v1.5); the key is a PEM, its line ends may be written `\\n`."""
    try:
        key = load_pem_public_key(public_key.replace("\\n", "\n").encode())
        if not isinstance(key, RSAPublicKey):
            return False
        key.verify(signature, text, PKCS1v15(), SHA256())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
