"""Zone: the clock of a lead, told by what says it, and never guessed."""

import pytest

from frontdesk.model.signal_parts import CountrySignal
from frontdesk.model.signals import PhoneSignal, Signals
from frontdesk.signals.zone import zone_of_lead


@pytest.mark.parametrize(
    ("phone", "country", "language", "zone"),
    [
        ({"region": "PL", "zone": "Europe/Warsaw"}, ("US", "field"), "ru", "Europe/Warsaw"),
        ({"region": "US"}, ("PL", "field"), "pl", None),
        ({}, ("JP", "field"), "pl", "Asia/Tokyo"),
        ({}, ("US", "field"), "pl", None),
        ({}, ("PL", "domain"), None, None),
        ({}, ("DE", "domain"), "pl", "Europe/Warsaw"),
        ({}, (None, None), "pl", "Europe/Warsaw"),
        ({}, (None, None), "en", None),
        ({}, (None, None), "xx", None),
        ({}, (None, None), None, None),
    ],
    ids=[
        "the number first",
        "a number of many zones",
        "the field",
        "a field of many zones",
        "not the mailbox",
        "the language before the mailbox",
        "a language of one country",
        "a language of many",
        "no language",
        "nothing",
    ],
)
def test_the_zone_is_told_by(phone, country, language, zone):
    code, by = country
    signals = Signals(phone=PhoneSignal(**phone), country=CountrySignal(code=code, by=by), language=language)

    assert zone_of_lead(signals) == zone
