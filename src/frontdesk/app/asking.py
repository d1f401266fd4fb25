"""Asking: the part of a service that looks up outside what a submission lacks."""

from collections.abc import Mapping
from typing import Final

from frontdesk.desk.desk import Desk
from frontdesk.lookups import fetchers
from frontdesk.lookups.captcha import Captchas
from frontdesk.lookups.client import Client
from frontdesk.settings import Settings
from frontdesk.worker.answers import Answers
from frontdesk.worker.captchas import CaptchaLane
from frontdesk.worker.fetching import Fetching, FetchPlan

FETCHES: Final = 4  #: answers that are fetched at once
CHECKS: Final = 32  #: captchas that are checked at once


class Asking:
    """One client for all, and a loop for each kind of lookup."""

    def __init__(self, settings: Settings, desk: Desk) -> None:
        self._client = Client()
        found = fetchers(self._client, settings.meta_api, settings.lookup_timeout)
        captchas = Captchas(self._client, settings.captcha_api, settings.captcha_timeout)
        checks = CaptchaLane(desk, captchas, settings.captcha_timeout, settings.captcha_wait)
        fetch = FetchPlan(
            at_once=FETCHES,
            limit=settings.lookup_timeout,
            retries=settings.fetch_retries,
            poll=settings.poll,
        )
        check = FetchPlan(at_once=CHECKS, limit=settings.captcha_timeout, retries=(), poll=settings.poll)
        self.loops: Mapping[str, Fetching] = {
            "answers": Fetching(desk, Answers(desk, found), fetch),
            "captchas": Fetching(desk, checks, check),
        }

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()
