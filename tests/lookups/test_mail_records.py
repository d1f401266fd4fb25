"""Mail records: SPF, DKIM and DMARC as they stand in DNS."""

from ipaddress import ip_network

import pytest

from frontdesk.lookups.mail_records import (
    as_txt,
    dkim_key,
    dkim_record,
    dmarc_records,
    spf_records,
    spf_terms,
    tags,
)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        pytest.param("v=spf1", True, id="nothing else"),
        pytest.param("V=SPF1 -all", True, id="capitals"),
        pytest.param("v=spf10 -all", False, id="another version"),
        pytest.param("v=spf1;-all", False, id="no blank after it"),
        pytest.param("spf2.0/pra -all", False, id="sender id"),
    ],
)
def test_spf_is_known_by_its_version(text, is_one):
    assert bool(spf_records([text])) == is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        pytest.param("v=DMARC1; p=none", True, id="usual"),
        pytest.param("v = DMARC1 ;p=none", True, id="blanks"),
        pytest.param("v=dmarc1; p=none", False, id="small letters"),
        pytest.param("p=none; v=DMARC1", False, id="not in front"),
    ],
)
def test_dmarc_is_known_by_its_version(text, is_one):
    assert bool(dmarc_records([text])) == is_one


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a", ("a", "+", "", (32, 128)), id="a"),
        pytest.param("?A:mx.acme.pl/24//64", ("a", "?", "mx.acme.pl", (24, 64)), id="a with sizes"),
        pytest.param("mx//96", ("mx", "+", "", (32, 96)), id="size of six only"),
        pytest.param("~all", ("all", "~", "", (32, 128)), id="all"),
        pytest.param(
            "exists:%{i}.%{d/}.acme.pl", ("exists", "+", "%{i}.%{d/}.acme.pl", (32, 128)), id="macro"
        ),
        pytest.param("redirect=_spf.acme.pl", ("redirect", "+", "_spf.acme.pl", (32, 128)), id="redirect"),
    ],
)
def test_a_term_is_read_whole(text, told):
    [term] = spf_terms(f"v=spf1 {text}")

    assert (term.name, term.sign, term.domain, term.sizes) == told


@pytest.mark.parametrize("text", ["192.0.2.0/24", "192.0.2.77/24"])
def test_a_network_is_read_with_its_size(text):
    [term] = spf_terms(f"v=spf1 ip4:{text}")

    assert term.network == ip_network("192.0.2.0/24")


def test_a_network_of_six_may_end_in_colons():
    [term] = spf_terms("v=spf1 ip6:2001:db8::/32")

    assert term.network == ip_network("2001:db8::/32")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ip4:192.0.2",
            "ip4:2001:db8::1",
            "ip6:192.0.2.1",
            "ip4:192.0.2.1/33",
            "ip4",
            "include",
            "include:",
        ),
        *(
            "all:acme.pl",
            "a/33",
            "include:acme.pl/24",
            "+",
            "ip4=192.0.2.1 ipv4:192.0.2.1",
            "mx:",
            "redirect=",
        ),
        *("redirect=a.pl redirect=b.pl", "include;acme.pl"),
    ],
)
def test_what_no_receiver_understands_is_an_error_that_names_it(text):
    with pytest.raises(ValueError, match=r"SPF|address|bits|redirect"):
        spf_terms(f"v=spf1 {text} -all")


def test_the_redirect_comes_last_and_what_explains_a_refusal_is_left_out():
    names = [term.name for term in spf_terms("v=spf1 redirect=b.pl exp=why.acme.pl a")]

    assert names == ["a", "redirect"]


def test_tags_are_read_whatever_their_blanks_and_case():
    assert tags("v=DMARC1;P = none ;; rua=mailto:a@acme.pl; nonsense") == {
        "v": "DMARC1",
        "p": "none",
        "rua": "mailto:a@acme.pl",
    }


@pytest.mark.parametrize(
    ("record", "key"),
    [
        pytest.param("v=DKIM1; p=aGFs bG8=", b"hallo", id="blanks within"),
        pytest.param("p=", b"", id="withdrawn"),
        pytest.param("v=DKIM1; p=a-b", None, id="not base64"),
        pytest.param("v=DKIM1", None, id="none"),
    ],
)
def test_a_key_is_read_from_its_record(record, key):
    assert dkim_key(record) == key


def test_a_record_is_cut_into_strings_that_dns_takes_and_that_make_it_again():
    key = bytes(range(256)) * 2
    name, *strings = as_txt("desk._domainkey.acme.pl", dkim_record(key)).split("\n")

    assert name == "desk._domainkey.acme.pl. TXT"
    assert [len(string) for string in strings[:-1]] == [257] * (len(strings) - 1)
    assert len(strings) == 3
    assert dkim_key("".join(string[1:-1] for string in strings)) == key
