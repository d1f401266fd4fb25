"""Ways: what may happen to a lead, told by its history alone, and whether what stands agrees with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from frontdesk.model.change import SAW
from frontdesk.model.lead import Purpose, Role, State
from frontdesk.store.history import REFUSED
from support.world import SALES, TEAM, TRIAGE

UNDO = timedelta(seconds=60)
FREE = frozenset({"triage", "sales_open"})
TAKEN = frozenset({"claimed", "contacted"})
HANDS = FREE | TAKEN
OWNED = TAKEN | {"won", "lost"}
SOMEBODY = "somebody"  #: an owner that only the history of a joined lead names
BANDS = FREE | {"nurture", "junk"}
ANY = frozenset(State)
LEADERS = frozenset({Role.MANAGER, Role.HEAD, Role.ADMIN})
SORTERS = LEADERS | {Role.SECRETARY}
SELLERS = LEADERS | {Role.SALES}
EVERYBODY = SORTERS | SELLERS
ROLES = {person.name: person.role for person in TEAM}
#: Where a lead in that state has its card, and what it shows; elsewhere one line is left.
CARDS = {
    "triage": (Purpose.TRIAGE, "triage"),
    "sales_open": (Purpose.SALES, "sales"),
    "claimed": (Purpose.SALES, "claimed"),
    "contacted": (Purpose.SALES, "contacted"),
}


@dataclass(frozen=True, kw_only=True)
class Way:
    """One kind of step: from which states, to which, and by whom."""

    start: frozenset[str | None] = ANY
    end: frozenset[str | None] | None = None  #: None: the state stays, or follows the band of who is free
    roles: frozenset[Role] | None = None  #: None: the machine, or whoever is trusted with it elsewhere
    owner: bool = False  #: of a lead that is taken, only its owner or a leader
    undone: bool = False  #: whoever did it may take it back


WAYS: Mapping[str, Way] = {
    "judged": Way(start=ANY | {None}),
    "came back": Way(start=frozenset({"nurture"}), end=frozenset({"sales_open"})),
    "release": Way(start=frozenset({"quarantined"}), end=BANDS),
    "join": Way(start=ANY, end=ANY, roles=EVERYBODY),
    "joined into": Way(start=ANY, end=frozenset({None}), roles=EVERYBODY),
    "ask_join": Way(roles=EVERYBODY),
    "not_now": Way(roles=EVERYBODY),
    "apart": Way(roles=EVERYBODY),
    "answer": Way(start=FREE, end=BANDS, roles=SORTERS, undone=True),
    "confirm": Way(start=HANDS, roles=EVERYBODY, undone=True),
    "claim": Way(
        start=frozenset({"sales_open"}), end=frozenset({"claimed"}), roles=SELLERS, owner=True, undone=True
    ),
    "contacted": Way(
        start=frozenset({"claimed"}),
        end=frozenset({"contacted"}),
        roles=EVERYBODY,
        owner=True,
        undone=True,
    ),
    "won": Way(
        start=frozenset({"contacted"}), end=frozenset({"won"}), roles=EVERYBODY, owner=True, undone=True
    ),
    "lost": Way(
        start=frozenset({"contacted"}), end=frozenset({"lost"}), roles=EVERYBODY, owner=True, undone=True
    ),
    "recycle": Way(start=TAKEN, end=frozenset({"nurture"}), roles=EVERYBODY, owner=True, undone=True),
    "give": Way(start=TAKEN, end=TAKEN, roles=EVERYBODY, owner=True, undone=True),
    "snoozed": Way(start=TAKEN, roles=EVERYBODY, owner=True),
    "snooze over": Way(start=TAKEN),
    "band": Way(
        start=HANDS | {"nurture", "junk"}, end=BANDS | TAKEN, roles=EVERYBODY, owner=True, undone=True
    ),
    "nurture": Way(start=HANDS, end=frozenset({"nurture"}), roles=EVERYBODY, owner=True, undone=True),
    "spam": Way(start=HANDS, end=frozenset({"quarantined"}), roles=EVERYBODY, owner=True, undone=True),
    "undo": Way(roles=EVERYBODY),
}


@dataclass(frozen=True, kw_only=True)
class Book:
    """A lead, and all that was written down about it."""

    lead: Any  #: its row
    lines: Sequence[Any]  #: of its history, oldest first
    answers: Mapping[str, tuple[bool, str]]
    confirmed: Mapping[str, int]
    cards: Mapping[int, str]  #: chat: what it should show

    @property
    def marks(self) -> dict[str, Any]:
        """What people set on it, and an Undo brings back."""
        names = ("state", "owner", "band_by", "quarantined_by", "lost_because", "recycle_at")
        row = self.lead._mapping
        return {**{name: row[name] for name in names}, "answers": self.answers, "confirmed": self.confirmed}


@dataclass
class _Told:
    """Where the history so far leaves the lead."""

    state: str | None = None
    owner: str | None = None
    before: list[Any] = field(default_factory=list)  #: steps, each with the owner that it found


def is_step(line: Any) -> bool:
    """Whether a line is about something that changed the lead."""
    return not line.what.startswith(REFUSED) and line.what != SAW


def check(book: Book) -> None:
    """Everything that must hold of one lead at any moment; AssertionError names what does not."""
    lead, told = book.lead, _Told()
    steps = [line for line in book.lines if is_step(line)]
    assert [line.revision for line in steps] == list(range(1, lead.revision + 1)), "a line for each revision"
    assert all(line.cause and line.by for line in book.lines), "a cause for each line"
    causes = [line.cause for line in steps]
    assert len(set(causes)) == len(causes), "a cause has one effect"
    for line in book.lines:
        assert line.from_state == told.state, f"{line.what}: the chain is broken"
        if is_step(line):
            _follow(told, line)
        else:
            assert line.to_state == line.from_state, f"{line.what}: changed the state"
    assert lead.state == told.state, "the history ends where the lead stands"
    assert told.owner in (lead.owner, SOMEBODY), "the history ends with the lead's owner"
    _check_marks(lead)
    _check_cards(book)


def _follow(told: _Told, line: Any) -> None:
    kind = kind_of(line.what)
    way, name = WAYS[kind], f"{line.by}: {line.what} ({line.from_state} to {line.to_state})"
    assert line.from_state in way.start, f"{name}: not from there"
    assert line.to_state in _ends(way, kind, line.from_state), f"{name}: not to there"
    if way.roles is not None and kind != "undo":
        assert ROLES[line.by] in way.roles, f"{name}: not by them"
    if way.owner and told.owner and kind != "claim":
        assert told.owner in (line.by, SOMEBODY) or ROLES[line.by] in LEADERS, f"{name}: it is {told.owner}'s"
    if way.owner and not told.owner and kind in ("nurture", "spam", "band"):
        assert ROLES[line.by] in SORTERS, f"{name}: not by them"
    owner = told.owner
    if kind == "undo":
        _check_undo(told, line, name)
        owner = told.before[-1][1]
    elif kind in _OWNERS:
        assert kind != "claim" or owner is None, f"{name}: {owner} has it"
        owner = _OWNERS[kind](line)
    elif kind == "band":
        owner = owner if line.what == "band qualified" else None
    elif kind in ("join", "joined into"):
        owner = _joined_owner(line, owner)
    told.before.append((line, told.owner))
    told.state, told.owner = line.to_state, owner


def _check_undo(told: _Told, line: Any, name: str) -> None:
    was, _ = told.before[-1]
    assert WAYS[kind_of(was.what)].undone, f"{name}: {was.what} cannot be undone"
    assert was.by == line.by or ROLES[line.by] in LEADERS, f"{name}: {was.by} did it"
    assert line.at - was.at <= UNDO, f"{name}: too late"
    assert line.to_state == was.from_state, f"{name}: {was.from_state} was before"


def _ends(way: Way, kind: str, start: str | None) -> frozenset[str | None]:
    if way.end is not None:
        return frozenset({start}) if kind == "give" else way.end
    if kind == "undo":
        return ANY
    if start is None:
        return BANDS | {"quarantined"}
    if start == "quarantined":
        return BANDS | {start}
    return BANDS if start in BANDS else frozenset({start})


def _joined_owner(line: Any, owner: str | None) -> str | None:
    """Who had the lead that it was joined with is for another history to say."""
    if line.to_state is None:
        return None
    return owner or (SOMEBODY if line.to_state in OWNED else None)


_OWNERS = {
    "claim": lambda line: line.by,
    "give": lambda line: line.what.removeprefix("give "),
    "spam": lambda line: None,
    "nurture": lambda line: None,
    "recycle": lambda line: None,
    "release": lambda line: None,
}


def kind_of(what: str) -> str:
    """The kind of step that a line is about."""
    if "=" in what:
        return "answer"
    if what.startswith("joined into"):
        return "joined into"
    return what if what in WAYS else what.replace(":", " ").partition(" ")[0]


def _check_marks(lead: Any) -> None:
    assert (lead.state is None) == bool(lead.revision == 0 or lead.joined_into), "judged leads have a state"
    assert (lead.state in OWNED) == bool(lead.owner), "who is taken has an owner, one"
    assert (lead.state == "lost") == bool(lead.lost_because), "who is lost has a reason"
    awake = lead.snoozed_until is None
    assert awake or lead.state in TAKEN or lead.joined_into, "who is snoozed is in somebody's hands"
    assert lead.recycle_at is None or lead.state == "nurture", "who comes back is put aside"


def _check_cards(book: Book) -> None:
    """The chat where it stands has its card, every other chat a line at most."""
    purpose, view = CARDS.get(book.lead.state, (None, None))
    for chat in (TRIAGE, SALES):
        shown = book.cards.get(chat.id)
        wanted = {view} if chat.purpose is purpose else {None, "line"}
        assert shown in wanted, f"{book.lead.state}: {chat.purpose} shows {shown}"
    owner = next((person for person in TEAM if person.name == book.lead.owner), None)
    if owner and book.lead.state in TAKEN:
        assert book.cards.get(owner.telegram) == "private", f"{owner.name} has no private card"
