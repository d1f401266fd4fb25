"""German words: their forms, folded."""

from typing import Final

from frontdesk.signals.folding import fold_word
from frontdesk.signals.words.irregular import OF_VERBS, PLURAL_ER

#: What parts from a verb, and takes `ge` and `zu` behind it: einkaufen, eingekauft, einzukaufen.
_PARTED: Final = (
    "zurück", "zusammen", "weiter", "nach", "aus", "auf", "ein", "vor", "her", "hin", "weg", "mit", "an",
    "ab", "um", "zu",
)  # fmt: skip


def forms(word: str, plain: str) -> set[str]:
    """The forms of a word as given and folded; a small first letter makes it an adjective or a verb, too."""
    forms = _german_noun(plain)
    if word[:1].islower():
        forms |= _german_other(plain)
    spelled = fold_word(word.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"))
    return forms if spelled == plain else forms | _german_noun(spelled)


def _german_noun(plain: str) -> set[str]:
    if plain.endswith("e"):
        return {plain, plain + "n", plain + "s", plain + "ns"}
    if plain.endswith(("er", "el")):
        return {plain, plain + "s", plain + "n"}
    if plain.endswith(OF_VERBS):
        return {plain + ending for ending in ("", "s", "es", "e")}
    forms = {plain + ending for ending in ("", "s", "es", "e", "en", "n")}
    if plain.endswith("in"):
        forms |= {plain + "nen"}
    if plain.endswith("nis"):
        forms |= {plain + "se", plain + "sen", plain + "ses"}
    if plain.endswith(("um", "us", "ma")):
        forms |= {plain[:-2] + "en", plain[:-1] + "en", plain[:-2] + "a"}
    if plain.endswith(PLURAL_ER):
        forms |= {plain + "er", plain + "ern"}
    return forms


def _german_other(plain: str) -> set[str]:
    """Adjectives and verbs, which German writes small."""
    base = next((plain.removesuffix(e) for e in ("er", "es", "en", "em", "e") if plain.endswith(e)), plain)
    if len(base) < 3:
        return set()
    adjective = {base + ending for ending in ("", "e", "er", "es", "en", "em")}
    if not plain.endswith("en"):
        return adjective | {base[:-2] + "l" + e for e in ("e", "er", "es", "en") if base.endswith("el")}
    return adjective | _verb(base) | {form for parted in _parted(base) for form in parted}


def _verb(base: str) -> set[str]:
    forms = {base + ending for ending in ("e", "st", "t", "en", "te", "ten", "et", "est", "ete", "eten")}
    # As adjectives: gemietete Räume, kaufende Kunden.
    forms |= {base + "end" + ending for ending in ("e", "er", "es", "en", "em")}
    for participle in (f"ge{base}t", f"ge{base}et", f"{base}t"):
        forms |= {participle + ending for ending in ("", "e", "er", "es", "en", "em")}
    return forms


def _parted(base: str) -> list[set[str]]:
    """The forms of a verb whose first part is a word of its own, written together."""
    first = next((fold_word(part) for part in _PARTED if base.startswith(fold_word(part))), "")
    rest = base.removeprefix(first)
    if not first or len(rest) < 3:
        return []
    return [{first + form for form in _verb(rest)}, {f"{first}zu{rest}en"}]
