"""Slips: domains of big mailbox providers as fingers type them, and domains of others that look alike."""

from collections.abc import Iterator
from typing import Final

from frontdesk.signals.words.listed import words

#: Made-up names that nobody else would take: every likely slip is put right.
_NAMES: Final = words(
    """
    gmail.com googlemail.com hotmail.com hotmail.es hotmail.fr hotmail.it hotmail.de hotmail.co.uk
    hotmail.com.br outlook.com outlook.es outlook.fr outlook.it outlook.de outlook.com.br icloud.com
    yahoo.com yahoo.co.uk yahoo.co.in yahoo.fr yahoo.es yahoo.it yahoo.de yahoo.com.br protonmail.com
    yandex.ru rambler.ru t-online.de freenet.de seznam.cz wanadoo.fr laposte.net rediffmail.com
    foxmail.com
    """
)
#: Words of a language: only letters swapped or doubled are slips, the rest may be another word.
_WORDS: Final = words(
    "mail.ru inbox.ru orange.fr libero.it virgilio.it telefonica.net centrum.cz onet.pl interia.pl gazeta.pl"
)
#: So short that only the ending is looked at.
_SHORT: Final = words(
    "bk.ru list.ru ya.ru wp.pl o2.pl op.pl vp.pl web.de gmx.de gmx.net ukr.net free.fr sfr.fr tin.it "
    "alice.it qq.com 163.com 126.com uol.com.br bol.com.br aol.com live.com msn.com mail.com email.cz post.cz"
)
#: One slip away, and somebody's own.
_OTHERS: Final = words(
    "gail.com hotmall.com hostmail.com yaboo.com sezam.cz incloud.com photonmail.com amil.ru mali.ru"
)
_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
#: Endings among the slips that are a country's.
_REAL: Final = words("co cm om pk")
#: ending: what is typed instead.
_ENDINGS: Final = {
    "com": words("con cmo ocm comm vom xom cpm cim clm coom om cm co copm cvom cok cmm ccom conm c"),
    "ru": words("ri tu rru ruu ur"),
    "pl": words("lp pll ppl pk p"),
    "de": words("ed dee dde d"),
    "cz": words("zc czz ccz c cs"),
    "fr": words("rf frr ffr f"),
    "it": words("ti itt iit i"),
    "es": words("ess ees"),
    "net": words("ent nte nett nnet met ney ner"),
    "uk": words("u ku"),
    "in": words("inn"),
    "br": words("b rb brr"),
}


def meant(domain: str) -> str | None:
    """The big provider that a domain, in lower case, is a slip of; the provider itself for its own."""
    label, _, ending = domain.partition(".")
    if domain in _OTHERS:
        return None
    if not ending:
        return _RUN_TOGETHER.get(label)
    return next((one for one in _BY_LABEL.get(label, ()) if ending in _TYPED_ENDINGS[one]), None)


def _typed(name: str) -> Iterator[str]:
    """The name with a letter swapped, lost, doubled or hit beside it; the first is rarely wrong."""
    yield from _shaken(name)
    for i in range(1, len(name)):
        yield name[:i] + name[i + 1 :]
        yield from (name[:i] + key + name[i + 1 :] for key in _beside(name[i]))
    for i in range(1, len(name) + 1):
        near = set(name) | _beside(name[i - 1]) | (_beside(name[i]) if i < len(name) else set())
        yield from (name[:i] + key + name[i:] for key in near if key.isalpha())


def _shaken(name: str) -> Iterator[str]:
    """The name itself, with two letters swapped, and with one doubled."""
    yield name
    for i in range(len(name)):
        yield name[:i] + name[i] + name[i:]
        if i:
            yield name[: i - 1] + name[i] + name[i - 1] + name[i + 1 :]


def _beside(letter: str) -> set[str]:
    """The keys around a letter's, on the same row and those above and below."""
    for r, row in enumerate(_KEYS):
        if letter in row:
            at = row.index(letter)
            same = {row[k] for k in (at - 1, at + 1) if 0 <= k < len(row)}
            above = _KEYS[r - 1][at : at + 2] if r else ""
            below = _KEYS[r + 1][max(at - 1, 0) : at + 1] if r < 2 else ""
            return {*same, *above, *below}
    return set()


def _endings(ending: str, real: bool) -> Iterator[str]:
    """The ending, and what is typed for it; with `real` also where that is a country's."""
    rest, _, last = ending.rpartition(".")
    stem = f"{rest}." if rest else ""
    typed = [stem + slip for slip in _ENDINGS.get(last, ())]
    if rest == "com":
        typed += [f"{slip}.{last}" for slip in ("con", "co", "cm", "cmo")] + [f"{rest}{last}"]
    yield ending
    yield from (slip for slip in typed if real or slip not in _REAL)


def _labels(domain: str) -> set[str]:
    """What is typed for the first part of a provider's domain."""
    name = domain.partition(".")[0]
    if domain in _NAMES:
        return set(_typed(name))
    return set(_shaken(name)) if domain in _WORDS else {name}


def _by_label() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for domain in _ALL:
        for label in _labels(domain):
            found[label] = (*found.get(label, ()), domain)
    return found


def _run_together() -> dict[str, str]:
    """Domains without their dots; of the world's without the ending too."""
    found = {domain.replace(".", ""): domain for domain in _ALL if domain not in _SHORT}
    return found | {domain[:-4]: domain for domain in _NAMES if domain.endswith(".com")}


#: The world's before a country's: where an ending fits two, the first is meant.
_ALL: Final = sorted(_NAMES | _WORDS | _SHORT, key=lambda each: (not each.endswith(".com"), each))
_BY_LABEL: Final = _by_label()
_TYPED_ENDINGS: Final = {
    each: frozenset(_endings(each.partition(".")[2], real=each in _NAMES)) for each in _ALL
}
_RUN_TOGETHER: Final = _run_together()
