"""Uploads: forms with files as bytes on the wire, and what lies in a desk's folder of files."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from frontdesk.files.folder import INCOMING, Folder
from support.stored import rows
from support.world import World, a_form
from web.raw import multipart, request

PARTS = "multipart/form-data; boundary=b"
BOX = 'Content-Disposition: form-data; name="{}"'
FILE = BOX + '; filename="{}"\r\nContent-Type: {}'


def a_file(
    content: bytes, name: str = "brief.pdf", *, label: str = "brief", media: str = "application/pdf"
) -> tuple[str, bytes]:
    """One file as a part."""
    return FILE.format(label, name, media), content


def a_body(*files: tuple[str, bytes], form: Mapping[str, str] | None = None) -> bytes:
    """A form and its files as a body."""
    texts = ((BOX.format(name), value.encode()) for name, value in (form or a_form()).items())
    return multipart(*texts, *files)


def a_post(*files: tuple[str, bytes], form: Mapping[str, str] | None = None, **headers: str) -> bytes:
    """The same as a whole request."""
    return request(a_body(*files, form=form), PARTS, **headers)


def lying(desk: Path) -> set[str]:
    """Every file in the folder but its lock, by its path in it."""
    folder = desk / "files"
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)) for path in found}


def incoming(desk: Path) -> set[str]:
    """What arrives, or was left by what arrived."""
    return {name for name in lying(desk) if name.startswith(INCOMING) and "." not in name}


def notes(desk: Path) -> set[str]:
    """What was put into its place lately."""
    return {name for name in lying(desk) if name.startswith(INCOMING) and "." in name}


def kept(desk: Path) -> set[str]:
    """What lies in its place."""
    return {name for name in lying(desk) if not name.startswith(INCOMING)}


def place(desk: Path, content: bytes) -> Path:
    """Where a file with this content lies, if it is kept."""
    return Folder(desk / "files").place(sha256(content).hexdigest())


def answers(world: World | Path | str, id: str) -> dict[str, Any]:
    """What a stored submission keeps beside its fields."""
    [[found]] = rows(world, "SELECT normalised FROM submissions WHERE id = :id", id=int(id, 16))
    extra: dict[str, Any] = json.loads(found)["extra"]
    return extra


def known(world: World | Path | str) -> list[tuple[str, str, str, int]]:
    """Hash, name, type and size of every file that the database knows, by submission and number."""
    return rows(world, "SELECT sha256, name, media, size FROM files ORDER BY submission, number")
