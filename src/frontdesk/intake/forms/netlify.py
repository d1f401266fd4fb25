"""Netlify Forms: inputs under "data", their titles in a list beside them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside
from frontdesk.intake.jwt import part
from frontdesk.intake.naming import best, without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.signatures import MISSING, OK, Proof, decoded, digest, hexadecimal, same, signed, wrong
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

TOKEN_CHARS: Final = 4_000
_TITLED: Final = "ordered_human_fields"
_OWN: Final = frozenset(("ip", "user_agent", "referrer"))


class Netlify(FormAdapter):
    """Signs a token (JWS) that holds a hash of the body."""

    name: ClassVar[str] = "netlify"
    headers: ClassVar[tuple[str, ...]] = ("x-netlify-event",)
    marks: ClassVar[tuple[str, ...]] = ("ordered_human_fields", "payload")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the list of titles, at the top or in the event of a function."""
        return any(isinstance(inside(one, _TITLED), list) for one in (data, data.get("payload")))

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """`X-Webhook-Signature`: HS256, whatever the token itself says of its algorithm."""
        token = request.headers.get("x-webhook-signature", "")[:TOKEN_CHARS]
        if not token:
            return MISSING
        text, _, sent = token.rpartition(".")
        proof = signed(
            (decoded(sent) or b"?").hex(), text.encode("utf-8", "surrogatepass"), secrets, hexadecimal
        )
        if proof is not OK:
            return proof
        claims = part(text.partition(".")[2]) or {}
        if claims.get("iss") != "netlify":
            return wrong("the token is not of netlify")
        told = same(str(claims.get("sha256")), digest(request.body))
        return OK if told else wrong("the token was made for another body")

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission, of a webhook or of a function's event.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        data = data["payload"] if isinstance(data.get("payload"), dict) else data
        about = of_request(
            request,
            form=inside(data, "form_name"),
            form_id=inside(data, "form_id"),
            submission_id=inside(data, "id"),
            # Its referrer is the page with the form.
            fields={"ip": inside(data, "data", "ip"), "page_url": inside(data, "data", "referrer")},
        )
        return [normalise(self.name, without(_answers(data, labels), _OWN), labels, about)]


def _answers(data: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    """The inputs themselves: the names at the top are only Netlify's guess."""
    fields = list(each(data.get(_TITLED)))
    titles = {text(inside(one, "name")): inside(one, "title") for one in fields}
    inputs = data.get("data")
    if not isinstance(inputs, dict):
        inputs = {text(inside(one, "name")) or "": inside(one, "value") for one in fields}
    for name, value in inputs.items():
        title = titles.get(name)
        yield best(labels, (name, title), title), _shown(value)


def _shown(value: Any) -> Any:
    """Uploads as their addresses."""
    return [_shown(one) for one in value] if isinstance(value, list) else inside(value, "url") or value
