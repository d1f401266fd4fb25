"""Buttons: a press as callback data and back.

The data names lead, revision and target state, so that it works after a restart, on an old card and twice.
Anyone with a modified client can send anything: `decode` takes only what `encode` can have made.
"""

import re
from typing import Final

from frontdesk.model.press import Move, Press, Target

LIMIT_BYTES: Final = 64  #: of `callback_data` (Bot API)
_VERSION: Final = "1"
_LARGEST: Final = 2**63 - 1
_CRITERION: Final = re.compile(r"[a-z0-9_]{1,12}")
_NUMBER: Final = "(0|[1-9][0-9]{0,18})"
_DATA: Final = re.compile(rf"{_VERSION}\|{_NUMBER}\|([a-z0-9_]{{1,12}})\|(yes|no|clear|-)\|{_NUMBER}")
#: Moves that need no target. A criterion may bear the same name: its press has a target.
_MOVES: Final = {move.value: move for move in Move if move is not Move.ANSWER}


def encode(press: Press) -> str:
    """Pack a press into callback data, for example "1|142|budget|yes|7" or "1|142|claim|-|7".

    Version, lead, what, target, the card's revision.

    Raises:
        ValueError: not a whole press, or longer than 64 bytes, the Bot API's limit for `callback_data`.
    """
    for number in (press.lead, press.revision):
        if not 0 <= number <= _LARGEST:
            raise ValueError(f"press: expected a number from 0 to 2^63-1, found {number}")
    what, target = _answer(press) if press.move is Move.ANSWER else _plain(press)
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
    lead, revision = int(found[1]), int(found[4])
    if max(lead, revision) > _LARGEST:
        raise ValueError("callback data: a number above 2^63-1")
    if found[3] != "-":
        return Press(
            lead=lead, move=Move.ANSWER, criterion=found[2], target=Target(found[3]), revision=revision
        )
    if found[2] not in _MOVES:
        raise ValueError(f"callback data: no move {found[2]!r}")
    return Press(lead=lead, move=_MOVES[found[2]], revision=revision)


def _answer(press: Press) -> tuple[str, str]:
    if press.target is None or not _CRITERION.fullmatch(press.criterion or ""):
        raise ValueError("press: an answer needs a criterion ([a-z0-9_], up to 12) and a target")
    return str(press.criterion), press.target.value


def _plain(press: Press) -> tuple[str, str]:
    if press.criterion is not None or press.target is not None:
        raise ValueError(f"press: {press.move.value} takes neither a criterion nor a target")
    return press.move.value, "-"
