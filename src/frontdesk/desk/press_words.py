"""Press words: what the history calls a press."""

from typing import Final

from frontdesk.model.press import LOST, OVER, SNOOZES, Move, Press
from frontdesk.text import cut

WHAT: Final = 40  #: characters of a line of the history


def what(press: Press, to: str = "") -> str:
    """What the history calls it, for example "budget=yes"; `to`: whom the lead is given to."""
    if press.move is Move.GIVE and to:
        return cut(f"{press.move} {to}", WHAT)
    if press.move is Move.SNOOZE_LEAD:
        name = _name(SNOOZES, press.number)
        return "snooze over" if name == OVER else f"snoozed {name}"
    if press.criterion:
        return f"{press.criterion}={press.target}"
    if press.part:
        return f"{press.move} {press.part}"
    if press.move is Move.LOST:
        return f"lost: {_name(LOST, press.number)}"
    if press.wanted_band and press.move is Move.BAND:
        return f"band {press.wanted_band}"
    if press.move is Move.RECYCLE:
        return f"recycle in {press.number} d"
    return f"{press.move} #{press.number}" if press.number is not None else str(press.move)


def _name(names: tuple[str, ...], number: int | None) -> str:
    """Callback data can be forged: a number may name nothing."""
    return names[number or 0] if (number or 0) < len(names) else "?"
