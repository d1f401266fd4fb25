"""Uploads: a form's files are on disk under their hash before the 200, or refused with a reason."""

import asyncio
import gzip
import os
from hashlib import sha256

import pytest
import pytest_asyncio

from frontdesk.web.uploads import MOST_FILES
from support.briefs import EXE, HTML, KEPT, PDF, PNG, REFUSED, SVG
from support.postgres import ENGINES, a_database
from support.stored import count, rows
from support.uploads import (
    BOX,
    FILE,
    PARTS,
    a_body,
    a_file,
    a_post,
    answers,
    incoming,
    kept,
    known,
    lying,
    place,
)
from support.world import a_form, a_world, until
from web.raw import chunked, connected, multipart, one, request, sent

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=ENGINES)
async def site(tmp_path_factory, request):
    """A desk that takes small files; all tests here share it."""
    desk = tmp_path_factory.mktemp("desk")
    limits = {"FILE_LIMIT": "400kB", "UPLOAD_LIMIT": "600kB"}
    with a_database(request.param) as url:
        async with a_world(desk, DATABASE=url, **limits) as running:
            yield running


async def taken(site, *files, form=None):
    """The value of each file of a form that was taken, by its label."""
    answer = await one(site.service.url, a_post(*files, form=form))
    assert answer.status == 200, answer.body
    return answers(site, answer.json["id"])


def a_large(size: int) -> bytes:
    """A document of that size, another one each time."""
    return PDF + os.urandom(16) + b"x" * (size - len(PDF) - 16)


@pytest.mark.parametrize("name", KEPT)
async def test_a_file_of_each_kind_is_on_disk_when_the_answer_comes(site, name):
    content, media = KEPT[name]

    value = (await taken(site, a_file(content, name)))["brief"]

    assert value == {
        "filename": name,
        "content_type": media,
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
    }
    assert place(site.desk, content).read_bytes() == content


@pytest.mark.parametrize("what", REFUSED)
async def test_a_file_that_is_refused_never_costs_the_form(site, what):
    name, media, content, reason = REFUSED[what]
    form = a_form(email="refused@acme-client.example")
    await until(lambda: not incoming(site.desk))
    before = lying(site.desk)

    value = (await taken(site, a_file(content, name, media=media), form=form))["brief"]

    assert value.keys() == {"filename", "size", "refused"}
    assert (value["size"], value["refused"]) == (len(content), reason)
    await until(lambda: lying(site.desk) == before)


NAMES = {
    "folders": ("../../../etc/passwd.pdf", "passwd.pdf"),
    "folders of Windows": ("C:\\\\Users\\\\jan\\\\brief.pdf", "brief.pdf"),
    "both": ("..\\\\../a\\\\b/brief.pdf", "brief.pdf"),
    "only a folder": ("../", "file"),
    "only dots": ("...", "file"),
    "a hidden one": (".pdf", "pdf"),
    "NUL": ("brief\0.pdf", "brief.pdf"),
    "controls": ("br\x01i\x7fef\t.pdf", "brief .pdf"),
    "a terminal": ("\x1b[2Jbrief.pdf", "[2Jbrief.pdf"),
    "the wrong way round": ("brief\u202efdp.pdf", "brieffdp.pdf"),
    "nothing that is seen": ("\u200b\u2066\ufeff", "file"),
    "long": ("x" * 300 + ".pdf", "x" * 195 + "….pdf"),
    "other letters": ("Описание проекта ąęł 报告.pdf", "Описание проекта ąęł 报告.pdf"),
    "an encoded quotation mark": ("a%22b.pdf", 'a"b.pdf'),
    "markup": ("<b>brief</b>.pdf", "b>.pdf"),
    "a template": ("{{7*7}}%s.pdf", "{{7*7}}%s.pdf"),
}


