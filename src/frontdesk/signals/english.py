"""English words: their forms, folded, in British and American spelling."""

import re
from typing import Final

from frontdesk.signals.words.irregular import IRREGULAR, VERBS

_VOWELS: Final = frozenset("aeiouy")
#: organise and organize, optimisation and optimization; colour and color.
_SPELLED_TWO_WAYS: Final = re.compile("(?<=[a-z]{3}i)[sz](?=(?:e|er|ed|es|ing|ation|ations|ers)$)")
_OUR: Final = re.compile("(?<=[a-z]{2})our(?=s?$)")


def forms(plain: str) -> set[str]:
    """The forms of a folded word."""
    every = _english(plain)
    every |= {_SPELLED_TWO_WAYS.sub("s", form) for form in every}
    every |= {_SPELLED_TWO_WAYS.sub("z", form) for form in every}
    return every | {_OUR.sub("or", form) for form in every if len(form) > 5}


def _english(plain: str) -> set[str]:
    forms = {plain, plain + "s", *IRREGULAR.get(plain, "").split()}
    if plain.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms |= {plain + "es"}
    if plain.endswith("iz"):
        forms |= {plain + "zes"}
    if plain.endswith("y") and plain[-2:-1] not in _VOWELS:
        forms |= {plain[:-1] + "ies"}
    if plain.endswith("sis"):
        forms |= {plain[:-2] + "es"}
    if plain in VERBS:
        forms |= _english_verb(plain)
    return forms


def _english_verb(plain: str) -> set[str]:
    if plain.endswith("e"):
        return {plain + "d", plain[:-1] + "ing"}
    if plain.endswith("y") and plain[-2] not in _VOWELS:
        return {plain[:-1] + "ied", plain + "ing"}
    doubled = plain + plain[-1] if plain[-1] not in _VOWELS and plain[-2] in _VOWELS else plain
    return {plain + "ed", plain + "ing", doubled + "ed", doubled + "ing"}
