"""E-mail DKIM key: the public half of the key that signs letters, as DNS has it."""

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key


def public_key(pem: bytes) -> bytes:
    """In DER (SubjectPublicKeyInfo), for a private key in PEM that was seen to sign."""
    return (
        load_pem_private_key(pem, None)
        .public_key()
        .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
