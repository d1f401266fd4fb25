"""HTML: a page's own form, posted by the browser."""

from typing import ClassVar

from frontdesk.intake.about import of_page
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class HtmlForm(FormAdapter):
    """Urlencoded or multipart fields under their input names."""

    name: ClassVar[str] = "html"

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; its page is the `Referer` unless a field tells it.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        answers = flat(decode(request))
        return [normalise(self.name, answers, labels, of_page(request))]
