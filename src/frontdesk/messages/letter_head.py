"""Letter head: the front matter of a letter, checked: subject, From, Reply-To, delay and attachments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from types import SimpleNamespace
from typing import Final, TypeVar

from jinja2 import Environment, TemplateError

from frontdesk.messages import names
from frontdesk.messages.letter_delay import Delay, read_delay
from frontdesk.messages.letter_file import LetterFile, Text
from frontdesk.messages.letter_links import attachment
from frontdesk.messages.mail_headers import encoded_address, mail_domain
from frontdesk.model.delivery import Attachment
from frontdesk.rules.hours import Hours
from frontdesk.suggestion import suggestion
from frontdesk.text import clean, one_line

SUBJECT_LIMIT: Final = 150  #: characters
ATTACHMENTS_LIMIT_MB: Final = 10  #: of one letter: many mailboxes refuse 20 MB
_ADDRESS_LIMIT: Final = 300  #: characters of a name and its address
Read = TypeVar("Read")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The front matter of a letter, as it goes out."""

    subject: str
    sender: str | None = None  #: its own From, at the domain of ours
    reply_to: str | None = None
    delay: Delay | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(slots=True)
class HeadReader:
    """Reads front matters; what is wrong is gathered by line."""

    jinja: Environment
    sender: Mapping[str, str]  #: `[sender]` of rules.toml: nothing else may be named, however clean
    domain: str | None  #: of our own From
    hours: Hours | None
    files: Mapping[str, Path]  #: letters/attachments, by name
    problems: list[names.Problem] = field(default_factory=list)

    def read(self, file: LetterFile) -> Head:
        """What stands in it; a part that is wrong is left out."""
        texts = file.texts
        return Head(
            subject=self._read(texts.get("subject"), "a subject", _subject) or "",
            sender=self._read(texts.get("from"), "a From", self._own_address),
            reply_to=self._read(texts.get("reply_to"), "a Reply-To", _address),
            delay=self._read(texts.get("delay"), "a delay", lambda text: read_delay(text, self.hours)),
            attachments=self._attachments(file),
        )

    def _read(self, text: Text | None, kind: str, read: Callable[[str], Read]) -> Read | None:
        """A text of the front matter with `[sender]` filled in, as `read` makes of it."""
        if text is None:
            return None
        found = names.problems(self.jinja, text.value, kind, {"sender": tuple(self.sender)})
        if found:
            self.problems += [(text.line, problem) for _, problem in found]
            return None
        try:
            sender = SimpleNamespace(**self.sender)
            return read(one_line(clean(self.jinja.from_string(text.value).render(sender=sender)), 1000))
        except (TemplateError, ValueError) as error:
            self.problems.append((text.line, str(error).removeprefix("mail: ")))
            return None

    def _own_address(self, text: str) -> str:
        """A From: at our own domain, or no server would believe that it is ours."""
        address = _address(text)
        domain = mail_domain(parseaddr(address)[1].rpartition("@")[2]).lower()
        if self.domain and domain != mail_domain(self.domain).lower():
            raise ValueError(f"expected an address at {self.domain}, as MAIL_FROM is; found one at {domain}")
        return address

    def _attachments(self, file: LetterFile) -> tuple[Attachment, ...]:
        attachments = []
        for enclosure in file.enclosures:
            path = self.files.get(enclosure.name)
            if path is not None:
                attachments.append(attachment(path))
            elif not enclosure.optional:
                near = suggestion(enclosure.name, self.files) or "; or add (optional)"
                problem = f'expected a file "{enclosure.name}" in attachments/, found none{near}'
                self.problems.append((enclosure.line, problem))
        if sum(len(each.content) for each in attachments) > ATTACHMENTS_LIMIT_MB * 2**20:
            line = file.enclosures[0].line
            self.problems.append((line, f"expected at most {ATTACHMENTS_LIMIT_MB} MB to attach"))
        return tuple(attachments)


def _subject(text: str) -> str:
    return one_line(text, SUBJECT_LIMIT)


def _address(text: str) -> str:
    """ "Name <address>" or an address, as it can stand in a header.

    Raises:
        ValueError: it is neither.
    """
    encoded_address(text[:_ADDRESS_LIMIT])
    return text[:_ADDRESS_LIMIT]
