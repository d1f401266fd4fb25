"""Figures: what this process counts and measures, for whoever watches it.

Plain numbers, touched in the event loop only: a form pays a microsecond for them. `web/exposition` writes
them down for Prometheus. A label holds a name of ours (a form or guard of the rules, a letter, a code), never
what somebody sent; beyond `MOST` of them it is `other`.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Final

MOST: Final = 200  #: combinations of labels in one counter
OTHER: Final = "other"
#: Seconds, each bucket up to and with its bound: of what a visitor waits for, and of what people wait for.
QUICK: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SLOW: Final = (0.005, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 1800.0, 7200.0, 86400.0)


class Counter:
    """How often something happened since the start, by labels."""

    __slots__ = ("help", "labels", "name", "values")

    def __init__(self, name: str, help_: str, *labels: str) -> None:
        self.name, self.help, self.labels = name, help_, labels
        self.values: dict[tuple[str, ...], float] = {} if labels else {(): 0}

    def add(self, *values: str) -> None:
        """It happened once more, with one value for each label."""
        found = self.values
        if values in found:
            found[values] += 1
            return
        if len(found) >= MOST:
            values = (OTHER,) * len(self.labels)
        found[values] = found.get(values, 0) + 1


class Gauge(Counter):
    """How things stand, by labels."""

    __slots__ = ()

    def set(self, value: float, *values: str) -> None:
        """It stands so now."""
        if values not in self.values and len(self.values) >= MOST:
            values = (OTHER,) * len(self.labels)
        self.values[values] = value


class Histogram:
    """How long something took."""

    __slots__ = ("bounds", "counts", "help", "name", "sum")

    def __init__(self, name: str, help_: str, bounds: Sequence[float] = QUICK) -> None:
        """`bounds`: seconds, rising."""
        self.name, self.help, self.bounds = name, help_, tuple(bounds)
        self.counts, self.sum = [0] * (len(self.bounds) + 1), 0.0

    def took(self, seconds: float) -> None:
        """Once more; a clock that was put back counts as no time."""
        seconds = max(seconds, 0.0)
        self.counts[bisect_left(self.bounds, seconds)] += 1
        self.sum += seconds

    @property
    def buckets(self) -> Sequence[tuple[str, int]]:
        """(bound, how many took at most so long), the last for all."""
        names = (*(f"{bound:g}" for bound in self.bounds), "+Inf")
        return list(zip(names, accumulate(self.counts), strict=True))


class Figures:
    """All figures of one process, and how the outside stands as it sees it."""

    def __init__(self) -> None:
        self.requests = Counter("frontdesk_requests", "Answers to /hooks, by HTTP status.", "code")
        self.request_s = Histogram("frontdesk_request_seconds", "From a request's headers to its answer.")
        self.accepted = Counter("frontdesk_submissions_accepted", "Submissions stored, by form.", "form")
        self.repeated = Counter(
            "frontdesk_submissions_repeated", "Submissions that had come before, by form.", "form"
        )
        self.commit_s = Histogram(
            "frontdesk_accept_commit_seconds", "From a form that is read to the commit that stores it."
        )
        self.judged = Counter("frontdesk_submissions_judged", "Submissions judged, by band.", "band")
        self.unjudged = Counter("frontdesk_submissions_unjudged", "Times that judging a submission failed.")
        self.judge_s = Histogram("frontdesk_judge_seconds", "Judging one lead: score, verdict, letter.")
        self.judged_after_s = Histogram(
            "frontdesk_judged_after_seconds", "From a form's arrival to its stored judgement.", SLOW
        )
        self.guards = Counter(
            "frontdesk_guard_hits",
            "What guards noticed in judged submissions; effect is held (in quarantine) or watched.",
            *("guard", "effect"),
        )
        self.letters = Counter(
            "frontdesk_letters",
            "Letters, by template and outcome of an attempt; withheld: a lock said no when it was written.",
            *("letter", "outcome"),
        )
        self.letter_s = Histogram(
            "frontdesk_letter_seconds",
            "From a form's arrival until the mail server has the letter that answers it, its delay included.",
            SLOW,
        )
        self.cards = Counter("frontdesk_cards", "Cards and other messages, by outcome.", "view", "outcome")
        self.presses = Counter(
            "frontdesk_presses", "Presses of buttons, by move and what was told.", "move", "outcome"
        )
        self.press_s = Histogram(
            "frontdesk_press_seconds", "From a stored press until Telegram has its answer.", SLOW
        )
        self.sweeps = Counter(
            "frontdesk_sweeps", "Steps of the clock's work, retention among them.", "step", "outcome"
        )
        self.swept_at = Gauge(
            "frontdesk_sweep_last_success_timestamp_seconds", "When a step was last done.", "step"
        )
        self._ails: dict[str, datetime | None] = {}

    @property
    def counters(self) -> Sequence[Counter]:
        """What only grows."""
        return [one for one in vars(self).values() if type(one) is Counter]

    @property
    def histograms(self) -> Sequence[Histogram]:
        """What takes time."""
        return [one for one in vars(self).values() if isinstance(one, Histogram)]

    @property
    def parts(self) -> Mapping[str, datetime | None]:
        """Part outside: since when it does not answer; None: it does."""
        return dict(self._ails)

    def answers(self, part: str) -> None:
        """Mail, Telegram or another part outside did what it was asked."""
        self._ails[part] = None

    def ails(self, part: str, now: datetime) -> None:
        """It did not, and it is not about what it was asked."""
        if self._ails.get(part) is None:
            self._ails[part] = now
