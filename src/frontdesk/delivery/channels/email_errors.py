"""E-mail errors: what a mail server's answer means, for the letter in hand and for all others."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from traceback import extract_tb
from typing import Final

import structlog

from frontdesk.errors import (
    Busy,
    Deferred,
    FrontdeskError,
    Paused,
    Refused,
    Unreached,
    Unsendable,
    Unsure,
)

TEXT_CHARS: Final = 500  #: of an answer that is kept
#: Greeting and goodbye: whenever they come, they answer nothing that was asked (RFC 5321, section 4.2.2).
_NO_ANSWER: Final = (220, 221)
_CHALLENGE: Final = 334  #: of a log-in, which nobody began (RFC 4954, section 4)
#: A log-in is wanted, or another one (RFC 4954, section 6), at whatever stage the server says so.
_LOCKED_OUT: Final = (432, 530, 534, 535, 538)
#: Too large, or not in ASCII (RFC 3463, 3.4 and 3.7; RFC 6531): what MAIL refuses for the letter's own sake.
_OF_THE_LETTER: Final = ((2, 3), (3, 4), (6, 7), (6, 9), (6, 10))
#: No such mailbox, moved without a new address, a domain that takes no mail (RFC 3463, 3.2; RFC 7505). Not
#: 1.2, which a relay whose DNS fails says too, and not 2.1 or 2.2: those are mailboxes.
_UNKNOWN: Final = ((1, 1), (1, 6), (1, 10))
_VAGUE: Final = ((0, 0), (1, 0))  #: an enhanced code that says no more than 550
_NOBODY: Final = re.compile(
    r"(?:no such|unknown|invalid|non-?existent) (?:local )?(?:user|recipient|mailbox|account|address)"
    r"|(?:user|recipient|mailbox|account|address)(?: is)? (?:unknown|not found|does(?: not|n't) exist)",
    re.IGNORECASE,
)
_RELAY: Final = re.compile(r"\brelay(?:ing)?\b", re.IGNORECASE)
_ENHANCED: Final = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})(?!\d)")
_MEND: Final = "the log has more; once that is mended, `frontdesk outbox retry` sends it"

_log = structlog.get_logger(__name__)


class Stage(IntEnum):
    """How far a conversation with a mail server has come: what it is to answer next."""

    CONNECT = 0
    GREETING = 1
    EHLO = 2
    STARTTLS = 3
    AUTH = 4
    MAIL = 5
    RCPT = 6
    DATA = 7
    DOT = 8  #: the text is out, with the dot that ends it

    @property
    def out(self) -> bool:
        """Whether the letter may be on its way: before the dot that ends it nothing can have gone out."""
        return self is Stage.DOT


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    code: int
    text: str

    @cached_property
    def enhanced(self) -> tuple[int, int] | None:
        """Subject and detail of the enhanced code (RFC 3463); None: there is none, or it contradicts."""
        found = _ENHANCED.match(self.text)
        return (int(found[2]), int(found[3])) if found and found[1] == str(self.code)[0] else None

    @property
    def codes(self) -> str:
        """Both codes, as `550 5.1.1`: nothing that a stranger wrote."""
        more = f" {self.code // 100}.{self.enhanced[0]}.{self.enhanced[1]}" if self.enhanced else ""
        return f"{self.code}{more}"

    def __str__(self) -> str:
        return f"{self.code} {self.text}"[:TEXT_CHARS]


def is_yes(code: int) -> bool:
    """Whether it was done. The first digit decides, also of a code that nobody knows (RFC 5321, 4.2.1)."""
    return code // 100 == 2 and code not in _NO_ANSWER


def goes_on(code: int) -> bool:
    """Whether the server waits for the text."""
    return code // 100 == 3 and code != _CHALLENGE


def explained(answer: Answer, stage: Stage) -> FrontdeskError:
    """What a refusal means. 4yz is worth another try, 5yz is final (RFC 5321, section 4.2.1).

    Up to MAIL nothing was said of the recipient, so a refusal is about us: 5yz pauses all mail. From RCPT on
    it is about this letter, also 5.7.x: many a domain has a policy against one sender or one text. Whoever
    sends looks whether others meet the same (`Refused.policy`).
    """
    if not 400 <= answer.code < 600:
        return lost(stage, f"no sense in its answer {answer.code}")
    if answer.code in _LOCKED_OUT:
        return Paused(f"the mail server does not let us in: {answer.codes} at {stage.name}")
    if stage < Stage.MAIL:
        told = f"the mail server turns us away: {answer.codes} at {stage.name}"
        return Paused(told) if answer.code >= 500 else Unreached(told)
    if answer.code < 500:
        everybody = stage is Stage.MAIL or answer.code == 421
        return Busy(str(answer)) if everybody else Deferred(str(answer))
    if stage is Stage.MAIL and not (answer.code == 552 or answer.enhanced in _OF_THE_LETTER):
        return Paused(f"the mail server takes nothing from our address: {answer.codes} at MAIL")
    return Refused(
        str(answer), unknown_recipient=_unknown_recipient(answer, stage), policy=_policy(answer, stage)
    )


def lost(stage: Stage, why: str) -> FrontdeskError:
    """What it means that the answer never came: nothing is known of a letter whose text is out."""
    if stage.out:
        return Unsure(f"no word after the text was sent: {why}")
    if stage < Stage.MAIL:
        return Unreached(f"the mail server cannot be reached: {why} at {stage.name}")
    return Busy(f"the mail server went away: {why} at {stage.name}")


@contextmanager
def slips(stage: Stage) -> Iterator[None]:
    """What fails meanwhile without anybody having foreseen it, as what it means at that stage."""
    try:
        yield
    except FrontdeskError:
        raise
    except Exception as error:  # libraries and signers raise what they like
        # Where it broke and not what it says, which may be an address, a line of the letter or the password.
        last = extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        _log.error("letter broke", stage=stage.name, error=type(error).__name__, place=place)
        raise unforeseen(stage, error) from error


def unforeseen(stage: Stage, error: Exception) -> FrontdeskError:
    """What a slip of our own means: what meets all letters alike rests all, what meets one holds that one."""
    why = f"{type(error).__name__}: {error}"[:TEXT_CHARS]
    if stage.out:
        return lost(stage, why)
    if Stage.CONNECT < stage < Stage.MAIL:
        told = f"we cannot speak to the mail server: {type(error).__name__} at {stage.name}"
        return Paused(f"{told}; `frontdesk doctor` looks at FRONTDESK_SMTP")
    return Unsendable(f"nothing was sent this time, since the letter cannot be got ready: {why}; {_MEND}")


def _unknown_recipient(answer: Answer, stage: Stage) -> bool:
    """Conservative: by its enhanced code, else in so many words, and then at RCPT only."""
    if stage < Stage.RCPT:
        return False
    if answer.enhanced and answer.enhanced not in _VAGUE:
        return answer.enhanced in _UNKNOWN
    return stage is Stage.RCPT and answer.code in (550, 551, 553) and bool(_NOBODY.search(answer.text))


def _policy(answer: Answer, stage: Stage) -> bool:
    """5.7.x, or a server that does not relay for us; old ones say that without a code."""
    if answer.enhanced:
        return stage > Stage.MAIL and answer.enhanced[0] == 7
    return stage is Stage.RCPT and bool(_RELAY.search(answer.text))
