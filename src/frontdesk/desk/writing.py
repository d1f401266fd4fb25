"""Writing: the letter for a lead's newest submission, as it will go out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.letter_quota import Used, letter_quota
from frontdesk.desk.sender import Sender
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.mail import compose, new_message_id
from frontdesk.messages.templates import Letters
from frontdesk.model.change import NewLetter
from frontdesk.model.delivery import Letter
from frontdesk.model.lead import Known
from frontdesk.model.score import Verdict
from frontdesk.model.signals import Signals


@dataclass(frozen=True, kw_only=True, slots=True)
class Writing:
    """What letters are written with."""

    letters: Letters
    sender: Sender
    language: str  #: of the desk, where the lead's is not known

    def letters_for(
        self,
        known: Known,
        fields: Mapping[str, str],
        signals: Signals,
        decided: Verdict,
        address: str,
        used: Used,
    ) -> tuple[NewLetter, ...]:
        """The letter that the verdict calls for, rendered, or the one that a lock keeps back; or none.

        `fields` are the form fields as letters show them; `used`: what its recipient got lately.
        """
        if not decided.letter:
            return ()
        key = f"letter:{known.submissions[-1].id:x}"
        if decided.withheld:
            return (NewLetter.withheld(key, address, decided.letter, decided.withheld, used.marks),)
        language, due_at = self._language(signals), self.due_at(decided.letter, signals, known.now)
        values, message_id = LetterValues.of(signals, fields, due_at), new_message_id(self.sender.domain)
        unsubscribe = used.link.address(language) if used.link else None
        letter = self.letters.render(decided.letter, language, values, unsubscribe=unsubscribe)
        new = NewLetter(
            key=key,
            to=address,
            letter=decided.letter,
            message_id=message_id,
            body=self._mail(letter, known, address, message_id, due_at, unsubscribe),
            due_at=due_at,
            quota=letter_quota(address),
            seen=used.seen,
            marks=used.marks,
        )
        return (new,)

    def due_at(self, letter: str, signals: Signals, now: datetime) -> datetime:
        """When a letter that is written now goes out."""
        return self.letters.due_at(letter, self._language(signals), now)

    def _mail(
        self, letter: Letter, known: Known, to: str, message_id: str, at: datetime, unsubscribe: str | None
    ) -> bytes:
        """The mail as of the time at which it goes out: what it says of days is true then."""
        return compose(
            letter,
            to=to,
            sender=letter.sender or self.sender.address,
            reply_to=letter.reply_to or self.sender.reply_to,
            message_id=message_id,
            at=at,
            unsubscribe=unsubscribe,
            request=known.submissions[-1].submission.request,
        )

    def _language(self, signals: Signals) -> str:
        """The language to write to the lead in."""
        return signals.language or self.language
