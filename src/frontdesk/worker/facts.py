"""Facts: what a card is rendered from, out of all that is known about its lead."""

from collections.abc import Collection

from frontdesk.desk.judge import Judge
from frontdesk.model.delivery import CardFacts, OtherLead
from frontdesk.model.join import Join
from frontdesk.model.lead import Chat, Known
from frontdesk.model.touch import TouchKind
from frontdesk.store.cards import CardWork
from frontdesk.triage.joins import offers
from frontdesk.triage.moves import to_undo


def card_facts(
    judge: Judge, chat: Chat, known: Known, work: CardWork, shut: Collection[int] = ()
) -> CardFacts:
    """What the card of a lead that was judged says in one chat; `shut`: private chats that let nothing in."""
    assert known.receipt is not None  # noqa: S101 - the caller looked
    signals = judge.signals(known)
    joins = [(known.others[join.beside(known.lead.id)], join) for join in offers(known)]
    return CardFacts(
        lead=known.lead,
        view=work.view,
        chat=chat,
        latest=known.submissions[-1],
        signals=signals,
        receipt=known.receipt,
        answers=known.answers,
        contacts=judge.fields(known),
        undo=_offers_undo(known, work),
        unopened=any(one.telegram in shut for one in judge.rules.team if one.name == known.lead.owner),
        news=judge.news(known, signals),
        colleagues=tuple(_other(judge, known.others[lead]) for lead in known.colleagues),
        joins=tuple(_other(judge, other, join) for other, join in joins),
        stopped=known.stopped,
        unsubscribed=any(touch.kind is TouchKind.UNSUBSCRIBED for touch in known.touches),
    )


def _other(judge: Judge, known: Known, join: Join | None = None) -> OtherLead:
    return OtherLead(
        number=known.lead.id,
        contacts=judge.fields(known),
        wrote_at=known.submissions[-1].at,
        owner=known.lead.owner,
        join=join,
    )


def _offers_undo(known: Known, work: CardWork) -> bool:
    """The step that this wish came from can still be taken back."""
    lately = work.undo_until is not None and known.now < work.undo_until
    return lately and work.revision == known.lead.revision and to_undo(known) is not None
