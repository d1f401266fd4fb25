"""Kinds: what a file is by its own bytes, and whether it is one of the kinds that are kept.

What a sender says of a file, its name and its declared type, is never believed: it only adds reasons to
refuse. Nothing is unpacked, and at most 80 kB of a file are looked at, but for text, which is read through.
"""

import os
import re
from dataclasses import dataclass
from typing import BinaryIO, Final

from frontdesk.files.containers import office, ole_kind, zip_ends_here, zip_kind

HEAD_BYTES: Final = 4_096
TAIL_BYTES: Final = 65_557  #: the end record of a zip and its longest comment
PIECE_BYTES: Final = 65_536

EMPTY: Final = "it is empty"
UNKNOWN: Final = "it is of no kind that is kept here"
PROGRAM: Final = "it is a program or a script"
MARKUP: Final = "it holds markup or a script"
TWOFOLD: Final = "it is two kinds of file at once"
NAMED: Final = "its name or its declared type is that of a program or a page"

_STARTS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)
_RIFF: Final = {b"WAVE": "audio/wav", b"WEBP": "image/webp"}
#: The main brand of an ISO media file (ISO/IEC 14496-12, 4.3), by how it begins.
_BRANDS: Final = (
    ((b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"), "image/heic"),
    ((b"M4A ", b"M4B "), "audio/mp4"),
    ((b"qt  ",), "video/quicktime"),
    ((b"3gp", b"3g2"), "video/3gpp"),
    ((b"iso", b"mp4", b"avc", b"dash", b"M4V", b"MSNV", b"f4v"), "video/mp4"),
)
_PROGRAMS: Final = (
    *(b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"dex\n", b"!<arch>\n", b"\x00asm"),
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
)
_MARKUP: Final = re.compile(rb"<(?:!doctype|html|svg|script|\?php|\?=)", re.IGNORECASE)
_CONTROLS: Final = bytes({*range(32), 127} - {*b"\t\n\v\f\r"})
_TEXTS: Final = {"csv": "text/csv", "md": "text/markdown"}
#: Endings of what a double click would run or open in a browser.
_DANGEROUS: Final = frozenset(
    str.split(
        "exe com scr pif bat cmd msi msp mst cpl dll sys drv lnk url reg inf ins job vb vbs vbe js jse mjs "
        "ws wsf wsh wsc hta chm hlp ps1 psm1 psc1 sh bash csh ksh zsh py pyc rb pl php phtml php5 jsp asp "
        "aspx jar war class apk app dmg pkg deb rpm elf so htm html xhtml shtml mht mhtml svg svgz xml xsl "
        "xslt swf iso img vhd vhdx docm dotm xlsm xltm xlam pptm potm ppam sldm appx msix gadget application"
    )
)
_DANGEROUS_TYPE: Final = re.compile(
    r"text/html|image/svg|(?:text|application)/(?:x-)?(?:javascript|ecmascript|php|sh|shellscript|python)"
    r"|application/(?:xhtml|xml|x-msdownload|x-msdos|x-executable|x-sharedlib|x-elf|java-archive|x-httpd)"
    r"|application/vnd\.(?:microsoft\.portable-executable|android)|text/xml",
    re.IGNORECASE,
)
_NOT_ENDING: Final = re.compile(r"[^a-z0-9.]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What a file is."""

    media: str = ""  #: its type by its bytes
    refused: str = ""  #: why it is not kept; "" when it is


def kind(file: BinaryIO, size: int, name: str, claimed: str) -> Kind:
    """What a file of `size` bytes is that came under this name and declared type; reads from it."""
    if not size:
        return Kind(refused=EMPTY)
    head = _at(file, 0, HEAD_BYTES)
    tail = _at(file, max(size - TAIL_BYTES, 0), TAIL_BYTES)
    if reason := _refused(head, name, claimed):
        return Kind(refused=reason)
    media = _binary(file, head, tail)
    if media is None:
        return _text(file, head, name)
    if media == "":
        return Kind(refused=UNKNOWN)
    if media in ("program", "macros"):
        return Kind(refused=PROGRAM)
    if b"%PDF-" in head[1:1024] or (not _is_zip(head) and zip_ends_here(tail)):
        return Kind(refused=TWOFOLD)
    return Kind(media=media)


def _refused(head: bytes, name: str, claimed: str) -> str | None:
    """Why nothing that begins or is called so is kept, whatever it is."""
    if head.startswith(_PROGRAMS):
        return PROGRAM
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or _MARKUP.search(head, 0, 1024):
        return MARKUP
    # Letters that nobody sees or that look alike are no way around the list.
    if _ending(name) in _DANGEROUS or _DANGEROUS_TYPE.match(claimed):
        return NAMED
    return None


def _binary(file: BinaryIO, head: bytes, tail: bytes) -> str | None:
    """The type of what is no text; "" for one that is not kept, None for what may be text."""
    for start, media in _STARTS:
        if head.startswith(start):
            return media
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return next((media for brands, media in _BRANDS if head[8:12].startswith(brands)), "")
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else ""
    if _is_zip(head):
        return office(head, tail) or zip_kind(head, tail)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ole_kind(head, lambda start, count: _at(file, start, count))
    return "audio/mpeg" if _is_mpeg_audio(head) else None


def _is_zip(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def _is_mpeg_audio(head: bytes) -> bool:
    """The header of a frame of layer III (ISO/IEC 11172-3, 2.4.1.3)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3


def _text(file: BinaryIO, head: bytes, name: str) -> Kind:
    """Text of any charset with a byte or more a letter; no text holds controls."""
    if b"%PDF-" in head[:1024]:
        return Kind(refused=TWOFOLD)
    file.seek(0)
    while piece := file.read(PIECE_BYTES):
        if len(piece.translate(None, _CONTROLS)) != len(piece):
            return Kind(refused=UNKNOWN)
    return Kind(media=_TEXTS.get(_ending(name), "text/plain"))


def _ending(name: str) -> str:
    _, dot, ending = _NOT_ENDING.sub("", name.lower()).rstrip(".").rpartition(".")
    return ending if dot else ""


def _at(file: BinaryIO, start: int, count: int) -> bytes:
    file.seek(start, os.SEEK_SET)
    return file.read(count)
