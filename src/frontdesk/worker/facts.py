"""Facts: what a card is rendered from, out of all that is known about its lead."""

from collections.abc import Collection

from frontdesk.desk.judge import Judge
from frontdesk.model.delivery import CardFacts, OtherLead, View
from frontdesk.model.join import Join
from frontdesk.model.lead import Chat, Known, Person
from frontdesk.model.touch import TouchKind
from frontdesk.signals.zone import zone_of_lead
from frontdesk.store.cards import CardWork
from frontdesk.triage.closing import SELLERS
from frontdesk.triage.hearing import hears
from frontdesk.triage.joins import offers
from frontdesk.triage.moves import to_undo
from frontdesk.triage.snoozing import rests
from frontdesk.triage.standing import CLOSED
from frontdesk.triage.there import there


def card_facts(
    judge: Judge, chat: Chat, known: Known, work: CardWork, shut: Collection[int] = ()
) -> CardFacts:
    """What the card of a lead that was judged says in one chat; `shut`: private chats that let nothing in."""
    assert known.receipt is not None  # noqa: S101 - the caller looked
    signals = judge.signals(known)
    zone = zone_of_lead(signals)
    joins = [(known.others[join.beside(known.lead.id)], join) for join in offers(known)]
    stripped = work.stripped and known.lead.state in CLOSED
    return CardFacts(
        lead=known.lead,
        view=View.LINE if stripped else work.view,
        chat=chat,
        latest=known.submissions[-1],
        signals=signals,
        receipt=known.receipt,
        answers=known.answers,
        contacts={} if stripped else judge.fields(known),
        stripped=stripped,
        snoozed_until=known.lead.snoozed_until if rests(known.lead, known.now) else None,
        undo=_offers_undo(known, work),
        menu=work.menu if _is_open(known, work) else None,
        menu_by=work.menu_by if _is_open(known, work) else None,
        sellers=tuple(
            one
            for one in judge.rules.team
            if one.role in SELLERS and one.telegram and one.name != known.lead.owner
        ),
        offered_account=_mentioned(judge, known),
        unopened=any(one.telegram in shut for one in judge.rules.team if one.name == known.lead.owner),
        news=() if stripped else judge.news(known, signals),
        colleagues=() if stripped else tuple(_other(judge, known.others[lead]) for lead in known.colleagues),
        joins=() if stripped else tuple(_other(judge, other, join) for other, join in joins),
        stopped=known.stopped,
        there=there(zone, judge.rules.hours, known.now) if zone else None,
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


def _mentioned(judge: Judge, known: Known) -> int | None:
    """The account of whom the lead is offered to, where that person is to hear of it."""
    found = (one for one in judge.rules.team if one.name == known.lead.offered_to)
    return next((one.telegram for one in found if hears(judge.rules, one, known.now)), None)


def _others_who_sell(judge: Judge, known: Known) -> tuple[Person, ...]:
    owner = known.lead.owner
    return tuple(one for one in judge.rules.team if one.role in SELLERS and one.name != owner)


def _is_open(known: Known, work: CardWork) -> bool:
    """The menu is to be seen still."""
    return work.menu_until is not None and known.now < work.menu_until


def _offers_undo(known: Known, work: CardWork) -> bool:
    """The step that this wish came from can still be taken back."""
    lately = work.undo_until is not None and known.now < work.undo_until
    return lately and work.revision == known.lead.revision and to_undo(known) is not None
