"""Language: which one to write in, as a two-letter code; nothing rather than a guess."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from frontdesk.signals.folding import APOSTROPHES
from frontdesk.signals.words.languages import (
    ANY_SCRIPT,
    BY_LETTER,
    CODES,
    CYRILLIC,
    CYRILLIC_ONLY,
    DECISIVE,
    NAMES,
    NOT_RUSSIAN,
    PLACES,
    SCRIPTS,
    STOPWORDS,
)

LIMIT: Final = 400  #: characters of a text that are looked at

_WORD: Final = re.compile(r"[^\W\d_]+")
#: All of ASCII but the letters, as blanks: to split there takes a sixth of a pattern's time.
_PARTED: Final = bytes(code if chr(code).isascii() and chr(code).isalpha() else 32 for code in range(256))
_TAG: Final = re.compile(r"[a-z]{2,3}(?=$|[-_.;,])", re.IGNORECASE)
_SEGMENT: Final = re.compile(r"/([a-z]{2})(?:[-_][a-z]{2})?(?=/|$)", re.IGNORECASE)
_QUERY: Final = re.compile(r"(?:^|[?&])(?:lang|locale|language|hl)=([a-z]{2})(?![a-z])", re.IGNORECASE)
#: Whether a look into an address is worth it: a folder of two letters, or a setting.
_TELLS: Final = re.compile(r"/[a-z]{2}(?![a-z])|(?:lang|locale|language|hl)=", re.IGNORECASE)
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_RUSSIAN: Final = re.compile("[а-яё]+")
#: Labels under which a page sends the language that it declares itself to be in.
_HTML_LANG: Final = ("html_lang", "html-lang", "htmlLang", "document_lang")
_NOTHING: Final[Mapping[str, Any]] = {}
_LINK: Final = re.compile(r"://|@|www\.")


def language(
    form: str | None, fields: Mapping[str, Any], text: str, extra: Mapping[str, Any] = _NOTHING
) -> str | None:
    """The form's own setting, else the person's choice, else the text's, else the page's; None when unsure.

    The page tells it by its address, or by what `extra` holds of its `<html lang>`.
    """
    chosen = _text(fields.get("language"))
    return (
        form
        or (by_tag(chosen) if chosen else None)
        or by_text(text)
        or by_page(_text(fields.get("page_url")), text)
        or (by_tag(_page_tag(extra)) if extra else None)
    )


def by_tag(tag: str) -> str | None:
    """`pl` for pl-PL, pl_PL.UTF-8, Polish or polski."""
    tag = tag.strip()
    if found := _TAG.match(tag):
        code = CODES.get(found[0].lower(), found[0].lower())
        return code if code in PLACES else None
    return NAMES.get(tag.casefold())


def by_page(url: str, text: str = "") -> str | None:
    """The language that a page's address names: /pl/, /de-at/contact, ?lang=ru.

    `/uk/` is Ukrainian only where the text is Cyrillic: it may be the United Kingdom.
    """
    url = url[:LIMIT]
    if url.isprintable() and not _TELLS.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    segment = _SEGMENT.match(parts.path)
    found = segment or _QUERY.search(parts.query)
    code = found[1].lower() if found else ""
    if segment and code == "uk" and not _CYRILLIC.search(text[:LIMIT]):
        return None
    return CODES.get(code, code if code in PLACES else None)


def by_text(text: str) -> str | None:
    """The language of a text, by its script, its letters and its small words; None when unsure."""
    if not text:
        return None
    sample = text[:LIMIT].lower()
    if "://" in sample or "@" in sample or "www." in sample:
        sample = " ".join(word for word in sample.split() if not _LINK.search(word))
    if not sample.isascii() and ANY_SCRIPT.search(sample) and (script := _script(sample)):
        return script
    votes = _votes(sample)
    if not votes:
        return _plain_cyrillic(sample)
    best = max(votes, key=votes.__getitem__)
    most = votes.pop(best)
    if most < 2 or max(votes.values(), default=0) * 1.25 >= most:
        return _plain_cyrillic(sample)
    return best


def phrase_language(phrase: str, default: str) -> str:
    """The language of a keyword phrase: told by its script and letters, else the desk's own."""
    lower = phrase.lower()
    votes = Counter(BY_LETTER[letter] for letter in lower if letter in BY_LETTER)
    if _CYRILLIC.search(lower):
        if votes:
            return votes.most_common(1)[0][0]
        if APOSTROPHES.search(phrase) and default != "be":
            return "uk"
        return default if default in CYRILLIC else "ru"
    # English has no letters of its own; to other desks a foreign letter may be theirs as well.
    if default == "en" or default in CYRILLIC_ONLY:
        return votes.most_common(1)[0][0] if votes else "en"
    return default


def home(code: str | None) -> str | None:
    """The one country of a language, as PL for pl; None where there are several."""
    return PLACES.get(code or "")


def _page_tag(extra: Mapping[str, Any]) -> str:
    return next((text for label in _HTML_LANG if (text := _text(extra.get(label)))), "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _script(sample: str) -> str | None:
    """The language of a script that one language uses, where it makes up the text."""
    for pattern, code in SCRIPTS:
        if pattern.search(sample) and len(pattern.findall(sample)) * 2 >= len(_WORD.findall(sample)):
            return code
    return None


def _votes(sample: str) -> dict[str, int]:
    votes: dict[str, int] = defaultdict(int)
    is_ascii = sample.isascii()
    words = sample.encode().translate(_PARTED).decode().split() if is_ascii else _WORD.findall(sample)
    for weights in filter(None, map(STOPWORDS.get, words)):
        for code, weight in weights:
            votes[code] += weight
    if not is_ascii:
        for letter in set(DECISIVE.findall(sample)):
            code = BY_LETTER[letter]
            votes[code] += 1 + min(sample.count(letter), 3)
    return votes


def _plain_cyrillic(sample: str) -> str | None:
    """Russian for a longer Cyrillic text without a letter of any other language."""
    if NOT_RUSSIAN.search(sample):
        return None
    letters = len("".join(_RUSSIAN.findall(sample)))
    return "ru" if letters >= 12 and letters * 2 > len(sample.replace(" ", "")) else None
