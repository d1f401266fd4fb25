"""Files: the files of a submission in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frontdesk.files.folder import Folder
from frontdesk.model.sent_file import SentFile
from frontdesk.text import one_line


def said_of(value: Any) -> str:
    """An answer as text; of a file its name and, when it is not kept, why."""
    if isinstance(value, list):
        return ", ".join(said_of(one) for one in value)
    if isinstance(value, Mapping) and "filename" in value:
        name = str(value["filename"])
        return f"{name}, not kept: {value['refused']}" if value.get("refused") else name
    return str(value)


def lines_of(sent: Sequence[SentFile], folder: Folder) -> Iterator[str]:
    """A line for each file: its name, size, type and where it lies."""
    for file in sent:
        place = folder.place(file.sha256)
        where = place if place.exists() else f"{place}, where it is missing"
        yield f"file {one_line(file.name, 200)}: {file.size:,} bytes, {file.media}, {where}"
