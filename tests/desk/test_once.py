"""Once: what a submission is known by, and that whatever comes again is stored and answered once."""

import asyncio
from datetime import timedelta

import pytest

from frontdesk.desk.desk import Desk
from frontdesk.desk.once import ID_KEPT, KEY_CHARS, KEY_KEPT, WINDOW, claim
from frontdesk.desk.wake import Wake
from frontdesk.errors import Unreadable
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from support.books import AT, refuse
from support.stored import count

JAN, ALA = {"email": "jan@acme.example"}, {"email": "ala@acme.example"}
LATER = timedelta(microseconds=1)


def a_request(*, key: str | None = None, body: bytes = b"{}", after: timedelta = timedelta()) -> Request:
    headers = {} if key is None else {"Idempotency-Key": key}
    url = "https://desk.example/hooks/web"
    return Request(method="POST", url=url, headers=headers, body=body, received_at=AT + after)


def a_submission(id: str | None = None, provider: str = "json", form: str | None = None, **said):
    fields, extra = said.pop("fields", JAN), said.pop("extra", {})
    return Submission(provider=provider, form=form, submission_id=id, fields={**fields, **said}, extra=extra)


def known_by(*, hook="web", key=None, body=b"{}", number=0, window=WINDOW, **said):
    return claim(1, hook, a_request(key=key, body=body), a_submission(**said), number, window)


ONE = {
    "an id whatever else was sent": ({"id": "7", "message": "a"}, {"id": "7", "message": "b"}),
    "an id before a key": ({"id": "7", "key": "k"}, {"id": "7", "key": "other"}),
    "an id of one address in any case": (
        {"id": "7", "fields": {"email": "Jan@Acme.example"}},
        {"id": "7", "fields": {"email": "jan@acme.EXAMPLE"}},
    ),
    "an id of one phone however it is written": (
        {"id": "7", "fields": {"phone": "+48 512-345-200"}},
        {"id": "7", "fields": {"phone": "(48) 512 345 200"}},
    ),
    "an id of nobody with equal content": ({"id": "7", "fields": {}}, {"id": "7", "fields": {}}),
    "a key whatever was sent": ({"key": "k", "message": "a"}, {"key": "k", "message": "b"}),
    "the longest key": (
        {"key": "k" * KEY_CHARS, "message": "a"},
        {"key": "k" * KEY_CHARS, "message": "b"},
    ),
    "equal content": ({"message": "a", "extra": {"b": [1]}}, {"message": "a", "extra": {"b": [1]}}),
    "equal content in another order": ({"extra": {"a": 1, "b": 2}}, {"extra": {"b": 2, "a": 1}}),
    "equal content from other bytes": ({"body": b'{"a":1}'}, {"body": b'{"a": 1}'}),
    "equal content under a blank key": ({"key": ""}, {}),
    "equal content under keys that are too long": (
        {"key": "a" * (KEY_CHARS + 1)},
        {"key": "b" * (KEY_CHARS + 1)},
    ),
    "equal content under keys that are no ASCII": ({"key": "ключ"}, {"key": "\ufffd"}),
}
TWO = {
    "another id": ({"id": "7"}, {"id": "8"}),
    "an id on another hook": ({"id": "7"}, {"id": "7", "hook": "b"}),
    "an id of another provider": ({"id": "7"}, {"id": "7", "provider": "html"}),
    "an id of another person": ({"id": "7"}, {"id": "7", "fields": ALA}),
    "an id of another phone": (
        {"id": "7", "fields": {"phone": "+48 512 345 200"}},
        {"id": "7", "fields": {"phone": "+48 512 345 201"}},
    ),
    "an id of nobody with other content": (
        {"id": "7", "fields": {"message": "a"}},
        {"id": "7", "fields": {"message": "b"}},
    ),
    "an id that is a key elsewhere": ({"id": "7"}, {"key": "7"}),
    "another key": ({"key": "k"}, {"key": "l"}),
    "a key on another hook": ({"key": "k"}, {"key": "k", "hook": "b"}),
    "a key and the next of its request": ({"key": "k"}, {"key": "k", "number": 1}),
    "a key cut elsewhere": ({"key": "kl", "hook": "web"}, {"key": "l", "hook": "webk"}),
    "content with a key and without": ({"key": "k"}, {}),
    "another message": ({"message": "a"}, {"message": "b"}),
    "another answer that is no field": ({"extra": {"a": 1}}, {"extra": {"a": 2}}),
    "an answer in another place": ({"message": "a"}, {"extra": {"message": "a"}}),
    "another form": ({"form": "a"}, {"form": "b"}),
    "another provider": ({"provider": "json"}, {"provider": "html"}),
    "content on another hook": ({}, {"hook": "b"}),
}


@pytest.mark.parametrize(("first", "second"), ONE.values(), ids=ONE)
def test_a_repeat_is_known_by(first, second):
    assert known_by(**first).key == known_by(**second).key


@pytest.mark.parametrize(("first", "second"), TWO.values(), ids=TWO)
def test_it_is_no_repeat_with(first, second):
    assert known_by(**first).key != known_by(**second).key


