"""Plays: whatever befalls a lead, in whatever order, on two nodes at once, its history tells it whole."""

import pytest

from frontdesk.desk.pressing import press_lead
from frontdesk.model.press import Move, Press, Target
from frontdesk.store import updates
from support import desks
from support.plays import Stage, acts_of
from support.ways import is_step
from support.world import MARK, SALES, TRIAGE

FOUND = (95, 522)  #: plays that tell an Undo of what its presser did not see
PLAYS = 30


@pytest.fixture
async def stage(tmp_path, database_url):
    opened = Stage(database_url, tmp_path)
    yield opened
    await opened.close()


def asking(move: Move, revision: int, target: Target | None = None) -> Press:
    criterion = "budget" if target else None
    return Press(lead=1, move=move, criterion=criterion, target=target, revision=revision)


async def test_no_order_of_forms_presses_and_days_breaks_a_lead(stage):
    for seed in (*FOUND, *range(PLAYS)):
        told = await stage.failure(acts_of(seed))
        assert told is None, f"seed {seed}\n{told}"


async def test_an_update_that_was_applied_has_no_second_effect_on_another_node(stage):
    first, second = stage.nodes
    await desks.accepted(first)
    await desks.judged(first)
    moves = (asking(Move.ANSWER, 1, Target.YES), asking(Move.ANSWER, 2, Target.CLEAR))
    for number, press in enumerate(moves, 1):
        await first.db.append(updates.append_updates, ([(number, b"{}")], first.clock()))
        await press_lead(first, press, chat=TRIAGE.id, user=MARK.telegram, update=number)

    await press_lead(second, moves[0], chat=TRIAGE.id, user=MARK.telegram, update=1)

    book = await stage.book(1)
    assert book.answers == {}
    assert [line.what for line in filter(is_step, book.lines)] == ["judged", "budget=yes", "budget=clear"]


async def test_a_refusal_on_an_old_look_says_where_the_lead_stands(stage):
    slow, quick = stage.nodes
    await desks.accepted(slow)
    await desks.judged(slow)

    async def meanwhile():
        await press_lead(quick, asking(Move.NURTURE, 1), chat=TRIAGE.id, user=MARK.telegram, update=1)

    slow.db.before = meanwhile
    told = await press_lead(slow, asking(Move.WON, 1), chat=TRIAGE.id, user=MARK.telegram, update=2)

    newest = (await stage.book(1)).lines[-1]
    assert told.toast == "changed"
    assert (newest.what, newest.from_state, newest.to_state) == ("refused won", "nurture", "nurture")
    assert SALES.id not in (await stage.book(1)).cards