@pytest.mark.parametrize("what", NAMES)
async def test_a_name_is_shown_cleaned_and_no_part_of_it_is_in_the_path(site, what):
    name, shown = NAMES[what]
    content = PDF + what.encode()

    value = (await taken(site, a_file(content, name)))["brief"]

    assert value["filename"] == shown
    assert place(site.desk, content).read_bytes() == content
    assert all(set(path) <= set("0123456789abcdef/") for path in kept(site.desk))
    assert [known_name for hash_, known_name, *_ in known(site) if hash_ == value["sha256"]] == [shown]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("filename*=UTF-8''%C5%82%C3%B3d%C5%BA.pdf", "łódź.pdf"),
        ("filename*=utf-8'pl'..%2F..%2Fbrief.pdf", "brief.pdf"),
        ("filename*=UTF-8''brief%E2%80%AE.pdf", "brief.pdf"),
        ("filename=brief.pdf", "brief.pdf"),
        ("filename=\"a.pdf\"; filename*=UTF-8''b.pdf", "a.pdf"),
    ],
    ids=["other letters", "folders", "the wrong way round", "no quotation marks", "both ways"],
)
async def test_a_name_may_be_written_in_other_ways(site, written, shown):
    head = f'Content-Disposition: form-data; name="brief"; {written}\r\nContent-Type: application/pdf'

    value = (await taken(site, (head, PDF)))["brief"]

    assert value["filename"] == shown


async def test_a_program_hidden_in_an_encoded_name_is_refused(site):
    head = "Content-Disposition: form-data; name=\"brief\"; filename*=UTF-8''brief%2Eex%E2%80%8Be"

    value = (await taken(site, (head, PDF)))["brief"]

    assert value["filename"] == "brief.exe"
    assert "refused" in value


async def test_several_files_of_one_name_are_all_kept(site):
    files = [a_file(PDF + b"1"), a_file(PDF + b"2"), a_file(EXE), a_file(PNG, "page.png", label="photo[]")]

    values = await taken(site, *files)

    assert [value.get("sha256") for value in values["brief"]] == [
        sha256(PDF + b"1").hexdigest(),
        sha256(PDF + b"2").hexdigest(),
        None,
    ]
    assert [value["filename"] for value in values["photo"]] == ["page.png"]


async def test_one_file_sent_twice_in_a_form_lies_there_once_under_both_names(site):
    content = a_large(300)

    values = await taken(site, a_file(content, "a.pdf"), a_file(content, "b.pdf"))

    assert [value["filename"] for value in values["brief"]] == ["a.pdf", "b.pdf"]
    assert [name for hash_, name, *_ in known(site) if hash_ == sha256(content).hexdigest()] == [
        "a.pdf",
        "b.pdf",
    ]
    await until(lambda: not incoming(site.desk))


async def test_the_same_file_of_two_forms_lies_there_once(site):
    content = a_large(300)
    before = kept(site.desk)

    forms = [a_form(email=f"same{number}@acme-client.example") for number in range(8)]
    posts = (one(site.service.url, a_post(a_file(content), form=form)) for form in forms)
    statuses = {answer.status for answer in await asyncio.gather(*posts)}

    assert statuses == {200}
    assert len(kept(site.desk) - before) == 1
    assert sum(hash_ == sha256(content).hexdigest() for hash_, *_ in known(site)) == 8
    assert place(site.desk, content).read_bytes() == content


async def test_an_empty_file_input_is_nothing(site):
    values = await taken(site, a_file(b"", "", media="application/octet-stream"))

    assert "brief" not in values


async def test_a_file_without_a_name_is_a_file(site):
    assert (await taken(site, a_file(PDF, "")))["brief"]["filename"] == "file"


@pytest.mark.parametrize("label", ["message", "email", "first_name", "utm_source", "consent", "form"])
async def test_a_file_under_the_label_of_a_field_is_kept_beside_the_fields(site, label):
    form = {name: value for name, value in a_form().items() if name != label}

    values = await taken(site, a_file(PDF, label=label), form=form)

    assert values[label]["sha256"] == sha256(PDF).hexdigest()


async def test_what_only_looks_like_a_kept_file_is_none(site):
    claim = b'{"content_type":"application/pdf","size":9,"sha256":"' + b"a" * 64 + b'"}'
    before = len(known(site))

    values = await taken(site, (BOX.format("note"), claim), a_file(claim, "brief.txt", media="text/plain"))

    assert values["note"] == claim.decode()
    assert values["brief"]["sha256"] == sha256(claim).hexdigest()
    assert [hash_ for hash_, *_ in known(site)[before:]] == [sha256(claim).hexdigest()]


async def test_the_stored_body_is_the_form_without_its_files_and_can_be_read_again(site):
    content = a_large(100_000)
    answer = await one(site.service.url, a_post(a_file(content)))

    [[body]] = rows(site, "SELECT body FROM submissions WHERE id = :id", id=int(answer.json["id"], 16))
    again = await one(site.service.url, request(bytes(body), PARTS))

    assert len(body) < 3_000
    assert sha256(content).hexdigest().encode() in body
    assert b'name="brief"; filename="brief.pdf"\r\nContent-Type: application/pdf' in body
    assert again.status == 200


