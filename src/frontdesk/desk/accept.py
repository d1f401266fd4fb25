"""Accept: from a read submission to the row that is stored before the 200."""

import secrets

import orjson

from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Rules
from frontdesk.signals.identity import identity
from frontdesk.store.submissions import Arrival
from frontdesk.store.tables import micros


def arrival(hook: str, request: Request, submission: Submission, rules: Rules) -> Arrival:
    """The row of a submission, with a new id that sorts by time, and whose it is."""
    return Arrival(
        id=f"{micros(request.received_at):014x}{secrets.token_hex(8)}",
        hook=hook,
        at=request.received_at,
        headers=orjson.dumps(list(request.headers.items())),
        body=request.body,
        submission=submission,
        identity=identity(submission, hook, rules),
    )
