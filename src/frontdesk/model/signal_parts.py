"""Signal parts: what the message, the budget, the position and so on tell, one class a kind.

`None` means that nobody said, or that nobody can tell: unknown.
"""

from dataclasses import field
from typing import Any

from frontdesk.model.frozen import frozen


def signal(doc: str, **keywords: Any) -> Any:
    """Declare one signal with the sentence that documents it."""
    return field(metadata={"doc": doc}, **keywords)


@frozen
class MessageSignal:
    """What the message tells."""

    words: int = signal("the number of words; 0 when nothing was written", default=0)
    links: int = signal("the number of links", default=0)
    capitals: float | None = signal(
        "the share of its letters that are capitals, 0 to 1; unknown below 20 letters", default=None
    )
    questions: int = signal("the number of questions, told by their question marks", default=0)


@frozen
class BudgetSignal:
    """What the budget field tells."""

    amount: float | None = signal(
        "the amount, the upper one of a range, in the currency of `[money]`, else as it was named",
        default=None,
    )
    currency: str | None = signal("the currency named, as EUR", default=None)
    named: float | None = signal("the amount as it was named, in `budget.currency`", default=None)


@frozen
class DeadlineSignal:
    """What the deadline field tells."""

    days: int | None = signal(
        "days from the enquiry to the deadline named, to its last day; 0 for as soon as possible",
        default=None,
    )
    urgent: bool | None = signal(
        "it is said to be urgent; unknown when no deadline is understood", default=None
    )


@frozen
class SourceSignal:
    """Where the newest enquiry came from."""

    utm_source: str | None = signal("`utm_source` of the visit, in small letters", default=None)
    utm_medium: str | None = signal("`utm_medium` of the visit, in small letters", default=None)
    utm_campaign: str | None = signal("`utm_campaign` of the visit, in small letters", default=None)
    referrer: str | None = signal("the site that led to the form: google.com, without www.", default=None)
    page: str | None = signal("the path of the page with the form, as /demo", default=None)
    form: str | None = signal("the form: NAME of `[forms.NAME]`", default=None)
    product: str | None = signal("the `product` of `[forms.NAME]`", default=None)


@frozen
class HourSignal:
    """When the newest enquiry came, by the clock of `[hours]`; all unknown without `[hours]`."""

    working: bool | None = signal("it came within `[hours]`; unknown without `[hours]`", default=None)
    local: int | None = signal("the hour in which it came, 0 to 23, in the zone of `[hours]`", default=None)
    weekday: int | None = signal("the day on which it came, 1 (Monday) to 7, in that zone", default=None)


@frozen
class ProfileSignal:
    """How much of what `required` lists was filled in."""

    complete: bool = signal("every field that `required` lists is filled", default=False)
    missing: tuple[str, ...] = signal("the fields of `required` that are blank", default=())


@frozen
class RepeatSignal:
    """What earlier enquiries tell."""

    enquiries: int = signal("the number of enquiries of this lead, this one included", default=1)
    days: int | None = signal("whole days since the enquiry before; unknown for the first", default=None)


@frozen
class CompanySignal:
    """What is known about the company behind the lead."""

    domain: str | None = signal("the domain of a corporate e-mail address, as acme.pl", default=None)
    site: str | None = signal("the host of the site named in the form, without www.", default=None)
    same: bool | None = signal(
        "site and e-mail address are of one domain; unknown when either is missing", default=None
    )
    colleague: bool | None = signal(
        "somebody else of `company.domain` wrote before; unknown without that domain", default=None
    )


@frozen
class PositionSignal:
    """What the position field tells."""

    seniority: str | None = signal("decision (owns or leads), specialist or student", default=None)
    field: str | None = signal(
        "management, sales, marketing, finance, it, hr, legal, operations or product", default=None
    )


@frozen
class CountrySignal:
    """Which country the lead is of."""

    code: str | None = signal("the country, as PL", default=None)
    by: str | None = signal("what tells it, the best first: field, phone or domain", default=None)
