"""Files: stored with their submission or not at all, and found by it and by their hash."""

import asyncio
from dataclasses import replace

from frontdesk.model.sent_file import SentFile, sent_files
from frontdesk.store import files, submissions
from store.test_submissions import FIRST

BRIEF = SentFile(sha256="a" * 64, name="brief.pdf", media="application/pdf", size=9)
PAGE = SentFile(sha256="b" * 64, name="ł.png", media="image/png", size=2**33)


async def test_files_come_with_their_submissions(db):
    arrivals = [
        replace(FIRST, id=number, files=sent)
        for number, sent in enumerate([(BRIEF, PAGE), (), (PAGE, PAGE)], start=1)
    ]

    await asyncio.gather(*(db.append(submissions.append_arrivals, arrival) for arrival in arrivals))

    found = await db.read(lambda c: files.of_submissions(c, [1, 2, 3, 4]))
    assert found == {1: [BRIEF, PAGE], 3: [PAGE, PAGE]}


async def test_a_hash_is_known_while_any_submission_has_it(db):
    await db.append(submissions.append_arrivals, replace(FIRST, files=(BRIEF,)))

    assert await db.read(lambda c: files.known(c, ["a" * 64, "b" * 64])) == {"a" * 64}


def test_files_are_found_in_whatever_an_answer_holds():
    value = {"sha256": "a" * 64, "filename": "brief.pdf", "content_type": "application/pdf", "size": 9}
    other = {**value, "sha256": "c" * 64}

    found = sent_files({"x": value, "y": ["text", other, [value]], "z": {"sha256": 1}}, {"a" * 64})

    assert list(found) == [BRIEF, BRIEF]


def test_a_value_within_values_is_bounded():
    deep: object = {"sha256": "a" * 64}
    for _ in range(5_000):
        deep = [deep]

    assert list(sent_files(deep, {"a" * 64})) == []
