"""Read: what a request to a hook becomes. The way is the same for the web and for `frontdesk read`."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from frontdesk.errors import Unreadable
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import BODILESS, decode
from frontdesk.intake.captcha import for_form
from frontdesk.intake.forms import ADAPTERS, adapter_for
from frontdesk.intake.request import Request, Response
from frontdesk.intake.signatures import OK, Proof
from frontdesk.model.frozen import frozen
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import Form
from frontdesk.text import clean

#: One text for every failure: why it failed is told to the owner of the form alone.
UNPROVEN: Final = "the signature or the key of this form is missing or wrong"


@frozen
class Reading:
    """What a request becomes."""

    provider: str
    submissions: Sequence[Submission] = ()
    proof: Proof | None = None  #: None: the form has no secret, or a handshake proved itself
    response: Response | None = None  #: the exact answer that the sender needs; None: the usual one


def adapter_of(form: Form, request: Request) -> FormAdapter:
    """Whose request it is: as the form says, else as the form is named, else as the request looks.

    Raises:
        Unreadable: nobody can read it.
        Faults: there is no such provider.
    """
    return adapter_for(form.provider or (form.name if form.name in ADAPTERS else None), request)


def read(request: Request, form: Form, labels: Labels, *, anyway: bool = False) -> Reading:
    """The submissions in one request; `anyway`: also those of a sender who is not proven.

    Raises:
        Unreadable: nobody can read it, or 401; `status` is the answer.
        Faults: the form names a provider that there is not.
    """
    adapter = adapter_of(form, request)
    if handshake := adapter.reply(request, form.secrets):
        return Reading(provider=adapter.name, submissions=(_ping(adapter.name),), response=handshake)
    if request.method not in adapter.methods or _says_nothing(request):
        raise Unreadable(405, f"expected {' or '.join(adapter.methods)}, found another method")
    proof = adapter.verify(request, form.secrets) if form.secrets else None
    if proof is not None and proof is not OK and not anyway:
        raise Unreadable(401, UNPROVEN)
    found = [for_form(one, form) for one in adapter.read(request, labels)]
    found = [_discreet(one, form.secrets) for one in found] if form.secrets else found
    answer = adapter.answer(request, found)
    return Reading(provider=adapter.name, submissions=found, proof=proof, response=answer)


def _says_nothing(request: Request) -> bool:
    """Somebody only looks at the address: a crawler, or its owner."""
    return request.method in BODILESS and not request.query.keys() - {"form"}


def _discreet(submission: Submission, secrets: Sequence[str]) -> Submission:
    """Without an answer that is a secret of the form: some senders can only send it as a field."""
    if not any(value in secrets for value in submission.extra.values()):
        return submission
    kept = {label: value for label, value in submission.extra.items() if value not in secrets}
    return replace(submission, extra=kept)


def _ping(provider: str) -> Submission:
    return Submission(provider=provider, test_ping=True)


def next_page(request: Request) -> str | None:
    """The page that a browser's form wants to see next, its `_next`: untrusted.

    Raises:
        Unreadable: as `read`.
    """
    page = decode(request).get("_next")
    return clean(page) or None if isinstance(page, str) else None
