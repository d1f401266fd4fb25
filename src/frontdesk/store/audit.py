"""Audit: whether everything that came in is accounted for, on one snapshot of a running desk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import orjson
import sqlalchemy as sa

from frontdesk.model.delivery import DeliveryState
from frontdesk.model.lead import State
from frontdesk.store import erasing
from frontdesk.store.audit_checks import Check, Span, checks
from frontdesk.store.deliveries import ERASED, IS_LETTER
from frontdesk.store.documents import IS_FILE
from frontdesk.store.hexes import LETTER, SUBMISSION, unproven
from frontdesk.store.lookups import ThinForm, thin_forms
from frontdesk.store.submissions import CHECKING, THIN, UNJUDGED
from frontdesk.store.tables import cards, deliveries, leads, receipts, submissions

IDS: Final = 10  #: a finding names at most as many rows
SUMS: Final = 1_000  #: receipts whose parts are added up, the newest ones
STATES: Final = tuple(str(state) for state in DeliveryState)
SENT, SHOWN = "sent", "shown"  #: the table of cards has a word of its own


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something that is not as it must be."""

    code: str  #: for machines: no_receipt, no_card …
    what: str
    count: int
    ids: tuple[str, ...]  #: at most ten of them
    way_out: str

    def __str__(self) -> str:
        more = ", …" if self.count > len(self.ids) else ""
        return f"{self.what}: {self.count} ({', '.join(self.ids)}{more}); {self.way_out}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unjudged:
    """A submission that could not be judged."""

    submission: int
    lead: int | None  #: None: it broke before it was known whose it is
    tries: int
    error: str  #: may quote what people wrote


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """What there is, and what should not be."""

    accepted: int  #: all submissions
    #: judged, quarantined, unjudged, waiting, thin (waiting for answers), erased: together all accepted
    submissions: Mapping[str, int]
    letters: Mapping[str, int]  #: by state, each state of a delivery and any other that was found
    cards: Mapping[str, int]  #: the same; one that is shown counts as sent
    files: Mapping[str, int]  #: the same, of files for private chats
    unjudged: tuple[Unjudged, ...]  #: at most ten, those most often tried first
    findings: tuple[Finding, ...]
    withheld: Mapping[str, int] = field(default_factory=dict)  #: letters that a lock kept back, by its code
    thin: tuple[ThinForm, ...] = ()  #: the forms whose answers must be fetched

    @property
    def sound(self) -> bool:
        """Everything is accounted for."""
        return not self.findings


def audit(connection: sa.Connection, span: Span, homes: Sequence[tuple[State, int]]) -> Audit:
    """Count and look; `homes`: which chat should have a card of every lead in a state."""
    accepted, by_state = _submissions(connection)
    letters, shown = _by_state(connection, deliveries, IS_LETTER), _by_state(connection, cards)
    handed = _by_state(connection, deliveries, IS_FILE)
    findings = [
        *_no_receipt(connection),
        *_no_letter(connection),
        *_strange("letters", letters),
        *_strange("cards", shown),
        *_strange("files", handed),
        *(found for check in checks(span, homes) if (found := _found(connection, check))),
        *_wrong_sums(connection),
    ]
    return Audit(
        accepted=accepted,
        submissions=by_state,
        letters=letters,
        cards=shown,
        files=handed,
        unjudged=tuple(_unjudged(connection)),
        findings=tuple(findings),
        withheld=_withheld(connection),
        thin=tuple(thin_forms(connection)),
    )


def _submissions(connection: sa.Connection) -> tuple[int, dict[str, int]]:
    """All, and how many are in each state; only indexes are read, for the rows are large."""
    c, many = submissions.c, sa.func.count()
    total = connection.execute(sa.select(many).select_from(submissions)).scalar_one()
    waiting = connection.execute(sa.select(many).where(c.state == "waiting")).scalar_one()
    others = sa.select(c.state, many).where(UNJUDGED).group_by(c.state)
    found = {row[0]: row[1] for row in connection.execute(others)}
    spam = sa.select(leads.c.id).where(leads.c.state == State.QUARANTINED)
    theirs = sa.select(many).where(c.lead.in_(spam))
    aside = connection.execute(theirs).scalar_one()
    aside -= connection.execute(theirs.where(c.state == "waiting")).scalar_one()
    aside -= connection.execute(theirs.where(UNJUDGED)).scalar_one()
    judged = total - waiting - sum(found.values()) - aside
    counted = {"judged": judged, "quarantined": aside, "unjudged": found.get("unjudged", 0)}
    waiting += found.get(CHECKING, 0)
    gone, _ = erasing.counted(connection)
    erased = {ERASED: gone} if gone else {}
    return total + gone, {**counted, "waiting": waiting, THIN: found.get(THIN, 0), **erased}


def _by_state(connection: sa.Connection, table: sa.Table, *which: sa.ColumnElement[bool]) -> dict[str, int]:
    select = sa.select(table.c.state, sa.func.count()).where(*which).group_by(table.c.state)
    found = {row[0]: row[1] for row in connection.execute(select)}
    if table is cards:
        found[SENT] = found.pop(SHOWN, 0) + found.get(SENT, 0)
    return {**dict.fromkeys(STATES, 0), **found}


