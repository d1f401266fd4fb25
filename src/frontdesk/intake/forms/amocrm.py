"""amoCRM (Kommo): "Incoming" with the answers of a form, or a new lead with its id only."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside, nested
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import LABEL_CHARS, text, tidy
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

_NAMES: Final = frozenset(("first_name", "last_name", "full_name"))
_CODES: Final = frozenset(("PHONE", "EMAIL", "POSITION"))


class AmoCrm(FormAdapter):
    """It cannot sign, so the address holds a key."""

    name: ClassVar[str] = "amocrm"
    marks: ClassVar[tuple[str, ...]] = ("account[subdomain]", "account[id]", "account")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the account and what happened to what."""
        entities = ("unsorted", "leads", "contacts")
        return any(name.startswith(tuple(f"{one}[" for one in entities)) for name in data) or any(
            isinstance(data.get(one), dict) for one in entities
        )

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission for each incoming form, a thin one for each lead that is only named.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = nested(decode(request))
        items = list(each(inside(data, "unsorted", "add")))
        # A form in "Incoming" names its lead: that would be the same person once more.
        own = {text(id_) for item in items for id_ in _leads(item)} - {"", None}
        leads = [lead for lead in each(inside(data, "leads", "add")) if text(inside(lead, "id")) not in own]
        found = [self._form(request, one, labels) for one in items] + [self._thin(data, one) for one in leads]
        return found or [Submission(provider=self.name, ignore=True)]

    def _form(self, request: Request, item: Any, labels: Labels) -> Submission:
        source, contact = inside(item, "source_data"), list(_contact(item))
        answers = list(_answers(source)) or contact
        named = any(labels.field(label) in _NAMES for label, value in answers if text(value))
        known = {label: value for label, value in contact if not (named and label == "name")}
        about = of_request(
            request,
            form=inside(source, "form_name") or inside(item, "source_name"),
            form_id=inside(source, "form_id"),
            submission_id=inside(item, "uid"),
            fields={
                "ip": inside(source, "origin", "ip"),
                "page_url": inside(source, "origin", "referer"),
                "full_name": known.get("name"),
                **{code.lower(): known.get(code) for code in _CODES},
                "company": inside(item, "data", "companies", "0", "name"),
            },
        )
        return normalise(self.name, answers, labels, about)

    def _thin(self, data: Mapping[str, Any], lead: Any) -> Submission:
        id_ = text(inside(lead, "id"))
        if not id_:
            return Submission(provider=self.name, ignore=True)
        kept = {"name": tidy(inside(lead, "name")), "account": tidy(inside(data, "account", "subdomain"))}
        return Submission(
            provider=self.name,
            submission_id=id_[:LABEL_CHARS],
            extra={name: value for name, value in kept.items() if isinstance(value, str)},
            thin=True,
        )


def _leads(item: Any) -> Iterator[Any]:
    yield inside(item, "lead_id")
    yield from (inside(lead, "id") for lead in each(inside(item, "data", "leads")))


def _answers(source: Any) -> Iterator[tuple[str, Any]]:
    """The form's answers, in a list or by the ids of their fields."""
    asked = inside(source, "data")
    for one in asked.values() if isinstance(asked, dict) else each(asked):
        yield text(inside(one, "name")) or text(inside(one, "id")) or "", _shown(inside(one, "value"))


def _contact(item: Any) -> Iterator[tuple[str, Any]]:
    """What the CRM made of the answers; they stand in for those that it does not send."""
    contact = inside(item, "data", "contacts", "0")
    yield "name", inside(contact, "name")
    for one in each(inside(contact, "custom_fields")):
        code = text(inside(one, "code")) or ""
        values = [inside(value, "value") for value in each(inside(one, "values"))]
        label = code if code in _CODES else text(inside(one, "name")) or code
        yield label, values[0] if len(values) == 1 else values


def _shown(value: Any) -> Any:
    return list(each(value)) or value if isinstance(value, dict) else value
