"""Press: one tap on a card's button."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from frontdesk.model.score import Band


class Move(StrEnum):
    """What a press asks for."""

    ANSWER = "answer"  #: a criterion: yes, no or clear
    CLAIM = "claim"  #: shown as "Take"
    NEXT = "pass"  #: shown as "Pass": what is offered to one goes to the next
    SNOOZE = "snooze"  #: no further reminder for a while; changes nothing of the lead
    SNOOZE_LEAD = "snooze_lead"  #: on the card of a lead that was taken: for one of the spans of `SNOOZES`
    SPAM = "spam"
    NURTURE = "nurture"
    UNDO = "undo"
    CONFIRM = "confirm"  #: a new phone, name or address is right
    ASK_JOIN = "ask_join"  #: shown as "Join": the card asks once more
    JOIN = "join"  #: shown as "Join for good"
    NOT_NOW = "not_now"  #: back from the question
    APART = "apart"  #: shown as "Not the same"
    CONTACTS = "contacts"  #: opens the private card
    WHY = "why"  #: the score in words; changes nothing
    RELEASE = "release"  #: under a digest: out of quarantine
    NEXT_CARDS = "next_cards"  #: under the live message of a burst: the best of those that wait
    ASK_SPAM = "ask_spam"  #: there: the message asks whether all of a source are spam
    ALL_SPAM = "all_spam"  #: the answer yes
    UNDO_SPAM = "undo_spam"  #: what was called spam under a burst
    KEEP = "keep"  #: the answer no
    PAGE = "page"  #: of the morning's digest
    CONTACTED = "contacted"  #: its owner spoke to it
    WON = "won"
    LOST = "lost"  #: for one of the reasons of `LOST`
    RECYCLE = "recycle"  #: back to sales in some days
    GIVE = "give"  #: to another person of the team
    MENU = "menu"  #: shows other buttons for a minute; changes nothing of the lead
    HISTORY = "history"  #: what happened to the lead; changes nothing
    BAND = "band"  #: a band set by hand, with a reason: one of `BANDS`
    ERASE = "erase"  #: by an admin: everything about the person, for good
    ERASE_NOT = "erase_not"  #: the answer no
    LIST = "list"  #: another page of a list of leads; changes nothing


#: Why a lead is lost: a press names the place in this list, which therefore only grows at its end.
LOST: Final = ("budget", "timing", "rival", "no_answer", "off_profile", "other")
OTHER: Final = LOST.index("other")  #: asks for the reason in words
#: Which band a press sets: as with `LOST`.
BANDS: Final = (Band.QUALIFIED, Band.TRIAGE, Band.NURTURE, Band.JUNK)
OVER: Final = "over"
MORNING: Final = "morning"  #: of the next working day
#: How long reminders of a lead rest: as with `LOST`; the first ends it.
SNOOZES: Final = (OVER, "15m", "1h", MORNING)


class Menu(StrEnum):
    """The buttons that a card shows for a minute instead of its own."""

    MORE = "more"
    LOST = "lost"
    RECYCLE = "recycle"
    GIVE = "give"
    SNOOZE = "snoozes"
    BAND = "band"


#: A press names the place of a menu here; 0 is the way back.
MENUS: Final = (None, Menu.MORE, Menu.LOST, Menu.RECYCLE, Menu.GIVE, Menu.SNOOZE, Menu.BAND)


class Target(StrEnum):
    """What a criterion should be after the press: named, never toggled, so that a repeat changes nothing."""

    YES = "yes"
    NO = "no"
    CLEAR = "clear"


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """What callback data says; for an answer also its criterion and target.

    The moves about another lead name its number, CONFIRM the submission whose value is right, LOST the place
    of its reason in `LOST`, BAND one in `BANDS`, SNOOZE_LEAD one in `SNOOZES`, RECYCLE days, GIVE the account
    of the new owner, MENU a place in `MENUS`, LIST which list, with the number of the page for a lead,
    PAGE the page, with the day of the digest (20261123) for a revision. Moves about no lead name lead 0.
    """

    lead: int
    move: Move
    criterion: str | None = None
    target: Target | None = None
    part: str | None = None  #: of CONFIRM: name, phone or email
    number: int | None = None  #: the other lead, the submission, or what else the move names
    revision: int = 0  #: the revision that the card showed
    band: Band | None = None  #: of BAND, where it is typed
    reason: str | None = None  #: of BAND, and of LOST for another reason: in the person's words
    typed: bool = False  #: no tap: a command, which may undo later

    @property
    def wanted_band(self) -> Band | None:
        """The band that BAND names, by itself or by its place."""
        named = self.number is not None and self.number < len(BANDS)
        return self.band or (BANDS[self.number] if named and self.number is not None else None)
