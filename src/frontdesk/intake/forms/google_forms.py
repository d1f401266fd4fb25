"""Google Forms: whatever the owner's Apps Script posts, mostly question titles to answers."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels, key

#: The script's own names for what is no answer, folded as labels are.
_FORM: Final = ("formTitle", "formName", "form")
_IDS: Final = ("responseId", "submissionId", "id")
_MAIL: Final = ("respondentEmail", "userEmail")
_OWN: Final = frozenset(
    (*_FORM, *_IDS, *_MAIL, "formId", "values", "range", "triggerUid", "authMode", "source")
)
#: The sheet's first column, in the languages a sheet may have.
_TIMES: Final = frozenset(
    map(
        key,
        (
            *("timestamp", "отметка времени", "позначка часу", "sygnatura czasowa", "zeitstempel"),
            *("marca temporal", "horodateur", "časové razítko", "informazioni cronologiche", "tijdstempel"),
            "carimbo de data hora",
        ),
    )
)


class GoogleForms(FormAdapter):
    """The script can send a header of its own; it mislabels its JSON."""

    name: ClassVar[str] = "google_forms"
    marks: ClassVar[tuple[str, ...]] = ("namedValues",)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission: of the form's event, or of the sheet's.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        about = of_request(
            request,
            form=_first(data, _FORM),
            form_id=text(data.get("formId")),
            submission_id=_first(data, _IDS),
            fields={"email": _first(data, _MAIL)},
        )
        return [normalise(self.name, _answers(data), labels, about)]


def _first(data: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((said for name in names if (said := text(data.get(name)))), None)


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    named = data.get("namedValues")
    rest = {name: value for name, value in data.items() if name not in _OWN and name != "namedValues"}
    for title, value in (*(named.items() if isinstance(named, dict) else ()), *flat(rest)):
        if key(title) in _TIMES:
            continue
        # The sheet's event gives a list of one text for every question.
        alone = isinstance(value, list) and len(value) == 1
        yield title, value[0] if alone else value
