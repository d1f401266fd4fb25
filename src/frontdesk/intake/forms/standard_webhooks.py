"""Standard Webhooks: any sender that keeps to that specification.

The reference library takes no clock, reads no `v1a` and stops at the first signature it cannot parse.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import inside
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import (
    MISSING,
    MOST,
    OK,
    Proof,
    best,
    decoded,
    in_base64,
    matched,
    timely,
    wrong,
)
from frontdesk.intake.values import LABEL_CHARS, text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_PREFIXES: Final = ("webhook", "svix")
_SECRET, _PUBLIC = "whsec_", "whpk_"
#: Of the envelope, not of the form.
_OWN: Final = frozenset(("type", "timestamp", "data"))


class StandardWebhooks(FormAdapter):
    """Signs id, time and body: HMAC (`whsec_…`) or Ed25519 (`whpk_…`)."""

    name: ClassVar[str] = "standard_webhooks"
    headers: ClassVar[tuple[str, ...]] = ("webhook-signature",)

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """Any of the signatures in the header, by any of the secrets; versions nobody knows are skipped."""
        id_, time, sent = (_header(request, part) for part in ("id", "timestamp", "signature"))
        if not sent:
            return MISSING
        text = f"{id_}.{time}.".encode("utf-8", "surrogatepass") + request.body
        found = [proof for one in sent.split(" ", MOST)[:MOST] for proof in _proofs(one, text, secrets)]
        return timely(
            best(found) if found else wrong("of no version that is known"), time, request.received_at
        )

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; its id is the message's where the body holds none.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        submission = normalise(self.name, _answers(data), labels, of_request(request))
        ids = (submission.submission_id, text(inside(data, "data", "id")), text(_header(request, "id")))
        return [submission.identified(next((id_ for id_ in ids if id_ and len(id_) <= LABEL_CHARS), None))]


def _header(request: Request, part: str) -> str:
    return next((sent for prefix in _PREFIXES if (sent := request.headers.get(f"{prefix}-{part}"))), "")


def _proofs(sent: str, text: bytes, secrets: Sequence[str]) -> Iterator[Proof]:
    version, _, signature = sent.partition(",")
    if version == "v1":
        keys = [_key(secret, _SECRET) for secret in secrets if not secret.startswith(_PUBLIC)]
        yield matched(signature, [in_base64(key, text) for key in keys if key])
    elif version == "v1a":
        yield _by_key_pair(
            signature, text, [_key(one, _PUBLIC) for one in secrets if one.startswith(_PUBLIC)]
        )


def _by_key_pair(sent: str, text: bytes, keys: Sequence[bytes]) -> Proof:
    # Loaded by whoever needs it: it takes some megabytes.
    from frontdesk.intake.key_pairs import ed25519

    signature = decoded(sent) or b""
    held = [ed25519(key, signature, text) for key in keys]
    return OK if any(held) else wrong("made with another key, or over something else")


def _key(secret: str, prefix: str) -> bytes:
    """The key's bytes: base64 behind the prefix, else the secret itself; b"" when it is no key."""
    return decoded(secret.removeprefix(prefix)) or b"" if secret.startswith(prefix) else secret.encode()


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if not isinstance(data.get("data"), dict):
        return flat(data)
    return flat({"data": data["data"], **{name: data[name] for name in data if name not in _OWN}})
