"""Script: letters that do not belong together, as robots and impostors mix them."""

import re
from functools import cache
from typing import Final

LIMIT: Final = 400  #: characters of a text that are looked at

_LATIN: Final = "A-Za-z\u00c0-\u024f"
_CYRILLIC: Final = "\u0400-\u052f"
_GREEK: Final = "\u0370-\u03ff"
#: Two alphabets that share the look of letters, within one word.
_MIXED: Final = re.compile(
    rf"[{_LATIN}][{_CYRILLIC}{_GREEK}]|[{_CYRILLIC}][{_LATIN}{_GREEK}]|[{_GREEK}][{_LATIN}{_CYRILLIC}]"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
#: Scripts but Latin, which everybody writes; Chinese, Japanese and Korean letters stand together.
_RANGES: Final = {
    "Cyrillic": _CYRILLIC,
    "Greek": _GREEK,
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff",
    "Indian": "\u0900-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Georgian": "\u10a0-\u10ff",
    "Armenian": "\u0530-\u058f",
    "East Asian": "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af",
}
_SCRIPTS: Final = tuple((name, re.compile(f"[{letters}]+")) for name, letters in _RANGES.items())
_ANY: Final = re.compile(f"[{''.join(_RANGES.values())}]")
_MOST: Final = 0.5  #: of its letters, and a text is of that script


def mixed_word(text: str) -> str | None:
    """The first word in which letters of two alphabets stand side by side: Аnna with a Cyrillic A."""
    if text.isascii() or not _MIXED.search(text[:LIMIT]):
        return None
    return next((word for word in _WORD.findall(text[:LIMIT]) if _MIXED.search(word)), None)


def other_script(text: str, known: str) -> str | None:
    """The script but Latin and the known one that most letters of a text are of; None where there is none."""
    if not _others(known).search(text[:LIMIT]):
        return None
    found = script(text)
    return None if found == known else found


def script(text: str) -> str | None:
    """The script but Latin that most letters of a text are of; None where there is none."""
    sample = text[:LIMIT]
    if sample.isascii() or not _ANY.search(sample):
        return None
    most = len("".join(_WORD.findall(sample))) * _MOST
    return next((name for name, found in _SCRIPTS if len("".join(found.findall(sample))) > most), None)


@cache  # few are ever asked for, and each takes 2 ms to compile
def _others(known: str) -> re.Pattern[str]:
    """Any letter of the scripts but Latin and the known one."""
    return re.compile(f"[{''.join(letters for name, letters in _RANGES.items() if name != known)}]")
