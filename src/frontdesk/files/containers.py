"""Containers: what a zip or an OLE file holds, by the names in it; nothing is unpacked."""

from collections.abc import Callable
from struct import unpack_from
from typing import Final

_OOXML: Final = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_ODF: Final = tuple(
    f"application/vnd.oasis.opendocument.{what}" for what in ("text", "spreadsheet", "presentation")
)
#: Members that make a zip a Java or Android program.
_RUNS: Final = (b"META-INF/MANIFEST.MF", b"AndroidManifest.xml", b"classes.dex")
_MACROS: Final = b"vbaProject.bin"
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
#: Streams of a document, as its directory names them.
_STREAMS: Final = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_ENTRY_BYTES: Final = 128
_ENTRIES: Final = 64


def office(head: bytes, tail: bytes) -> str | None:
    """The type of a zip that is an office document, "macros" for one with macros; None for other zips."""
    names = head + tail
    if b"[Content_Types].xml" in names:
        if _MACROS in names:
            return "macros"
        return next((media for folder, media in _OOXML.items() if folder in names), None)
    # An ODF document begins with its type, not compressed (OpenDocument 1.3, part 2, 3.3).
    if head[30:38] == b"mimetype":
        return next((media for media in _ODF if head.startswith(media.encode(), 38)), None)
    return None


def zip_kind(head: bytes, tail: bytes) -> str:
    """The type of any other zip: "program" for one that Java or Android runs, "" for one without an end."""
    if any(name in head or name in tail for name in _RUNS):
        return "program"
    return "application/zip" if zip_ends_here(tail) else ""


def zip_ends_here(tail: bytes) -> bool:
    """Whether the last bytes of a file are the end of a zip, whatever the file begins with."""
    at = tail.rfind(_END)
    while at >= 0:
        if at + _END_BYTES <= len(tail) == at + _END_BYTES + unpack_from("<H", tail, at + 20)[0]:
            return True
        at = tail.rfind(_END, 0, at)
    return False


def ole_kind(head: bytes, read: Callable[[int, int], bytes]) -> str:
    """The type of an OLE document by the names in its directory ([MS-CFB], 2.2 and 2.6); "" for all others.

    `read` gives so many bytes from a place of the file. An installer is such a file too.
    """
    if len(head) < 512:
        return ""
    shift, first = unpack_from("<H", head, 30)[0], unpack_from("<I", head, 48)[0]
    if shift not in (9, 12):
        return ""
    directory = read((first + 1) << shift, _ENTRY_BYTES * _ENTRIES)
    for start in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length = unpack_from("<H", directory, start + 64)[0]
        name = directory[start : start + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        if name in _STREAMS:
            return _STREAMS[name]
    return ""