async def test_a_multipart_form_without_files_is_stored_word_for_word(site):
    body = b'--b\r\ncontent-DISPOSITION:form-data; name="message"\r\n\r\nHi\r\n--b--\r\nafter\r\n'

    answer = await one(site.service.url, request(body, PARTS))

    [[stored]] = rows(site, "SELECT body FROM submissions WHERE id = :id", id=int(answer.json["id"], 16))
    assert bytes(stored) == body


def _cut(body: bytes, size: int) -> list[bytes]:
    return [body[start : start + size] for start in range(0, len(body), size)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 5_000])
async def test_a_body_may_come_in_any_pieces(site, size):
    content = PDF + b"\r\n-b\r\n--\r\n\r\r\n--c" + str(size).encode() + b"\r\n-"
    body = b"\r\n" + a_body(a_file(content), a_file(EXE, label="page")) + b"\r\nafter\r\n"
    reader, writer = await connected(site.service.url)
    writer.write(request(b"", PARTS, length=False, Content_Length=str(len(body))))
    for piece in _cut(body, size):
        writer.write(piece)
        await writer.drain()
        if size < 100:
            await asyncio.sleep(0)

    answer = (await reader.readline()).split()[1]
    writer.close()

    assert answer == b"200"
    assert place(site.desk, content).read_bytes() == content


LIMITS = {
    "a file": (lambda over: a_body(a_file(a_large(400_000 + over))), "files of at most 400kB"),
    "a form with its files": (
        lambda over: a_body(a_file(a_large(300_000)), a_file(a_large(_rest() + over))),
        "at most 600kB in one form",
    ),
    "a form beside its files": (
        lambda over: a_body(a_file(PDF), form={"message": "x" * (_beside() + over)}),
        "at most 256kB in one form beside its files",
    ),
    "a form without files": (
        lambda over: a_body(form={"message": "x" * (256_000 - len(a_body(form={"message": ""})) + over)}),
        "at most 256kB in one form beside its files",
    ),
}


def _rest() -> int:
    """How large a second file may be."""
    return 600_000 - len(a_body(a_file(b"x" * 300_000), a_file(b"")))


def _beside() -> int:
    """How long a text beside a file may be; a line of JSON stands for the file."""
    line = len('{"content_type":"application/pdf","size":,"sha256":""}') + len(str(len(PDF))) + 64
    return 256_000 - len(a_body(a_file(b""), form={"message": ""})) - line


@pytest.mark.parametrize("framing", ["length", "chunked"])
@pytest.mark.parametrize("what", LIMITS)
async def test_a_limit_holds_to_the_byte(site, what, framing):
    make, told = LIMITS[what]
    found = []
    for over in (0, 1):
        body = make(over)
        if framing == "chunked":
            pieces = chunked(*_cut(body, 50_000))
            data = request(pieces, PARTS, length=False, Transfer_Encoding="chunked")
        else:
            data = request(body, PARTS)
        found.append(await one(site.service.url, data, 20))

    assert [answer.status for answer in found] == [200, 413], [answer.body for answer in found]
    assert told in found[1].json["error"]
    await until(lambda: not incoming(site.desk))


async def test_a_compressed_upload_may_be_no_larger_than_a_form(site):
    bomb = gzip.compress(a_body(a_file(PDF + bytes(350_000))))
    small = gzip.compress(a_body(a_file(PDF + b"gzip")))

    refused = await one(site.service.url, request(bomb, PARTS, Content_Encoding="gzip"))
    answer = await one(site.service.url, request(small, PARTS, Content_Encoding="gzip"))

    assert (refused.status, answer.status) == (413, 200)
    assert place(site.desk, PDF + b"gzip").exists()


async def test_too_many_files_are_refused(site):
    files = [a_file(PDF + bytes([number])) for number in range(MOST_FILES + 1)]

    fits = await one(site.service.url, a_post(*files[1:]), 20)
    answer = await one(site.service.url, a_post(*files), 20)

    assert (fits.status, answer.status) == (200, 413)
    assert f"at most {MOST_FILES} files" in answer.json["error"]


