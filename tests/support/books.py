"""Books: a small desk made of rows, sound in every way, for tests that spoil one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa

from frontdesk.desk.clock import SteadyClock
from frontdesk.desk.desk import Desk
from frontdesk.desk.judge import Judge
from frontdesk.desk.wake import Wake
from frontdesk.model.score import Band, Reason, Receipt, Score, Verdict
from frontdesk.scoring import receipt as receipts_json
from frontdesk.signals.reading import SignalReader
from frontdesk.store import tables
from frontdesk.store.database import Database
from support import shipped

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TRIAGE, SALES = -1001, -1002
CHATS = {
    "FRONTDESK_TRIAGE_CHAT": str(TRIAGE),
    "FRONTDESK_SALES_CHAT": str(SALES),
}
#: lead: (state, its card's chat, the letter's state)
LEADS: dict[int, tuple[str | None, int | None, str | None]] = {
    1: ("triage", TRIAGE, "sent"),
    2: ("sales_open", SALES, "due"),
    3: ("nurture", None, "withheld"),
    4: ("quarantined", None, "withheld"),
    5: (None, None, None),  # joined into 1
    6: (None, None, None),  # waits
    7: (None, None, None),  # could not be judged
}
NORMALISED = orjson.dumps({"provider": "json", "fields": {"email": "jan@acme-client.example"}})


async def a_sound_desk(db: Database) -> Database:
    """Seven leads, each in another state, with all that belongs to them."""
    await db.write(_write)
    return db


def _write(connection: sa.Connection) -> None:
    t = tables
    put(connection, t.leads, *({"id": lead, "state": LEADS[lead][0], "created_at": AT} for lead in LEADS))
    connection.execute(sa.update(t.leads).where(t.leads.c.id == 5).values(joined_into=1))
    put(
        connection,
        t.identities,
        *({"kind": "email", "value": f"{lead}@a.example", "lead": lead} for lead in LEADS),
    )
    put(connection, t.submissions, *(a_submission(number) for number in LEADS))
    put(connection, t.nodes, {"id": "n", "place": "", "role": "all", "started_at": AT, "seen_at": AT})
    for lead in (1, 2, 3, 4, 5):
        state, chat, letter = LEADS[lead]
        put(connection, t.receipts, a_receipt(lead, f"submission:{lead:x}", "late" if lead == 3 else None))
        put(connection, t.history, _step(lead))
        put(connection, t.touches, {"lead": lead, "kind": "submission", "at": AT, "key": f"s{lead}"})
        put(connection, t.deliveries, a_letter(lead, letter or "sent"))
        if chat:
            put(connection, t.cards, a_card(chat, lead, str(state)))
    put(
        connection,
        t.answers,
        {"lead": 2, "criterion": "budget", "yes": True, "by": "Olga", "at": AT, "revision": 1},
    )
    put(
        connection,
        t.updates,
        {"id": 1, "body": b"{}", "state": "done", "at": AT},
        {"id": 2, "body": b"{}", "state": "waiting", "at": AT},
    )


def put(connection: sa.Connection, table: sa.Table, *rows: dict[str, Any]) -> None:
    """Insert rows."""
    connection.execute(sa.insert(table), list(rows))


def a_submission(number: int, **values: Any) -> dict[str, Any]:
    """A row of `submissions`; that of lead 5 went to the one it was joined into."""
    row = {
        "id": number,
        "lead": 1 if number == 5 else number,
        "hook": "web",
        "received_at": AT,
        "headers": b"[]",
        "body": b"{}",
        "normalised": NORMALISED,
        "state": {6: "waiting", 7: "unjudged"}.get(number, "judged"),
        "error": "ValueError: broken" if number == 7 else None,
        "tries": 2 if number == 7 else 0,
        "tried_at": AT if number == 7 else None,
    }
    return {**row, **values}


def a_receipt(lead: int, cause: str, withheld: str | None = None) -> dict[str, Any]:
    """A row of `receipts`: 3 points out of two reasons."""
    receipt = Receipt(
        lead=lead,
        cause=cause,
        rules="0" * 64,
        at=AT,
        score=Score(3, (Reason("phone", 1, "a number"), Reason("position", 2, "CTO")), (), 3),
        verdict=Verdict(band=Band.TRIAGE, letter="full_profile", withheld=withheld),
    )
    body = orjson.dumps(receipts_json.as_json(receipt))
    return {"lead": lead, "cause": cause, "revision": 1, "at": AT, "body": body}


def a_letter(number: int, state: str = "due", **values: Any) -> dict[str, Any]:
    """A row of `deliveries`, to the lead of that number."""
    row = {
        "key": f"letter:{number:x}",
        "channel": "email",
        "lead": number,
        "recipient": "jan@acme-client.example",
        "letter": "full_profile",
        "message_id": f"<{number}@acme.example>",
        "body": b"",
        "state": state,
        "due_at": AT,
        "created_at": AT,
    }
    return {**row, **values}


def a_handed_file(lead: int, chat: int, state: str = "due", **values: Any) -> dict[str, Any]:
    """A row of `deliveries`: the first file of a submission of that lead's number, for a private chat."""
    told = {"channel": "telegram", "recipient": str(chat), "letter": "file", "message_id": ""}
    return {**a_letter(lead, state, key=f"file:{chat}:{lead:x}:0"), **told, **values}


def a_card(chat: int, lead: int, view: str = "triage", state: str = "shown", **values: Any) -> dict[str, Any]:
    """A row of `cards`."""
    view = {"sales_open": "sales"}.get(view, view)
    row = {"chat": chat, "lead": lead, "view": view, "revision": 1, "hot": False, "state": state}
    return {**row, "due_at": AT, **values}


def _step(lead: int) -> dict[str, Any]:
    return {"lead": lead, "cause": "x", "by": "machine", "what": "judged", "revision": 1, "at": AT}


def spoil(db: Database, *statements: str, **values: Any) -> None:
    """What only a bug or a person at the database could do: the rules of the schema do not hold."""
    engine = sa.create_engine(_address(db), poolclass=sa.NullPool)
    with engine.begin() as connection:
        if db.kind == "postgresql":
            connection.execute(sa.text("SET session_replication_role = replica"))
        for statement in statements:
            named = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(sa.text(statement), named)


def refuse(db: Database, table: str, column: str, value: str) -> None:
    """The database takes no row with that value, as if it could not store something in it."""
    if db.kind == "postgresql":
        spoil(db, f"ALTER TABLE {table} ADD CONSTRAINT poison CHECK ({column} <> '{value}')")
        return
    when = f"WHEN NEW.{column} = '{value}' BEGIN SELECT RAISE(ABORT, 'poison'); END"
    spoil(db, f"CREATE TRIGGER poison BEFORE INSERT ON {table} {when}")


def _address(db: Database) -> str:
    return f"sqlite:///{db.place}" if db.kind == "sqlite" else str(db.dsn).replace(":", "+psycopg:", 1)


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        """It is later at once: `forward(hours=1)`."""
        self.at += timedelta(**span)


def a_desk(db: Database, folder: Path, clock: Any = None) -> Desk:
    """A desk on the shipped rules, with a chat for triage and one for sales, that nobody runs."""
    config = shipped.config(folder, CHATS)
    judge = Judge(
        rules=config.rules,
        reader=SignalReader(rules=config.rules),
        letters=config.letters,
        sender=config.sender,
    )
    return Desk(db, judge, Wake(), clock or SteadyClock())
