"""Metrics: what a scrape is told, by whom it may be asked, and that nobody can make it grow."""

import asyncio
import re
import time
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from frontdesk.desk.clock import wall as now
from frontdesk.desk.node import Part
from frontdesk.figures import MOST, OTHER, Counter, Histogram
from frontdesk.store import alarms, swept
from support.stored import count, rows
from support.world import OLGA, TRIAGE, a_form, a_world, until


async def scraped(world, **headers: str) -> tuple[int, str]:
    async with world.session.get(f"{world.service.url}/metrics", headers=headers) as response:
        return response.status, await response.text()


async def samples(world) -> dict[str, float]:
    """Each line of a scrape: name and labels, value."""
    status, text = await scraped(world)
    assert status == 200, text
    return {
        one.name + "".join(f",{key}={value}" for key, value in sorted(one.labels.items())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


async def test_the_way_of_a_lead_is_counted_and_timed(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await world.post(a_form())
        await world.post(a_form())
        await world.mail("jan@acme-client.example")
        await world.card(TRIAGE, "Kowalski")
        await world.press(TRIAGE, "udget", OLGA)

        await until(lambda: count(world, "deliveries", "state = 'sent'"))
        found = await samples(world)

    assert found["frontdesk_submissions_accepted_total,form=web"] == 1
    assert found["frontdesk_submissions_repeated_total,form=web"] == 1
    assert found["frontdesk_requests_total,code=200"] == 2
    assert found["frontdesk_submissions_judged_total,band=triage"] == 1
    assert found["frontdesk_letters_total,letter=full_profile,outcome=sent"] == 1
    assert found["frontdesk_cards_total,outcome=shown,view=triage"] >= 1
    assert sum(n for name, n in found.items() if name.startswith("frontdesk_presses_total,move=")) == 1
    for timed, times in (
        ("request", 2),
        ("accept_commit", 2),
        ("judge", 1),
        ("judged_after", 1),
        ("letter", 1),
        ("press", 1),
    ):
        assert found[f"frontdesk_{timed}_seconds_count"] == times
        assert found[f"frontdesk_{timed}_seconds_bucket,le=+Inf"] == times
        assert 0 < found[f"frontdesk_{timed}_seconds_sum"] < 30


async def test_what_guards_notice_is_counted_by_guard(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url) as world:
        await world.post(a_form(first_name="Buy at https://spam.example now"))
        await until(lambda: count(world, "submissions", "state = 'judged'"))
        found = await samples(world)

    assert found["frontdesk_guard_hits_total,effect=held,guard=links"] == 1


async def test_what_is_undone_is_told_by_queue_state_and_age(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, SMTP="", TELEGRAM_TOKEN="") as world:
        await world.post(a_form())
        await until(lambda: count(world, "deliveries", "state = 'due'"))
        await world.service.db.write(lambda c: alarms.raise_(c, "drift:web:1", "2 forms", now()))
        await world.service.db.write(lambda c: alarms.raise_(c, "drift:web:2", "2 forms", now()))
        await asyncio.sleep(1.1)

        found = await samples(world)

    assert found["frontdesk_queue,queue=letters,state=due"] == 1
    assert found["frontdesk_queue,queue=cards,state=due"] == 1
    assert found["frontdesk_queue,queue=forms,state=waiting"] == 0
    assert 1 <= found["frontdesk_oldest_undone_seconds,queue=letters"] < 60
    assert found["frontdesk_oldest_undone_seconds,queue=forms"] == 0
    assert found["frontdesk_alarms_active,alarm=drift"] == 2
    assert found["frontdesk_nodes,role=all"] == 1


async def test_retention_is_told_as_the_desk_kept_it(tmp_path, database_url):
    settings = {"SMTP": "", "TELEGRAM_TOKEN": ""}
    due = now() - timedelta(days=3)
    async with a_world(tmp_path, start=False, DATABASE=database_url, **settings) as world:
        await world.start(part=Part.WEB)
        await world.service.db.write(lambda c: swept.end(c, {"raw": 7}, at=due, due_at=due))
        found = await samples(world)

    assert 0 < found["frontdesk_retention_overdue_seconds"] - 3 * 86_400 < 60
    assert found["frontdesk_retention_removed_total,kind=raw"] == 7
    assert found["frontdesk_retention_removed_total,kind=leads"] == 0


async def test_a_scrape_is_answered_while_the_database_is_not(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, SMTP="", TELEGRAM_TOKEN="") as world:
        await world.post(a_form())
        await until(lambda: count(world, "submissions", "state = 'judged'"))
        hanging = [asyncio.create_task(world.service.db.read(lambda c: time.sleep(2.5))) for _ in range(8)]
        async with asyncio.timeout(2):
            found = await samples(world)
        await asyncio.gather(*hanging)

    assert found["frontdesk_database_up"] == 0
    assert "frontdesk_nodes,role=all" not in found
    assert found["frontdesk_submissions_accepted_total,form=web"] == 1


@pytest.mark.parametrize("form", ["nobody", "spam'\"\\}{", "%0aspam", "x" * 300])
async def test_what_strangers_send_names_no_figure(tmp_path, form):
    async with a_world(tmp_path, SMTP="", TELEGRAM_TOKEN="") as world:
        async with world.session.post(f"{world.service.url}/hooks/{form}", json=a_form()) as response:
            assert response.status in (403, 404)
        _, text = await scraped(world)

    assert "nobody" not in text
    assert "xxxx" not in text
    assert "spam" not in text
    names = set(re.findall(r"^frontdesk_\w+?\{(.*?)\}", text, re.M))
    assert [name for name in names if not re.fullmatch(r'(\w+="[\w+.]+",?)+', name)] == []


def test_a_counter_has_room_for_so_many_labels_and_no_more():
    counter = Counter("x", "x.", "form", "outcome")

    for number in range(MOST * 3):
        counter.add(f"form {number}", "sent")

    assert len(counter.values) == MOST + 1
    assert counter.values[OTHER, OTHER] == 2 * MOST
    assert sum(counter.values.values()) == 3 * MOST


def test_a_bound_belongs_to_its_own_bucket_and_buckets_add_up():
    took = Histogram("x", "x.", (1.0, 2.0))

    for seconds in (-5.0, 1.0, 1.5, 2.0, 2.1):
        took.took(seconds)

    assert took.buckets == [("1", 2), ("2", 4), ("+Inf", 5)]
    assert took.sum == pytest.approx(6.6)


async def test_every_figure_says_whether_it_is_the_nodes_or_the_desks(tmp_path):
    async with a_world(tmp_path, SMTP="", TELEGRAM_TOKEN="") as world:
        _, text = await scraped(world)

    helps = re.findall(r"^# HELP (frontdesk_\w+) (.*)$", text, re.M)
    assert len(helps) > 20
    assert [name for name, told in helps if not re.search(r"Of (this node|the whole desk)", told)] == []


WHO = {
    "this machine": ({}, {}, 200),
    "a proxy that nobody trusts": ({}, {"X-Forwarded-For": "10.0.0.1"}, 403),
    "another header of such a proxy": ({}, {"Forwarded": "for=10.0.0.1"}, 403),
    "a visitor behind our proxy": (
        {"TRUSTED_PROXIES": "127.0.0.0/8"},
        {"X-Forwarded-For": "93.184.216.34"},
        403,
    ),
    "a visitor who forges": (
        {"TRUSTED_PROXIES": "127.0.0.0/8"},
        {"X-Forwarded-For": "10.0.0.1, 93.184.216.34"},
        403,
    ),
    "our network behind our proxy": (
        {"TRUSTED_PROXIES": "127.0.0.0/8"},
        {"X-Forwarded-For": "10.0.0.1"},
        200,
    ),
}


@pytest.mark.parametrize(("settings", "headers", "status"), WHO.values(), ids=WHO)
async def test_only_our_own_network_is_told(tmp_path, settings, headers, status):
    async with a_world(tmp_path, SMTP="", TELEGRAM_TOKEN="", **settings) as world:
        found, text = await scraped(world, **headers)

    assert found == status
    assert ("frontdesk_" in text) is (status == 200)


async def test_steps_of_the_clock_are_counted_with_the_time_of_their_last_success(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, SMTP="", TELEGRAM_TOKEN="") as world:
        await until(lambda: ("audit", "done") in world.service.desk.figures.sweeps.values or _swept(world))
        found = await samples(world)

    assert found["frontdesk_sweeps_total,outcome=done,step=quotas"] >= 1
    assert found["frontdesk_sweep_last_success_timestamp_seconds,step=quotas"] > 1_700_000_000


def _swept(world) -> bool:
    return ("quotas", "done") in world.service.desk.figures.sweeps.values


async def test_a_held_form_and_a_planned_letter_are_told_apart_from_what_is_due(tmp_path, database_url):
    async with a_world(tmp_path, DATABASE=database_url, SMTP="", TELEGRAM_TOKEN="") as world:
        for number in range(3):
            await world.post(
                a_form(email=f"jan{number}@acme-client.example", phone="", last_name=f"K{number}")
            )
        await until(lambda: count(world, "deliveries", "state = 'due'") == 3)
        ids = [row[0] for row in rows(world, "SELECT id FROM deliveries ORDER BY id")]
        later = now().timestamp() * 1_000_000 + 3_600_000_000
        for change in (
            f"state = 'held' WHERE id = {ids[0]}",
            f"created_at = {int(later)} WHERE id = {ids[1]}",
        ):
            await world.service.db.write(lambda c, to=change: _changed(c, to))
        found = await samples(world)

    queue = {
        state: found[f"frontdesk_queue,queue=letters,state={state}"] for state in ("due", "held", "later")
    }
    assert queue == {"due": 1, "held": 1, "later": 1}


def _changed(connection, to: str) -> None:
    connection.exec_driver_sql(f"UPDATE deliveries SET {to}")
