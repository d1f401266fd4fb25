"""Meta: the answers to a Lead Ads form, from the Graph API."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

from frontdesk.errors import Deferred, FrontdeskError, Refused
from frontdesk.lookups.answer import Answer, Asks
from frontdesk.lookups.fetcher import Fetched, single, trouble
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Fetch

VERSION: Final = "v24.0"  #: Meta keeps a version for two years, then takes the next
_ID: Final = re.compile(r"[0-9]{1,40}", re.ASCII)
#: Codes of errors that pass: trouble of their own, and too many calls (Graph API, "Handling errors").
_PASSING: Final = frozenset((1, 2, 4, 17, 32, 341, 613))
_WORDS: Final[Mapping[int, str]] = {
    10: "the token lacks a permission, most likely leads_retrieval",
    100: "there is no such lead, or the token may not read it",
    190: "the token is not valid, or not any more",
    200: "the token lacks a permission, most likely leads_retrieval",
}


class Meta:
    """Asks with the token of a page, in a header: addresses end up in logs."""

    name: ClassVar[str] = "meta"
    needs: ClassVar[str] = "token"

    def __init__(self, client: Asks, api: str, timeout: timedelta) -> None:
        """`api`: the root address, without a version."""
        self._client, self._api, self._timeout = client, api.rstrip("/"), timeout

    async def fetch(self, notice: Submission, access: Fetch) -> Fetched:
        """The answers of one lead.

        Raises:
            Deferred: not now.
            Refused: no number as its id; a token that is not valid or lacks a right; a lead that is gone.
        """
        id_ = notice.submission_id or ""
        if not _ID.fullmatch(id_):
            raise Refused("the notice has no number as the id of its lead")
        answer = await self._client.ask(
            "GET",
            f"{self._api}/{VERSION}/{id_}?fields=field_data,form_id",
            within=self._timeout,
            headers={"Authorization": f"Bearer {access.token}"},
        )
        if error := _error(answer):
            raise error
        found, form = answer.data.get("field_data"), answer.data.get("form_id")
        if not isinstance(found, list):
            raise Deferred("Meta answered without field_data")
        return Fetched(answers=list(_answers(found)), form=form if isinstance(form, str) else None)


def _error(answer: Answer) -> FrontdeskError | None:
    """Meta tells most errors as status 400, and what they are by a code."""
    found = answer.data.get("error")
    code = found.get("code") if isinstance(found, dict) else None
    if not isinstance(code, int) or not isinstance(found, dict):
        return trouble(answer, "Meta")
    if code in _PASSING or found.get("is_transient") is True or answer.status >= 500 or answer.status == 429:
        return Deferred(f"Meta answered {answer.status}, code {code}", answer.after_s)
    words = _WORDS.get(200 if 200 <= code < 300 else code)
    return Refused(f"Meta answered {answer.status}, code {code}" + (f": {words}" if words else ""))


def _answers(found: list[Any]) -> Iterator[tuple[str, Any]]:
    for one in found:
        name, values = (one.get("name"), one.get("values")) if isinstance(one, dict) else (None, None)
        if isinstance(name, str) and isinstance(values, list):
            kept = [value for value in values if single(value)]
            yield name, kept[0] if len(kept) == 1 else kept
