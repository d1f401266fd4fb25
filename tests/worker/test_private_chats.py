"""Private chats: only those that can be written to now are seen to."""

from datetime import timedelta

import pytest

from frontdesk.app.judging import judge_of
from frontdesk.desk.desk import Desk
from frontdesk.desk.wake import Wake
from frontdesk.store import tables
from frontdesk.worker.chat import Delays
from frontdesk.worker.private_chats import PrivateChats
from support.books import AT, Hands, a_card, a_sound_desk, put
from support.world import OLGA, World

GAP = timedelta(seconds=3)
NOW_AND_THEN = timedelta(milliseconds=5)
DELAYS = Delays(poll=NOW_AND_THEN, edit_gap=GAP, unsure=GAP, unsure_hot=GAP)


class Seen:
    """Stands for the chat of one person; what is due there stays due."""

    def __init__(self) -> None:
        self.times = 0

    async def run(self) -> None:
        """Count, and do nothing."""
        self.times += 1


async def looked(desk, times=5) -> int:
    """How often Olga's chat was seen to while private chats were looked through that many times."""
    seen, looks = Seen(), iter(range(times))

    async def opened(person):
        assert person == OLGA
        return seen

    chats = PrivateChats(desk, opened, others=(), delays=DELAYS, mine=lambda: next(looks, None) is not None)
    await chats.run()
    return seen.times


@pytest.fixture
async def desk(db, tmp_path):
    await a_sound_desk(db)
    config = World(tmp_path, DATABASE="sqlite:///none.db").config()
    return Desk(db, judge_of(config), Wake(), Hands())


async def test_a_card_that_was_edited_just_now_is_left_alone_until_it_may_be_edited_again(desk):
    shown = {"state": "due", "message_id": 7, "shown": "0" * 64, "shown_at": AT}
    await desk.db.write(lambda c: put(c, tables.cards, a_card(OLGA.telegram, 1, "private", **shown)))

    assert await looked(desk) == 0

    desk.clock.forward(seconds=3)
    assert await looked(desk) > 0
