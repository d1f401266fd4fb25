"""Company: its domain, its site, and whether they are one."""

import pytest

from signals.samples import a_submission


@pytest.mark.parametrize(
    ("form", "site"),
    [
        ({"Website": "https://www.Acme.pl/o-nas?x=1"}, "acme.pl"),
        ({"Сайт": "ромашка.рф"}, "xn--80aa3agjl3d.xn--p1ai"),
        ({"Strona WWW": "sklep.acme.pl"}, "sklep.acme.pl"),
        ({"company": "Acme (acme.pl)"}, "acme.pl"),
        ({"message": "See https://docs.google.com/d/1 and https://acme.pl please"}, "acme.pl"),
        ({"message": "Our brief: https://docs.google.com/d/1"}, None),
        ({"message": "Write to jan@acme.pl"}, None),
        ({"company": "Acme Sp. z o.o."}, None),
        ({"message": "We use node.js here"}, None),
        ({"Website": "instagram.com/acme"}, None),
        ({"Website": "none"}, None),
        ({"Favourite shop": "other.pl"}, None),
    ],
    ids=str,
)
def test_the_site_is_the_companys_own(read, form, site):
    assert read(**form).company.site == site


@pytest.mark.parametrize(
    ("email", "site", "same"),
    [
        ("jan@mail.acme.pl", "shop.acme.pl", True),
        ("jan@acme.pl", "acme.com", False),
        ("jan@gmail.com", "acme.pl", None),
        ("jan@acme.pl", "", None),
    ],
)
def test_site_and_address_are_compared_by_what_was_registered(read, email, site, same):
    assert read(email=email, website=site).company.same is same


def test_a_colleague_is_unknown_without_a_company(read):
    known = {"colleague": True}

    assert read(email="jan@acme.pl", known=known).company.colleague is True
    assert read(email="jan@acme.pl").company.colleague is False
    assert read(email="jan@gmail.com", website="acme.pl", known=known).company.colleague is None


def test_a_hidden_field_is_no_site(read):
    assert read(website_hp="acme.pl").company.site is None


def test_values_that_are_no_text_are_no_site(read):
    assert read(a_submission(website=["acme.pl"])).company.site is None


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
def test_a_company_is_known_by_the_domain_it_registered(read, address, domain):
    assert read(email=address).company.domain == domain
