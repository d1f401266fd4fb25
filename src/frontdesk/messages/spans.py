"""Spans: how long something took or lasts, in few characters."""

from datetime import timedelta

from frontdesk.messages.words import word


def told_span(span: timedelta, language: str) -> str:
    """`12 min`, `3.5 h`, `4.2 d` in that language; never less than nothing."""
    minutes = max(round(span.total_seconds() / 60), 0)
    if minutes < 60:
        return f"{minutes} min"
    hours = minutes / 60
    if hours < 48:
        return f"{_short(hours)} {word('span_h', language)}"
    return f"{_short(hours / 24)} {word('span_d', language)}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
