"""Briefs: small files of every kind that people send, and of kinds that nobody should, as their own bytes."""

import io
import struct
import wave
import zipfile
import zlib
from collections.abc import Mapping

OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"


def a_zip(*members: tuple[str, bytes], comment: bytes = b"") -> bytes:
    """A zip of these members, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, content in members:
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED if len(content) > 99 else None)
        made.comment = comment
    return buffer.getvalue()


def _office(folder: str, *more: str) -> bytes:
    types = ("[Content_Types].xml", b"<?xml version='1.0'?><Types/>")
    return a_zip(
        types, ("_rels/.rels", b"<r/>"), (f"{folder}/document.xml", b"<d/>"), *((m, b"x") for m in more)
    )


def _ole(*streams: str) -> bytes:
    """A compound file whose directory stands in its second sector."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    entries = b"".join(_entry(name) for name in ("Root Entry", *streams))
    return bytes(head) + bytes(512) + entries.ljust(1024, b"\0") + bytes(512)


def _entry(name: str) -> bytes:
    raw = name.encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<H", len(raw) + 2) + bytes(62)


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def _wav() -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8_000)
        made.writeframes(bytes(1_600))
    return buffer.getvalue()


def _media(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + brand + brand + b"\0\0\0\x08mdat"


PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8" + bytes(50) + b"This program cannot be run in DOS mode."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PNG = _png()

#: name: (content, what it is)
KEPT: Mapping[str, tuple[bytes, str]] = {
    "brief.pdf": (PDF, "application/pdf"),
    "brief.docx": (_office("word"), f"{OOXML}.wordprocessingml.document"),
    "brief.xlsx": (_office("xl"), f"{OOXML}.spreadsheetml.sheet"),
    "brief.pptx": (_office("ppt"), f"{OOXML}.presentationml.presentation"),
    "brief.odt": (a_zip(("mimetype", f"{ODF}.text".encode())), f"{ODF}.text"),
    "brief.ods": (a_zip(("mimetype", f"{ODF}.spreadsheet".encode())), f"{ODF}.spreadsheet"),
    "brief.odp": (a_zip(("mimetype", f"{ODF}.presentation".encode())), f"{ODF}.presentation"),
    "brief.doc": (_ole("1Table", "WordDocument"), "application/msword"),
    "brief.xls": (_ole("Workbook"), "application/vnd.ms-excel"),
    "brief.ppt": (_ole("Current User", "Pictures", "PowerPoint Document"), "application/vnd.ms-powerpoint"),
    "brief.rtf": (b"{\\rtf1\\ansi Hello}", "application/rtf"),
    "brief.txt": ("Нам нужен портал.\r\n".encode(), "text/plain"),
    "brief-1251.txt": ("Нам нужен портал.\r\n".encode("cp1251"), "text/plain"),
    "brief-bom.txt": ("\ufeffHello".encode(), "text/plain"),
    "prices.csv": (b"item;price\r\nportal;5000\r\n", "text/csv"),
    "brief.md": (b"# Brief\n\nWe use JavaScript: React.\n", "text/markdown"),
    "page.png": (PNG, "image/png"),
    "page.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01" + bytes(40) + b"\xff\xd9", "image/jpeg"),
    "page.gif": (b"GIF89a\x01\0\x01\0\x80\0\0" + bytes(20) + b";", "image/gif"),
    "page.webp": (b"RIFF\x1a\0\0\0WEBPVP8L" + bytes(14), "image/webp"),
    "page.heic": (_media(b"heic"), "image/heic"),
    "scan.tiff": (b"II*\0\x08\0\0\0" + bytes(20), "image/tiff"),
    "tour.mp4": (_media(b"isom"), "video/mp4"),
    "tour.mov": (_media(b"qt  "), "video/quicktime"),
    "voice.m4a": (_media(b"M4A "), "audio/mp4"),
    "voice.mp3": (b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90d" + bytes(100), "audio/mpeg"),
    "voice without tags.mp3": (b"\xff\xfb\x90d" + bytes(100), "audio/mpeg"),
    "voice.ogg": (b"OggS\0\x02" + bytes(20) + b"OpusHead", "audio/ogg"),
    "voice.webm": (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm" + bytes(20), "video/webm"),
    "voice.wav": (_wav(), "audio/wav"),
    "all.zip": (a_zip(("brief.txt", b"Hello")), "application/zip"),
    "with a comment.zip": (a_zip(("brief.txt", b"Hello"), comment=b"PK\x05\x06 said"), "application/zip"),
    "a photo called a document.pdf": (PNG, "image/png"),
}

PROGRAM = "it is a program or a script"
MARKUP = "it holds markup or a script"
TWOFOLD = "it is two kinds of file at once"
NAMED = "its name or its declared type is that of a program or a page"
UNKNOWN = "it is of no kind that is kept here"

#: what: (name, declared type, content, why it is refused)
REFUSED: Mapping[str, tuple[str, str, bytes, str]] = {
    "nothing in it": ("brief.pdf", "application/pdf", b"", "it is empty"),
    "a program called a document": ("brief.pdf", "application/pdf", EXE, PROGRAM),
    "a Linux program": ("brief.pdf", "application/pdf", b"\x7fELF\x02\x01\x01" + bytes(60), PROGRAM),
    "a shell script": ("brief.txt", "text/plain", b"#!/bin/sh\nrm -rf /\n", PROGRAM),
    "a Java class": ("brief.pdf", "application/pdf", b"\xca\xfe\xba\xbe\0\0\x003", PROGRAM),
    "a Java archive called a zip": ("a.zip", "", a_zip(("META-INF/MANIFEST.MF", b"x")), PROGRAM),
    "an Android program": ("a.zip", "", a_zip(("AndroidManifest.xml", b"x"), ("classes.dex", b"x")), PROGRAM),
    "a document with macros": ("a.docx", "", _office("word", "word/vbaProject.bin"), PROGRAM),
    "a drawing with a script": ("logo.svg", "image/svg+xml", SVG, MARKUP),
    "a drawing called a photo": ("logo.png", "image/png", SVG, MARKUP),
    "a page called a text": ("brief.txt", "text/plain", HTML, MARKUP),
    "a page behind blanks": ("brief.txt", "text/plain", b"\xef\xbb\xbf \r\n\t" + HTML, MARKUP),
    "a page behind words": ("brief.txt", "text/plain", b"Hello <SCRIPT src=//evil.example></script>", MARKUP),
    "XML": ("brief.txt", "text/plain", b"<?xml version='1.0'?><a/>", MARKUP),
    "a photo that is a script too": ("a.gif", "image/gif", b"GIF89a/*<script>alert(1)</script>*/", MARKUP),
    "a photo that runs on a server": ("a.gif", "image/gif", b"GIF89a;<?php system($_GET['c']); ?>", MARKUP),
    "a photo that is a zip too": ("a.gif", "image/gif", b"GIF89a" + bytes(9) + a_zip(("x", b"y")), TWOFOLD),
    "a document that is a zip too": ("a.pdf", "application/pdf", PDF + a_zip(("x", b"y")), TWOFOLD),
    "a photo that is a document too": ("a.png", "image/png", PNG + PDF, TWOFOLD),
    "a text that is a document too": ("a.txt", "text/plain", b"Hello\n" + PDF[:30], TWOFOLD),
    "a document called a program": ("brief.exe", "application/pdf", PDF, NAMED),
    "called a program after a document": ("brief.pdf.exe", "application/pdf", PDF, NAMED),
    "called a program before a dot": ("brief.exe.", "application/pdf", PDF, NAMED),
    "called a program with a soft hyphen": ("brief.e\xadxe", "application/pdf", PDF, NAMED),
    "called a program the wrong way round": ("brief\u202efdp.exe", "application/pdf", PDF, NAMED),
    "a text called a script": ("brief.js", "text/plain", b"alert(1)", NAMED),
    "a text declared a page": ("brief", "text/html; charset=utf-8", b"Hello", NAMED),
    "a text declared a script": ("brief", "application/javascript", b"alert(1)", NAMED),
    "an installer": ("brief.doc", "application/msword", _ole("!FileName"), UNKNOWN),
    "half an OLE file": (
        "brief.doc",
        "application/msword",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 504,
        UNKNOWN,
    ),
    "a zip cut short": ("a.zip", "application/zip", a_zip(("x", b"y" * 50))[:-5], UNKNOWN),
    "another archive": ("a.7z", "application/x-7z-compressed", b"7z\xbc\xaf'\x1c\0\x04" + bytes(30), UNKNOWN),
    "a text with NUL": ("brief.txt", "text/plain", b"Hello\0", UNKNOWN),
    "a text with NUL far behind": ("brief.txt", "text/plain", b"x" * 200_000 + b"\0", UNKNOWN),
    "noise": ("brief.pdf", "application/pdf", bytes(range(256)) * 8, UNKNOWN),
    "a film of another kind": ("a.avi", "video/x-msvideo", b"RIFF\0\0\0\0AVI LIST" + bytes(9), UNKNOWN),
}
