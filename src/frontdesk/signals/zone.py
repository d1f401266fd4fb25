"""Zone: on which clock a lead lives, as far as something says so; nothing is guessed from a mailbox."""

from frontdesk.model.signals import Signals
from frontdesk.signals.language import home
from frontdesk.signals.words.zones import ZONES


def zone_of_lead(signals: Signals) -> str | None:
    """The zone of the number, else of the country field, else of the one country of the lead's language.

    A name of the IANA database. None where a number or a country may be in several zones.
    """
    if signals.phone.zone or signals.phone.region:
        return signals.phone.zone
    if signals.country.by == "field":
        return ZONES.get(signals.country.code or "")
    return ZONES.get(home(signals.language) or "")
