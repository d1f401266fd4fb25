"""The units of systemd: what they start does start, within what they allow it."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession

from cli.conftest import ran
from frontdesk.cli.deploy import SHIPPED
from support.proxies import swapped
from support.stored import count
from support.world import a_form, until
from web.served import Served, free_port

PROGRAM = "/opt/frontdesk/bin/frontdesk"
MOST_EXPOSED = 2.0  #: systemd calls up to 2 "OK", from there "MEDIUM"
#: Numbers of `socket` families in words, as the unit lists them.
FAMILY = re.compile(r"\bsocket\((\w+),")
CALL = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)(?:\(| resumed>)")


def lines(name, key):
    """What a unit says of a key, in order."""
    return re.findall(rf"(?m)^{key}=(.*)$", (SHIPPED / name).read_text("utf-8"))


@pytest.fixture
def started(tmp_path):
    """The unit's own command line, with this Python's frontdesk and a desk here; and that desk."""
    desk = tmp_path / "etc"
    assert ran(["init", str(desk)]).code == 0
    [command] = lines("frontdesk.service", "ExecStart")
    program, *rest = command.split()
    assert program == PROGRAM
    return desk, [
        sys.executable,
        "-m",
        "frontdesk",
        *(str(desk) if p == "/etc/frontdesk" else p for p in rest),
    ]


def served(desk, command, *before):
    """It listens where the test wants; database and files are where the sample settings put them."""
    data = desk.parent / "var"
    data.mkdir()
    place = {"DATABASE": f"sqlite:///{data}/frontdesk.db", "FILES": str(data / "files"), "DNS": "off"}
    return Served(desk, free_port(), *before, *command, **place)


async def health_and_a_form(url):
    """Status of both."""
    async with ClientSession() as session:
        async with session.get(f"{url}/health/live") as response:
            live = response.status
        async with session.post(f"{url}/hooks/web", json=a_form()) as response:
            return live, response.status


async def test_what_the_unit_starts_is_alive_and_takes_a_form_and_writes_nothing_into_the_desk(started):
    desk, command = started
    before = {path: path.stat().st_mtime_ns for path in desk.rglob("*")}
    process = served(desk, command)
    await process.start()

    assert await health_and_a_form(process.url) == (200, 200)
    process.signal(signal.SIGTERM)
    assert (await process.ended())[0] == 0

    assert {path: path.stat().st_mtime_ns for path in desk.rglob("*")} == before
    assert count(f"sqlite:///{desk.parent}/var/frontdesk.db", "submissions") == 1


async def test_it_asks_the_system_for_nothing_that_the_unit_forbids(started, tmp_path):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    desk, command = started
    log = tmp_path / "calls"
    process = served(desk, command, "strace", "-D", "-f", "-qq", "-o", str(log))
    await process.start()
    assert await health_and_a_form(process.url) == (200, 200)
    url = f"sqlite:///{tmp_path}/var/frontdesk.db"
    await until(lambda: count(url, "submissions", "state = 'judged'"))
    os.kill(process.pid, signal.SIGTERM)
    assert (await process.ended())[0] == 0

    called = log.read_text("utf-8", "replace").splitlines()
    used = {found[1] for line in called if (found := CALL.match(line))} - {"execve"}
    assert {"openat", "accept4", "fdatasync", "socket"} <= used
    # SQLite keeps the owner of its files where it may: as root, which the unit's user is not.
    assert used - allowed() <= (set() if os.getuid() else {"fchown"})
    [families] = lines("frontdesk.service", "RestrictAddressFamilies")
    assert {found for line in called for found in FAMILY.findall(line)} <= set(families.split())
    assert [line for line in called if re.search(r"PROT_WRITE\|PROT_EXEC|pkey_mprotect", line)] == []


def allowed():
    """The system calls that the unit's filter lets through."""
    groups = groups_of_calls()
    allow, deny = lines("frontdesk.service", "SystemCallFilter")
    assert deny.startswith("~")
    found = set().union(*(spread(group, groups) for group in allow.split()))
    return found - set().union(*(spread(group, groups) for group in deny[1:].split()))


def groups_of_calls():
    """Every group that systemd knows: its calls and groups."""
    told = systemd("syscall-filter").stdout
    groups, name = {}, ""
    for line in told.splitlines():
        if line.startswith("@"):
            groups[name := line.strip()] = set()
        elif line.startswith(" ") and name and not line.strip().startswith("#"):
            groups[name].add(line.strip())
    return groups


def spread(name, groups):
    """The calls of a group, or the call itself."""
    return set().union(*(spread(one, groups) for one in groups[name])) if name[0] == "@" else {name}


