"""Seen: what the worker did, as figures and in the log."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import structlog

from frontdesk.desk.backlog import Waiting
from frontdesk.errors import Busy, FrontdeskError, Paused
from frontdesk.figures import Figures
from frontdesk.model.change import Change
from frontdesk.model.delivery import Delivery, DeliveryState
from frontdesk.model.score import Verdict

MAIL: Final = "mail"  #: the part outside
TELEGRAM: Final = "telegram"  #: the same
HEAD_BYTES: Final = 4_000  #: of a mail, in which its headers are
_NAME: Final = b"\r\nX-Request-Id: "

_log = structlog.get_logger(__name__)


def see_judged(
    figures: Figures, changes: Iterable[Change], waiting: Mapping[int, Waiting], now: datetime
) -> None:
    """Judgements of submissions are stored; `waiting` has these by submission."""
    for change in changes:
        came = waiting.get(change.judged or 0)
        if came is None or change.receipt is None:
            continue
        newest, verdict = came.known.submissions[-1], change.receipt.verdict
        figures.judged.add(verdict.band)
        figures.judged_after_s.took((now - newest.at).total_seconds())
        _see_guards(figures, verdict)
        for letter in change.letters:
            if letter.state is DeliveryState.WITHHELD:
                figures.letters.add(letter.letter, letter.state)
        _log.info(
            "lead judged",
            lead=change.lead.id,
            submission=f"{newest.id:x}",
            band=str(verdict.band),
            request=newest.submission.request,
        )


def _see_guards(figures: Figures, verdict: Verdict) -> None:
    for guard in {noticed.guard for noticed in verdict.suspicions}:
        figures.guards.add(guard, "held" if guard in verdict.quarantine else "watched")


def see_letter(figures: Figures, delivery: Delivery, error: FrontdeskError | None, now: datetime) -> None:
    """An attempt is over: `error` is why the mail server has the letter not, None that it has."""
    if isinstance(error, Busy | Paused):
        figures.ails(MAIL, now)
    else:
        figures.answers(MAIL)
    figures.letters.add(delivery.letter, type(error).__name__.lower() if error else "sent")
    if error is None and delivery.form_at:
        figures.letter_s.took((now - delivery.form_at).total_seconds())


def see_telegram(figures: Figures, now: datetime, *, well: bool) -> None:
    """Whether Telegram answered."""
    figures.answers(TELEGRAM) if well else figures.ails(TELEGRAM, now)


def request_of(delivery: Delivery) -> str | None:
    """The id of the request that a letter answers, out of its headers; None where it has none."""
    head = delivery.body[:HEAD_BYTES].partition(b"\r\n\r\n")[0]
    found = head.partition(_NAME)[2].partition(b"\r\n")[0]
    return found.decode("ascii", "replace") or None
