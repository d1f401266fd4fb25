"""Migrate: a desk goes from one database to another with everything it has, whatever happens on the way."""

import asyncio
import random
import shutil
import signal
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from frontdesk.desk.place import own_place
from frontdesk.errors import Faults
from frontdesk.store import schema, tables
from frontdesk.store.database import Database
from frontdesk.store.engine import open_engine
from frontdesk.store.moving import Mover
from support import postgres, upgrading
from support.books import a_sound_desk, put
from support.chats import a_card, quiet
from support.moves import content, grown, moved, version
from support.stored import count, rows
from support.world import OLGA, SALES, TRIAGE, World, a_form, a_world, until

pytestmark = pytest.mark.usefixtures("plain_words")

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SECRET = "geheim-4711"
KILLS = 4
#: Texts that servers sort by their language, and SQLite by code points.
WORDS = ("a", "B", "ä", "a b", "a-b", "_a", "Z", "Ω", "ю", "中", "😀", "ﬀ", "'; --", "a\u0301", "%s")


@pytest.fixture
def source(desk: Path) -> str:
    """The address of a sound desk at rest, with what is hard to sort and to carry."""
    url = f"sqlite:///{desk / 'from.db'}"
    asyncio.run(_a_desk(url, desk))
    return url


async def _a_desk(url: str, desk: Path) -> None:
    db = Database(url, desk=desk)
    await a_sound_desk(db)
    await db.write(_hard)
    await db.close()


def _hard(connection: sa.Connection) -> None:
    connection.execute(sa.delete(tables.nodes))
    t = tables
    put(connection, t.identities, *({"kind": "phone", "value": word, "lead": 1} for word in WORDS))
    put(connection, t.alarms, *({"key": word, "text": f"{word}\n", "raised_at": AT} for word in WORDS))
    touches = [
        {"lead": 1, "kind": "stage", "at": AT + timedelta(microseconds=n), "amount": amount, "key": f"t{n}"}
        for n, amount in enumerate((0.1, 1e300, 5e-324, 3.0, None))
    ]
    put(connection, t.touches, *touches)
    put(connection, t.updates, {"id": 2**63 - 1, "body": bytes(range(256)), "state": "done", "at": AT})
    put(connection, t.rules_versions, {"hash": "0" * 64, "text": "", "at": AT})
    put(connection, t.quotas, *({"key": "mail", "at": AT} for _ in range(30)))
    known = ({"key": bytes([255 - n, n]) * 8, "submission": 1, "expires_at": AT} for n in range(256))
    put(
        connection,
        t.repeats,
        *known,
        {"key": b"d" * 16, "submission": 2, "digest": b"\0" * 16, "expires_at": AT},
    )
    connection.execute(sa.delete(t.quotas).where(t.quotas.c.id < 20))
    told = {"chat": TRIAGE.id, "since": AT, "until": AT, "summary": b"{}", "state": "due", "due_at": AT}
    put(connection, t.digests, {"day": "2026-11-20", **told})
    put(connection, t.digest_leads, {"day": "2026-11-20", "lead": 1, "place": 0, "human": True})
    for number, takes in enumerate((True, False, None)):
        row = {"domain": f"a{number}.example", "takes": takes, "checked_at": AT, "until": AT}
        put(connection, t.mx, row)


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> str:
    """The address of a desk at rest that takes several batches to move."""
    return asyncio.run(grown(tmp_path_factory.mktemp("many") / "many.db", 1200))


@pytest.fixture(scope="module")
def moving(many, tmp_path_factory) -> tuple[int, float]:
    """How many steps it takes to move it, and how many seconds."""
    folder, began = tmp_path_factory.mktemp("moving"), time.monotonic()
    code, steps = moved(folder, many, "sqlite:///to.db")
    assert code == 0
    return steps, time.monotonic() - began


