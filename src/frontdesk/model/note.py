"""Note: what a person of the team wrote down about a lead."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LIMIT: int = 1_000  #: characters of one note


class FileKind(StrEnum):
    """What Telegram takes a file for."""

    DOCUMENT = "document"
    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteFile:
    """A file that somebody of the team sent; it stays with Telegram."""

    kind: FileKind
    id: str  #: Telegram's `file_id`, good for this bot
    name: str = ""  #: as its sender has it; blank where it has none


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One note as it stands now."""

    id: int
    by: str
    text: str  #: whatever the person wrote: data, as what strangers write
    at: datetime
    edited_at: datetime | None = None
    file: NoteFile | None = None

    @property
    def shown(self) -> str:
        """The text behind the name of the file, as lines show it."""
        parts = (f"📎 {self.file.name}".strip(), self.text) if self.file else (self.text,)
        return " ".join(part for part in parts if part)
