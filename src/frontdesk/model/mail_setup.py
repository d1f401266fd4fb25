"""Mail setup: who a desk's letters come from and who sends them, as `frontdesk doctor` looks at it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class MailSetup:
    """Plain addresses, domains as A-labels in small letters."""

    sender: str  #: the From's address
    answers: str  #: where answers go: the Reply-To's address, else the From's
    envelope: str  #: where bounces go; what a server hears at MAIL FROM
    host: str | None  #: of the mail server; None: there is none
    signs: bool  #: whether letters get a DKIM signature here, in the name of the From's domain

    @property
    def domain(self) -> str:
        """The From's, which DMARC goes by."""
        return self.sender.rpartition("@")[2].lower()

    @property
    def bounces(self) -> str:
        """The domain of the envelope sender, which SPF goes by."""
        return self.envelope.rpartition("@")[2].lower()
