"""Spanish verbs: their forms, folded. The Snowball stem would take `comprador` for `comprar`."""

from collections.abc import Iterator
from typing import Final

_CLITICS: Final = "lo la los las le les me te se nos"
_FUTURE: Final = "e as a emos eis an ia ias iamos iais ian"
_BY_KIND: Final = {
    "ar": (
        "o as a amos ais an aste o asteis aron aba abas abamos abais aban ad ando ado ada ados adas "
        "e es emos eis en ara aras aramos arais aran ase ases asen"
    ),
    "er": "",
    "ir": "imos is",
}
_ER_AND_IR: Final = (
    "o es e emos eis en i iste io imos isteis ieron ia ias iamos iais ian ed id iendo yendo yo yeron ido ida "
    "idos idas a as amos ais an iera ieras ieramos ierais ieran iese iesen"
)
#: How the last consonants are written before e, or before o and a.
_BEFORE_E: Final = (("c", "qu"), ("g", "gu"), ("z", "c"))
_BEFORE_O: Final = (("c", "zc"), ("c", "z"), ("gu", "g"), ("g", "j"), ("u", "uy"), ("n", "ng"), ("l", "lg"))


def verb(plain: str) -> set[str]:
    """The forms of a verb given in the infinitive, with pronouns at its end too."""
    plain = plain.removesuffix("se") if plain.endswith(("arse", "erse", "irse")) else plain
    base, kind = plain[:-2], plain[-2:]
    endings = (_BY_KIND[kind] + " " + (_ER_AND_IR if kind != "ar" else "")).split()
    forms = {stem + ending for stem in _stems(base, kind) for ending in endings}
    forms |= {_spelled(stem, kind) + ending for stem in _stems(base, kind) for ending in endings}
    for changed in _before_o(base, kind):
        forms |= {changed + ending for ending in ("o", "a", "as", "amos", "an", "e", "es", "en")}
    forms |= {plain + ending for ending in _FUTURE.split()}
    return forms | {plain, *(plain + clitic for clitic in _CLITICS.split())}


def _stems(base: str, kind: str) -> Iterator[str]:
    """The stem, and the stems that it may have under stress: pensar, pienso; contar, cuento; pedir, pido."""
    yield base
    at = max(base.rfind(vowel) for vowel in "aeiou")
    if at < 0 or base[at] not in "eou":
        return
    yield base[:at] + ("ie" if base[at] == "e" else "ue") + base[at + 1 :]
    if kind == "ir" and base[at] != "u":
        yield base[:at] + ("i" if base[at] == "e" else "u") + base[at + 1 :]


def _spelled(stem: str, kind: str) -> str:
    """The stem of -ar as it is written before e: buscar, busqué."""
    if kind == "ar":
        for last, written in _BEFORE_E:
            if stem.endswith(last):
                return stem.removesuffix(last) + written
    return stem


def _before_o(base: str, kind: str) -> list[str]:
    if kind == "ar":
        return []
    return [base.removesuffix(last) + written for last, written in _BEFORE_O if base.endswith(last)]
