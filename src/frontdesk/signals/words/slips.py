"""Slips: domains of big mailbox providers as fingers type them, and domains of others that look alike."""

from collections.abc import Iterator
from typing import Final

from publicsuffixlist import PublicSuffixList

from frontdesk.signals.words.listed import words

#: Made-up names that nobody else would take: every likely slip is put right.
_NAMES: Final = words(
    """
    gmail.com googlemail.com hotmail.com hotmail.es hotmail.fr hotmail.it hotmail.de hotmail.co.uk hotmail.com.br
    outlook.com outlook.es outlook.fr outlook.it outlook.de outlook.com.br icloud.com yahoo.com yahoo.co.uk
    yahoo.co.in yahoo.fr yahoo.es yahoo.it yahoo.de yahoo.com.br protonmail.com yandex.ru rambler.ru interia.pl
    t-online.de freenet.de seznam.cz wanadoo.fr laposte.net telefonica.net virgilio.it rediffmail.com foxmail.com
    """
)
#: Words of a language: only letters swapped or doubled are slips, the rest may be another word.
_WORDS: Final = words("mail.ru inbox.ru orange.fr libero.it centrum.cz onet.pl gazeta.pl")
#: So short that only the ending is looked at.
_SHORT: Final = words(
    "bk.ru list.ru ya.ru wp.pl o2.pl op.pl vp.pl web.de gmx.de gmx.net ukr.net free.fr sfr.fr tin.it alice.it "
    "qq.com 163.com 126.com uol.com.br bol.com.br aol.com live.com msn.com mail.com email.cz post.cz"
)
#: One slip away, and somebody's own.
_OTHERS: Final = words(
    """
    gail.com hotmall.com hostmail.com sezam.cz intera.pl interi.pl inter.pl incloud.com cloud.com iclod.io
    photonmail.com yahoo.co oulook.it frenet.de freeent.de feenet.de amil.ru mali.ru lma.ru oragne.com
    noet.pl oent.pl otlook.com outlok.de
    """
)
_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_REAL: Final = PublicSuffixList(accept_unknown=False)
#: ending: what is typed instead.
_ENDINGS: Final = {
    "com": words("con cmo ocm comm vom xom cpm cim clm coom om cm co copm cvom cok cmm ccom conm c"),
    "ru": words("ri tu rru ruu ur eu ru.ru"),
    "pl": words("lp pll ppl pk p"),
    "de": words("ed dee dde d"),
    "cz": words("zc czz ccz c cs"),
    "fr": words("rf frr ffr f"),
    "it": words("ti itt iit i"),
    "es": words("se ess ees"),
    "net": words("ent nte nett nnet met ney ner ne"),
    "uk": words("u ku"),
    "in": words("ni inn"),
    "br": words("b rb brr"),
}


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
    yield from (slip for slip in typed if real or not _REAL.publicsuffix(slip))


def _slips_of(domain: str) -> Iterator[str]:
    name, _, ending = domain.partition(".")
    long = domain in _NAMES
    for typed in _typed(name) if long else _shaken(name) if domain in _WORDS else [name]:
        yield from (f"{typed}.{slip}" for slip in _endings(ending, real=long))
    if domain not in _SHORT:
        yield domain.replace(".", "")
        yield domain.replace(".", "", 1)
    if ending == "com" and long:
        yield name


def _all() -> dict[str, str]:
    """Of one slip of two names the first stands: the world's before a country's."""
    found: dict[str, str] = {}
    for domain in sorted(_NAMES | _WORDS | _SHORT, key=lambda each: (not each.endswith(".com"), each)):
        for slip in _slips_of(domain):
            if slip not in _OTHERS:
                found.setdefault(slip, domain)
    return found


#: Domain as typed: the big provider's that was meant.
MISTYPED: Final = _all()
