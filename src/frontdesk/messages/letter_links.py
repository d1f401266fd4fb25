"""Letter links: where the links and pictures of a letter lead, and what is wrong with them.

Both are the owner's: no address holds anything that a visitor wrote.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from mimetypes import MimeTypes
from pathlib import Path
from types import SimpleNamespace
from typing import Final
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, TemplateSyntaxError, UndefinedError, nodes

from frontdesk.messages.markdown import Link, Picture, address_fault
from frontdesk.messages.tags import Tags
from frontdesk.model.delivery import Attachment

_TYPES: Final = MimeTypes()
#: What a number to call is dialled without (RFC 3966).
_UNDIALLED: Final = re.compile(r"[^0-9A-Za-z+*#;=-]|(?<=\d)-(?=\d)")
#: What every mail program shows; Gmail and Outlook show no SVG.
_PICTURES: Final = ("image/png", "image/jpeg", "image/gif")
_WANTED: Final = "expected a picture from attachments/ or at an https address of [sender]"


def attachment(path: Path, *, inline: bool = False) -> Attachment:
    """A file of letters/attachments; one that is shown in the letter has an id by what it holds."""
    media_type = _TYPES.guess_type(path.name)[0] or "application/octet-stream"
    content = path.read_bytes()
    cid = f"{sha256(content).hexdigest()[:32]}@letter" if inline else None
    return Attachment(name=path.name, content=content, media_type=media_type, cid=cid)


@dataclass(slots=True)
class Addresses:
    """Looks at every address in one letter, and gathers its pictures."""

    jinja: Environment
    tags: Tags
    sender: SimpleNamespace
    files: Mapping[str, Path]  #: letters/attachments, by name
    problems: list[tuple[int, str]] = field(default_factory=list)
    pictures: dict[str, Attachment] = field(default_factory=dict)

    def look_at(self, links: tuple[Link, ...]) -> None:
        """Note what is wrong with links."""
        for link in links:
            if fault := self._fault(link.address):
                self.problems.append((link.line, fault))

    def picture(self, picture: Picture) -> str:
        """The address that a picture goes out with, masked; what is wrong with it is noted."""
        self.problems.extend((picture.line, fault) for fault in self._picture_faults(picture))
        path = self.files.get(unquote(picture.address))
        if path is None:
            return picture.address
        found = self.pictures[path.name] = attachment(path, inline=True)
        return f"cid:{found.cid}"

    def number(self, address: str) -> str:
        """The `tel:` address that a link goes out with, masked: a space in it stops some telephones."""
        written = None if self._foreign(address) else self._written(address)
        return f"tel:{_UNDIALLED.sub('', written.removeprefix('tel:'))}" if written else address

    def _picture_faults(self, picture: Picture) -> Iterator[str]:
        if not picture.words.strip():
            yield "expected words between ![ and ], for who cannot see the picture; found none"
        elif self._foreign(picture.words):
            yield "the words of a picture must hold nothing but sender"
        path = self.files.get(unquote(picture.address))
        if path is not None:
            if _TYPES.guess_type(path.name)[0] not in _PICTURES:
                yield f"expected a picture as PNG, JPEG or GIF, found {path.name}"
        elif fault := self._fault(picture.address):
            yield (
                fault if self.tags.sources(picture.address) else f"{_WANTED}, found {picture.address[:60]!r}"
            )
        elif not self._of_sender(picture.address):
            yield f"{_WANTED}, found {self.tags.unmasked(picture.address)[:60]!r}"

    def _of_sender(self, address: str) -> bool:
        """It begins with a text of `[sender]`, and is asked for in secret."""
        written = self._written(address)
        return bool(self.tags.sources(address[:1])) and (not written or urlsplit(written).scheme == "https")

    def _foreign(self, masked: str) -> bool:
        """Whether anything but `[sender]` is in it."""
        try:
            trees = [self.jinja.parse(source) for source in self.tags.sources(masked)]
        except TemplateSyntaxError:
            return True
        return bool({name.name for tree in trees for name in tree.find_all(nodes.Name)} - {"sender"})

    def _fault(self, address: str) -> str | None:
        if self._foreign(address):
            return f"a link must hold nothing but sender, found {self.tags.unmasked(address)}"
        written = self._written(address)
        return address_fault(written) if written is not None else None

    def _written(self, address: str) -> str | None:
        """The address as it goes out; None where it is asked for by `is defined`, and not there."""
        try:
            return self.jinja.from_string(self.tags.unmasked(address)).render(sender=self.sender)
        except UndefinedError:
            return None  # it stands behind `{% if … is defined %}`, or was a fault before