def test_only_a_key_asks_for_the_same_body():
    assert known_by(key="k", body=b"a").digest != known_by(key="k", body=b"b").digest
    assert (known_by(id="7", key="k").digest, known_by().digest) == (None, None)


def test_keys_are_short_and_tell_nothing():
    made = known_by(id="7", fields=JAN)

    assert (len(made.key), len(known_by(key="k").digest)) == (16, 16)
    assert b"jan" not in made.key


@pytest.mark.parametrize("seconds", [0, -1])
def test_without_a_window_content_is_never_a_repeat(seconds):
    window = timedelta(seconds=seconds)

    assert known_by(window=window) is None
    assert known_by(window=window, id="7") is not None
    assert known_by(window=window, key="k") is not None


class Door:
    """A desk that takes submissions, and how many it has stored."""

    def __init__(self, db) -> None:
        self.db, self.desk = db, Desk(db, None, Wake(), lambda: AT)

    async def take(
        self, *, hook="web", key=None, body=b"{}", number=0, after: timedelta = timedelta(), **said
    ) -> int:
        request = a_request(key=key, body=body, after=after)
        return await self.desk.accept(hook, request, a_submission(**said), number)

    @property
    def stored(self) -> int:
        return self.count("submissions")

    def count(self, table: str) -> int:
        return count(self.db.dsn or f"sqlite:///{self.db.place}", table)


@pytest.fixture
def door(db) -> Door:
    return Door(db)


KEPT = {"id": ({"id": "7"}, ID_KEPT), "key": ({"key": "k"}, KEY_KEPT), "content": ({}, WINDOW)}


@pytest.mark.parametrize(("said", "kept"), KEPT.values(), ids=KEPT)
async def test_what_comes_again_is_stored_once_until_its_time_is_over(door, said, kept):
    first = await door.take(**said)

    assert await door.take(**said, after=timedelta(seconds=1)) == first
    assert await door.take(**said, after=kept - LATER) == first
    assert door.stored == 1
    second = await door.take(**said, after=kept)
    assert second != first
    assert await door.take(**said, after=kept + LATER) == second
    assert door.stored == 2


async def test_a_repeat_does_not_make_its_time_longer(door):
    first = await door.take()
    await door.take(after=WINDOW - LATER)

    assert await door.take(after=WINDOW + LATER) != first


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"message": "a"}, {"message": "b"}),
        ({}, {"hook": "b"}),
        ({"id": "7"}, {"id": "7", "fields": ALA}),
        ({"id": "7"}, {"id": "7", "hook": "b"}),
        ({"key": "k"}, {"key": "k", "hook": "b", "body": b"other"}),
        ({"key": "k"}, {"key": "k", "number": 1}),
    ],
    ids=[
        "other content",
        "content on another hook",
        "another person under one id",
        "an id on another hook",
        "a key on another hook",
        "the next of one request",
    ],
)
async def test_what_is_no_repeat_is_stored_as_well(door, first, second):
    assert await door.take(**first) != await door.take(**second)
    assert door.stored == 2


async def test_another_body_under_a_used_key_is_refused_and_not_stored(door):
    first = await door.take(key="k", body=b"a")

    with pytest.raises(Unreadable, match="Idempotency-Key") as refused:
        await door.take(key="k", body=b"b")

    assert refused.value.status == 422
    assert await door.take(key="k", body=b"a") == first
    assert door.stored == 1


async def test_a_used_key_takes_another_body_when_its_time_is_over(door):
    first = await door.take(key="k", body=b"a")
    second = await door.take(key="k", body=b"b", after=KEY_KEPT)

    assert second != first
    assert await door.take(key="k", body=b"b", after=KEY_KEPT + LATER) == second


async def test_of_many_at_once_each_is_answered_with_the_first_of_its_own(door):
    people = [{"email": f"a{number % 7}@acme.example"} for number in range(70)]

    ids = await asyncio.gather(*(door.take(fields=person) for person in people))

    assert [len(set(ids[number::7])) for number in range(7)] == [1] * 7
    assert len(set(ids)) == door.stored == 7


async def test_other_bodies_at_once_under_one_key_are_refused_but_the_first(door):
    async def tried(number: int) -> int | None:
        try:
            return await door.take(key="k", body=b"%d" % number)
        except Unreadable:
            return None

    ids = await asyncio.gather(*map(tried, range(40)))

    assert (len([id_ for id_ in ids if id_]), door.stored) == (1, 1)


async def test_a_repeat_in_a_batch_that_fails_is_still_one_and_the_first_is_stored(door):
    refuse(door.db, "submissions", "hook", "bad")
    forms = [{}, {"fields": ALA}, {"hook": "bad"}, {}, {"fields": ALA}, {"hook": "bad"}]

    ids = await asyncio.gather(*(door.take(**form) for form in forms), return_exceptions=True)

    assert [isinstance(id_, Exception) for id_ in ids] == [False, False, True, False, False, True]
    assert (ids[0], ids[1]) == (ids[3], ids[4])
    assert (door.stored, door.count("repeats")) == (2, 2)
