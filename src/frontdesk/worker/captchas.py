"""Captchas: what became of the puzzle beside a form, before the form is judged.

A service that is silent or broken must not cost a lead: the form goes on, marked as not checked.
"""

from datetime import datetime, timedelta
from typing import Final

import structlog

from frontdesk.desk.desk import Desk
from frontdesk.errors import Deferred, FrontdeskError
from frontdesk.lookups.captcha import Captchas
from frontdesk.model.captcha import Checked, Result, token_of, with_result
from frontdesk.model.submission import Received, Submission
from frontdesk.rules.rules import Captcha
from frontdesk.store.lookups import Lookup
from frontdesk.store.submissions import CHECKING

TOKEN_LIFE: Final = timedelta(seconds=100)  #: the shortest-lived tokens last two minutes
REST: Final = 5  #: how many time limits long a service that failed is not asked

_log = structlog.get_logger(__name__)


class CaptchaLane:
    """The lane of submissions whose captcha nobody has checked."""

    state = CHECKING

    def __init__(self, desk: Desk, captchas: Captchas, timeout: timedelta, wait: timedelta) -> None:
        """`timeout`: of one question; `wait`: how long a form may wait for its turn while this node works."""
        self._desk, self._captchas, self._timeout, self._wait = desk, captchas, timeout, wait
        self._began_at = desk.clock()
        self._rests_until: dict[str, datetime] = {}  # kind of captcha that failed

    def hooks(self) -> None:
        """Those of every form."""

    async def look(self, lookup: Lookup) -> Submission:
        """The submission with the result.

        Raises:
            Deferred: it cannot be checked.
            Refused: likewise.
        """
        came = lookup.received
        form, token = self._desk.judge.rules.forms.get(came.hook), token_of(came.submission)
        if form is None or form.captcha is None or token is None:
            raise Deferred("the form has no captcha any more")
        self._refuse_late(came, form.captcha)
        try:
            found = await self._captchas.check(form.captcha, token)
        except FrontdeskError:
            self._rests_until[form.captcha.kind] = self._desk.clock() + REST * self._timeout
            raise
        # Asked before by a node that died, or kept by us for too long: no fault of the visitor's.
        if found.stale and (lookup.tries > 1 or self._desk.clock() - came.at > TOKEN_LIFE):
            raise Deferred("it was looked at too late")
        return with_result(came.submission, found)

    def instead(self, lookup: Lookup, error: FrontdeskError) -> Submission:
        """The form goes on, marked."""
        _log.warning(
            "captcha not checked", submission=lookup.received.id, form=lookup.received.hook, error=str(error)
        )
        return with_result(lookup.received.submission, Checked(Result.UNCHECKED, str(error)))

    def _refuse_late(self, came: Received, captcha: Captcha) -> None:
        """Whoever waits already must not wait for a service that is silent, or behind too many others."""
        now = self._desk.clock()
        if now < self._rests_until.get(captcha.kind, now):
            raise Deferred("the service failed a moment ago")
        if now - max(came.at, self._began_at) > self._wait:
            raise Deferred("too many came at once")