def systemd(*arguments):
    """`systemd-analyze`; skips where it is not to be had."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed")
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, timeout=60)


@pytest.fixture
def units(tmp_path):
    """The units, with programs that are there."""
    for name in ("frontdesk.service", "frontdesk-backup.service", "frontdesk-backup.timer"):
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", (SHIPPED / name).read_text("utf-8"))
        (tmp_path / name).write_text(text)
    return tmp_path


def test_systemd_finds_no_fault_in_the_units(units):
    found = systemd("verify", *map(str, sorted(units.glob("frontdesk*"))))

    assert (found.returncode, found.stdout + found.stderr) == (0, "")


def test_systemd_knows_the_hour_of_the_backup():
    [hour] = lines("frontdesk-backup.timer", "OnCalendar")

    assert systemd("calendar", hour).returncode == 0


@pytest.mark.parametrize("name", ["frontdesk", "frontdesk-backup"])
def test_little_is_exposed(units, name):
    told = systemd("security", "--offline=true", str(units / f"{name}.service")).stdout

    assert float(re.search(r"exposure level for \S+: ([\d.]+)", told)[1]) < MOST_EXPOSED


@pytest.fixture
def backup(tmp_path):
    """Run the script as its unit does, on a desk here; `frontdesk` is the one on the PATH."""
    desk, copies = tmp_path / "desk", tmp_path / "copies"
    desk.mkdir()
    copies.mkdir()
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "frontdesk"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m frontdesk "$@"\n')
    program.chmod(0o755)
    script = tmp_path / "frontdesk-backup"
    shutil.copy(SHIPPED / "frontdesk-backup", script)
    script.chmod(0o755)

    def run(*arguments):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FRONTDESK_")}
        path = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
        return subprocess.run(
            [script, *map(str, arguments)], env={**kept, **path}, capture_output=True, text=True, timeout=60
        )

    return run


async def filled(desk: Path):
    """A desk with one form and one file."""
    process = Served(desk, free_port(), DATABASE="", DNS="off")
    await process.start()
    assert await health_and_a_form(process.url) == (200, 200)
    process.signal(signal.SIGTERM)
    assert (await process.ended())[0] == 0
    (desk / "files" / "ab").mkdir(parents=True)
    (desk / "files" / "ab" / "abcd").write_bytes(b"a brief")


async def test_the_backup_copies_database_and_files_and_removes_what_is_old(tmp_path, backup):
    desk, copies = tmp_path / "desk", tmp_path / "copies"
    await filled(desk)
    for name, days in (("20200101T000000Z", 16), ("20200102T000000Z", 3), ("mine", 99)):
        (copies / name).mkdir()
        subprocess.run(["touch", "-d", f"{days} days ago", str(copies / name)], check=True)

    ended = backup(desk, desk / "files", copies, 14)

    assert (ended.returncode, ended.stderr) == (0, "")
    [made] = [path for path in copies.iterdir() if path.name not in ("20200102T000000Z", "mine")]
    assert re.fullmatch(r"\d{8}T\d{6}Z", made.name)
    assert (made / "files" / "ab" / "abcd").read_bytes() == b"a brief"
    assert [path.stat().st_mode & 0o077 for path in (made, made / "frontdesk.db")] == [0, 0]
    restored = ran(["--desk", str(desk), "restore", str(made / "frontdesk.db"), "--replace"])
    assert (restored.code, "1 leads, 1 submissions" in restored.out) == (0, True)


def test_a_backup_that_fails_removes_nothing_and_says_so(tmp_path, backup):
    old = tmp_path / "copies" / "20200101T000000Z"
    old.mkdir()
    subprocess.run(["touch", "-d", "99 days ago", str(old)], check=True)

    ended = backup(tmp_path / "desk", tmp_path / "desk" / "files", tmp_path / "copies", 14)

    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert old.is_dir()
    [part] = set((tmp_path / "copies").iterdir()) - {old}
    assert part.name.endswith(".part")


def test_a_backup_called_wrongly_says_what_it_wants(tmp_path, backup):
    ended = backup(tmp_path)

    assert (ended.returncode, ended.stderr) == (
        2,
        "frontdesk-backup: expected DESK FILES COPIES DAYS, found 1 arguments\n",
    )


def test_the_script_is_plain_shell():
    assert swapped((SHIPPED / "frontdesk-backup").read_text(), ("#!/bin/sh\n", "")).count("set -eu\n") == 1
    assert subprocess.run(["sh", "-n", SHIPPED / "frontdesk-backup"], timeout=10).returncode == 0
