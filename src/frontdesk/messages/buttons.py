"""Buttons: a press as callback data and back.

The data names lead, revision and target state, so that it works after a restart, on an old card and twice.
Anyone with a modified client can send anything: `decode` takes only what `encode` can have made.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from frontdesk.model.press import Move, Press, Target

LIMIT_BYTES: Final = 64  #: of `callback_data` (Bot API)
_VERSION: Final = "1"
_LARGEST: Final = 2**63 - 1
_CRITERION: Final = re.compile(r"[a-z0-9_]{1,12}")
_NUMBER: Final = "(0|[1-9][0-9]{0,18})"
_DATA: Final = re.compile(
    rf"{_VERSION}\|{_NUMBER}\|([a-z0-9_]{{1,12}})\|(yes|no|clear|-|{_NUMBER})\|{_NUMBER}"
)
#: Moves whose target is a number, and the part that they are about. A longer code would not fit beside the
#: largest numbers; a criterion may bear the same name, since its target is a word.
_NUMBERED: Final[Mapping[str, tuple[Move, str | None]]] = {
    "cn": (Move.CONFIRM, "name"),
    "cp": (Move.CONFIRM, "phone"),
    "ce": (Move.CONFIRM, "email"),
    "aj": (Move.ASK_JOIN, None),
    "jn": (Move.JOIN, None),
    "nn": (Move.NOT_NOW, None),
    "ap": (Move.APART, None),
    "pg": (Move.PAGE, None),
    "lo": (Move.LOST, None),
    "rc": (Move.RECYCLE, None),
    "gv": (Move.GIVE, None),
    "sz": (Move.SNOOZE_LEAD, None),
    "bd": (Move.BAND, None),
    "mn": (Move.MENU, None),
    "ls": (Move.LIST, None),
}
_CODES: Final = {about: code for code, about in _NUMBERED.items()}
_PLAIN: Final = (
    *(Move.CLAIM, Move.SPAM, Move.NURTURE, Move.UNDO, Move.CONTACTS, Move.WHY, Move.RELEASE),
    *(Move.CONTACTED, Move.WON, Move.HISTORY, Move.NEXT, Move.SNOOZE),
    *(Move.NEXT_CARDS, Move.ASK_SPAM, Move.ALL_SPAM, Move.UNDO_SPAM, Move.KEEP),
    *(Move.ERASE, Move.ERASE_NOT),
)
#: Moves that need no target.
_MOVES: Final = {move.value: move for move in _PLAIN}


def encode(press: Press) -> str:
    """Pack a press into callback data, as "1|142|budget|yes|7", "1|142|claim|-|7" or "1|142|aj|12|7".

    Version, lead, what, target, the card's revision.

    Raises:
        ValueError: not a whole press, or longer than 64 bytes, the Bot API's limit for `callback_data`.
    """
    for number in (press.lead, press.number or 0, press.revision):
        if not 0 <= number <= _LARGEST:
            raise ValueError(f"press: expected a number from 0 to 2^63-1, found {number}")
    what, target = _packed(press)
    data = f"{_VERSION}|{press.lead}|{what}|{target}|{press.revision}"
    if len(data.encode()) > LIMIT_BYTES:
        raise ValueError(f"press: {len(data)} bytes of callback data, the limit is {LIMIT_BYTES}")
    return data


def decode(data: str) -> Press:
    """The press that the data stands for.

    Raises:
        ValueError: `encode` never made this.
    """
    found = _DATA.fullmatch(data) if len(data) <= LIMIT_BYTES else None
    if not found:
        raise ValueError(f"callback data: expected 1|LEAD|WHAT|TARGET|REVISION, found {data[:LIMIT_BYTES]!r}")
    lead, number, revision = int(found[1]), int(found[4] or 0), int(found[5])
    if max(lead, number, revision) > _LARGEST:
        raise ValueError("callback data: a number above 2^63-1")
    return replace(_unpacked(found[2], found[3]), lead=lead, revision=revision)


def _packed(press: Press) -> tuple[str, str]:
    if press.move is Move.ANSWER:
        return _answer(press)
    return _numbered(press) if press.move.value not in _MOVES else _plain(press)


def _unpacked(what: str, target: str) -> Press:
    """The press, but for its lead and revision."""
    if target == "-" and what in _MOVES:
        return Press(lead=0, move=_MOVES[what])
    if target.isdigit() and what in _NUMBERED:
        move, part = _NUMBERED[what]
        return Press(lead=0, move=move, part=part, number=int(target))
    if target == "-" or target.isdigit():
        raise ValueError(f"callback data: no move {what!r}")
    return Press(lead=0, move=Move.ANSWER, criterion=what, target=Target(target))


def _answer(press: Press) -> tuple[str, str]:
    if press.target is None or not _CRITERION.fullmatch(press.criterion or ""):
        raise ValueError("press: an answer needs a criterion ([a-z0-9_], up to 12) and a target")
    return str(press.criterion), press.target.value


def _numbered(press: Press) -> tuple[str, str]:
    code = _CODES.get((press.move, press.part))
    if code is None or press.number is None or press.target is not None:
        raise ValueError(f"press: {press.move.value} needs a number, and of a confirmation the part")
    return code, str(press.number)


def _plain(press: Press) -> tuple[str, str]:
    if press.criterion is not None or press.target is not None or press.number is not None:
        raise ValueError(f"press: {press.move.value} takes neither a criterion nor a target")
    return press.move.value, "-"
