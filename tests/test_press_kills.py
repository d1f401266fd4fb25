"""kill -9 around a press: it is neither lost nor applied twice, however updates come."""

import pytest

from support.press_kills import MODES, POINTS, press_kills

pytestmark = pytest.mark.usefixtures("plain_words")


@pytest.mark.parametrize("mode", MODES)
async def test_a_press_is_applied_once_wherever_the_desk_dies(tmp_path, database_url, mode):
    account = await press_kills(tmp_path, database_url, kills=len(POINTS), mode=mode, seed=7)

    assert account.faults() == []
    assert account.applied == len(POINTS)
