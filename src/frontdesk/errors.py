"""Errors: every failure frontdesk raises on purpose.

FrontdeskError
├── Faults          a file or the settings are wrong; every fault at once
├── Unreadable      a request nobody can read: an HTTP 4xx
├── Unavailable     not now: an HTTP 503 with Retry-After
│   └── Full        too much at once: counted, but not logged one by one
├── NotFound        a command named something that is not there
├── Refused         what the other side will never take, or never tell
│   ├── Gone        the message that it would change is no longer there
│   ├── NoTopic     the topic of the chat is closed, gone, or cannot be made
│   ├── Unsendable  what we cannot get ready ourselves: nothing went out, and a person decides
│   └── Unparsed    its markup cannot be read; as plain text it may be taken
├── Moved           the chat has another number now
├── Deferred        a delivery, or a question, to try again
│   ├── Taken           somebody else does what only one can
│   └── Busy        and all others of its channel had better wait too
│       └── Unreached   it was not even begun, which counts as no attempt
├── Unsure          a delivery that may have gone out
└── Paused          a whole channel that cannot send until a person mends it
    └── Closed      one chat that lets the bot not in
"""

from collections.abc import Sequence


class FrontdeskError(Exception):
    """Any failure that frontdesk foresaw."""


class Faults(FrontdeskError):
    """A file or the settings are wrong: one line a fault, each with its place."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Unreadable(FrontdeskError):
    """A request that cannot be read; `status` is the HTTP answer (4xx)."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Unavailable(FrontdeskError):
    """The desk cannot take this now; `after_s` says when to come back."""

    def __init__(self, message: str, after_s: float = 5) -> None:
        super().__init__(message)
        self.after_s = after_s


class Full(Unavailable):
    """More comes than can be taken."""


class NotFound(FrontdeskError):
    """A command named a lead, a letter or a folder that is not there."""


class Refused(FrontdeskError):
    """The other side will not take this delivery or answer this question, now or later."""

    def __init__(self, message: str, *, unknown_recipient: bool = False, policy: bool = False) -> None:
        """`unknown_recipient`: nobody has that address; `policy`: it is about who we are, or what we say."""
        super().__init__(message)
        self.unknown_recipient, self.policy = unknown_recipient, policy


class Gone(Refused):
    """The message that was to be edited is no longer there."""


class NoTopic(Refused):
    """Nothing can be posted in that topic; `closed`: it is there still."""

    def __init__(self, message: str, *, closed: bool = False) -> None:
        super().__init__(message)
        self.closed = closed


class Unsendable(Refused):
    """We cannot get it ready ourselves: nothing went out, and a person must mend something and decide."""


class Unparsed(Refused):
    """The other side cannot read the markup; `offset` is the byte at which, if it said so."""

    def __init__(self, message: str, offset: int | None) -> None:
        super().__init__(message)
        self.offset = offset


class Moved(FrontdeskError):
    """The chat became another, whose number is `chat`; nothing was posted."""

    def __init__(self, message: str, chat: int) -> None:
        super().__init__(message)
        self.chat = chat


class Deferred(FrontdeskError):
    """Not now; `after_s` says when, if the other side did."""

    def __init__(self, message: str, after_s: float | None = None) -> None:
        super().__init__(message)
        self.after_s = after_s


class Taken(Deferred):
    """Somebody else does it, and the two would only be in each other's way."""


class Busy(Deferred):
    """Not now, and whatever else waits for the same server would hear the same."""


class Unreached(Busy):
    """Nobody was there to take it: the delivery was not begun."""


class Unsure(FrontdeskError):
    """The delivery may have gone out, or may not: nobody can tell."""


class Paused(FrontdeskError):
    """The channel itself is broken (a wrong password, a wrong token): stop sending and raise an alarm."""


class Closed(Paused):
    """This chat lets the bot not in: it was thrown out, or its person has not opened the bot."""
