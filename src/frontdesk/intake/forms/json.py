"""JSON: what a page's own script posts by `fetch()` or `sendBeacon()`, often labelled text/plain."""

from typing import ClassVar

from frontdesk.intake.about import of_page
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class JsonForm(FormAdapter):
    """One object: flat, or with its answers under "fields", "data" and the like."""

    name: ClassVar[str] = "json"

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; its page is the `Referer` unless the body tells it.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        return [normalise(self.name, flat(decode(request)), labels, of_page(request))]
