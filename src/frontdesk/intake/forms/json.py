"""JSON: what a page's own script posts by `fetch()` or `sendBeacon()`, often labelled text/plain."""

from typing import ClassVar

from frontdesk.intake.about import of_page
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import documents, is_array
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class JsonForm(FormAdapter):
    """Objects: flat, or with their answers under "fields", "data" and the like; or a list of answers."""

    name: ClassVar[str] = "json"

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission, or one for each object of an array; its page is the `Referer` unless it tells it.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        found = documents(request)
        if is_array(request) and all(one.keys() >= {"name", "value"} for one in found):
            found = [{"fields": found}]
        return [normalise(self.name, flat(one), labels, of_page(request)) for one in found]
