"""Mailing: a desk whose letters are signed, and whose bounces say which letter came back."""

import base64

import dkim
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from frontdesk.desk.clock import wall as now
from frontdesk.messages.verp import bounced_delivery
from support.world import a_form, a_world


async def test_a_letter_is_signed_for_its_from_and_its_bounces_name_it(tmp_path):
    key = rsa.generate_private_key(65537, 1024)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "dkim.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings = {
        "SECRET": "a-secret-of-the-desk",
        "BOUNCE_DOMAIN": "bounces.acme.example",
        "DKIM_KEY": "dkim.pem",
        "DKIM_SELECTOR": "desk",
    }

    async with a_world(tmp_path, **settings) as world:
        await world.post(a_form())
        [mail] = await world.mail("jan@acme-client.example")

    sender = mail.envelope_from
    assert bounced_delivery(sender, "bounces.acme.example", b"a-secret-of-the-desk", now()) == 1
    assert dkim.verify(mail.raw, dnsfunc=lambda name, timeout=5: b"p=" + base64.b64encode(public))
