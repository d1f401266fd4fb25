"""Captcha: whether a puzzle beside a form was solved, by the service that set it; all three ask alike."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from frontdesk.errors import Deferred
from frontdesk.lookups.answer import Asks
from frontdesk.model.captcha import Checked, Result
from frontdesk.rules.rules import Captcha

#: kind: the address before `/siteverify`.
ADDRESSES: Final[Mapping[str, str]] = {
    "turnstile": "https://challenges.cloudflare.com/turnstile/v0",
    "hcaptcha": "https://api.hcaptcha.com",
    "recaptcha": "https://www.google.com/recaptcha/api",
}
#: reCAPTCHA v3 lets everybody through, with a score from 0 (a robot) to 1.
LEAST_SCORE: Final = 0.3
#: Faults of ours or theirs, which say nothing of the visitor.
_NOT_THEIRS: Final = frozenset(
    str.split(
        "missing-input-secret invalid-input-secret bad-request internal-error sitekey-secret-mismatch "
        "not-using-dummy-passcode invalid-keys"
    )
)
#: Used before, or too old; three names for it.
_STALE: Final = frozenset(
    str.split(
        "timeout-or-duplicate expired-input-response already-seen-response invalid-or-already-seen-response"
    )
)
_CODE: Final = re.compile(r"[a-z-]{1,40}")


class Captchas:
    """Asks the services; the visitor's address is not told."""

    def __init__(self, client: Asks, api: str | None, timeout: timedelta) -> None:
        """`api`: the address before `/siteverify`; None: each kind's own."""
        self._client, self._api, self._timeout = client, api, timeout

    async def check(self, captcha: Captcha, token: str) -> Checked:
        """What the service says of a token; it says so once.

        Raises:
            Deferred: no answer that says anything.
            Refused: an answer that nobody reads: a redirect, or too long.
        """
        base = (self._api or ADDRESSES[captcha.kind]).rstrip("/")
        form = {"secret": captcha.secret, "response": token}
        answer = await self._client.ask("POST", f"{base}/siteverify", within=self._timeout, form=form)
        solved, codes = answer.data.get("success"), _codes(answer.data.get("error-codes"))
        if answer.status != 200 or not isinstance(solved, bool):
            raise Deferred(f"the service answered {answer.status}")
        if ours := sorted(codes & _NOT_THEIRS):
            raise Deferred(f"the service answered {ours[0]}")
        if not solved:
            because = ", ".join(sorted(codes)) or "not solved"
            return Checked(Result.FAILED, because, stale=bool(codes) and codes <= _STALE)
        score = answer.data.get("score") if captcha.kind == "recaptcha" else None
        if isinstance(score, int | float) and score < LEAST_SCORE:
            return Checked(Result.FAILED, f"a score of {score:.1f}")
        return Checked(Result.OK)


def _codes(found: Any) -> frozenset[str]:
    """The codes that look like codes: they are shown to people."""
    listed = found if isinstance(found, list) else []
    return frozenset(one for one in listed[:10] if isinstance(one, str) and _CODE.fullmatch(one))
