"""Identity: the company behind an address."""

import pytest

from frontdesk.model.signals import Signals
from frontdesk.signals.email import email_signal
from frontdesk.signals.identity import company_domain


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        pytest.param("jan@acme.pl", "acme.pl", id="a company"),
        pytest.param("jan@mail.acme.pl", "acme.pl", id="a host of it"),
        pytest.param("jan@acme.com.pl", "acme.com.pl", id="a suffix of two labels"),
        pytest.param("jan@sales.acme.co.uk", "acme.co.uk", id="a host under such a suffix"),
        pytest.param("jan@почта.компания.рф", "xn--80aqeigdi5k.xn--p1ai", id="in Cyrillic"),
        pytest.param("info@acme.pl", "acme.pl", id="a shared mailbox"),
        pytest.param("jan@ACME.PL", "acme.pl", id="in capitals"),
        pytest.param("jan@acme.example", "acme.example", id="a reserved name"),
        pytest.param("jan@gmail.com", None, id="a free provider"),
        pytest.param("jan@mailinator.com", None, id="a disposable one"),
        pytest.param("jan@com.pl", None, id="a suffix itself"),
        pytest.param("jan at acme", None, id="no address"),
        pytest.param("", None, id="blank"),
    ],
)
def test_a_company_is_known_by_the_domain_it_registered(address, domain):
    assert company_domain(Signals(email=email_signal(address))) == domain
