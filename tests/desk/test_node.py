"""Nodes: who lives, who holds what, and what becomes of the work of the dead."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
import sqlalchemy as sa

from frontdesk.desk.node import Node, Part, Share
from frontdesk.desk.place import is_gone, own_place
from frontdesk.desk.wake import Wake
from frontdesk.store import deliveries as outbox
from frontdesk.store.tables import deliveries, leads
from support.chats import Clock

LEASE = "telegram"
NEVER = timedelta(hours=1)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def a_node(db, clock):
    def make(part: Part = Part.ALL, timeout: timedelta = timedelta(seconds=30)) -> Node:
        node = Node(db, Wake(), clock, part=part, beat=timedelta(milliseconds=20), timeout=timeout)
        if part is not Part.WEB:
            node.wants(LEASE)
        return node

    return make


async def test_one_of_two_nodes_holds_a_lease_until_it_leaves(a_node):
    first, second = a_node(), a_node()
    await first.start()
    await second.start()
    assert (first.holds(LEASE), second.holds(LEASE)) == (True, False)

    await first.leave()
    await second.beat()

    assert (first.holds(LEASE), second.holds(LEASE)) == (False, True)


async def test_a_silent_node_loses_its_lease_and_a_living_one_keeps_it(a_node, clock):
    first, second = a_node(), a_node()
    await first.start()
    clock.forward(20)
    await second.start()
    assert not second.holds(LEASE)

    clock.forward(11)
    await second.beat()

    assert second.holds(LEASE)
    await first.beat()
    assert not first.holds(LEASE)
    assert second.holds(LEASE)


async def test_a_node_that_is_not_heard_holds_nothing_before_others_take_it(a_node):
    node = a_node(timeout=timedelta(seconds=0.3))
    await node.start()
    assert node.holds(LEASE)

    time.sleep(0.25)

    assert not node.holds(LEASE)


async def test_living_workers_share_the_work_and_a_web_node_has_none_of_it(a_node):
    nodes = [a_node(), a_node(Part.WEB), a_node(Part.WORKER)]
    for node in nodes:
        await node.start()
    for node in nodes:
        await node.beat()

    first, web, second = nodes

    assert {first.share, second.share} == {Share(0, 2), Share(1, 2)}
    assert web.share == Share()
    assert [node.others for node in nodes] == [2, 2, 2]


async def test_only_the_letters_of_a_dead_node_are_taken_over(a_node, db, clock):
    alive, dead, newcomer = a_node(), a_node(), a_node()
    for node in (alive, dead):
        await node.start()
    await db.write(lambda c: c.execute(sa.insert(leads), [{"created_at": clock()}]) and None)
    holders = (alive, dead, None)
    await db.write(lambda c: c.execute(sa.insert(deliveries), [_claimed(h, clock) for h in holders]) and None)
    newcomer.takes_over(lambda c: outbox.take_over(c, clock()))
    clock.forward(20)
    await alive.beat()
    clock.forward(15)

    await newcomer.start()

    states = await db.read(lambda c: c.execute(sa.select(deliveries.c.key, deliveries.c.state)).all())
    assert dict(map(tuple, states)) == {alive.id: "claimed", dead.id: "unsure", "of nobody known": "unsure"}


def _claimed(node, clock):
    holder = node.id if node else "of nobody known"
    return {
        "key": holder,
        "channel": "email",
        "lead": 1,
        "recipient": "jan@acme.example",
        "letter": "full_profile",
        "message_id": "<1@acme.example>",
        "body": b"",
        "state": "claimed",
        "claimed_by": holder,
        "due_at": clock(),
        "created_at": clock(),
    }


def test_a_killed_process_is_gone_and_a_living_one_is_not():
    child = subprocess.Popen(
        [sys.executable, "-c", "from frontdesk.desk.place import own_place; print(own_place()); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    place = child.stdout.readline().strip()
    assert place
    assert not is_gone(place)

    child.kill()

    child.wait()
    assert is_gone(place)
    child.stdin.close()
    child.stdout.close()


@pytest.mark.parametrize(
    "place", ["", "another-boot pid:[1] 1 1", "nonsense", "a b c d e"], ids=["none", "boot", "word", "words"]
)
def test_what_cannot_be_seen_from_here_is_not_gone(place):
    assert not is_gone(place)


def test_a_process_number_used_again_is_another_process():
    boot, space, pid, _ = own_place().split(" ")

    assert is_gone(f"{boot} {space} {pid} 1")
