"""Asking: the part of a service that looks up outside what a submission lacks."""

from collections.abc import Mapping
from typing import Final

import structlog

from frontdesk.addresses import resolver_address
from frontdesk.desk.desk import Desk
from frontdesk.errors import Faults
from frontdesk.lookups import fetchers
from frontdesk.lookups.captcha import Captchas
from frontdesk.lookups.client import Client
from frontdesk.settings import Settings
from frontdesk.worker.answers import Answers
from frontdesk.worker.captchas import CaptchaLane
from frontdesk.worker.domains import DomainPlan, Domains
from frontdesk.worker.fetching import Fetching, FetchPlan

FETCHES: Final = 4  #: answers that are fetched at once
CHECKS: Final = 32  #: captchas that are checked at once

_log = structlog.get_logger(__name__)


class Asking:
    """One client for all, and a loop for each kind of lookup."""

    def __init__(self, settings: Settings, desk: Desk) -> None:
        self._client = Client()
        self.domains = _domains(settings, desk)
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
        if self.domains:
            await self.domains.close()
        await self._client.close()


def _domains(settings: Settings, desk: Desk) -> Domains | None:
    """What asks DNS; None: nothing does."""
    if settings.dns == "off":
        return None
    # The library takes a twentieth of a second to import.
    from frontdesk.lookups.dns import MailResolver

    server = None if settings.dns == "on" else resolver_address(settings.dns)
    try:
        resolver = MailResolver(settings.dns_timeout, server)
    except Faults as faults:
        _log.warning("dns off", error=str(faults))
        return None
    plan = DomainPlan(
        limit=settings.dns_timeout,
        yes=settings.dns_keep,
        no=settings.dns_keep_no,
        rest=settings.dns_rest,
    )
    return Domains(desk, resolver, plan)
