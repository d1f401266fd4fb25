"""Name advert: whether a name field holds an advert, a link, markup or a mail header instead of a name."""

import re
from typing import Final
from unicodedata import normalize

from frontdesk.signals.folding import fold, fold_word
from frontdesk.signals.name_order import GIVEN_NAMES
from frontdesk.signals.words.name_adverts import ADVERT, GOODS
from frontdesk.signals.words.spoken import WANTED
from frontdesk.text import shown

_READ: Final = 1_000  #: characters of a field that are looked at
_READ_LINK: Final = 200
_WORDS: Final = 8  #: words from which on one word of adverts is enough
_OFFER: Final = 3  #: words of an offer: a whole name is hardly longer and has a first name in it

URL: Final = re.compile(
    r"https?:|www\.|://|\bt\.me/|\bxn--[a-z0-9]|(?<![\w.@-])[\w-]{2,40}(?:\.[\w-]{2,40}){0,3}\.[a-zрф]{2,10}/\w"
    r"|(?<![\w.@])[a-z0-9-]{2,40}\.(?:com|net|org|info|biz|ru|pl|de|cz|ua|by|kz|io|me|su|xyz|fr|es|it|nl|br|tr|"
    r"top|site|online|shop|club|store|link|click|live|pro|dev|app|example|co|eu|uk|рф|ai|tv|cc|gg|icu|vip|bid|loan|"
    r"win|buzz|casino|bet|poker|money|today|world|life|space|website|tech|agency|digital|sbs|cfd|fun)\b(?!\.?\w*@)",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(r"<[^<>]{0,200}>|&(?:lt|gt|#\d+);|\[/?url|javascript:", re.IGNORECASE)
_HEADER: Final = re.compile(
    r"(?:[\r\n]|%0[ad]|\\[rn])\s{0,20}(?:b?cc|to|from|subject|reply-to|content-type|mime-version|x-[\w-]+)\s*:",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(r"[$€£₽%]\s?\d|\d\s?[$€£₽%]|\d{3,}\s?(?:usd|eur|руб|zł)", re.IGNORECASE)
#: Up to four words of letters alone: what most names look like.
_LETTERS: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,3}")


def is_advert(text: str) -> bool:
    """Whether a name field holds an advert, a link, markup or a mail header instead of a name."""
    text = text[:_READ]
    if _LETTERS.fullmatch(text):
        return _offers([fold_word(word) for word in text.split()])
    if not text.isascii():
        text = normalize("NFKC", shown(text))
    if _MARKUP.search(text) or _HEADER.search(text) or (("." in text or ":" in text) and URL.search(text)):
        return True
    words = [word.strip(".,!?:;\"'") for word in fold(text).split()]
    if _offers(words):
        return True
    return not _ADVERT.isdisjoint(words) and (len(words) > _WORDS or bool(_MONEY.search(text)))


def has_link(text: str) -> bool:
    """Whether a URL or a domain stands in the text."""
    return ("." in text or ":" in text) and bool(URL.search(text[:_READ_LINK]))


def _offers(words: list[str]) -> bool:
    """Two words of adverts, or their goods in a line without any first name; a wish is no offer."""
    if _OFFERED.isdisjoint(words) or not _WANTED.isdisjoint(words):
        return False
    if len(_ADVERT.intersection(words)) >= 2:
        return True
    return len(words) >= _OFFER and not _GOODS.isdisjoint(words) and GIVEN_NAMES.isdisjoint(words)


_ADVERT: Final = frozenset(fold(word) for word in ADVERT)
_WANTED: Final = frozenset(fold(word) for word in WANTED)
_GOODS: Final = frozenset(fold(word) for word in GOODS)
_OFFERED: Final = _ADVERT | _GOODS
