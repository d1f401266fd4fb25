"""Name order: which words of a whole name are the first name, and which the last.

The words are clean: letters, their case put right.
"""

import re
from collections.abc import Sequence
from typing import Final

from frontdesk.signals.folding import fold, fold_word
from frontdesk.signals.words.given import GIVEN_ABROAD
from frontdesk.signals.words.names import (
    GIVEN,
    PARTICLES,
    PATRONYMIC_ENDINGS,
    SURNAME_ENDINGS,
    SURNAME_FIRST,
)
from frontdesk.signals.words.surnames import (
    ENGLISH,
    ENGLISH_BOTH,
    ENGLISH_SPOKEN,
    FATHERS_INITIAL,
    KINSHIP,
    SURNAMES,
)

_INITIALS: Final = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.-?){1,4}[^\W\d_]?")
#: Letters that only Vietnamese has.
_VIETNAMESE: Final = frozenset("ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
#: Han, kana and Hangul: the family name comes first wherever the person lives.
_EAST: Final = "\u3040"
_EASTERN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")

GIVEN_NAMES: Final = frozenset(fold(word) for word in GIVEN | GIVEN_ABROAD)


def ordered(words: Sequence[str], region: str | None, shouted: int = 0) -> tuple[str, str]:
    """First and last name out of one or more words.

    `region` decides where nothing else does; `shouted` is how many words at the beginning stood in capitals
    before others that did not, which is how many mark the family name.
    """
    words = _without_kinship(words)
    if len(words) == 1:
        alone = is_surname(words[0]) and not is_given(words[0])
        return ("", words[0]) if alone else (words[0], "")
    if shouted:
        return ordered(words[shouted:], region)[0] or words[-1], " ".join(words[:shouted])
    at = next((i for i, word in enumerate(words) if i and is_patronymic(word)), 0)
    if at and (at == 1 or len(words) == at + 1):
        rest = [word for i, word in enumerate(words) if i not in (at - 1, at)]
        return words[at - 1], " ".join(rest)
    if region in FATHERS_INITIAL and any(map(are_initials, words)):
        names = [word for word in words if not are_initials(word)]
        return (names[0], " ".join(names[1:])) if names else ("", "")
    return _by_culture(words, region)


def _by_culture(words: Sequence[str], region: str | None) -> tuple[str, str]:
    if (region == "VN" and not is_given(words[0])) or (
        region is None and not _VIETNAMESE.isdisjoint("".join(words).lower())
    ):
        if _common(words[0], "VN") or not _common(words[-1], "VN"):
            return words[-1], " ".join(words[:-1])
        return " ".join(words[:-1]), words[-1]
    if words[0] in PARTICLES:
        alone = all(word in PARTICLES for word in words[:-1]) and not is_given(words[-1])
        return ("", " ".join(words)) if alone else (words[-1], " ".join(words[:-1]))
    if _surname_first(words, region):
        return " ".join(words[1:]), words[0]
    length = 2 if len(words) > 2 and is_given(words[0]) and is_given(words[1]) else 1
    return " ".join(words[:length]), " ".join(words[length:])


def _surname_first(words: Sequence[str], region: str | None) -> bool:
    if are_initials(words[-1]) and not are_initials(words[0]):
        return not is_given(words[0])
    if words[0][0] >= _EAST and _EASTERN.match(words[0]):
        return True
    if region in SURNAMES and any(common := [_common(word, region) for word in (words[0], words[-1])]):
        if region == "HU":
            return common[0] and (not is_given(words[0]) or is_given(words[1]))
        return common[0]
    one, two = is_given(words[0]), is_given(words[1])
    if region in SURNAME_FIRST:
        return two or not one
    if one != two:
        return two and len(words) == 2 and not _is_english(words, region)
    if one:
        return False
    return is_surname(words[0]) and not is_surname(words[1])


def _is_english(words: Sequence[str], region: str | None) -> bool:
    """Whether the first name behind a word that is none is the last one: Elton John, but not Smith John."""
    one, two = map(fold_word, words)
    if two not in ENGLISH_BOTH or one in ENGLISH or is_surname(one):
        return False
    return region is None or region in ENGLISH_SPOKEN


def _without_kinship(words: Sequence[str]) -> Sequence[str]:
    """A name without the father's and its "son of": Рашид Мамед оглы."""
    if len(words) > 2 and fold_word(words[-1]) in KINSHIP:
        return words[:-2]
    return words


def _common(name: str, region: str | None) -> bool:
    """Whether it is a common last name of a region that writes it first."""
    return fold_word(name) in SURNAMES.get(region or "", ())


def are_initials(word: str) -> bool:
    """Whether it is a letter, or letters with full stops: J, J.-P."""
    return (len(word) == 1 or "." in word) and _INITIALS.fullmatch(word) is not None


def is_given(name: str) -> bool:
    """Whether it is a known first name, or begins with one."""
    return fold_word(name.partition("-")[0].split(" ")[0]) in GIVEN_NAMES if name else False


def is_surname(name: str) -> bool:
    """Whether it ends as last names of Slavic languages do."""
    return len(name) > 4 and name.lower().endswith(SURNAME_ENDINGS)


def is_patronymic(name: str) -> bool:
    """Whether it is the father's name: Иванович, Ivanovna."""
    return len(name) > 5 and name.lower().endswith(PATRONYMIC_ENDINGS)
