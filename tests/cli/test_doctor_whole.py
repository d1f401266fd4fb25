"""Doctor, whole: every part of a desk at once, by name, and with what cannot be read left out."""

import asyncio
import time

import orjson
import pytest

from frontdesk.app.doctor import GROUP_S
from frontdesk.desk.secret import proof
from support.world import a_world
from web.served import a_served

FIRST = ["settings", "rules"]


@pytest.fixture
def doctor(desk, run):
    async def look(*arguments, **settings):
        if settings:
            lines = [f'FRONTDESK_{name}="{value}"' for name, value in settings.items()]
            (desk / ".env").write_text("\n".join(lines))
        return await asyncio.to_thread(run, "doctor", *arguments)

    return look


@pytest.fixture
def found(doctor):
    async def look(*arguments, **settings):
        ended = await doctor("--json", *arguments, **settings)
        told = orjson.loads(ended.out)
        assert ended.code == any(one["state"] == "fault" for one in told)
        return {one["part"]: one for one in told}

    return look


async def test_an_empty_desk_is_told_whole_and_nothing_is_made(doctor, desk):
    ended = await doctor()

    assert (ended.code, ended.err) == (1, "")
    assert "FRONTDESK_SMTP is not set" in ended.out
    assert "frontdesk.db is not there yet" in ended.out
    assert ended.out.splitlines()[-1].endswith("the desk needs you")
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize(
    ("group", "parts"),
    [
        pytest.param("settings", FIRST, id="settings"),
        pytest.param("database", ["database", "space", "space for files"], id="database"),
        pytest.param("clock", ["clock"], id="clock"),
        pytest.param("address", ["public address", "proxies"], id="address"),
        pytest.param("mail", ["SMTP", "From"], id="mail"),
        pytest.param("telegram", ["token"], id="telegram"),
    ],
)
async def test_a_part_can_be_asked_for_by_name(found, group, parts):
    assert list(await found(f"--{group}")) == parts


async def test_two_parts_can_be_asked_for(found):
    assert list(await found("--settings", "--clock")) == [*FIRST, "clock"]


async def test_faults_of_settings_are_told_beside_what_can_be_seen(found, desk):
    (desk / "rules.toml").write_text('language = "xx"\nnonsense = 1\n')

    told = await found("--settings", "--database", "--mail")

    assert told["rules"]["state"] == "fault"
    assert "database" in told
    assert "SMTP" not in told


async def test_a_wrong_setting_is_told_and_ends_the_look(found):
    told = await found(SMPT="smtp://x.example", MAIL_FROM="a@acme.example")

    assert list(told) == ["settings"]
    assert 'did you mean "FRONTDESK_SMTP"' in told["settings"]["said"]


async def test_passwords_that_everybody_can_read_are_a_warning(found, desk):
    (desk / ".env").write_text("FRONTDESK_PORT=8081\n")
    states = []
    for mode in (0o644, 0o600):
        (desk / ".env").chmod(mode)
        states.append((await found("--settings"))["settings"]["state"])

    assert states == ["warning", "ok"]


async def test_a_backup_is_known_of(run, found, desk):
    async with a_world(desk, DATABASE="sqlite:///frontdesk.db"):
        pass
    before = (await found("--database"))["backup"]["state"]
    await asyncio.to_thread(run, "backup", str(desk / "monday.copy"))

    assert (before, (await found("--database"))["backup"]["state"]) == ("warning", "ok")


async def test_a_running_desk_is_known_by_its_public_address(found, desk):
    async with a_served(desk, DATABASE="sqlite:///frontdesk.db") as served:
        await served.start()
        told = await found("--address", "--database", PUBLIC_URL=served.url)

    assert told["public address"]["state"] == "ok"
    assert "leads to this desk" in told["public address"]["said"]
    assert told["schema"]["state"] == "ok"


async def test_another_desk_is_not_taken_for_this_one(found, desk):
    (desk / "other").mkdir()
    async with a_served(desk / "other") as served:
        await served.start()
        told = await found("--address", PUBLIC_URL=served.url, SECRET="not-what-the-other-has")

    assert told["public address"]["state"] == "fault"
    assert "not this desk" in told["public address"]["said"]


@pytest.mark.parametrize(
    ("nonce", "proved"),
    [
        pytest.param("abcdefghij-klmno_pqr", True, id="a nonce"),
        pytest.param("short", False, id="too short"),
        pytest.param("x" * 65, False, id="too long"),
        pytest.param("", False, id="none"),
        pytest.param("marks of something!", False, id="other characters"),
    ],
)
async def test_only_a_nonce_is_proved(tmp_path, nonce, proved):
    secret = "a-secret-of-the-tests"
    async with (
        a_world(tmp_path, SECRET=secret) as world,
        world.session.get(f"{world.service.url}/health/live", params={"nonce": nonce}) as response,
    ):
        told = await response.json()

    assert (response.status, told["status"]) == (200, "live")
    assert told.get("proof") == (proof(secret.encode(), nonce) if proved else None)


async def test_a_server_that_never_answers_is_left_in_time(doctor):
    async def hang(reader, writer):
        await reader.read()
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    began = time.monotonic()

    ended = await doctor("--clock", "--address", PUBLIC_URL=f"http://127.0.0.1:{port}")

    assert time.monotonic() - began < 15 < GROUP_S
    assert "cannot be reached" in ended.out
    server.close()


async def test_no_such_folder_is_a_fault_in_one_line(run, desk):
    ended = await asyncio.to_thread(run, "--desk", str(desk / "none"), "doctor")

    assert (ended.code, len(ended.faults)) == (1, 1)
