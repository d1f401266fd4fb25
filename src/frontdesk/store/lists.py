"""Lists: leads that people ask for by what they are, page by page, and by what was written in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
import sqlalchemy as sa

from frontdesk.model.lead import ENDED, State
from frontdesk.model.score import Band
from frontdesk.store.leads import LeadLine, lines_of
from frontdesk.store.tables import accounts, identities, leads, submissions
from frontdesk.text import clean
from frontdesk.triage.outcome import IN_HANDS

LOOKED_AT: Final = 5_000  #: newest submissions whose names and companies a search reads
_SLICE: Final = 500
_FIELDS: Final = ("first_name", "last_name", "full_name", "company")
_c: Final = leads.c
#: Leads of their own that were judged and are no spam.
_REAL: Final = (_c.joined_into.is_(None), _c.state.is_not(None), _c.state != State.QUARANTINED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which leads a list is about; what is left out matters not."""

    owner: str | None = None
    open: bool = False  #: somebody has to act on it
    hot: bool = False
    since: datetime | None = None  #: it came then or later
    source: str | None = None  #: the form that one of its submissions came by


def page(connection: sa.Connection, wanted: Wanted, skipped: int, limit: int) -> list[LeadLine]:
    """The newest leads of that kind, after so many."""
    select = sa.select(_c.id).where(*_conditions(wanted)).order_by(_c.id.desc())
    found = connection.execute(select.offset(skipped).limit(limit)).scalars().all()
    return lines_of(connection, found)


def sources(connection: sa.Connection) -> Sequence[str]:
    """The forms that submissions came by, in order."""
    hooks = sa.select(submissions.c.hook).distinct().order_by(submissions.c.hook).limit(1_000)
    return connection.execute(hooks).scalars().all()


def _conditions(wanted: Wanted) -> Iterator[Any]:
    yield from _REAL
    if wanted.owner is not None:
        yield _c.owner == wanted.owner
    if wanted.open:
        yield _c.state.in_(IN_HANDS)
    if wanted.hot:
        yield _c.band == Band.QUALIFIED
        yield _c.state.not_in(ENDED)
    if wanted.since is not None:
        yield _c.created_at >= wanted.since
    if wanted.source is not None:
        s = submissions.c
        yield sa.exists().where(s.lead == _c.id, s.hook == wanted.source)


def by_phone(connection: sa.Connection, digits: str, limit: int) -> list[LeadLine]:
    """Leads whose number ends so."""
    ends = identities.c.value.endswith(digits, autoescape=True)
    return _found(connection, sa.select(identities.c.lead).where(identities.c.kind == "phone", ends), limit)


def by_domain(connection: sa.Connection, domain: str, limit: int) -> list[LeadLine]:
    """Leads of the company whose domain that is, or begins so."""
    theirs = sa.or_(accounts.c.domain == domain, accounts.c.domain.startswith(f"{domain}.", autoescape=True))
    select = sa.select(_c.id.label("lead")).join(accounts, accounts.c.id == _c.account).where(theirs)
    return _found(connection, select, limit)


def by_address(connection: sa.Connection, address: str, limit: int) -> list[LeadLine]:
    """Leads that are known by that e-mail address."""
    same = (identities.c.kind == "email", identities.c.value == address)
    return _found(connection, sa.select(identities.c.lead).where(*same), limit)


def by_words(connection: sa.Connection, words: str, limit: int) -> list[LeadLine]:
    """Leads whose name or company holds these words, of the newest `LOOKED_AT` submissions."""
    s, sought, found, below = submissions.c, _folded(words), dict[int, None](), None
    for _ in range(LOOKED_AT // _SLICE):
        select = sa.select(s.id, s.lead, s.normalised).where(s.lead.is_not(None))
        if below is not None:
            select = select.where(s.id < below)
        rows = connection.execute(select.order_by(s.id.desc()).limit(_SLICE)).all()
        found.update((row.lead, None) for row in rows if sought in _names(row.normalised))
        if len(rows) < _SLICE or len(found) >= limit:
            break
        below = rows[-1].id
    real = sa.select(_c.id).where(_c.id.in_(list(found)[:limit]), *_REAL).order_by(_c.id.desc())
    return lines_of(connection, connection.execute(real).scalars().all())


def _found(connection: sa.Connection, theirs: sa.Select[Any], limit: int) -> list[LeadLine]:
    real = sa.select(_c.id).where(_c.id.in_(theirs), *_REAL).order_by(_c.id.desc()).limit(limit)
    return lines_of(connection, connection.execute(real).scalars().all())


def _names(normalised: bytes) -> str:
    try:
        fields = orjson.loads(normalised).get("fields")
    except (ValueError, AttributeError):
        return ""
    if not isinstance(fields, Mapping):
        return ""
    return _folded(" ".join(str(fields[name])[:200] for name in _FIELDS if isinstance(fields.get(name), str)))


def _folded(text: str) -> str:
    return " ".join(clean(text).casefold().split())
