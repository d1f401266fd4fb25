"""Personal: what each table holds of a person, how its rows are found, and what erasing does to them.

The one declaration that erasing, exporting and retention go by; every column of every table stands in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final


class By(Enum):
    """How the rows of a person are found."""

    LEAD = auto()  #: the column `lead`
    SUBMISSION = auto()  #: the column `submission`
    MARK = auto()  #: a keyed hash of the address
    QUOTA = auto()  #: the key of the mailbox's letters
    SAYS = auto()  #: what it says: it quotes the address or number, or, of an update, names the lead
    COMPANY = auto()  #: the company, where no other lead is of it
    DOMAIN = auto()  #: the domain of the address, where nobody else has one there
    NOBODY = auto()  #: it holds nothing of those who write to us


class Fate(Enum):
    """What erasing does to such rows."""

    DELETED = auto()
    EMPTIED = auto()  #: the personal columns are, so that what is counted still adds up
    KEPT = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """What one table holds."""

    by: By
    fate: Fate
    personal: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()  #: says nothing of a person once the personal columns are empty
    empty: Mapping[str, Any] = field(default_factory=dict)  #: what an emptied column holds, None apart


def _gone(by: By, personal: str, plain: str = "") -> Holding:
    return Holding(by=by, fate=Fate.DELETED, personal=tuple(personal.split()), plain=tuple(plain.split()))


def _emptied(by: By, personal: str, plain: str, **empty: Any) -> Holding:
    return Holding(
        by=by,
        fate=Fate.EMPTIED,
        personal=tuple(personal.split()),
        plain=tuple(plain.split()),
        empty=empty,
    )


def _kept(plain: str, by: By = By.NOBODY) -> Holding:
    return Holding(by=by, fate=Fate.KEPT, plain=tuple(plain.split()))


_SENDING: Final = "state revision due_at message_id shown shown_at attempts doubts claimed_by"

#: table: what it holds. Rows go in this order: what refers to others first, and `leads` last.
HOLDINGS: Final[Mapping[str, Holding]] = {
    "files": _gone(By.SUBMISSION, "sha256 name media size", "submission number"),
    "texts": _gone(By.SUBMISSION, "digest sender", "submission others at"),
    "repeats": _gone(By.SUBMISSION, "key digest", "submission expires_at"),
    "follow_ups": _gone(By.LEAD, "", "lead submission step due_at"),
    "answers": _gone(By.LEAD, "yes", "lead criterion by at revision"),
    "receipts": _gone(By.LEAD, "body signals", "id lead cause revision at reader"),
    "touches": _gone(By.LEAD, "product amount source", "id lead kind at key"),
    "joins": _gone(By.LEAD, "", "lead other kind state by at"),
    "confirmations": _gone(By.LEAD, "", "lead field submission by at"),
    "notes": _gone(By.LEAD, "text file_id file_name", "id lead by chat message at edited_at file_kind"),
    "digest_leads": _gone(By.LEAD, "", "day lead place human"),
    "quotas": _gone(By.QUOTA, "key", "id at"),
    "mx": _gone(By.DOMAIN, "domain", "takes checked_at until"),
    "accounts": _gone(By.COMPANY, "domain", "id created_at"),
    "questions": _gone(By.LEAD, "", "id lead chat account move number revision until answered message_id"),
    "topics": _gone(By.SAYS, "name", "chat thread claimed_by tries remade_at not_before"),
    "watched_forms": _gone(By.SAYS, "form fields", "hook number last_at"),
    "updates": _emptied(By.SAYS, "body error", "id state at", body=b"{}"),
    "alarms": _emptied(By.SAYS, "text", "key raised_at cleared_at ended_at revision", text="erased"),
    "alarm_messages": _emptied(By.SAYS, "reason", f"id alarm channel recipient mail_id {_SENDING}"),
    "digests": _emptied(By.SAYS, "reason", f"day chat since until summary {_SENDING}"),
    "posts": _emptied(By.SAYS, "reason", f"chat key about began_at ended_at {_SENDING}"),
    "suppressions": _emptied(By.MARK, "address", "key reason by at"),
    "deliveries": _emptied(
        By.LEAD,
        "recipient body message_id reason mailbox exact",
        "id key channel lead letter state attempts doubts due_at claimed_by created_at sent_at",
        recipient="",
        body=b"",
        message_id="",
    ),
    "history": _emptied(By.LEAD, "before reason", "id lead cause by what from_state to_state revision at"),
    "cards": _emptied(
        By.LEAD,
        "reason topic",
        "chat lead view hot undo_until menu menu_by menu_until score asked stands_for twice thread wished_at "
        f"stripped look_at {_SENDING}",
    ),
    "reminders": _emptied(
        By.LEAD,
        "reason",
        "chat lead concern since step snoozed_until revision state due_at message_id shown_step shown_since "
        "shown attempts claimed_by",
    ),
    "spare_messages": _kept("chat message_id lead", By.LEAD),
    "offers": _kept("id lead person at until", By.LEAD),
    "responses": _kept("id lead source came_at claimed_by claimed_at contacted_by contacted_at", By.LEAD),
    "identities": _gone(By.LEAD, "value", "kind lead"),
    "submissions": _gone(
        By.LEAD, "headers body normalised error", "id lead hook received_at state tries tried_at due_at"
    ),
    "leads": _emptied(
        By.LEAD,
        "account lost_because recycle_at state band owner offered_to offered_until sales_at snoozed_until",
        "id revision state_revision state_by state_at band_by quarantined_by released_by created_at "
        "joined_into erased_at",
    ),
    "erasures": _kept("id at by why leads submissions letters"),
    "rules_versions": _kept("id hash text at author"),
    "nodes": _kept("id place role started_at seen_at"),
    "leases": _kept("name node since"),
    "kept": _kept("key value"),
    "watched_hours": _kept("hook hour number first_at last_at"),
    "watching": _kept("name upto looked_at since"),
    "people": _kept("name telegram language muted_until"),
    "links": _kept("token person by until used_by"),
    "absences": _kept("name until"),
    "bindings": _kept("chat thread to source by at"),
    "chats": _kept("id now_id state reason since not_before"),
}
