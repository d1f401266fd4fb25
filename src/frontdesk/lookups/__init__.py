"""Lookups: what must be asked outside before a submission can be judged; one file a service.

Each translates a question and its answer and nothing else: when to ask again is the worker's business.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from frontdesk.lookups.answer import Asks
from frontdesk.lookups.bitrix24 import Bitrix24
from frontdesk.lookups.fetcher import Fetcher
from frontdesk.lookups.meta import Meta
from frontdesk.rules.rules import Form

#: provider: the key of `[forms.NAME] fetch` that its fetcher needs.
NEEDS: Final[Mapping[str, str]] = {fetcher.name: fetcher.needs for fetcher in (Meta, Bitrix24)}
#: provider without a fetcher: what a person can do.
_BY_HAND: Final[Mapping[str, str]] = {
    "linkedin": "LinkedIn gives answers to approved applications only: download these leads in its Campaign "
    "Manager, and let Zapier or Make send the next ones to a form of this desk",
    "amocrm": "only the id of a lead came: look at it in amoCRM, and let its web forms come in by Incoming, "
    "which sends the answers along",
}


def fetchers(client: Asks, meta_api: str, timeout: timedelta) -> Mapping[str, Fetcher]:
    """provider: what fetches its answers."""
    return {one.name: one for one in (Meta(client, meta_api, timeout), Bitrix24(client, timeout))}


def way_out(provider: str, form: Form | None, error: str | None) -> str:
    """Why the answers to a form's notices are not there, and what to do; holds nothing that people wrote."""
    if provider not in NEEDS:
        return _BY_HAND.get(provider, "nothing can fetch the answers of this provider")
    if form is None or form.fetch is None:
        name = f"[forms.{form.name}]" if form else "its table"
        wanted = f'fetch = {{ {NEEDS[provider]} = "env:NAME" }}'
        return f"nothing is set to fetch them with: give {name} in rules.toml {wanted}"
    if error is None:
        return "they are due; if it stays so, no `frontdesk serve` with the role all or worker is running"
    return f"{error}; `frontdesk leads retry` tries again"
