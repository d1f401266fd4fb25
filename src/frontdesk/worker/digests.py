"""Digests: the day's message about the quarantine as it reads now."""

from collections.abc import Mapping

from frontdesk.desk.desk import Desk
from frontdesk.desk.judge import Judge
from frontdesk.messages.digest import digest_card
from frontdesk.model.delivery import Card
from frontdesk.model.digest import Digest, DigestFacts, DigestLine
from frontdesk.model.lead import Chat, Known
from frontdesk.model.signals import Suspicion
from frontdesk.store import digests
from frontdesk.store.database import Connection
from frontdesk.store.leads import read_known


async def drawn_digest(desk: Desk, chat: Chat, day: str) -> Card | None:
    """The digest of a day, its leads as they stand now; None when there is no such digest."""
    now = desk.clock()

    def look(connection: Connection) -> tuple[Digest, Mapping[int, Known]] | None:
        digest = digests.read(connection, day)
        if digest is None:
            return None
        return digest, read_known(connection, [one.lead for one in digest.listed], now)

    if (read := await desk.db.read(look)) is None:
        return None
    digest, known = read
    lines = (_line(desk.judge, known[one.lead], one.human) for one in digest.listed if one.lead in known)
    return digest_card(DigestFacts(digest=digest, chat=chat, lines=tuple(lines)))


def _line(judge: Judge, known: Known, human: bool) -> DigestLine:
    return DigestLine(
        lead=known.lead,
        human=human,
        noticed=_noticed(known),
        contacts=judge.fields(known),
        email=judge.signals(known).email.address,
    )


def _noticed(known: Known) -> tuple[Suspicion, ...]:
    """What the newest receipt says that guards saw; an older receipt has only their names."""
    if known.receipt is None:
        return ()
    decided = known.receipt.verdict
    return decided.suspicions or tuple(Suspicion(guard=code, because="") for code in decided.quarantine)
