"""Races: two people take one lead on two nodes, both before either node has written."""

import asyncio

from frontdesk.desk.desk import Desk
from frontdesk.desk.pressing import press_lead
from frontdesk.desk.told import Told
from frontdesk.model.lead import Person
from frontdesk.model.press import Move, Press
from frontdesk.store import history, leads, updates
from support import desks
from support.plays import HOT, Stage
from support.world import ANN, PIOTR, SALES


async def race(stage: Stage) -> str:
    """The owner of a lead that both took; AssertionError where both won, nobody did, or it is not told."""
    number = stage.number()
    first = stage.nodes[0]
    await desks.accepted(first, **HOT, email=f"race{number}@acme{number}.example", phone="")
    await desks.judged(first)
    lead = max([line.lead.id for line in await first.db.read(lambda c: leads.newest(c, 1))])
    met = asyncio.Barrier(2)
    told = await asyncio.gather(
        _takes(stage, stage.nodes[0], lead, PIOTR, met), _takes(stage, stage.nodes[1], lead, ANN, met)
    )
    return await _judged(first, lead, dict(zip((PIOTR.name, ANN.name), told, strict=True)))


async def _takes(stage: Stage, node: Desk, lead: int, person: Person, met: asyncio.Barrier) -> Told:
    async def both() -> None:
        await met.wait()

    update, press = stage.number(), Press(lead=lead, move=Move.CLAIM, revision=1)
    await node.db.append(updates.append_updates, ([(update, b"{}")], node.clock()))
    node.db.before = both
    return await press_lead(node, press, chat=SALES.id, user=person.telegram, update=update)


async def _judged(node: Desk, lead: int, told: dict[str, Told]) -> str:
    known = (await node.db.read(lambda c: leads.read_known(c, [lead], node.clock())))[lead]
    [winner] = [name for name, each in told.items() if each.toast == "claimed"]
    [loser] = [name for name in told if name != winner]
    assert known.lead.owner == winner, f"{winner} was told it, {known.lead.owner} owns it"
    assert (told[loser].toast, told[loser].by) == ("claimed_already", winner), f"{loser}: {told[loser]}"
    lines = await node.db.read(lambda c: history.read_history(c, lead))
    pressed = {(line.by, line.what) for line in lines}
    assert {(winner, "claim"), (loser, "refused claim")} <= pressed, f"the history has {pressed}"
    assert [line.what for line in lines].count("claim") == 1, "two claims stand in the history"
    return winner
