"""Hard times for the SQLite file: the disk, the locks, the damage; what was answered stays."""

import asyncio
import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from frontdesk.desk.clock import wall as now
from frontdesk.store import quotas
from frontdesk.store.database import Database
from support.stored import count, rows
from support.world import TRIAGE, World, a_form, a_world, until, until_async
from web.raw import one, request
from web.served import Served, a_served

pytestmark = pytest.mark.usefixtures("plain_words")

BIG = "x" * 15_000
MAIL = {"MAIL_FROM": "Acme <hello@acme.example>"}


def a_post(number: int, **fields: str) -> bytes:
    """A form of one person as a request."""
    return request(json.dumps(a_form(email=f"lead{number}@acme{number}.example", **fields)))


def live() -> bytes:
    return request(method="GET", path="/health/live")


@contextmanager
def locked(desk: Path) -> Iterator[None]:
    """This process writes, and does not end."""
    with closing(sqlite3.connect(desk / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def logging_to(log: Path, desk: Path) -> tuple[str, ...]:
    """The command that runs a service with its log in a file: a pipe that nobody reads would stop it."""
    serve = shlex.join((sys.executable, "-m", "frontdesk", "--desk", str(desk), "serve"))
    return ("sh", "-c", f"exec {serve} 2>{shlex.quote(str(log))}")


async def still_serves(served: Served) -> int:
    """It has not been started anew; the exit code when it is asked to end."""
    os.kill(served.pid, 0)
    served.signal(signal.SIGTERM)
    code, _ = await served.ended()
    return code


async def test_a_form_is_written_and_synced_before_it_is_answered(tmp_path):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    calls = "trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg"
    traced = ("strace", "-D", "-f", "-y", "-s", "5000", "-e", calls, "-o", str(tmp_path / "calls"))
    serve = (sys.executable, "-m", "frontdesk", "--desk", str(tmp_path), "serve")
    async with a_served(tmp_path, *traced, *serve) as served:
        await served.start()
        for number in range(3):
            assert (await one(served.url, a_post(number))).status == 200
        assert await still_serves(served) == 0

    lines = (tmp_path / "calls").read_text("utf-8", "replace").splitlines()
    answers = [at for at, line in enumerate(lines) if "HTTP/1.1 200" in line]
    written = [_first(lines, "pwrite64(", "test.db-wal>", f"lead{number}@") for number in range(3)]
    synced = [_synced(lines, at) for at in written]
    assert len(answers) == 3
    assert all(w < s < a for w, s, a in zip(written, synced, answers, strict=True))


def _first(lines: list[str], *parts: str, after: int = 0) -> int:
    return next(at for at, line in enumerate(lines) if at >= after and all(part in line for part in parts))


def _synced(lines: list[str], after: int) -> int:
    """Where the first sync of the WAL that begins after a line has succeeded."""
    begun = _first(lines, "fdatasync(", "test.db-wal>", after=after)
    if lines[begun].endswith("= 0"):
        return begun
    # What another thread does meanwhile cuts a call in two; strace sets its result in a column.
    ended = _first(lines, lines[begun].split()[0], "fdatasync resumed>", after=begun)
    assert lines[ended].endswith("= 0")
    return ended


async def test_every_write_takes_the_lock_before_it_looks(tmp_path):
    async with a_world(tmp_path) as world:
        said: list[str] = []
        await world.service.db.write(lambda c: c.connection.dbapi_connection.set_trace_callback(said.append))
        await world.post(a_form())
        await world.card(TRIAGE, "Kowalski")
        await world.mail("jan@acme-client.example")
        await until(lambda: count(tmp_path, "deliveries", "state = 'sent'"))

    words = [line.split()[0].upper() for line in said]
    began = [line for line in said if line.upper().startswith("BEGIN")]
    assert len(began) > 3
    assert set(began) == {"BEGIN IMMEDIATE"}
    assert {"INSERT", "UPDATE"} <= set(words)
    assert _outside(words[words.index("BEGIN") :]) == set()


def _outside(words: list[str]) -> set[str]:
    """Statements that ran in no transaction."""
    found, inside = set(), False
    for word in words:
        if word in ("BEGIN", "COMMIT", "ROLLBACK"):
            if word != "BEGIN" and not inside:
                found.add(word)
            inside = word == "BEGIN"
        elif not inside:
            found.add(word)
    return found


async def test_forms_wait_for_another_process_and_are_taken(tmp_path):
    async with a_served(tmp_path) as served:
        await served.start()
        with locked(tmp_path):
            waiting = [asyncio.create_task(one(served.url, a_post(n), 30)) for n in range(10)]
            assert (await one(served.url, live())).status == 200
            done, _ = await asyncio.wait(waiting, timeout=0.5)
        answers = await asyncio.gather(*waiting)

        assert not done
        assert {answer.status for answer in answers} == {200}
        assert count(tmp_path, "submissions") == 10
        assert await still_serves(served) == 0


async def test_forms_that_wait_too_long_are_asked_to_come_back_and_nothing_else_is_lost(tmp_path):
    async with a_served(tmp_path, WRITE_WAIT="300ms") as served:
        await served.start()
        before = await one(served.url, a_post(0))
        with locked(tmp_path):
            refused = await asyncio.gather(*(one(served.url, a_post(n), 30) for n in range(1, 10)))
        after = await asyncio.gather(*(one(served.url, a_post(n), 30) for n in range(1, 10)))

        assert {answer.status for answer in refused} == {503}
        assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
        assert {answer.status for answer in (before, *after)} == {200}
        await until(lambda: count(tmp_path, "submissions", "state = 'judged'") == 10)
        assert await still_serves(served) == 0


async def test_who_gave_up_while_the_file_was_locked_is_not_stored_later(tmp_path):
    def keep(connection: sa.Connection, keys: Sequence[str]) -> list[None]:
        quotas.use(connection, keys, now())
        return [None] * len(keys)

    db = Database("sqlite:///test.db", desk=tmp_path, wait=timedelta(seconds=30))
    with locked(tmp_path):
        gone, stays = db.append(keep, "gone"), db.append(keep, "stays")
        await asyncio.sleep(0)
        gone.cancel()
    await stays
    await db.close()

    assert rows(tmp_path, "SELECT key FROM quotas") == [("stays",)]


async def test_a_desk_that_ends_well_leaves_one_file(tmp_path):
    db = Database("sqlite:///test.db", desk=tmp_path)
    await db.write(lambda connection: quotas.use(connection, ["key"], now()))
    await db.read(lambda connection: quotas.moments(connection, "key", now()))

    await db.close()

    assert {path.name for path in tmp_path.iterdir()} == {"templates", "test.db"}


@contextmanager
def a_disk(path: Path, size: str = "4m") -> Iterator[Path]:
    """A file system of its own."""
    path.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(path)]
    done = subprocess.run(mounted, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


def fill(disk: Path) -> None:
    """Take all the room there is."""
    with (disk / "other").open("wb", buffering=0) as other:
        while os.statvfs(disk).f_bavail:
            try:
                other.write(b"x" * 4096)
            except OSError:
                return


async def test_a_disk_that_is_full_for_a_while_costs_nobody_what_was_taken(tmp_path):
    world = World(tmp_path)
    await world.start_peers()
    world.mailbox.script("dot", None, after_s=1.5)  # one letter is under way when the disk is full
    taken: list[int] = []
    try:
        with a_disk(tmp_path / "disk") as disk:
            run = logging_to(tmp_path / "log", disk)
            async with a_served(disk, *run, SMTP=world.mailbox.url, **MAIL) as served:
                await served.start()
                assert (await one(served.url, a_post(0))).status == 200
                await until(lambda: count(disk, "deliveries", "state = 'claimed'"))
                fill(disk)
                answers = [(n, await one(served.url, a_post(n, message=BIG))) for n in range(1, 40)]
                alive = await one(served.url, live())
                stored = count(disk, "submissions")
                looked = await a_command(served, "leads", "list", "--json")
                taken = [0, *(n for n, answer in answers if answer.status == 200)]

                (disk / "other").unlink()
                await until_async(lambda: _taken(served, 99), 5)
                taken.append(99)
                await until(lambda: _recipients(world) == {f"lead{n}@acme{n}.example" for n in taken}, 20)
                await until(lambda: count(disk, "deliveries", "state = 'sent'") == len(taken))
                [(sound,)] = rows(disk, "PRAGMA integrity_check")
                assert await still_serves(served) == 0
    finally:
        await world.close()

    refused = [answer for _, answer in answers if answer.status != 200]
    assert len(refused) > 10
    assert {answer.status for answer in refused} == {503}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert alive.status == 200
    assert stored == len(taken) - 1 == len(looked.splitlines())
    assert len(world.mailbox.mails) == len(taken)
    assert sound == "ok"


def _recipients(world: World) -> set[str]:
    return {address for mail in world.mailbox.mails for address in mail.recipients}


async def _taken(served: Served, number: int) -> bool:
    return (await one(served.url, a_post(number))).status == 200


async def a_command(served: Served, *arguments: str) -> str:
    """What a command on the desk of a running service prints; it must go well."""
    code, out, err = await served.command(*arguments)
    assert code == 0, err
    return out


async def a_database(desk: Path, forms: int = 60) -> None:
    """A desk that was killed with forms in its file and more in its -wal, many commits of them."""
    async with a_served(desk) as served:
        await served.start()
        for number in range(forms):
            if number == forms // 2:
                with closing(sqlite3.connect(desk / "test.db")) as other:
                    other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert (await one(served.url, a_post(number, message="m" * 2_000))).status == 200
        served.signal(signal.SIGKILL)
        await served.ended()


def change(name: str, at: float, length: int) -> Callable[[Path], None]:
    """Turn bytes of a file over, from a place (a share of it, or a number of bytes) on."""

    def work(desk: Path) -> None:
        if name == "test.db":
            tidied(desk)
        content = bytearray((desk / name).read_bytes())
        start = int(at) if at >= 1 else int(at * len(content))
        content[start : start + length] = bytes(byte ^ 0xFF for byte in content[start : start + length])
        (desk / name).write_bytes(content)

    return work


def cut(name: str, share: float) -> Callable[[Path], None]:
    """Keep the beginning of a file."""
    return lambda desk: os.truncate(desk / name, int((desk / name).stat().st_size * share) // 4096 * 4096)


def tidied(desk: Path) -> None:
    """Nothing is left in the -wal: a page that is good there makes up for a damaged one."""
    with closing(sqlite3.connect(desk / "test.db")) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def a_page(desk: Path) -> None:
    """The first page of the submissions."""
    tidied(desk)
    with closing(sqlite3.connect(desk / "test.db")) as other:
        [[page]] = other.execute("SELECT rootpage FROM sqlite_master WHERE name = 'submissions'")
    change("test.db", (page - 1) * 4096, 600)(desk)


def replaced(content: bytes) -> Callable[[Path], None]:
    """Another file altogether, which brings no -wal."""

    def work(desk: Path) -> None:
        (desk / "test.db").write_bytes(content)
        (desk / "test.db-wal").unlink()

    return work


def a_folder(desk: Path) -> None:
    for path in desk.glob("test.db*"):
        path.unlink()
    (desk / "test.db").mkdir()


def of_something_else(desk: Path) -> None:
    for path in desk.glob("test.db*"):
        path.unlink()
    with closing(sqlite3.connect(desk / "test.db")) as other, other:
        other.execute("CREATE TABLE songs (title)")


def of_a_later_version(desk: Path) -> None:
    with closing(sqlite3.connect(desk / "test.db")) as other, other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")


DAMAGE = {
    "the header": change("test.db", 0.0, 40),
    "the schema": change("test.db", 100, 400),
    "a page in the middle": a_page,
    "cut short": cut("test.db", 0.5),
    "cut to nothing": cut("test.db", 0),
    "the first bytes of the -wal": change("test.db-wal", 0.0, 8),
    "a commit in the middle of the -wal": change("test.db-wal", 0.5, 16),
    "a text": replaced(b"This is no database.\n" * 500),
    "a folder": a_folder,
    "a database of something else": of_something_else,
    "a database of a later version": of_a_later_version,
}


@pytest.fixture(scope="module")
def killed_desk(tmp_path_factory):
    """A desk's folder as a kill leaves it."""
    desk = tmp_path_factory.mktemp("killed")
    asyncio.run(a_database(desk))
    return desk


@pytest.mark.parametrize("damaged", DAMAGE.values(), ids=DAMAGE)
async def test_a_file_that_cannot_be_trusted_is_refused_in_one_line_and_left_as_it_is(
    tmp_path, killed_desk, damaged
):
    for path in killed_desk.glob("test.db*"):
        shutil.copy(path, tmp_path)
    damaged(tmp_path)
    before = _bytes(tmp_path)

    [line] = await refusal(tmp_path)

    assert str(tmp_path / "test.db") in line
    assert "expected a" in line
    assert _bytes(tmp_path) == before


def _bytes(desk: Path) -> dict[str, bytes]:
    """What is in the files that matter: the index beside them is scratch paper."""
    files = (path for path in desk.glob("test.db*") if path.is_file() and not path.name.endswith("-shm"))
    return {path.name: content for path in files if (content := path.read_bytes())}


async def refusal(desk: Path, **variables: str) -> list[str]:
    """The lines that a start which must fail wrote."""
    async with a_served(desk, **variables) as served:
        await served.launch()
        code, lines = await served.ended(30)
    assert code == 1, lines
    return lines


async def test_what_a_kill_left_in_the_wal_is_all_there_at_the_next_start(tmp_path, killed_desk):
    for path in killed_desk.glob("test.db*"):
        shutil.copy(path, tmp_path)

    await Database("sqlite:///test.db", desk=tmp_path).close()

    assert count(tmp_path, "submissions") == 60


@contextmanager
def unwritable(path: Path, ends: ExitStack) -> Iterator[None]:
    """Nobody may write there, root included, or the test is skipped."""
    if os.geteuid():
        mode = path.stat().st_mode
        path.chmod(mode & ~0o222)
        ends.callback(path.chmod, mode)
    else:
        done = subprocess.run(["chattr", "+i", str(path)], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"no file can be protected here: {done.stderr.strip()}")
        ends.callback(subprocess.run, ["chattr", "-i", str(path)], check=True)
    yield


@pytest.mark.parametrize("name", ["test.db", "."], ids=["the file", "its folder"])
async def test_a_place_that_cannot_be_written_is_refused_in_one_line(tmp_path, name):
    desk = tmp_path / "desk"
    desk.mkdir()
    await Database("sqlite:///test.db", desk=desk).close()
    before = _bytes(desk)

    with ExitStack() as ends:
        ends.enter_context(unwritable(desk / name, ends))
        [line] = await refusal(desk)

    assert str(desk / "test.db") in line
    assert "expected a database that can be written" in line
    assert _bytes(desk) == before


async def test_a_disk_that_may_only_be_read_is_refused_in_one_line(tmp_path):
    with a_disk(tmp_path / "disk") as disk:
        await Database("sqlite:///test.db", desk=disk).close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)

        [line] = await refusal(disk)

    assert "expected a database that can be written" in line


async def test_a_missing_folder_is_refused_in_one_line(tmp_path):
    [line] = await refusal(tmp_path, DATABASE="sqlite:///nowhere/test.db")

    assert str(tmp_path / "nowhere") in line


async def test_a_page_that_goes_bad_costs_no_form(tmp_path):
    async with a_served(tmp_path) as served:
        await _full(served, tmp_path)
        with bad_page(tmp_path, "identities"):
            taken = [(await one(served.url, a_post(number))).status for number in range(50, 53)]
            alive = (await one(served.url, live())).status
            await asyncio.sleep(0.5)  # long enough to be judged
            unjudged = count(tmp_path, "submissions", "state = 'waiting'")
        await until(lambda: not count(tmp_path, "submissions", "state = 'waiting'"))
        served.signal(signal.SIGTERM)
        code, lines = await served.ended()

    assert (taken, alive, unjudged) == ([200] * 3, 200, 3)
    assert code == 0
    assert any("judging postponed" in line and "malformed" in line for line in lines)
    assert not any("Traceback" in line for line in lines)


async def test_while_no_form_can_be_stored_each_is_told_to_come_back(tmp_path):
    async with a_served(tmp_path) as served:
        await _full(served, tmp_path)
        with bad_page(tmp_path, "submissions"):
            refused = [await one(served.url, a_post(number)) for number in range(50, 53)]
            alive = await one(served.url, live())
        after = await one(served.url, a_post(99))
        served.signal(signal.SIGTERM)
        code, lines = await served.ended()

    assert {answer.status for answer in refused} == {503}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert (alive.status, after.status, code) == (200, 200, 0)
    assert sum("form postponed" in line and "malformed" in line for line in lines) == len(refused)
    assert not any("Traceback" in line for line in lines)


async def _full(served, desk: Path) -> None:
    """Start, with some forms taken and judged."""
    await served.start()
    for number in range(20):
        assert (await one(served.url, a_post(number, message="m" * 2_000))).status == 200
    await until(lambda: not count(desk, "submissions", "state = 'waiting'"))


@contextmanager
def bad_page(desk: Path, table: str) -> Iterator[None]:
    """The first page of a table is damaged on the disk, and well again at the end."""
    with closing(sqlite3.connect(desk / "test.db", isolation_level=None)) as other, ExitStack() as ends:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [[page]] = other.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        file = ends.enter_context((desk / "test.db").open("r+b", buffering=0))
        good = os.pread(file.fileno(), 4096, (page - 1) * 4096)
        os.pwrite(file.fileno(), bytes(byte ^ 0xFF for byte in good), (page - 1) * 4096)
        _forget(other)
        yield
        os.pwrite(file.fileno(), good, (page - 1) * 4096)
        _forget(other)


def _forget(other: sqlite3.Connection) -> None:
    """Whoever remembers pages reads them again after somebody else has written."""
    other.execute("INSERT INTO quotas (key, at) VALUES ('test', ?)", (time.time_ns() // 1000,))
