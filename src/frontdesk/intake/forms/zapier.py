"""Zapier: a request that its owner builds, with names of his own."""

from typing import ClassVar

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import documents
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class Zapier(FormAdapter):
    """Its owner can add an `Authorization` header."""

    name: ClassVar[str] = "zapier"
    methods: ClassVar[tuple[str, ...]] = ("POST", "GET", "PUT")

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission, or one for each object of an array.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        about = of_request(request)
        return [normalise(self.name, flat(data), labels, about, ids=("id",)) for data in documents(request)]
