"""Svix: Standard Webhooks under header names of its own."""

from typing import ClassVar

from frontdesk.intake.forms.standard_webhooks import StandardWebhooks


class Svix(StandardWebhooks):
    """Signs as Standard Webhooks do; some plans use those header names too."""

    name: ClassVar[str] = "svix"
    headers: ClassVar[tuple[str, ...]] = ("svix-signature",)
