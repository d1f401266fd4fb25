"""Google Forms: whatever the owner's Apps Script posts, mostly question titles to answers."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import inside
from frontdesk.intake.flat import flat
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels, key

#: The script's own names for what is no answer.
_FORM: Final = ("formTitle", "formName", "form")
_IDS: Final = ("responseId", "submissionId", "id")
_MAIL: Final = ("respondentEmail", "userEmail")
_OWN: Final = frozenset((*_FORM, *_IDS, *_MAIL, "formId", "range", "triggerUid", "authMode", "namedValues"))
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
            form=_first(data, _FORM) or inside(data, "form", "title") or inside(data, "form", "name"),
            form_id=text(data.get("formId")) or inside(data, "form", "id"),
            submission_id=_first(data, _IDS),
        )
        return [normalise(self.name, _answers(data), labels, about)]


def _first(data: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((said for name in names if (said := text(data.get(name)))), None)


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    named = data.get("namedValues")
    whole = named if isinstance(named, dict) else {}
    # The same values once more, without their titles.
    own = _OWN | {"values"} if whole else _OWN
    rest = {name: _items(value) for name, value in data.items() if name not in own}
    for title, value in (*whole.items(), *flat(rest)):
        if key(title) in _TIMES:
            continue
        # The sheet's event gives a list of one text for every question.
        alone = isinstance(value, list) and len(value) == 1
        yield title, value[0] if alone else value
    yield "email", _first(data, _MAIL)


def _items(value: Any) -> Any:
    """Responses whose title stands in an item, with the title beside them."""
    if not isinstance(value, list) or not all(inside(one, "item", "title") for one in value):
        return value
    return [{"title": inside(one, "item", "title"), "response": inside(one, "response")} for one in value]
