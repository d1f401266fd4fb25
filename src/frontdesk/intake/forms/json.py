"""JSON: what a page's own script posts by `fetch()` or `sendBeacon()`, often labelled text/plain."""

from typing import ClassVar

from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class JsonForm:
    """One object: flat, or with its answers under "fields", "data" and the like."""

    name: ClassVar[str] = "json"

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; its page is the `Referer` unless the body tells it.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        answers = flat(decode(request))
        form, page = request.query.get("form"), request.headers.get("referer")
        return [normalise(self.name, answers, labels, form=form, page_url=page)]