BROKEN = {
    "no end": a_body(a_file(PDF))[:-10],
    "no boundary": PDF,
    "a part without a name": multipart(("X: y", PDF)),
    "a part in a part": multipart((FILE.format("a", "b", "multipart/mixed; boundary=c"), PDF)),
    "too long a head": multipart((FILE.format("a", "x" * 3_000, "text/plain"), PDF)),
    "another length": multipart(
        (FILE.format("a", "a.pdf", "application/pdf") + "\r\nContent-Length: 3", PDF)
    ),
    "a file and then too many parts": a_body(a_file(PDF), *[(BOX.format("a"), b"1")] * 200),
}


@pytest.mark.parametrize("what", BROKEN)
async def test_a_broken_upload_is_refused_and_leaves_nothing(site, what):
    before = count(site, "submissions")

    answer = await one(site.service.url, request(BROKEN[what], PARTS))

    assert answer.status in (400, 413), answer.body
    assert answer.json.keys() == {"error"}
    assert count(site, "submissions") == before
    await until(lambda: not incoming(site.desk))


async def test_a_part_may_say_its_own_length(site):
    head = FILE.format("brief", "brief.pdf", "application/pdf") + f"\r\nContent-Length: {len(PDF)}"

    assert (await taken(site, (head, PDF)))["brief"]["size"] == len(PDF)


async def test_an_upload_to_a_form_that_nobody_named_is_not_read(site):
    before = lying(site.desk)

    answer = await one(site.service.url, a_post(a_file(a_large(1_000)), path="/hooks/nobody"))

    assert answer.status == 403
    assert lying(site.desk) == before


async def test_nothing_serves_a_file(site):
    await taken(site, a_file(PDF))
    hash_ = sha256(PDF).hexdigest()
    paths = (f"/files/{hash_[:2]}/{hash_}", f"/{hash_}", "/hooks/../files/", "/files/incoming/")

    found = [(await one(site.service.url, request(method="GET", path=path))).status for path in paths]

    assert set(found) <= {400, 403, 404, 405}


async def test_of_all_these_forms_nothing_is_left_but_what_was_kept(site):
    await until(lambda: not incoming(site.desk))


async def test_a_keepalive_connection_serves_several_uploads(site):
    data = a_post(a_file(PDF), Connection="keep-alive")
    last = a_post(a_file(PDF), Connection="close")

    found = await sent(site.service.url, data + data + last, more_s=5.0)

    assert [answer.status for answer in found] == [200, 200, 200]


LINKS = ("files", "brief", "website", "message", "page_url")


async def test_links_are_kept_as_text_and_never_fetched(site):
    seen = []
    server = await asyncio.start_server(lambda reader, writer: seen.append(writer.close()), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    places = ["127.0.0.1", "localhost", "2130706433", "[::1]", "0x7f000001"]
    links = [f"http://{place}:{port}/brief.pdf" for place in places]
    links += ["http://169.254.169.254/latest/", "file:///etc/passwd", f"gopher://127.0.0.1:{port}/_x"]
    ids = []
    async with server:
        for link in links:
            form = a_form(**dict.fromkeys(LINKS, link), email=f"l{len(ids)}@acme-client.example")
            ids.append((await one(site.service.url, a_post(form=form))).json["id"])
        await until(lambda: not count(site, "submissions", "state = 'waiting'"))

    assert [answers(site, id_)["files"] for id_ in ids] == links
    assert seen == []


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ([a_file(PDF, label="q7")], ["brief.pdf"]),
        ([a_file(PDF, label="brief"), a_file(EXE, label="brief")], ["brief.pdf"]),
        ([a_file(EXE), a_file(HTML, "a.txt"), a_file(SVG, "a.png"), a_file(b"")], []),
        ([a_file(b"", "")], []),
    ],
    ids=["any label", "one of two", "all refused", "an empty input"],
)
async def test_a_kept_file_counts_for_the_brief_and_a_refused_one_does_not(site, files, names):
    form = a_form(email=f"brief{len(known(site))}x{len(files)}@acme-client.example", phone="")

    answer = await one(site.service.url, a_post(*files, form=form))

    cause = f"submission:{answer.json['id']}"
    await until(lambda: count(site, "receipts", f"cause = '{cause}'"))
    [[receipt]] = rows(site, "SELECT body FROM receipts WHERE cause = :cause", cause=cause)
    assert (b'"brief"' in bytes(receipt).split(b'"open"')[0]) is bool(names)
