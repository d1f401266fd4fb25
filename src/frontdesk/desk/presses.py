"""Presses: what answers the taps that move no lead by themselves."""

from collections.abc import Mapping
from typing import Final, Protocol

from frontdesk.desk.commands.erasing import ERASE_MOVES, press_erase
from frontdesk.desk.commands.turning import press_list
from frontdesk.desk.desk import Desk
from frontdesk.desk.past import press_history
from frontdesk.desk.press_post import POST_MOVES, press_post
from frontdesk.desk.press_release import press_release
from frontdesk.desk.reminding import press_snooze
from frontdesk.desk.told import Told
from frontdesk.desk.why import press_why
from frontdesk.model.press import Move, Press


class Pressed(Protocol):
    """Does what one kind of tap asks for."""

    async def __call__(self, desk: Desk, press: Press, *, chat: int, user: int, update: int) -> Told:
        """Settle the update in the same transaction; what the presser is told. Raises Unavailable."""


#: All others move a lead: `press_lead`.
PRESSES: Final[Mapping[Move, Pressed]] = {
    Move.RELEASE: press_release,
    Move.HISTORY: press_history,
    Move.SNOOZE: press_snooze,
    Move.WHY: press_why,
    Move.LIST: press_list,
    **dict.fromkeys(POST_MOVES, press_post),
    **dict.fromkeys(ERASE_MOVES, press_erase),
}
