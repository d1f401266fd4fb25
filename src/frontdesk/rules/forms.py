"""Forms: what the tables of `[forms.NAME]` become, once the file is sound."""

from collections.abc import Mapping

from frontdesk.rules.labels import Labels
from frontdesk.rules.rules import Captcha, Fetch, Form
from frontdesk.rules.secrets import resolved
from frontdesk.rules.tables.forms import FormTable


def form(name: str, entry: FormTable, labels: Labels, environment: Mapping[str, str]) -> Form:
    """The form that a table without problems says; `labels` are those of the desk."""
    own: dict[str, list[str]] = {}
    for label, field in entry.fields.items():
        own.setdefault(field, []).append(label)
    return Form(
        name=name,
        provider=entry.provider,
        language=entry.language,
        phone_region=entry.phone_region,
        product=entry.product,
        hosts=tuple(host.lower() for host in entry.hosts),
        secrets=tuple(resolved(secret, environment) for secret in entry.secret),
        key=None if entry.key is None else resolved(entry.key, environment),
        labels=labels.extended(own) if own else None,
        watched=entry.watch == "on",
        fetch=_fetch(entry, environment),
        captcha=_captcha(entry, environment),
    )


def _fetch(entry: FormTable, environment: Mapping[str, str]) -> Fetch | None:
    if entry.fetch is None:
        return None
    given = entry.fetch.model_dump(exclude_none=True)
    return Fetch(**{name: resolved(value, environment) for name, value in given.items()})


def _captcha(entry: FormTable, environment: Mapping[str, str]) -> Captcha | None:
    given = entry.captcha
    return Captcha(kind=given.kind, secret=resolved(given.secret, environment)) if given else None
