"""Embed: the printed form, as a browser and a screen reader will read it."""

import re

import html5lib
import pytest

from frontdesk.intake.forms import ADAPTERS
from frontdesk.rules.labels import Labels
from frontdesk.settings import shipped_folder
from frontdesk.signals.spam import is_hidden

RULES = """
[forms.site]
hosts = ["acme.example"]
language = "pl"
[forms.keyed]
key = "the.key~of-ours"
hosts = ["acme.example"]
[forms.server]
key = "servers-key"
[forms.signed]
secret = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ="
provider = "standard_webhooks"
"""
#: Of HTML's list (the section on autofill), those that a form of ours needs.
FILLED = {"given-name", "family-name", "email", "tel", "organization", "organization-title", "off"}


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "rules.toml").write_text(
        (shipped_folder() / "rules.toml").read_text("utf-8") + RULES, "utf-8"
    )
    (tmp_path / ".env").write_text("FRONTDESK_PUBLIC_URL=https://desk.acme.example/\n", "utf-8")
    return tmp_path


def parsed(text: str):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(text)


def test_the_form_goes_to_the_hook_and_loads_its_script(run):
    ended = run("embed", "site")

    [form], [script] = parsed(ended.out).findall(".//form"), parsed(ended.out).findall(".//script")
    assert (ended.code, ended.err) == (0, "")
    assert form.attrib["action"] == "https://desk.acme.example/hooks/site"
    assert (form.attrib["method"], form.attrib["data-frontdesk"], form.attrib["lang"]) == (
        "post",
        "site",
        "pl",
    )
    assert script.attrib["src"] == "https://desk.acme.example/embed/site.js?lang=pl"


@pytest.mark.parametrize("language", ["en", "ru", "pl"])
def test_every_field_has_a_label_in_the_language_and_a_word_for_autofill(run, language):
    form = parsed(run("embed", "web", "--language", language).out).find(".//form")

    fields = form.findall(".//label//input") + form.findall(".//label//textarea")
    labels = [" ".join("".join(label.itertext()).split()) for label in form.findall(".//label")]
    assert len(fields) == len(labels) == len(set(labels)) == len(form.findall(".//input")) + 1
    assert all(label and "$" not in label for label in labels)
    assert {field.attrib.get("autocomplete", "off") for field in fields} == FILLED
    assert [field.attrib["name"] for field in fields if "required" in field.attrib] == [
        "first_name",
        "email",
        "message",
    ]


def test_every_field_is_known_to_the_desk_but_the_trap(run):
    names = re.findall(r' name="(\w+)"', run("embed").out)
    labels = Labels.shipped()

    unknown = [name for name in names if labels.field(name) is None]
    assert unknown == ["fd_more_hp"]
    assert is_hidden(unknown[0])
    assert {labels.field(name) for name in names} >= {"position", "business", "phone", "message"}


def test_neither_people_nor_their_helpers_meet_the_trap(run):
    form = parsed(run("embed").out).find(".//form")

    box = next(node for node in form.iter("div") if node.attrib.get("class") == "frontdesk-trap")
    [trap] = box.iter("input")
    assert box.attrib["aria-hidden"] == "true"
    assert (trap.attrib["tabindex"], trap.attrib["autocomplete"]) == ("-1", "off")
    assert "required" not in trap.attrib


def test_nothing_runs_from_the_markup(run):
    text = run("embed").out

    assert not re.search(r"\son\w+\s*=|javascript:|\sstyle\s*=", text)
    assert text.count("<script ") == text.count("<script") == 1


def test_a_key_stands_in_the_address_and_its_owner_is_told(run):
    ended = run("embed", "keyed")

    [form] = parsed(ended.out).findall(".//form")
    assert form.attrib["action"] == "https://desk.acme.example/hooks/keyed/the.key~of-ours"
    assert ended.code == 0
    assert ended.faults == ["forms.keyed: its key stands in the page: everybody can read it"]


REFUSED = {
    "no such form": ("nobody", 'found "nobody"; forms: keyed, server, signed, site, web'),
    "a form of a server": ("server", "forms.server: expected hosts beside the key"),
    "a form that signs": ("signed", "forms.signed: expected a form without a secret"),
}


@pytest.mark.parametrize(("name", "told"), REFUSED.values(), ids=REFUSED)
def test_a_form_that_no_page_may_have_is_refused(run, name, told):
    ended = run("embed", name)

    assert (ended.code, ended.out) == (1, "")
    assert len(ended.faults) == 1
    assert told in ended.err


def test_what_is_still_to_be_set_is_told_beside_the_form(run, desk):
    (desk / ".env").unlink()

    ended = run("embed", "web")

    assert "http://127.0.0.1:8080/hooks/web" in ended.out
    assert [fault.partition(":")[0] for fault in ended.faults] == ["FRONTDESK_PUBLIC_URL", "forms.web"]


def test_a_desks_own_form_is_printed_instead(run, desk):
    own = desk / "templates/pages/embed.html"
    own.parent.mkdir(parents=True)
    own.write_text('<form action="$action">$$ $unknown ${name}</form>', "utf-8")

    assert run("embed", "site").out == (
        '<form action="https://desk.acme.example/hooks/site">$ $unknown site</form>'
    )


def test_the_name_of_the_trap_is_nobodys_mark():
    assert not [adapter.name for adapter in ADAPTERS.values() if "fd_more_hp" in adapter.marks]
