"""Source: where the newest enquiry came from. All of it is what a browser says: anybody can write it."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from frontdesk.model.signal_parts import SourceSignal
from frontdesk.rules.rules import Form
from frontdesk.signals.host import host_of
from frontdesk.text import one_line

LIMIT: Final = 200  #: characters of each text that are kept

_NOTHING: Final[Mapping[str, Any]] = {}
_referring: Final = lru_cache(maxsize=1024)(host_of)  #: a few sites lead to a form again and again


def source_signal(fields: Mapping[str, Any], hook: str, form: Form | None) -> SourceSignal:
    """Where a submission came from, by its `fields` and its form."""
    sent, referrer, page = fields.get("utm"), fields.get("referrer"), fields.get("page_url")
    marks = sent if isinstance(sent, Mapping) else _NOTHING
    return SourceSignal(
        utm_source=_mark(marks.get("source")),
        utm_medium=_mark(marks.get("medium")),
        utm_campaign=_mark(marks.get("campaign")),
        referrer=_referring(referrer) if isinstance(referrer, str) else None,
        page=path_of(page) if isinstance(page, str) else None,
        form=hook,
        product=form.product if form else None,
    )


def path_of(url: str) -> str | None:
    """The path of an address in small letters, without a slash at its end: /demo; None without one."""
    _, mark, rest = url.strip().partition("://")
    address = rest if mark else url.strip()
    if not mark and not address.startswith("/"):
        return None
    path = "/" + address.partition("?")[0].partition("#")[0].partition("/")[2]
    return one_line(path.rstrip("/").lower(), LIMIT) or "/"


def _mark(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return _remembered(value) if len(value) <= LIMIT else _small(value)


def _small(text: str) -> str | None:
    return one_line(text.lower(), LIMIT) or None


_remembered: Final = lru_cache(maxsize=1024)(_small)  # visits of one campaign all say the same
