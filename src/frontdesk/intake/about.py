"""About: what a request says of a submission beside its answers."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final

from frontdesk.intake.request import Request
from frontdesk.model.frozen import frozen


@frozen
class About:
    """Facts of a submission; each stands in where no answer tells it, but for names and ids of the sender."""

    form: str | None = None  #: the form's name
    form_id: str | None = None  #: stands in for a name that is not sent
    fallback: str | None = None  #: stands in for both
    submission_id: str | None = None
    #: canonical fields that stand in where no answer gives them; `utm` is not among them
    fields: Mapping[str, Any] = field(default_factory=dict)
    utm: Mapping[str, str] = field(default_factory=dict)  #: the same for marks


NOTHING: Final = About()


def of_request(request: Request, **known: Any) -> About:
    """What is known, with the query's `form` as the name that stands in for others."""
    return About(fallback=request.query.get("form"), **known)


def of_page(request: Request) -> About:
    """The same for a post of the page itself, which names the page in `Referer`."""
    page = request.headers.get("referer")
    if not page and not request.query:
        return NOTHING
    return of_request(request, fields={"page_url": page} if page else {})
