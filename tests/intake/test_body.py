"""What a body holds, and with which status it is refused."""

import pytest

from frontdesk.errors import Unreadable
from frontdesk.intake.body import BODY_BYTES, FIELDS, LEVELS, VALUES, decode

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=cut"


def part(name, content, *more, encoding="utf-8"):
    head = [f'Content-Disposition: form-data; name="{name}"', *more]
    return b"--cut\r\n" + "\r\n".join(head).encode(encoding) + b"\r\n\r\n" + content + b"\r\n"


def multipart(*parts):
    return b"".join(parts) + b"--cut--\r\n"


READABLE = {
    "JSON": ("application/json", b'{"a": "1"}', {"a": "1"}),
    "JSON with a BOM": ("application/json", b'\xef\xbb\xbf{"a": "1"}', {"a": "1"}),
    "JSON of a dialect": ("application/ld+json", b'{"a": 1}', {"a": 1}),
    "JSON in windows-1251": (
        "application/json; charset=windows-1251",
        '{"a": "Мир"}'.encode("cp1251"),
        {"a": "Мир"},
    ),
    "JSON said to be text": ("text/plain;charset=UTF-8", b' {"a": true}', {"a": True}),
    "JSON said to be a form": (FORM, b'{"a": [1]}', {"a": [1]}),
    "JSON said to be nothing": (None, b'{"a": null}', {"a": None}),
    "a form": (FORM, b"a=1&b=%D0%9C%D0%B8%D1%80+%21", {"a": "1", "b": "Мир !"}),
    "a form said to be nothing": (None, b"a=1&b=2\r\n", {"a": "1", "b": "2"}),
    "a form said to be text": ("text/plain", b"a=x%20y", {"a": "x y"}),
    "a form with raw UTF-8": (FORM, "a=Мир".encode(), {"a": "Мир"}),
    "a form in koi8-r": (f"{FORM}; charset=KOI8-R", b"a=%ED%C9%D2", {"a": "Мир"}),
    "a form that names its charset": (
        FORM,
        b"_charset_=windows-1250&a=%B3",
        {"_charset_": "windows-1250", "a": "ł"},
    ),
    "a form without values": (FORM, b"a&b=&=c", {"a": "", "b": "", "": "c"}),
    "an empty form": (FORM, b"", {}),
    "repeated names": (FORM, b"a=1&b=x&a=2", {"a": ["1", "2"], "b": "x"}),
    "names with brackets": (
        FORM,
        b"a[]=1&b%5B%5D=2&b%5B%5D=3&c[d]=4",
        {"a": ["1"], "b": ["2", "3"], "c[d]": "4"},
    ),
    "parts": (MULTIPART, multipart(part("a", b"1"), part("b[]", b"2")), {"a": "1", "b": ["2"]}),
    "a part in its own charset": (
        MULTIPART,
        multipart(part("a", "Мир".encode("cp1251"), "Content-Type: text/plain; charset=windows-1251")),
        {"a": "Мир"},
    ),
    "parts in the charset of a part": (
        MULTIPART,
        multipart(part("a", "Łódź".encode("cp1250")), part("_charset_", b"windows-1250")),
        {"a": "Łódź", "_charset_": "windows-1250"},
    ),
    "a quoted boundary": ('multipart/form-data; boundary="cut"', multipart(part("a", b"1")), {"a": "1"}),
    "a file with an encoded name": (
        MULTIPART,
        multipart(
            b"--cut\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''%C5%82.txt\r\n\r\nxyz\r\n",
        ),
        {"a": {"filename": "ł.txt", "content_type": "application/octet-stream", "size": 3}},
    ),
}


@pytest.mark.parametrize(("content_type", "body", "expected"), READABLE.values(), ids=READABLE)
def test_a_body_is_read(content_type, body, expected, a_request):
    assert decode(a_request(body, content_type)) == expected


def test_a_file_is_its_name_type_and_size_and_an_empty_one_is_dropped(a_request):
    body = multipart(
        b'--cut\r\nContent-Disposition: form-data; name="cv"; filename="C:\\docs\\cv.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n\x00\xff\xfe\r\n",
        b'--cut\r\nContent-Disposition: form-data; name="photo"; filename=""\r\n\r\n\r\n',
    )

    assert decode(a_request(body, MULTIPART)) == {
        "cv": {"filename": "cv.pdf", "content_type": "application/pdf", "size": 3}
    }


def nested(levels):
    return b'{"a":' * levels + b"1" + b"}" * levels


