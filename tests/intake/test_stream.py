"""Stream: a multipart body in pieces says what it says as a whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.errors import Unreadable
from frontdesk.intake.parts import Head, Stream

TEXT = b'--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\nHello\r\n'
FILE = (
    b'--cut\r\ncontent-disposition: form-data; name="b"; filename="\xc5\x82.pdf"\r\n'
    b"Content-Length: 11\r\nContent-Type: application/pdf\r\n\r\n%PDF-\r\n--cu\r\n"
)
WHOLE = b"\r\n" + TEXT + FILE + b"--cut--\r\n"
SAID = [
    (b'Content-Disposition: form-data; name="a"\r\n', None, b"Hello"),
    (
        b'Content-Disposition: form-data; name="b"; filename="\xc5\x82.pdf"\r\n'
        b"Content-Type: application/pdf\r\n",
        "\xc5\x82.pdf",
        b"%PDF-\r\n--cu",
    ),
]


def said(*pieces: bytes) -> list[tuple[bytes, str | None, bytes]]:
    stream, found = Stream("cut", 10), []
    for piece in pieces:
        for event in stream.feed(piece):
            if isinstance(event, Head):
                found.append((event.lines, event.filename, b""))
            elif event:
                lines, filename, content = found.pop()
                found.append((lines, filename, content + event))
    stream.end()
    return found


@given(st.lists(st.integers(1, len(WHOLE)), max_size=40))
def test_pieces_say_what_the_whole_says(cuts):
    places = [0, *sorted(set(cuts)), len(WHOLE)]
    pieces = [WHOLE[a:b] for a, b in pairwise(places) if a < b]

    assert said(*pieces) == SAID


def test_what_comes_after_the_end_is_nothing():
    assert said(WHOLE, b"\r\nafter", b"--cut\r\n") == SAID


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        ([WHOLE[:-10]], 400),
        ([], 400),
        ([TEXT * 11], 413),
        ([b"--cut\r\nX: " + b"y" * 3_000], 413),
        ([b"--cut\nX: y"], 400),
        ([b"--cut\r\nX: y\r\n\r\n"], 400),
        ([TEXT.replace(b"\r\n\r\n", b"\r\nContent-Type: multipart/mixed\r\n\r\n")], 400),
    ],
    ids=[
        "no end",
        "nothing",
        "many parts",
        "a long head",
        "another line end",
        "no name",
        "a multipart within",
    ],
)
def test_what_cannot_be_read_is_refused(pieces, status):
    with pytest.raises(Unreadable) as told:
        said(*pieces)

    assert told.value.status == status


@pytest.mark.parametrize("boundary", [None, "", "a\nb", "\udce9", "b" * 300])
def test_what_is_no_boundary_is_refused(boundary):
    with pytest.raises(Unreadable):
        Stream(boundary, 10)
