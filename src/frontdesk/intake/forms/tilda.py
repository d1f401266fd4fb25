"""Tilda: urlencoded under the variable names of the block; its marks stand in a cookie."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final
from urllib.parse import unquote

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.flat import flat
from frontdesk.intake.marks import query_marks
from frontdesk.intake.naming import texts
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request, Response
from frontdesk.intake.signatures import Proof, best, matched
from frontdesk.intake.values import TEXT_CHARS, text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: What the form tells of itself, in lower case; the second name of a form is the browser's.
_OWN: Final = ("tranid", "formid", "formname", "tildaspec-formname", "cookies")
_MARKS: Final = "TILDAUTM="


class Tilda(FormAdapter):
    """A block's webhook; it cannot sign, so the address holds a key."""

    name: ClassVar[str] = "tilda"
    marks: ClassVar[tuple[str, ...]] = ("tranid", "test")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By its submission id, or the test on connecting."""
        return "tranid" in data or _is_test(data, 0)

    def verify(self, request: Request, secrets: Sequence[str]) -> Proof:
        """Its API key, in a header or a field whose name the owner chose, or a bearer token.

        Raises:
            Unreadable: the fields cannot be read.
        """
        given = (*request.headers.values(), *texts(decode(request)).values())
        keys = [secret.encode() for secret in secrets]
        found = [matched(one, keys) for one in given]
        return best([super().verify(request, secrets), *found])

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission, or the test on connecting.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        if _is_test(data):
            return [Submission(provider=self.name, test_ping=True)]
        own = texts({name.lower(): value for name, value in data.items() if name.lower() in _OWN})
        about = of_request(
            request,
            form=own.get("formname") or own.get("tildaspec-formname"),
            form_id=own.get("formid"),
            submission_id=own.get("tranid"),
            utm=_marks(own.get("cookies", "")),
        )
        return [normalise(self.name, _answers(data), labels, about)]

    def answer(self, request: Request, submissions: Sequence[Submission]) -> Response | None:
        """The test wants `ok`."""
        return Response(body=b"ok") if any(one.test_ping for one in submissions) else None


def _is_test(data: Mapping[str, Any], others: int = 1) -> bool:
    """Nothing but the test; beside it there may be a key."""
    return data.get("test") == "test" and "tranid" not in data and len(data) <= 1 + others


def _answers(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in flat(data):
        # "Checkbox" is what Tilda calls the agreement unless the owner names it.
        plain = name.lower()
        if plain not in _OWN:
            yield ("consent" if plain == "checkbox" and text(value) == "yes" else name), value


def _marks(cookies: str) -> dict[str, str]:
    """The marks of the `TILDAUTM` cookie: encoded once or twice, parted by three bars."""
    _, _, rest = cookies.partition(_MARKS)
    value = unquote(rest.partition(";")[0][:TEXT_CHARS])
    value = value if "=" in value else unquote(value)
    return query_marks(value.replace("|||amp;", "|||").replace("|||", "&"))
