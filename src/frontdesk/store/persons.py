"""Persons: everything that one person is found by, from an address, a number or a lead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from frontdesk.model.mailbox import Marks, mailbox
from frontdesk.model.submission import Received
from frontdesk.signals.identity import Identity
from frontdesk.store.deliveries import IS_LETTER
from frontdesk.store.submissions import UNJUDGED, received
from frontdesk.store.tables import cards, deliveries, identities, leads, micros, spare_messages, submissions

_i, _d, _l, _s = identities.c, deliveries.c, leads.c, submissions.c


@dataclass(frozen=True, kw_only=True, slots=True)
class Lens:
    """What tells whose something is."""

    marks: Callable[[str], Marks]  #: of an address, under the desk's secret
    quota: Callable[[str], str]  #: the key under which the letters to an address count
    whose: Callable[[Received], Identity | None]  #: a submission that is no lead's yet


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """One person, as the tables know it."""

    leads: tuple[int, ...] = ()  #: with those that were joined into them
    strays: tuple[int, ...] = ()  #: submissions that are no lead's yet
    addresses: tuple[str, ...] = ()  #: in small letters
    numbers: tuple[str, ...] = ()  #: E.164
    marks: tuple[bytes, ...] = ()
    quotas: tuple[str, ...] = ()
    companies: tuple[int, ...] = ()  #: accounts of no other lead
    domains: tuple[str, ...] = ()  #: at which nobody else has an address
    messages: frozenset[tuple[int, int]] = field(default_factory=frozenset)  #: (chat, message) of its cards


def sought(connection: sa.Connection, identity: Identity, lens: Lens) -> Who:
    """Who has that address, however it is written, or that number."""
    kind, value = identity
    known = connection.execute(sa.select(_i.value, _i.lead).where(_i.kind == kind)).all()
    same = _same(kind, value)
    found = {row.lead for row in known if same(row.value)}
    if kind == "email":
        to = sa.select(_d.lead).where(_d.mailbox == lens.marks(value).mailbox)
        found.update(connection.execute(to).scalars())
    strays = [id_ for id_, (its, said) in _strays(connection, lens) if its == kind and same(said)]
    return _who(connection, sorted(found), strays, [identity], lens)


def of_leads(connection: sa.Connection, wanted: Sequence[int], lens: Lens) -> Who:
    """The persons behind these leads."""
    return _who(connection, wanted, [], [], lens)


def _same(kind: str, value: str) -> Callable[[str], bool]:
    if kind != "email":
        return lambda other: other == value
    reached = mailbox(value)
    return lambda other: mailbox(other) == reached


def _strays(connection: sa.Connection, lens: Lens) -> Iterator[tuple[int, Identity]]:
    """Submissions that are no lead's yet, with whose they will be; one that cannot be read is left out."""
    for which in (_s.state == "waiting", UNJUDGED):
        select = sa.select(_s.id, _s.hook, _s.received_at, _s.normalised).where(which, _s.lead.is_(None))
        for row in connection.execute(select):
            try:
                its = lens.whose(received((row.id, row.hook, micros(row.received_at), row.normalised)))
            except (ValueError, TypeError):
                continue
            if its:
                yield row.id, its


def _who(
    connection: sa.Connection,
    found: Sequence[int],
    strays: Sequence[int],
    given: Iterable[Identity],
    lens: Lens,
) -> Who:
    mine = _with_joined(connection, found)
    said = [*given, *_known(connection, mine)]
    addresses = tuple(sorted({value for kind, value in said if kind == "email"}))
    marks = [lens.marks(address) for address in addresses]
    return Who(
        leads=tuple(mine),
        strays=tuple(strays),
        addresses=addresses,
        numbers=tuple(sorted({value for kind, value in said if kind == "phone"})),
        marks=tuple(sorted({mark for each in marks for mark in (each.mailbox, each.exact)})),
        quotas=tuple(sorted({lens.quota(address) for address in addresses})),
        companies=tuple(_companies(connection, mine)),
        domains=tuple(_domains(connection, addresses, set(mine))),
        messages=_messages(connection, mine),
    )


def _with_joined(connection: sa.Connection, found: Sequence[int]) -> list[int]:
    if not found:
        return []
    theirs = sa.select(_l.id).where(sa.or_(_l.id.in_(found), _l.joined_into.in_(found)))
    return sorted(connection.execute(theirs.where(_l.erased_at.is_(None))).scalars())


def _known(connection: sa.Connection, mine: Sequence[int]) -> Iterator[Identity]:
    if mine:
        for row in connection.execute(sa.select(_i.kind, _i.value).where(_i.lead.in_(mine))):
            yield row.kind, row.value
        to = sa.select(_d.recipient).where(_d.lead.in_(mine), IS_LETTER, _d.recipient != "").distinct()
        yield from (("email", address.lower()) for address in connection.execute(to).scalars())


def _companies(connection: sa.Connection, mine: Sequence[int]) -> Sequence[int]:
    if not mine:
        return ()
    theirs = sa.select(_l.account).where(_l.id.in_(mine), _l.account.is_not(None))
    others = sa.select(_l.account).where(_l.account.in_(theirs), _l.id.not_in(mine))
    shared = set(connection.execute(others).scalars())
    return sorted({one for one in connection.execute(theirs).scalars() if one} - shared)


def _domains(connection: sa.Connection, addresses: Sequence[str], mine: set[int]) -> list[str]:
    found = []
    for domain in sorted({address.rpartition("@")[2] for address in addresses}):
        there = sa.select(_i.lead).where(_i.kind == "email", _i.value.endswith(f"@{domain}", autoescape=True))
        if mine.issuperset(connection.execute(there).scalars()):
            found.append(domain)
    return found


def _messages(connection: sa.Connection, mine: Sequence[int]) -> frozenset[tuple[int, int]]:
    found = set[tuple[int, int]]()
    for table in (cards, spare_messages) if mine else ():
        shown: sa.Select[Any] = sa.select(table.c.chat, table.c.message_id).where(table.c.lead.in_(mine))
        found.update((row.chat, row.message_id) for row in connection.execute(shown) if row.message_id)
    return frozenset(found)
