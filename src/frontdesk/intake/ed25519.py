"""Ed25519: signatures by a key pair. The only place that knows the cryptography library."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def verifies(public_key: bytes, signature: bytes, text: bytes) -> bool:
    """Whether the owner of that key signed the text; a key that is none has signed nothing."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True
