"""Make: a request that its owner builds, just as with Zapier."""

from typing import ClassVar

from frontdesk.intake.forms.zapier import Zapier


class Make(Zapier):
    """Its module "Make a request" can send any header and any names."""

    name: ClassVar[str] = "make"
