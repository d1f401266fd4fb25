"""Marquiz: a quiz's questions and answers, and whatever contacts its owner asks for."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside, nested
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import texts
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import UTM_PARTS, Labels

_OWN: Final = frozenset(("contacts", "answers", "quiz", "created", "extra"))
_FACTS: Final = {"ip": "ip", "page_url": "href", "referrer": "referrer", "language": "lang"}


class Marquiz(FormAdapter):
    """It cannot sign, so the address holds a key."""

    name: ClassVar[str] = "marquiz"
    marks: ClassVar[tuple[str, ...]] = ("quiz", "quiz[id]")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the quiz and what was answered."""
        quiz = data.get("quiz", {})
        return isinstance(quiz, dict) and any(name.startswith(("answers", "contacts")) for name in data)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission; the quiz has a number, the submission none.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = nested(decode(request))
        extra = data.get("extra")
        about = of_request(
            request,
            form=inside(data, "quiz", "name"),
            form_id=inside(data, "quiz", "id"),
            fields={field: inside(extra, name) for field, name in _FACTS.items()},
            utm=_marks(inside(extra, "utm")),
        )
        return [normalise(self.name, _answers(data), labels, about)]


def _marks(utm: Any) -> dict[str, str]:
    """The campaign is called "name" here."""
    marks = {part: inside(utm, part) for part in UTM_PARTS}
    return texts({**marks, "campaign": marks["campaign"] or inside(utm, "name")})


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    contacts, answers = data.get("contacts"), data.get("answers")
    yield from flat(contacts if isinstance(contacts, dict) else {"contacts": contacts})
    numbered = list(each(answers))
    for one in numbered:
        question = text(inside(one, "q"))
        yield (question or "answers", _shown(inside(one, "a"))) if question is not None else ("answers", one)
    for question, answer in answers.items() if isinstance(answers, dict) and not numbered else ():
        yield question, _shown(answer)
    yield from flat({name: value for name, value in data.items() if name not in _OWN})


def _shown(answer: Any) -> Any:
    """Several texts, which brackets give as an object of numbers, as a list."""
    return list(each(answer)) or answer if isinstance(answer, dict) else answer
