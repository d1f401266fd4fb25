"""Packed: signals as JSON, to be kept beside the receipt that was made from them.

Values stand by their places in the dataclasses, so only a reader with the same fingerprint may unpack them.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from operator import attrgetter
from typing import Any, Final

import orjson

from frontdesk.model.signals import CLASSES, Keyword, Signals, Suspicion

_new: Final = object.__new__
_NOTHING: Final = 0  #: stands for a part of which nothing is known


_Put = Callable[[Any, Any], None]  #: (a part, the value of one of its signals)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """A part of the signals: email, phone …"""

    name: str
    cls: Any
    blank: Any  #: nothing known
    values: Callable[[Any], tuple[Any, ...]]  #: of its signals, in order
    puts: tuple[_Put, ...]  #: the same way back


def _part(name: str, cls: Any) -> _Part:
    values = attrgetter(*(field.name for field in fields(cls)))
    puts = tuple(_put(cls, field) for field in fields(cls))
    return _Part(name=name, cls=cls, blank=cls(), values=values, puts=puts)


def _put(cls: Any, field: Field[Any]) -> _Put:
    """Fills the field of a new one; what a frozen class does itself, only without looking its name up."""
    put: _Put = getattr(cls, field.name).__set__
    return (lambda made, value: put(made, tuple(value))) if isinstance(field.default, tuple) else put


_PARTS: Final = tuple(_part(name, cls) for name, cls in CLASSES.items())
_of: Final[Callable[[Signals], tuple[Any, ...]]] = attrgetter(*CLASSES)


def packed(signals: Signals) -> bytes:
    """The signals as a JSON text, without who read them."""
    parts = [
        _NOTHING if found == part.blank else part.values(found)
        for part, found in zip(_PARTS, _of(signals), strict=True)
    ]
    matches = [(found.group, found.phrase, found.words, found.where) for found in signals.matches]
    spam = [(noticed.guard, noticed.because) for noticed in signals.spam]
    rest = (signals.language, signals.files, signals.keywords, matches, spam, signals.unchecked)
    return orjson.dumps((tuple(signals.filled), parts, *rest))


def unpacked(text: bytes) -> Signals:
    """The signals that `packed` made the text from.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: it made none such.
    """
    filled, parts, language, files, keywords, matches, spam, unchecked = orjson.loads(text)
    found = {part.name: _unpacked(part, values) for part, values in zip(_PARTS, parts, strict=True)}
    return Signals(
        filled=frozenset(filled),
        language=language,
        files=tuple(files),
        keywords={group: tuple(phrases) for group, phrases in keywords.items()},
        matches=tuple([_match(*match) for match in matches]),
        spam=tuple([Suspicion(guard=guard, because=because) for guard, because in spam]),
        unchecked=tuple(unchecked),
        **found,
    )


def _unpacked(part: _Part, values: Any) -> Any:
    if values == _NOTHING:
        return part.blank
    made = _new(part.cls)
    for put, value in zip(part.puts, values, strict=True):
        put(made, value)
    return made


def _match(group: str, phrase: str, words: list[str], where: str) -> Keyword:
    return Keyword(group=group, phrase=phrase, words=tuple(words), where=where)
