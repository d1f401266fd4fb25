"""Fluent Forms: the form data as posted, with the entry beside it in newer versions."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import inside, unfolded
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_ENTRY: Final = "__submission"
#: Nonces and the like, which slip in among the answers.
_OWN: Final = ("_fluentform_", "__fluent_form", "_wp_http_referer", "g-recaptcha")


class FluentForms(FormAdapter):
    """It cannot sign, so the address holds a key."""

    name: ClassVar[str] = "fluent_forms"
    marks: ClassVar[tuple[str, ...]] = (_ENTRY, "__submission[id]", "__fluent_form_embded_post_id")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the entry or the page that the form was put on."""
        return True

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = unfolded(decode(request))
        entry = data.get(_ENTRY)
        about = of_request(
            request,
            form_id=inside(entry, "form_id"),
            submission_id=inside(entry, "id"),
            fields={"ip": inside(entry, "ip"), "page_url": inside(entry, "source_url")},
        )
        return [normalise(self.name, _answers(data), labels, about)]


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if name == _ENTRY or name.startswith(_OWN):
            continue
        if isinstance(value, dict) and name == "names":
            yield from value.items()
        else:
            yield from flat({name: value})
