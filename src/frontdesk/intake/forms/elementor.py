"""Elementor Pro: labels as keys in simple mode, everything of a field in advanced mode."""

import re
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from typing import Any, ClassVar, Final

from frontdesk.intake.about import of_request
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode
from frontdesk.intake.brackets import each, inside, nested
from frontdesk.intake.flat import flat
from frontdesk.intake.naming import best
from frontdesk.intake.normalise import normalise
from frontdesk.intake.request import Request
from frontdesk.intake.values import text
from frontdesk.model.submission import Submission
from frontdesk.rules.labels import Labels, key

#: What simple mode puts behind the answers has titles in the site's language; these two values give it away.
_BUILDER, _BROWSER = "Elementor", "Mozilla/"
_TIMES: Final = frozenset(
    str.split("date time дата время час data czas godzina datum uhrzeit zeit fecha hora heure ora tijd")
)
_PAGE: Final = re.compile(r"\burl\b|page|стран|stron|seite", re.IGNORECASE)
_IP: Final = re.compile(r"\bip\b", re.IGNORECASE)
#: "No Label email", in the site's language: the field has an id only.
_NO_LABEL: Final = re.compile(r"(?:no|без|нет|немає|brak|bez|kein\w*|ohne)\s\S+\s([\w-]+)", re.IGNORECASE)
#: Kinds of a field that tell what it is when neither title nor id do.
_KINDS: Final = frozenset(("email", "tel", "textarea", "acceptance"))


class Elementor(FormAdapter):
    """It cannot sign, so the address holds a key; nothing but 200 pleases it."""

    name: ClassVar[str] = "elementor"
    marks: ClassVar[tuple[str, ...]] = ("form_id", "form[id]")

    def recognises(self, data: Mapping[str, Any]) -> bool:
        """By what either mode says of the form."""
        simple = data.keys() >= {"form_id", "form_name"} and _BUILDER in data.values()
        return simple or data.keys() >= {"form[id]", "form[name]"}

    def read(self, request: Request, labels: Labels) -> list[Submission]:
        """One submission.

        Raises:
            Unreadable: 400, 413, 415 or 422.
        """
        data = decode(request)
        if "form[id]" not in data and inside(data, "form", "id") is None:
            return [normalise(self.name, _simple(data, labels), labels, of_request(request))]
        return [self._advanced(request, nested(data), labels)]

    def _advanced(self, request: Request, data: Mapping[str, Any], labels: Labels) -> Submission:
        meta = {
            field: inside(data, "meta", name, "value")
            for field, name in (("page_url", "page_url"), ("ip", "remote_ip"))
        }
        about = of_request(
            request, form=inside(data, "form", "name"), form_id=inside(data, "form", "id"), fields=meta
        )
        others = {name: value for name, value in data.items() if name not in ("form", "fields", "meta")}
        answers = (*_fields(data.get("fields"), labels), *flat(others))
        return normalise(self.name, answers, labels, about)


def _simple(data: Mapping[str, Any], labels: Labels) -> Iterator[tuple[str, Any]]:
    facts = _facts(data)
    for name, value in flat(data):
        if field := facts.get(name, name):
            without = _NO_LABEL.fullmatch(field)
            yield best(labels, (field, without[1]), field) if without else field, value


def _facts(data: Mapping[str, Any]) -> dict[str, str]:
    """Titles of what stands behind the answers: the field that it is, "" when it is none."""
    behind = {name: said for name, value in data.items() if (said := text(value))}
    found = {name: "" for name, said in behind.items() if said == _BUILDER or said.startswith(_BROWSER)}
    # A question may be called "Date" or "Your page", unless such facts are sent.
    told = bool(found) or any(_is_ip(name, said) for name, said in behind.items())
    for name, said in behind.items() if told else ():
        if key(name) in _TIMES:
            found[name] = ""
        elif _is_ip(name, said):
            found[name] = "ip"
    pages = [name for name, said in behind.items() if _PAGE.search(name) and said.startswith("http")]
    return {**found, pages[-1]: "page_url"} if told and pages else found


def _is_ip(name: str, said: str) -> bool:
    try:
        return bool(_IP.search(name) and ip_address(said))
    except ValueError:
        return False


def _fields(fields: Any, labels: Labels) -> Iterator[tuple[str, Any]]:
    for name, field in fields.items() if isinstance(fields, Mapping) else ():
        title, kind = inside(field, "title"), inside(field, "type")
        # Of an upload the raw value is its place on the site's disk.
        raw = list(each(inside(field, "raw_value"))) if kind != "upload" else []
        names = (title, inside(field, "id"), name, None if text(title) or text(kind) not in _KINDS else kind)
        yield best(labels, names, title), raw or inside(field, "value")