def _withheld(connection: sa.Connection) -> dict[str, int]:
    """Why letters were withheld; most often first."""
    why, many = sa.func.coalesce(deliveries.c.reason, ""), sa.func.count()
    select = sa.select(why, many).where(IS_LETTER, deliveries.c.state == DeliveryState.WITHHELD)
    return {row[0]: row[1] for row in connection.execute(select.group_by(why).order_by(many.desc(), why))}


def _strange(what: str, counts: Mapping[str, int]) -> Iterator[Finding]:
    strange = {state: count for state, count in counts.items() if state not in STATES}
    if strange:
        yield Finding(
            code=f"{what}_state",
            what=f"{what} in a state that there is not",
            count=sum(strange.values()),
            ids=tuple(strange)[:IDS],
            way_out="see `frontdesk outbox list --all`",
        )


def _found(connection: sa.Connection, check: Check) -> Finding | None:
    rows = check.rows.subquery()
    select = sa.select(*rows.c, sa.func.count().over()).limit(IDS)
    found = connection.execute(select).all()
    if not found:
        return None
    ids = tuple(check.name.format(*row[:-1]) for row in found)
    return Finding(code=check.code, what=check.what, count=found[0][-1], ids=ids, way_out=check.way_out)


def _no_receipt(connection: sa.Connection) -> Iterator[Finding]:
    """Judged submissions without a receipt, their own or one under a lead that was joined into theirs."""
    c, joined = submissions.c, sa.select(leads.c.id).where(leads.c.joined_into.is_not(None))
    bare = sa.select(c.id, c.lead).where(unproven(submissions, receipts)).order_by(c.id)
    if not (found := connection.execute(bare).all()):
        return
    # Put together here: as one statement it takes PostgreSQL half a minute, or SQLite through every body.
    open_ = {row.id for which in (c.state == "waiting", UNJUDGED) for row in _ids(connection, which)}
    elsewhere = sa.select(receipts.c.cause).where(receipts.c.lead.in_(joined))
    proven = set(connection.execute(elsewhere).scalars())
    found = [row for row in found if row.id not in open_ and f"{SUBMISSION}{row.id:x}" not in proven]
    if found:
        names = [f"{row.id:x} of #{row.lead}" for row in found]
        way_out = "have them judged again: `frontdesk leads retry N`"
        yield _finding("no_receipt", "judged submissions without a receipt", names, way_out)


def _ids(connection: sa.Connection, which: sa.ColumnElement[bool] | sa.TextClause) -> Sequence[sa.Row[int]]:
    return connection.execute(sa.select(submissions.c.id).where(which)).all()


def _no_letter(connection: sa.Connection) -> Iterator[Finding]:
    """Receipts that chose a letter which is not in the outbox; only those without any are opened."""
    key = sa.literal(LETTER) + sa.func.substr(receipts.c.cause, len(SUBMISSION) + 1)
    has = sa.exists().where(deliveries.c.key == key)
    bare = sa.select(receipts.c.lead, receipts.c.cause, receipts.c.body).where(
        receipts.c.cause.startswith(SUBMISSION), ~has
    )
    lacking = [row for row in connection.execute(bare) if _chose(row.body)]
    if lacking:
        names = [f"{row.cause} of #{row.lead}" for row in lacking]
        way_out = "answer these leads by hand: `frontdesk leads show N`"
        yield _finding("no_letter", "receipts that chose a letter which was never written", names, way_out)


def _finding(code: str, what: str, names: Sequence[str], way_out: str) -> Finding:
    return Finding(code=code, what=what, count=len(names), ids=tuple(names[:IDS]), way_out=way_out)


def _chose(body: bytes) -> bool:
    """Whether a receipt says that a letter goes out; one that nobody can read says so to be safe."""
    try:
        verdict = orjson.loads(body)["verdict"]
        return bool(verdict["letter"]) and not verdict["withheld"]
    except (ValueError, LookupError, TypeError):
        return True


def _wrong_sums(connection: sa.Connection) -> Iterator[Finding]:
    select = sa.select(receipts.c.lead, receipts.c.body).order_by(receipts.c.id.desc()).limit(SUMS)
    wrong = [row.lead for row in connection.execute(select) if not _adds_up(row.body)]
    if wrong:
        what = "receipts that cannot be read, or whose parts do not add up to their total"
        names = [f"#{lead}" for lead in wrong]
        yield _finding("wrong_sum", what, names, "keep the database and report a bug")


def _adds_up(body: bytes) -> bool:
    try:
        score = orjson.loads(body)["score"]
        return bool(sum(reason["points"] for reason in score["reasons"]) == score["total"])
    except (ValueError, LookupError, TypeError):
        return False


def _unjudged(connection: sa.Connection) -> Iterator[Unjudged]:
    c = submissions.c
    select = sa.select(c.id, c.lead, c.tries, c.error).where(UNJUDGED, c.state == "unjudged")
    for row in connection.execute(select.order_by(c.tries.desc(), c.id).limit(IDS)):
        yield Unjudged(submission=row.id, lead=row.lead, tries=row.tries, error=row.error or "")
