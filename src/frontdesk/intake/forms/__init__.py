"""Form adapters: one file for each provider of forms, found by name or by what only its sender sends."""

from collections.abc import Iterable, Mapping
from typing import Final

from frontdesk.errors import Faults
from frontdesk.intake.adapter import FormAdapter
from frontdesk.intake.body import decode, looks_like_json
from frontdesk.intake.charsets import content_type
from frontdesk.intake.forms.amocrm import AmoCrm
from frontdesk.intake.forms.bitrix24 import Bitrix24
from frontdesk.intake.forms.calendly import Calendly
from frontdesk.intake.forms.cf7 import ContactForm7
from frontdesk.intake.forms.elementor import Elementor
from frontdesk.intake.forms.fluent_forms import FluentForms
from frontdesk.intake.forms.formspree import Formspree
from frontdesk.intake.forms.framer import Framer
from frontdesk.intake.forms.google_ads import GoogleAds
from frontdesk.intake.forms.google_forms import GoogleForms
from frontdesk.intake.forms.gravity_forms import GravityForms
from frontdesk.intake.forms.html import HtmlForm
from frontdesk.intake.forms.hubspot import HubSpot
from frontdesk.intake.forms.jotform import Jotform
from frontdesk.intake.forms.json import JsonForm
from frontdesk.intake.forms.linkedin import LinkedIn
from frontdesk.intake.forms.make import Make
from frontdesk.intake.forms.marquiz import Marquiz
from frontdesk.intake.forms.meta import Meta
from frontdesk.intake.forms.netlify import Netlify
from frontdesk.intake.forms.ninja_forms import NinjaForms
from frontdesk.intake.forms.standard_webhooks import StandardWebhooks
from frontdesk.intake.forms.svix import Svix
from frontdesk.intake.forms.tally import Tally
from frontdesk.intake.forms.tilda import Tilda
from frontdesk.intake.forms.typeform import Typeform
from frontdesk.intake.forms.unbounce import Unbounce
from frontdesk.intake.forms.webflow import Webflow
from frontdesk.intake.forms.wix import Wix
from frontdesk.intake.forms.wpforms import WpForms
from frontdesk.intake.forms.yandex_forms import YandexForms
from frontdesk.intake.forms.zapier import Zapier
from frontdesk.intake.request import Request

#: By name; among several that would recognise a request the first does.
ADAPTERS: Final[Mapping[str, FormAdapter]] = {
    adapter.name: adapter
    for adapter in (
        HtmlForm(),
        JsonForm(),
        Tilda(),
        Typeform(),
        Tally(),
        Jotform(),
        GoogleForms(),
        Webflow(),
        Elementor(),
        ContactForm7(),
        GravityForms(),
        WpForms(),
        NinjaForms(),
        FluentForms(),
        Netlify(),
        Formspree(),
        Framer(),
        Wix(),
        HubSpot(),
        Meta(),
        GoogleAds(),
        LinkedIn(),
        Calendly(),
        Unbounce(),
        Zapier(),
        Make(),
        StandardWebhooks(),
        Svix(),
        Bitrix24(),
        AmoCrm(),
        YandexForms(),
        Marquiz(),
    )
}


def adapter_for(provider: str | None, request: Request) -> FormAdapter:
    """The provider's adapter; without one (None or "auto") that of the sender as the request looks.

    Raises:
        Faults: there is no adapter of that name.
        Unreadable: nobody can read the request.
    """
    if provider is None or provider == "auto":
        return recognised(request)
    try:
        return ADAPTERS[provider]
    except KeyError:
        known = ", ".join(sorted(ADAPTERS))
        raise Faults([f'provider: expected one of {known}, found "{provider}"']) from None


def recognised(request: Request) -> FormAdapter:
    """Who sent it, by a header or the names in the body that only this sender uses; else html or json.

    Raises:
        Unreadable: nobody can read the body.
    """
    if not _HEADERS.isdisjoint(request.headers):
        return _first(_BY_HEADER[header] for header in request.headers if header in _HEADERS)
    data = decode(request)
    if not _MARKS.isdisjoint(data):
        marks = [mark for mark in data if mark in _MARKS]
        if found := [one for mark in marks for one in _BY_MARK[mark] if one.recognises(data)]:
            return _first(found)
    media = content_type(request.headers.get("content-type", "")).media
    return ADAPTERS["json" if looks_like_json(media, request.body) else "html"]


def _first(found: Iterable[FormAdapter]) -> FormAdapter:
    return min(found, key=_ORDER.__getitem__)


def _by_mark() -> dict[str, list[FormAdapter]]:
    found: dict[str, list[FormAdapter]] = {}
    for adapter in ADAPTERS.values():
        for mark in adapter.marks:
            found.setdefault(mark, []).append(adapter)
    return found


_BY_HEADER: Final[dict[str, FormAdapter]] = {
    header: adapter for adapter in ADAPTERS.values() for header in adapter.headers
}
_BY_MARK: Final = _by_mark()
_ORDER: Final = {adapter: number for number, adapter in enumerate(ADAPTERS.values())}
_HEADERS: Final = frozenset(_BY_HEADER)
_MARKS: Final = frozenset(_BY_MARK)
