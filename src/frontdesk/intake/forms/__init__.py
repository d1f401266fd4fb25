"""Form adapters: one file for each provider of forms, found by name."""

from collections.abc import Mapping
from typing import ClassVar, Final, Protocol

from frontdesk.errors import Faults
from frontdesk.intake.body import looks_like_json
from frontdesk.intake.charsets import content_type
from frontdesk.intake.forms.html import HtmlForm
from frontdesk.intake.forms.json import JsonForm
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class FormAdapter(Protocol):
    """Reads what one provider sends, and nothing else."""

    name: ClassVar[str]

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """The submissions in one request.

        Raises:
            Unreadable: nobody can read it; `status` is the answer.
        """
        ...


ADAPTERS: Final[Mapping[str, FormAdapter]] = {adapter.name: adapter for adapter in (HtmlForm(), JsonForm())}


def adapter_for(provider: str | None, request: Request) -> FormAdapter:
    """The provider's adapter; without one (None or "auto") html or json, as the request looks.

    Raises:
        Faults: there is no adapter of that name.
        Unreadable: 415, the content type names a charset that is not read.
    """
    if provider is None or provider == "auto":
        media = content_type(request.headers.get("content-type", "")).media
        provider = "json" if looks_like_json(media, request.body) else "html"
    try:
        return ADAPTERS[provider]
    except KeyError:
        known = ", ".join(sorted(ADAPTERS))
        raise Faults([f'provider: expected one of {known}, found "{provider}"']) from None
