"""Bitrix24: a new lead, deal or contact of the CRM, by the REST address of an inbound webhook."""

import asyncio
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

from frontdesk.errors import Deferred, Refused
from frontdesk.lookups.answer import Answer, Asks
from frontdesk.lookups.fetcher import Answers, Fetched, single, trouble
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Fetch

#: A robot names the kind before the number, an event by its own name.
_ID: Final = re.compile(r"(?:(LEAD|DEAL|CONTACT)_)?([0-9]{1,20})", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,20}", re.ASCII)
_KINDS: Final[Mapping[str, str]] = {
    "ONCRMLEADADD": "lead",
    "ONCRMDEALADD": "deal",
    "ONCRMCONTACTADD": "contact",
}
#: Fields of the CRM that say who the person is and what was asked, as labels that everybody knows.
_LABELS: Final[Mapping[str, str]] = {
    "NAME": "first_name",
    "LAST_NAME": "last_name",
    "COMPANY_TITLE": "company",
    "POST": "position",
    "COMMENTS": "message",
    "PHONE": "phone",
    "EMAIL": "email",
}
#: Others that are kept under their own names, beside UF_CRM_*; the rest is the CRM's own.
_KEPT: Final = ("TITLE", "SOURCE_DESCRIPTION", "ADDRESS_CITY", "ADDRESS_COUNTRY", "WEB")
_MARKS: Final = ("UTM_SOURCE", "UTM_MEDIUM", "UTM_CAMPAIGN", "UTM_CONTENT", "UTM_TERM")
#: What they call an id that is not there, in a status 400.
_GONE: Final = "not found"


class Bitrix24:
    """Asks the configured address and no other: a notice names one too, and anybody can write a notice."""

    name: ClassVar[str] = "bitrix24"
    needs: ClassVar[str] = "url"

    def __init__(self, client: Asks, timeout: timedelta) -> None:
        self._client, self._timeout = client, timeout

    async def fetch(self, notice: Submission, access: Fetch) -> Fetched:
        """What the lead, deal or contact says; where that names nobody, with what its contact says.

        Raises:
            Deferred: not now.
            Refused: an id of nothing that is known here; an address that is not valid or lacks a right.
        """
        known = _ID.fullmatch(notice.submission_id or "")
        if not known:
            raise Refused("the notice has no number as the id of a lead, deal or contact")
        kind = (known[1] or "").lower() or _KINDS.get(str(notice.extra.get("event", "")).upper(), "lead")
        try:
            async with asyncio.timeout(self._timeout.total_seconds()):
                return Fetched(answers=await self._told(access, kind, known[2]))
        except TimeoutError:
            raise Deferred(f"no answers within {self._timeout.total_seconds():g} s") from None

    async def _told(self, access: Fetch, kind: str, id: str) -> Answers:
        found = await self._got(access, kind, id)
        answers, contact = list(_answers(found)), str(found.get("CONTACT_ID") or "")
        if _NUMBER.fullmatch(contact) and int(contact) and not {"phone", "email"} & dict(answers).keys():
            answers += _answers(await self._got(access, "contact", contact))
        return answers

    async def _got(self, access: Fetch, kind: str, id: str) -> Mapping[str, Any]:
        url = f"{(access.url or '').rstrip('/')}/crm.{kind}.get.json"
        answer = await self._client.ask("POST", url, within=self._timeout, form={"id": id})
        if _is_gone(answer):
            raise Refused(f"Bitrix24 has no such {kind}, or not any more")
        if error := trouble(answer, "Bitrix24"):
            raise error
        found = answer.data.get("result")
        if not isinstance(found, dict):
            raise Deferred("Bitrix24 answered without a result")
        return found


def _is_gone(answer: Answer) -> bool:
    said = answer.data.get("error_description")
    return answer.status == 400 and isinstance(said, str) and _GONE in said[:100].lower()


def _answers(found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in found.items():
        if label := _LABELS.get(name):
            yield from ((label, one) for one in _values(value))
        elif name in _KEPT or name in _MARKS or name.startswith("UF_CRM_"):
            kept = list(_values(value))
            if kept:
                yield name, kept[0] if len(kept) == 1 else kept


def _values(value: Any) -> list[Any]:
    """The single values; of phones, e-mail and web addresses, which are objects, what they hold.

    A file is an object too: the address in it holds a token of the portal, and is left out.
    """
    each = value if isinstance(value, list) else [value]
    inner = [one.get("VALUE") if isinstance(one, dict) else one for one in each]
    return [one for one in inner if single(one) and one not in ("", False)]
