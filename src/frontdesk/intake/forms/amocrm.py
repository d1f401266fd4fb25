"""amoCRM (Kommo): "Incoming" with the answers of a form, or a new lead with its id only."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside, nested
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import LABEL_CHARS, text, tidy
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels


class AmoCrm(FormAdapter):
    """It cannot sign, so the address holds a key."""

    name: ClassVar[str] = "amocrm"
    marks: ClassVar[tuple[str, ...]] = ("account[subdomain]", "account[id]", "account")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By the account and what happened to what."""
        return any(name.startswith(("unsorted", "leads", "contacts")) for name in data)

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission for each incoming form, a thin one for each lead that is only named.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = nested(decode(request))
        forms = [self._form(request, one, labels) for one in each(inside(data, "unsorted", "add"))]
        # A form in "Incoming" names its lead: that would be the same person once more.
        leads = [] if forms else [self._thin(data, one) for one in each(inside(data, "leads", "add"))]
        return forms + leads or [Submission(provider=self.name, ignore=True)]

    def _form(self, request: Request, item: Any, labels: Labels) -> Submission:
        source = inside(item, "source_data")
        about = of_request(
            request,
            form=inside(source, "form_name") or inside(item, "source_name"),
            form_id=inside(source, "form_id"),
            submission_id=inside(item, "uid"),
            fields={
                "ip": inside(source, "origin", "ip"),
                "page_url": inside(source, "origin", "referer"),
                **_contact(inside(item, "data", "contacts", "0")),
            },
        )
        return normalise(self.name, _answers(source), labels, about)

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


def _answers(source: Any) -> Iterator[tuple[str, Any]]:
    for one in each(inside(source, "data")):
        yield text(inside(one, "name")) or text(inside(one, "id")) or "", inside(one, "value")


def _contact(contact: Any) -> dict[str, Any]:
    """What the CRM made of the answers, for those that it does not send."""
    codes = {
        text(inside(one, "code")): inside(one, "values", "0", "value")
        for one in each(inside(contact, "custom_fields"))
    }
    return {"phone": codes.get("PHONE"), "email": codes.get("EMAIL"), "position": codes.get("POSITION")}
