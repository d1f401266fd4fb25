"""News: what later submissions of a known person say otherwise, for a person to confirm."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import phonenumbers
from phonenumbers import PhoneNumberFormat

from frontdesk.model.confirmation import PARTS, Confirmation, NewValue
from frontdesk.model.signals import Signals
from frontdesk.model.submission import Received
from frontdesk.rules.rules import Rules
from frontdesk.signals.email import address_of
from frontdesk.signals.merge import merged, text_of
from frontdesk.signals.name import name_signal
from frontdesk.signals.phone import phone_signal
from frontdesk.signals.reading import regions_of
from frontdesk.signals.same import same_name

_NONE: Final[Mapping[str, Confirmation]] = {}


def news(
    submissions: Sequence[Received],
    signals: Signals,
    rules: Rules,
    confirmed: Mapping[str, Confirmation] = _NONE,
) -> tuple[NewValue, ...]:
    """The newest other name, number and address that came after the one which stands; at most one each.

    `signals` are those of all the submissions, oldest first. What cannot be used (no number, an advert for a
    name) and what only looks different (digits grouped otherwise, another order of names) is no news.
    """
    if len(submissions) < 2:
        return ()
    values = merged(submissions, rules.labels, rules.forms, confirmed)
    finders: Mapping[str, Callable[[Received], str | None]] = {
        "name": partial(_other_name, values),
        "phone": partial(_other_phone, values, signals, rules),
        "email": partial(_other_email, signals),
    }
    found = []
    for part, finder in finders.items():
        for received in reversed(_after(submissions, confirmed.get(part))):
            if value := finder(received):
                found.append(NewValue(part=part, value=value, submission=received.id))
                break
    return tuple(found)


def _after(submissions: Sequence[Received], confirmation: Confirmation | None) -> Sequence[Received]:
    """The submissions after the confirmed one, or all."""
    right = confirmation.submission if confirmation else None
    at = next((index for index, received in enumerate(submissions) if received.id == right), -1)
    return submissions[at + 1 :]


def _other_name(values: Mapping[str, str], received: Received) -> str | None:
    said, stands = _names(received), " ".join(values.get(name, "") for name in PARTS["name"])
    if not any(said) or same_name(" ".join(said), stands):
        return None
    name = name_signal(*said)
    return " ".join(half for half in (name.first, name.last) if half) or None


def _names(received: Received) -> tuple[str, str, str]:
    first, last, full = (text_of(received.submission.fields.get(name)) for name in PARTS["name"])
    return first, last, full


def _other_phone(values: Mapping[str, str], signals: Signals, rules: Rules, received: Received) -> str | None:
    text = text_of(received.submission.fields.get("phone"))
    known = {signals.phone.e164, *signals.phone.also}
    # The country of the number that stands reads the same number as itself, without its code too.
    if not text or phone_signal(text, regions=(signals.phone.region,)).e164 in known - {None}:
        return None
    regions = regions_of(rules.forms.get(received.hook), signals.language, rules)
    number = phone_signal(text, country=values.get("country", ""), regions=regions).e164
    if number is None or number in known:
        return None
    return phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.INTERNATIONAL)


def _other_email(signals: Signals, received: Received) -> str | None:
    known = {address.lower() for address in (signals.email.address, *signals.email.also) if address}
    address = address_of(text_of(received.submission.fields.get("email")))
    return address if address and address.lower() not in known else None
