"""Read: a request in, its submissions out."""

from frontdesk.intake.body import decode
from frontdesk.intake.forms import adapter_for
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels
from frontdesk.text import clean


def read(request: Request, provider: str | None, labels: Labels) -> list[Submission]:
    """The submissions in one request, as that provider sends them (None or "auto": as the request looks).

    Raises:
        Unreadable: nobody can read it; `status` is the answer.
        Faults: there is no such provider.
    """
    return adapter_for(provider, request).read(request, labels)


def next_page(request: Request) -> str | None:
    """The page that a browser's form wants to see next, its `_next`: untrusted.

    Raises:
        Unreadable: as `read`.
    """
    page = decode(request).get("_next")
    return clean(page) or None if isinstance(page, str) else None
