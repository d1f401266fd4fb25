"""Quantities: how long, how much and which networks, as people write them: 90s, 10MB, 10.0.0.0/8."""

from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

_SIZES: Final[Mapping[str, int]] = {"GB": 10**9, "MB": 10**6, "kB": 1000, "B": 1}
_UNITS: Final[Mapping[str, float]] = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}


def span(value: object) -> object:
    """`90s`, `5m`, `2h` or a number of seconds as a timedelta; the rest is left for pydantic to refuse."""
    if isinstance(value, timedelta):
        return value
    text = str(value).strip()
    unit = next((unit for unit in _UNITS if text.endswith(unit) and text[: -len(unit)].strip()), None)
    number = text[: -len(unit)] if unit else text
    try:
        return timedelta(seconds=float(number) * _UNITS[unit or "s"])
    except (ValueError, OverflowError):
        return value


class Bytes(int):
    """A number of bytes, written as 10MB."""

    def __str__(self) -> str:
        unit = next((unit for unit, each in _SIZES.items() if self >= each and self % each == 0), "B")
        return f"{int(self) // _SIZES[unit]}{unit}"


def size(value: object) -> object:
    """`10MB`, `256kB` or a number of bytes as an int; the rest is left for pydantic to refuse."""
    text = str(value).strip()
    unit = next((unit for unit in _SIZES if text.lower().endswith(unit.lower())), "")
    try:
        return Bytes(float(text[: len(text) - len(unit)]) * _SIZES[unit or "B"])
    except (ValueError, OverflowError):
        return value


def written(value: object) -> str:
    """A setting's value as the environment would give it: 90s, 1m,5m, 10MB, text or nothing."""
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        unit = next(unit for unit in ("h", "m", "s", "ms") if seconds % _UNITS[unit] == 0 or unit == "ms")
        return f"{seconds / _UNITS[unit]:g}{unit}"
    if isinstance(value, tuple):
        return ",".join(written(part) for part in value)
    return "" if value is None else str(value)


def _networks(value: object) -> object:
    return (
        tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
    )


def _spans(value: object) -> object:
    return tuple(span(part) for part in value.split(",")) if isinstance(value, str) else value


Size = Annotated[int, BeforeValidator(size), Field(ge=1), AfterValidator(Bytes)]
Span = Annotated[timedelta, BeforeValidator(span)]
Network = IPv4Network | IPv6Network
Networks = Annotated[tuple[Network, ...], BeforeValidator(_networks)]
Spans = Annotated[tuple[timedelta, ...], BeforeValidator(_spans)]
