"""Confirmation: who a person is, where a later submission says it otherwise than the first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

#: What can be new: the fields of a form that say it.
PARTS: Final = {
    "name": ("first_name", "last_name", "full_name"),
    "phone": ("phone",),
    "email": ("email",),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Confirmation:
    """A person's word that a later submission is right about one of `PARTS`."""

    part: str
    submission: int  #: whose value stands
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class NewValue:
    """What a later submission says otherwise, and nobody has confirmed."""

    part: str
    value: str  #: a number as +48 600 100 200, an address, a name: untrusted text
    submission: int
