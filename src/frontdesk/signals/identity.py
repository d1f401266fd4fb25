"""Identity: by what a person is known again: the e-mail address, else the phone number."""

from frontdesk.model.signals import Signals
from frontdesk.model.submission import Submission
from frontdesk.rules.rules import Rules
from frontdesk.signals.email import address_of
from frontdesk.signals.phone import phone_signal

Identity = tuple[str, str]  #: (kind, value): ("email", "jan@acme.pl") or ("phone", "+48600100200")


def identity(submission: Submission, hook: str, rules: Rules) -> Identity | None:
    """Who sent it, by the address, else by the number, in the message at last; None without."""
    if address := address_of(str(submission.fields.get("email", ""))):
        return ("email", address.lower())
    form = rules.forms.get(hook)
    region = (form.phone_region if form else None) or rules.phone_region
    field, message = (str(submission.fields.get(name, "")) for name in ("phone", "message"))
    number = phone_signal(field, regions=(region,), messages=(message,)).e164
    return ("phone", number) if number else None


def identities(signals: Signals) -> tuple[Identity, ...]:
    """Everything a judged lead is known by."""
    address, number = signals.email.address, signals.phone.e164
    known = (("email", address.lower()) if address else None, ("phone", number) if number else None)
    return tuple(one for one in known if one)
