"""Kinds: what a file is by its bytes, whatever its sender says."""

import io
import os
import tracemalloc
import zipfile

import pytest

from frontdesk.files.kinds import kind
from support.briefs import KEPT, PDF, REFUSED


def a_kind(content: bytes, name: str = "brief", claimed: str = ""):
    return kind(io.BytesIO(content), len(content), name, claimed)


@pytest.mark.parametrize("name", KEPT)
def test_a_file_that_people_send_is_known_by_its_bytes(name):
    content, media = KEPT[name]

    found = a_kind(content, name, "application/octet-stream")

    assert (found.media, found.refused) == (media, "")


@pytest.mark.parametrize("name", [name for name in KEPT if not name.endswith((".txt", ".csv", ".md"))])
def test_the_name_of_a_file_changes_nothing(name):
    content, media = KEPT[name]

    assert {a_kind(content, other).media for other in ("", "x", ".pdf", "js", "a.b.c", "план")} == {media}


@pytest.mark.parametrize("what", REFUSED)
def test_what_nobody_should_send_is_refused_with_a_reason(what):
    name, claimed, content, reason = REFUSED[what]

    found = a_kind(content, name, claimed)

    assert (found.media, found.refused) == ("", reason)


def test_every_beginning_of_every_file_is_looked_at_without_an_error():
    for content, _ in KEPT.values():
        for size in range(min(len(content), 700)):
            assert a_kind(content[:size]).media != a_kind(content[:size]).refused


def test_random_bytes_after_any_beginning_are_looked_at_without_an_error():
    for content, _ in KEPT.values():
        for size in (4, 8, 12, 30, 60):
            assert a_kind(content[:size] + os.urandom(600)) is not None


def test_a_zip_bomb_is_not_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(4):
            bomb.writestr(f"{number}.txt", bytes(50_000_000))
    content = buffer.getvalue()
    tracemalloc.start()

    found = a_kind(content)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.media == "application/zip"
    assert peak < 1_000_000


def test_a_document_that_grew_by_what_is_no_zip_stays_one():
    assert a_kind(PDF + b"PK\x05\x06" + bytes(100)).media == "application/pdf"
