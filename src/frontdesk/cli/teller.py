"""Teller: what is told of each line of a batch, in this process or in another one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from frontdesk.app.looking import Looked, Looking
from frontdesk.cli.batches import LINE_BYTES, Batch
from frontdesk.errors import Unreadable
from frontdesk.rules.load import read_rules
from frontdesk.rules.rules import Rules
from frontdesk.scoring.receipt import line as score_line
from frontdesk.settings import environment
from frontdesk.signals.lines import as_json as signals_json
from frontdesk.text import one_line

ID_CHARS: Final = 1_000

_BOM: Final = b"\xef\xbb\xbf"

#: (the line's id, what was found out) → what is printed
Show = Callable[[Any, Looked], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """How lines are told, as another process is told it."""

    command: str
    desk: Path
    rules: str  #: their text
    at: datetime  #: when the forms came
    shown: Show
    as_json: bool


class Told(NamedTuple):
    """What a batch came to."""

    text: str
    failed: bool  #: a line could not be read


class Teller:
    """Looks at lines under one set of rules; built once in each process."""

    def __init__(self, plan: Plan, rules: Rules) -> None:
        self._plan, self._looking = plan, Looking(rules)

    def tell(self, batch: Batch) -> Told:
        """What is shown of each line, or why it could not be read."""
        shown, failed = [], False
        for index, line in enumerate(batch.lines):
            try:
                shown.append(self._shown(line if batch.first + index > 1 else line.removeprefix(_BOM)))
            except Unreadable as error:
                failed = True
                shown.append(self._unreadable(f"{batch.place(index)}: {error}"))
        return Told("\n".join([*shown, ""]), failed)

    def _shown(self, line: bytes) -> str:
        fields = _fields(line)
        id_ = fields.get("id")
        if isinstance(id_, dict | list) or len(str(id_)) > ID_CHARS:
            raise Unreadable(422, f"id: expected a short text or a number, at most {ID_CHARS} characters")
        return self._plan.shown(id_, self._looking.look(fields, self._plan.at))

    def _unreadable(self, told: str) -> str:
        return as_line({"id": None, "error": told}) if self._plan.as_json else f"{one_line(told, 400)}\n"


def scored(id_: Any, looked: Looked) -> str:
    """The score of a line as JSON."""
    return as_line(score_line(id_, looked.score, looked.verdict))


def known(id_: Any, looked: Looked) -> str:
    """The signals of a line as JSON."""
    return as_line({"id": id_, "signals": signals_json(looked.signals)})


def as_line(value: Any) -> str:
    """A value as one line of JSON."""
    return orjson.dumps(value).decode()


class _Here:
    """What a process of the crew works with."""

    teller: Teller


def begin(plan: Plan) -> None:
    """Make this process one that can tell."""
    _Here.teller = Teller(plan, read_rules(plan.rules, environment=environment(plan.desk)))


def tell(batch: Batch) -> Told:
    """What is told of a batch, once this process has begun."""
    return _Here.teller.tell(batch)


def _fields(line: bytes) -> dict[str, Any]:
    if len(line) > LINE_BYTES:
        raise Unreadable(413, f"expected at most {LINE_BYTES} bytes, found more")
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        found = f"{error.msg} at character {error.pos + 1}" if line.strip() else "an empty line"
        raise Unreadable(400, f"expected a JSON object, found {found}") from error
    if not isinstance(fields, dict):
        raise Unreadable(400, f"expected a JSON object, found {type(fields).__name__}")
    return fields
