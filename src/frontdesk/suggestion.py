"""Suggestion: the name that was probably meant where there is none such."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

_LIMIT: Final = 100  #: characters of a name that are compared: a longer one takes its time


def suggestion(name: str, names: Iterable[str], prefix: str = "") -> str:
    """`; did you mean "phone.valid"?`, or nothing where no name is near.

    `prefix`: what stands before each of them, and says nothing about which was meant.
    """
    near = get_close_matches(name[:_LIMIT], names, n=1)
    return f'; did you mean "{prefix}{near[0]}"?' if near else ""
