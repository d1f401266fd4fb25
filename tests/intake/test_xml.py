"""XML: what is read of a document, and what is refused."""

import pytest

from frontdesk.errors import Unreadable
from frontdesk.intake.xml import ELEMENTS, LEVELS, document

READ = {
    "leaves": (
        "<lead><email>a@b.example</email><name>Ann &amp; Co</name></lead>",
        {"email": "a@b.example", "name": "Ann & Co"},
    ),
    "a name given again": (
        "<lead><topic>A</topic><topic>B</topic><topic/></lead>",
        {"topic": ["A", "B", ""]},
    ),
    "what is nested": (
        "<lead><person><email>a@b.example</email></person></lead>",
        {"person.email": "a@b.example"},
    ),
    "names as attributes": ('<form><field name="Phone">+1</field></form>', {"Phone": "+1"}),
    "text that was wrapped": ("<lead><m><![CDATA[<b> 1\n2]]></m></lead>", {"m": "<b> 1\n2"}),
    "one element alone": ("<email>a@b.example</email>", {"email": "a@b.example"}),
    "another encoding declared": (
        '<?xml version="1.0" encoding="utf-7"?><a><m>+ADw- ж</m></a>',
        {"m": "+ADw- ж"},
    ),
}


@pytest.mark.parametrize(("text", "found"), READ.values(), ids=READ)
def test_a_document_gives(text, found):
    assert document(text.encode(), "utf-8") == found


REFUSED = {
    "a DOCTYPE": ('<!DOCTYPE a [<!ENTITY x "y">]><a><m>&x;</m></a>', 400),
    "a file as an entity": ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 400),
    "an unknown entity": ("<a>&x;</a>", 400),
    "an end missing": ("<a><b></a>", 400),
    "nothing": ("", 400),
    "no XML": ("{}", 400),
    "NUL": ("<a>\0</a>", 400),
    "too many levels": ("<a>" * (LEVELS + 1) + "</a>" * (LEVELS + 1), 400),
    "too many elements": ("<a>" + "<b/>" * ELEMENTS + "</a>", 413),
}


@pytest.mark.parametrize(("text", "status"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with(text, status):
    with pytest.raises(Unreadable) as refused:
        document(text.encode(), "utf-8")

    assert refused.value.status == status


def test_bytes_that_are_not_of_the_charset_are_refused():
    with pytest.raises(Unreadable):
        document(b"<a>\xff</a>", "utf-8")


def test_a_long_name_around_many_leaves_takes_no_more_room_than_its_beginning():
    name, leaves = b"x" * 200_000, b"".join(b"<c%d>1</c%d>" % (n, n) for n in range(900))

    found = document(b'<form><part name="' + name + b'">' + leaves + b"</part></form>", "utf-8")

    assert len(found) == 900
    assert sum(map(len, found)) < 250_000