REFUSED = {
    "one byte too many": (413, "application/json", b" " * (BODY_BYTES + 1)),
    "too many fields": (413, FORM, b"&".join([b"a=1"] * (FIELDS + 1))),
    "nothing but ampersands": (413, FORM, b"&" * 100_000),
    "too many parts": (413, MULTIPART, multipart(*[part("a", b"1")] * (FIELDS + 1))),
    "too long a part header": (413, MULTIPART, multipart(part("a", b"1", "Content-Type: " + "x" * 5_000))),
    "too many JSON keys": (
        413,
        "application/json",
        b"{%s}" % b",".join(b'"k%d":1' % n for n in range(VALUES + 1)),
    ),
    "too many JSON items": (413, "application/json", b'{"a":[%s1]}' % (b"1," * VALUES)),
    "JSON nested too deeply": (400, "application/json", nested(LEVELS + 1)),
    "JSON nested 100,000 levels": (400, "application/json", b"[" * 100_000),
    "JSON nested and closed": (400, "application/json", nested(40_000)[:BODY_BYTES]),
    "NaN": (400, "application/json", b'{"a": NaN}'),
    "Infinity": (400, "application/json", b'{"a": -Infinity}'),
    "a number without end": (400, "application/json", b'{"a": ' + b"9" * 4301 + b"}"),
    "1e309": (400, "application/json", b'{"a": 1e309}'),
    "a lone surrogate": (400, "application/json", rb'{"a": "\ud800"}'),
    "two documents": (400, "application/json", b"{} {}"),
    "a list": (400, "application/json", b"[]"),
    "a list said to be text": (400, "text/plain", b"[1]"),
    "a string": (400, "application/json", b'"a"'),
    "no JSON at all": (400, "application/json", b""),
    "JSON that is not UTF-8": (400, "application/json", b'{"a": "\xff"}'),
    "JSON that is not ASCII": (400, "application/json; charset=us-ascii", '{"a": "é"}'.encode()),
    "a form that is not UTF-8": (400, FORM, b"a=%FF"),
    "a form with raw other bytes": (400, FORM, b"a=\xff"),
    "a byte that windows-1252 lacks": (400, f"{FORM}; charset=windows-1252", b"a=%81"),
    "a part that is not UTF-8": (400, MULTIPART, multipart(part("a", b"\xff"))),
    "a part header that is not UTF-8": (400, MULTIPART, multipart(part("a\xe9", b"1", encoding="latin-1"))),
    "no boundary": (400, "multipart/form-data", multipart(part("a", b"1"))),
    "an empty boundary": (400, 'multipart/form-data; boundary=""', multipart(part("a", b"1"))),
    "a boundary that is not ASCII": (400, "multipart/form-data; boundary=\udce9", b""),
    "another boundary": (400, "multipart/form-data; boundary=other", multipart(part("a", b"1"))),
    "no last boundary": (400, MULTIPART, part("a", b"1")),
    "no parts": (400, MULTIPART, b""),
    "a part without a name": (
        400,
        MULTIPART,
        b"--cut\r\nContent-Disposition: form-data\r\n\r\n1\r\n--cut--\r\n",
    ),
    "a part without a header": (400, MULTIPART, b"--cut\r\n\r\n1\r\n--cut--\r\n"),
    "multipart within": (
        400,
        MULTIPART,
        multipart(part("a", b"--in\r\n\r\n--in--", "Content-Type: multipart/mixed; boundary=in")),
    ),
    "punycode": (415, "application/json; charset=punycode", b"a" * 250_000),
    "utf-7": (415, f"{FORM}; charset=utf-7", b"a=+AGE-"),
    "utf-16": (415, "application/json; charset=utf-16", "{}".encode("utf-16")),
    "a charset nobody knows": (415, "text/plain; charset=no-such", b"{}"),
    "idna in a part": (415, MULTIPART, multipart(part("a", b"1", "Content-Type: text/plain; charset=idna"))),
    "punycode in _charset_": (415, FORM, b"_charset_=punycode&a=1"),
    "punycode in a _charset_ part": (
        415,
        MULTIPART,
        multipart(part("_charset_", b"punycode"), part("a", b"1")),
    ),
    "a document": (415, "application/pdf", b"%PDF-1.7"),
    "broken XML": (400, "application/xml", b"<a>"),
    "another multipart": (415, "multipart/mixed; boundary=cut", multipart(part("a", b"1"))),
    "plain text": (415, "text/plain", b"hello = there"),
    "nothing at all": (415, None, b""),
    "an endless content type": (415, "application/json; " + "x" * 1_000, b"{}"),
}


@pytest.mark.parametrize(("status", "content_type", "body"), REFUSED.values(), ids=REFUSED)
def test_a_body_is_refused(status, content_type, body, a_request):
    with pytest.raises(Unreadable) as refusal:
        decode(a_request(body, content_type))

    assert refusal.value.status == status
    assert 0 < len(str(refusal.value)) < 120
    assert "\n" not in str(refusal.value)


def test_a_body_at_its_limits_is_read(a_request):
    form = b"&".join(b"k%d=1" % number for number in range(FIELDS))
    full = b'{"a": "' + b"x" * (BODY_BYTES - 9) + b'"}'

    assert len(decode(a_request(form, FORM))) == FIELDS
    assert len(full) == BODY_BYTES
    assert len(decode(a_request(full))["a"]) == BODY_BYTES - 9
    assert decode(a_request(nested(LEVELS)))


def test_broken_json_is_told_by_its_place(a_request):
    with pytest.raises(Unreadable, match="line 2, column 6"):
        decode(a_request(b'{\n"a": b}'))