@pytest.fixture(params=postgres.ENGINES)
def target(request, desk):
    """The address of an empty database, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{desk / 'to.db'}"
        return
    with postgres.a_database(request.param) as url:
        yield url


@pytest.fixture
def server():
    """The address of an empty database on PostgreSQL."""
    with postgres.a_database("postgresql") as url:
        yield url


@asynccontextmanager
async def at(url: str, first: World, **variables: str):
    """The desk at its new address, with the mail server and the chats that it had."""
    world = World(first.desk, DATABASE=url, **variables)
    world.mailbox, world.chat, world.session = first.mailbox, first.chat, first.session
    await world.start()
    try:
        yield world
    finally:
        await world.stop()


async def open_once(url: str, desk: Path) -> None:
    """Open a database as a service does."""
    await Database(url, desk=desk).close()


def change(url: str, statement: str, **values) -> None:
    """What somebody does to a database meanwhile."""
    made = sa.make_url(url)
    if made.drivername == "postgresql":
        made = made.set(drivername="postgresql+psycopg")
    with sa.create_engine(made, poolclass=sa.NullPool).begin() as connection:
        connection.execute(sa.text(statement), values)


def half(desk: Path, source: str, target: str) -> None:
    """Kill a move in the middle."""
    assert moved(desk, source, target, fatal="INSERT INTO receipts")[0] == -signal.SIGKILL
    assert version(target).startswith(schema.MOVING)


async def test_a_desk_goes_on_where_it_was_moved_to(desk, run, server):
    async with a_world(desk) as world:
        await a_card(world)
        await world.mail("jan@acme-client.example")
        await quiet(world)
        await world.stop()

        moved = run("migrate", "sqlite:///test.db", server)

        assert (moved.code, moved.err) == (0, "")
        async with at(server, world) as there:
            assert "7" in await there.press(TRIAGE, "Budget fits", OLGA)
            await there.card(SALES, "Kowalski")
            await there.post(a_form(message="It is me again."))
            await there.post(a_form(email="eva@other.example", phone="+48 512 345 299"))
            await there.mail("eva@other.example")
            await until(lambda: not count(server, "submissions", "state <> 'judged'"))
        assert rows(server, "SELECT lead FROM submissions ORDER BY id") == [(1,), (1,), (2,)]
        assert rows(server, "SELECT lead, count(*) FROM receipts GROUP BY lead ORDER BY lead") == [
            (1, 3),
            (2, 1),
        ]


def test_there_and_back_everything_is_as_it_was(desk, run, source, target):
    back = f"sqlite:///{desk / 'back.db'}"
    before = content(source)

    there, again = run("migrate", source, target), run("migrate", target, back)

    assert (there.code, again.code, there.err, again.err) == (0, 0, "", "")
    assert content(target) == before
    assert content(back) == before
    assert {version(url) for url in (source, target, back)} == {schema.HEAD}


def test_from_one_server_to_another_everything_is_as_it_was(run, source, server):
    with postgres.a_database("postgresql") as other:
        run("migrate", source, server)

        assert run("migrate", server, other).code == 0

        assert content(other) == content(source)


def test_the_desk_that_is_moved_is_left_as_it_was(desk, run, source, server):
    file = desk / "from.db"
    before = file.read_bytes()

    assert run("migrate", source, server).code == 0

    assert file.read_bytes() == before


def test_every_table_is_named_with_its_rows(run, source, server):
    out = run("migrate", source, server).out

    told = dict(line.split() for line in out.split("\n\n")[0].splitlines()[1:])
    assert told == {name: f"{len(rows):,}" for name, rows in content(source).items()}
    assert "Moved and checked" in out


def test_new_rows_get_ids_behind_those_that_were_moved(run, source, server):
    run("migrate", source, server)

    for name in (
        "accounts",
        "leads",
        "receipts",
        "touches",
        "rules_versions",
        "history",
        "deliveries",
        "quotas",
    ):
        ids = f"SELECT coalesce(max(id), 0) + 1, nextval('{name}_id_seq') FROM {name}"
        [[free, next_]] = rows(server, ids)
        assert next_ == free, name


@pytest.mark.parametrize("seed", [1, 2])
def test_a_move_that_was_killed_again_and_again_ends_equal(desk, many, moving, target, seed):
    chance, (steps, took_s), killed = random.Random(seed), moving, 0

    for number in range(KILLS):
        if number % 2:
            code, _ = moved(desk, many, target, after_s=chance.uniform(0, took_s / 2))
        else:
            code, _ = moved(desk, many, target, fatal=chance.randrange(1, steps))
        assert code in (0, -signal.SIGKILL)
        killed += code != 0

    assert killed
    assert moved(desk, many, target)[0] == 0
    assert content(target) == content(many)
    assert version(target) == schema.HEAD


async def test_no_service_starts_on_a_part_of_a_desk(desk, many, target):
    half(desk, many, target)

    with pytest.raises(Faults, match="found a part of one; run `frontdesk migrate` again"):
        await open_once(target, desk)


def test_what_was_copied_before_a_kill_is_not_copied_again(desk, run, many, target):
    half(desk, many, target)
    column = "ctid" if target.startswith("postgresql") else "rowid"
    before = rows(target, f"SELECT min({column}), max({column}), count(*) FROM leads")
    assert before[0][2]

    assert run("migrate", many, target).code == 0

    assert rows(target, f"SELECT min({column}), max({column}), count(*) FROM leads") == before


def test_a_part_of_another_desk_is_refused_and_kept(desk, run, source, many, target):
    half(desk, many, target)
    before = content(target)

    refused = run("migrate", source, target)

    assert refused.code == 1
    assert [line.partition(": ")[2] for line in refused.faults] == [
        "expected an empty database, found a part of another desk"
    ]
    assert content(target) == before


def test_a_desk_that_went_on_after_a_kill_is_moved_as_it_is_now(desk, run, many, target):
    file = desk / "from.db"
    shutil.copy(many.removeprefix("sqlite:///"), file)
    source = f"sqlite:///{file}"
    half(desk, source, target)
    change(source, "UPDATE leads SET owner = 'Ann' WHERE id = 1")
    change(source, "DELETE FROM quotas WHERE id = 1")

    assert run("migrate", source, target).code == 0

    assert content(target) == content(source)


def test_a_table_that_differs_is_named_and_the_next_run_begins_anew(desk, run, many, target):
    half(desk, many, target)
    change(target, "UPDATE leads SET owner = 'Mallory' WHERE id = 1")

    differs = run("migrate", many, target)

    assert differs.code == 1
    assert [line.split(": ")[1] for line in differs.faults] == ["leads"]
    assert run("migrate", many, target).code == 0
    assert content(target) == content(many)


def test_a_desk_that_changes_while_it_is_moved_is_not_taken_for_moved(desk, source, target):
    engines = [open_engine(url, desk, timedelta(seconds=10)) for url in (source, target)]
    seen = []

    def progress(done: int, total: int) -> None:
        if done > total / 2 and not seen:
            seen.append(done)
            change(source, "UPDATE leads SET owner = 'Ann' WHERE id = 1")

    with pytest.raises(Faults, match="found it changed"):
        Mover(*engines, lambda node, theirs: False, progress).move()

    for engine in engines:
        engine.close()
    assert seen
    assert version(target).startswith(schema.MOVING)


def test_a_move_that_is_done_may_be_asked_for_again(run, source, target):
    first = run("migrate", source, target)

    assert run("migrate", source, target) == first


async def test_a_running_desk_is_not_moved(desk, run, server):
    async with a_world(desk) as world:
        await world.post(a_form())

        refused = run("migrate", "sqlite:///test.db", server)

    assert refused.code == 1
    assert refused.faults == [
        f"{desk / 'test.db'}: expected a desk at rest, found nodes at work: 1; stop frontdesk first"
    ]
    assert rows(server, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


@pytest.mark.parametrize(
    ("place", "silent_s", "code"),
    [
        (own_place(), 0, 1),
        ("another boot 1 2", 1, 1),
        ("another boot 1 2", 3600, 0),
        (own_place().rsplit(" ", 2)[0] + " 999999999 1", 1, 0),
    ],
    ids=["here", "on another machine", "silent for an hour", "killed a second ago"],
)
def test_only_a_living_node_keeps_a_desk_where_it_is(run, source, server, place, silent_s, code):
    seen = tables.micros(datetime.now(UTC) - timedelta(seconds=silent_s))
    insert = "INSERT INTO nodes VALUES ('n', :place, 'all', :seen, :seen)"
    change(source, insert, place=place, seen=seen)

    assert run("migrate", source, server).code == code


async def test_a_letter_in_dead_hands_goes_out_once_at_the_new_address(desk, run, server):
    async with a_world(desk, SMTP="") as world:
        await world.post(a_form())
        await until(lambda: count(desk, "deliveries"))
        await world.stop()
        change(
            f"sqlite:///{desk / 'test.db'}", "UPDATE deliveries SET state = 'claimed', claimed_by = 'gone'"
        )

        assert run("migrate", "sqlite:///test.db", server).code == 0

        async with at(server, world, UNSURE_RETRY="300ms") as there:
            await there.mail("jan@acme-client.example")
            await until(lambda: count(server, "deliveries", "state = 'sent'"))
        assert rows(server, "SELECT attempts, doubts FROM deliveries") == [(1, 1)]
        assert len(world.mailbox.mails) == 1


@pytest.mark.parametrize("left", ["a desk", "an empty desk that ran", "a node"])
async def test_only_an_empty_database_is_moved_to(desk, run, source, target, left):
    db = Database(target, desk=desk)
    if left == "a desk":
        await a_sound_desk(db)
    await db.close()
    if left == "an empty desk that ran":
        change(target, "INSERT INTO rules_versions (hash, text, at) VALUES ('0', '', 0)")
    if left == "a node":
        change(target, "INSERT INTO nodes VALUES ('n', '', 'all', 0, 0)")
    before = content(target)

    refused = run("migrate", source, target)

    assert refused.code == 1
    assert len(refused.faults) == 1
    assert "expected an empty database, found rows in its table" in refused.faults[0]
    assert content(target) == before


@pytest.mark.parametrize(
    ("given", "code", "told"),
    [
        (("nonsense", "sqlite:///to.db"), 2, 'expected "sqlite:///FILE"'),
        (("sqlite:///from.db", "mysql://root:geheim-4711@h/d"), 2, "found mysql"),
        (("sqlite:///from.db",), 2, "Missing argument 'TO'"),
        (("sqlite:///from.db", "sqlite:///no/to.db"), 2, "expected an existing folder"),
        (("sqlite:///none.db", "sqlite:///to.db"), 1, "expected a desk, found no file"),
        (("sqlite:///other.db", "sqlite:///to.db"), 1, "expected a desk, found a database without one"),
        (("sqlite:///text.db", "sqlite:///to.db"), 1, "file is not a database"),
        (("sqlite:///old.db", "sqlite:///to.db"), 1, "found 0001; start that desk once"),
        (("sqlite:///later.db", "sqlite:///to.db"), 1, "found 9999: a later frontdesk made it"),
        (("sqlite:///part.db", "sqlite:///to.db"), 1, "expected a whole desk, found a part of one"),
        (("sqlite:///from.db", "sqlite:///./from.db"), 1, "found the same"),
        (("sqlite:///from.db", "sqlite:///other.db"), 1, "one with a table 'others'"),
        (
            ("sqlite:///from.db", "postgresql://root:geheim-4711@127.0.0.1:1/d"),
            1,
            "expected a PostgreSQL that answers",
        ),
    ],
    ids=str,
)
def test_what_cannot_be_moved_is_told_in_one_line(desk, run, source, given, code, told):
    upgrading.first_database(desk / "old.db")
    (desk / "text.db").write_text("Dear diary, today nobody wrote to me. " * 99)
    change(f"sqlite:///{desk / 'other.db'}", "CREATE TABLE others (id INTEGER)")
    for name, version_ in (("later", "9999"), ("part", schema.MOVING + "0" * 24)):
        shutil.copy(desk / "from.db", desk / f"{name}.db")
        change(f"sqlite:///{desk / name}.db", "UPDATE alembic_version SET version_num = :v", v=version_)

    refused = run("migrate", *given)

    assert refused.code == code
    assert len(refused.faults) == 1
    assert told in refused.faults[0]
    assert SECRET not in refused.err


def test_a_password_is_never_told(run, source, server):
    with postgres.a_database("postgresql") as taken:
        change(taken, "CREATE TABLE leads (id INTEGER)")
        good, bad = (sa.make_url(url).set(password=SECRET) for url in (server, taken))
        urls = [url.render_as_string(hide_password=False) for url in (good, bad)]

        runs = [run("migrate", source, url) for url in urls] + [run("migrate", url, source) for url in urls]

    assert [one.code for one in runs] == [0, 1, 0, 1]
    assert "already exists" in runs[1].err
    assert all(SECRET in url for url in urls)
    assert not [one for one in runs if SECRET in one.out + one.err]
