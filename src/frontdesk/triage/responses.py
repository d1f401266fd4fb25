"""Responses: how soon people answer, in quantiles that a few slow ones do not hide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil


@dataclass(frozen=True, kw_only=True, slots=True)
class Took:
    """How long one thing took one person, for a lead of one source."""

    person: str
    source: str
    span: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantiles:
    """How long it took half of the times, and nine times of ten."""

    count: int
    p50: timedelta
    p90: timedelta


def quantiles(spans: Iterable[timedelta]) -> Quantiles | None:
    """By nearest rank, so that each is a time that there was; None of none."""
    ordered = sorted(spans)
    if not ordered:
        return None
    return Quantiles(count=len(ordered), p50=_rank(ordered, 0.5), p90=_rank(ordered, 0.9))


def by_person(took: Iterable[Took]) -> Mapping[str, Quantiles]:
    """person: how soon, in the order of names."""
    return _grouped((each.person, each.span) for each in took)


def by_source(took: Iterable[Took]) -> Mapping[str, Quantiles]:
    """source: how soon, in the order of names."""
    return _grouped((each.source, each.span) for each in took)


def _grouped(pairs: Iterable[tuple[str, timedelta]]) -> Mapping[str, Quantiles]:
    found: dict[str, list[timedelta]] = {}
    for name, span in pairs:
        found.setdefault(name, []).append(span)
    each = {name: quantiles(found[name]) for name in sorted(found)}
    return {name: told for name, told in each.items() if told}


def _rank(ordered: Sequence[timedelta], share: float) -> timedelta:
    return ordered[max(ceil(len(ordered) * share), 1) - 1]
