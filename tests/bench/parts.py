"""Parts: every benchmark, what it is called with, and the figures of it that have a floor and an aim."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

#: What is called with: (rounds, whether it is to be over soon) → arguments.
Arguments = Callable[[int, bool], Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of the table; found in what the benchmark prints."""

    what: str
    found: Callable[[str], float | None]  #: None: it was not measured
    unit: str = ""
    least: float  #: at least that good
    aim: float
    less: bool = False  #: whether less is better


@dataclass(frozen=True, kw_only=True)
class Part:
    """One script."""

    arguments: Arguments
    figures: Sequence[Figure] = ()


def word(figure: Figure, value: float | None) -> str:
    """How a figure stands to its floor and its aim."""
    if value is None:
        return "not measured"
    sign = -1 if figure.less else 1
    if sign * value >= sign * figure.aim:
        return "aim met"
    return "met" if sign * value >= sign * figure.least else "**missed**"


def _after(pattern: str) -> Callable[[str], float | None]:
    """The number in the group of the first line that fits."""

    def find(text: str) -> float | None:
        match = re.search(pattern, text, re.MULTILINE)
        return float(match[1]) if match else None

    return find


def _rate(connections: int, server: str) -> Callable[[str], float | None]:
    return _after(rf"^ *{connections} +{server} +([\d.]+)")


def _share(connections: int) -> Callable[[str], float | None]:
    return _after(rf"^ *{connections} +accept +\d+ +([\d.]+)")


def _times(connections: int) -> Callable[[str], float | None]:
    def find(text: str) -> float | None:
        ours, theirs = (_rate(connections, server)(text) for server in ("accept", "fastapi"))
        return ours / theirs if ours and theirs else None

    return find


def _of(rounds: int) -> list[str]:
    return ["--rounds", str(rounds)]


_INTAKE: Final = [
    *(
        Figure(
            what=f"durable intake, share of a bare handler, connections: {connections}",
            found=_share(connections),
            least=least,
            aim=aim,
        )
        for connections, least, aim in ((1, 0.20, 0.28), (16, 0.30, 0.45), (64, 0.40, 0.60))
    ),
    *(
        Figure(
            what=f"the same against FastAPI with a commit a request, connections: {connections}",
            found=_times(connections),
            unit="times",
            least=3,
            aim=6,
        )
        for connections in (16, 64)
    ),
]
_JUDGEMENT: Final = [
    Figure(what=what, found=_after(rf"^{line}.*? ([\d.]+) +\d"), unit="µs", least=least, aim=aim, less=True)
    for what, line, least, aim in (
        ("signals and score of one lead, with reasons", "signals and score of one lead", 150, 100),
        ("the rules alone, 20 criteria", "the rules alone, 20 criteria", 15, 5),
        ("judging one lead whole, with letter and card", "judging whole", 500, 300),
    )
]
_LEADS: Final = [
    Figure(
        what=f"leads a second on one core, {engine}, {channel}",
        found=_after(rf"^one core, {engine}, {channel} +(\d+) leads/s"),
        least=least,
        aim=aim,
    )
    for channel, least, aim in (("channel in the process", 800, 1200), ("SMTP over a socket", 200, 350))
    for engine in ("sqlite", "postgresql")
]
_MAIL: Final = [
    *(
        Figure(
            what=f"POST to mail at the sink, at 50 a second, {name}",
            found=_after(rf"^post to mail {name} +([\d.]+) ms"),
            unit="ms",
            least=least,
            aim=aim,
            less=True,
        )
        for name, least, aim in (("p50", 5, 3), ("p99", 20, 8))
    ),
    Figure(
        what="mail to a fast sink, 4 connections, share of bare aiosmtplib",
        found=_after(r"^outbox +\d+ letters/s +([\d.]+)"),
        least=0.6,
        aim=0.85,
    ),
]
_REST: Final = [
    Figure(
        what="memory at rest", found=_after(r"^at rest +(\d+) MB"), unit="MB", least=130, aim=100, less=True
    ),
    Figure(
        what="start to first accepted form",
        found=_after(r"^first form +([\d.]+) s"),
        unit="s",
        least=1.5,
        aim=1.0,
        less=True,
    ),
]

#: name of the script: what it is, in the order in which they run
PARTS: Final[Mapping[str, Part]] = {
    "intake": Part(
        arguments=lambda rounds, short: [*_of(rounds), "--seconds", "0.5" if short else "2"], figures=_INTAKE
    ),
    "judgement": Part(
        arguments=lambda rounds, short: ["--stored", "500" if short else "5000"], figures=_JUDGEMENT
    ),
    "leads": Part(
        arguments=lambda rounds, short: [*_of(rounds), "--leads", "300" if short else "3000"], figures=_LEADS
    ),
    "mail": Part(
        arguments=lambda rounds, short: [
            *_of(rounds),
            *("--seconds", "2" if short else "10", "--letters", "300" if short else "3000"),
        ],
        figures=_MAIL,
    ),
    "rehearse": Part(
        arguments=lambda rounds, short: [*_of(rounds), "--leads", "2000" if short else "100000"],
        figures=[
            Figure(
                what="rehearse 100,000 stored leads",
                found=_after(r"^2 processes: ([\d.]+) s for 100000 leads"),
                unit="s",
                least=10,
                aim=3,
                less=True,
            )
        ],
    ),
    "rest": Part(arguments=lambda rounds, short: _of(rounds), figures=_REST),
    "mail_outage": Part(
        arguments=lambda rounds, short: [*_of(rounds), "--seconds", "2" if short else "10"],
    ),
    "presses": Part(arguments=lambda rounds, short: ["--seconds", "2" if short else "20"]),
    "letters": Part(arguments=lambda rounds, short: [str(rounds if short else 5 * rounds)]),
    "keywords": Part(arguments=lambda rounds, short: []),
    "rules": Part(arguments=lambda rounds, short: []),
    "signals": Part(arguments=lambda rounds, short: []),
    "audit": Part(arguments=lambda rounds, short: ["--leads", "2000" if short else "100000"]),
}
