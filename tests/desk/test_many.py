"""One person who writes very often."""

import asyncio

from frontdesk.desk.backlog import Backlog
from support.world import TRIAGE, a_form, until_async


async def test_everything_one_person_sends_at_once_is_judged(world):
    await asyncio.gather(
        *(world.post(a_form(message=f"Message number {n} about the portal.")) for n in range(40))
    )

    async def judged():
        waiting = await Backlog(world.service.desk).waiting()
        lead = await world.lead(1)
        return lead if not waiting and lead.receipt else None

    lead = await until_async(judged, 20)

    assert lead.lead.revision == 40
    assert len(world.mailbox.mails) <= 1
    assert len(world.chat.messages(TRIAGE.id)) == 1
