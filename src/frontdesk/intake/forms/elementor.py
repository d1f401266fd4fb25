"""Elementor Pro: labels as keys in simple mode, everything of a field in advanced mode."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import inside, nested
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import best, without
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels

#: What simple mode puts behind the answers, in lower case.
_META: Final = frozenset(("user agent", "powered by", "page url", "remote ip"))
_OWN: Final = frozenset(("user agent", "powered by", "date", "time"))


class Elementor(FormAdapter):
    """It cannot sign, so the address holds a key; nothing but 200 pleases it."""

    name: ClassVar[str] = "elementor"
    marks: ClassVar[tuple[str, ...]] = ("form_id", "form[id]")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By what either mode says of the form."""
        return data.keys() >= {"form[id]", "form[name]"} or data.keys() >= {
            "form_id",
            "form_name",
            "Powered by",
        }

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        if "form[id]" not in data:
            return [normalise(self.name, _simple(data), labels, of_request(request))]
        return [self._advanced(request, nested(data), labels)]

    def _advanced(self, request: Request, data: Mapping[str, Any], labels: Labels) -> Submission:
        meta = {
            field: inside(data, "meta", name, "value")
            for field, name in (("page_url", "page_url"), ("ip", "remote_ip"))
        }
        about = of_request(
            request, form=inside(data, "form", "name"), form_id=inside(data, "form", "id"), fields=meta
        )
        return normalise(self.name, _fields(data.get("fields"), labels), labels, about)


def _simple(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """A question may be called "Date", unless the form's own facts are sent."""
    told = any(name.lower() in _META for name in data)
    return without(flat(data), _OWN if told else ())


def _fields(fields: Any, labels: Labels) -> Iterator[tuple[str, Any]]:
    for name, field in fields.items() if isinstance(fields, Mapping) else ():
        raw = inside(field, "raw_value")
        value = list(raw.values()) if isinstance(raw, dict) else raw if isinstance(raw, list) else None
        title = inside(field, "title")
        yield best(labels, (title, inside(field, "id"), name), title), value or inside(field, "value")
