"""What is wrong with a letter's file is found when it is read, with its line."""

import re
import shutil

import pytest

from frontdesk.errors import Faults
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.templates import Letters

HEAD = "---\nsubject: Hello\n---\n"


@pytest.fixture
def desk(tmp_path, shipped):
    """A desk's own templates; the shipped ones stand behind them."""
    (tmp_path / "templates/letters/attachments").mkdir(parents=True)
    return tmp_path / "templates"


def _faults(desk, shipped, sender):
    with pytest.raises(Faults) as error:
        Letters.load([desk, shipped], sender)
    return error.value.problems


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (
            HEAD + "Hello {{ first_nam }}",
            '4: a letter has no "first_nam"; it has attached, call_day, call_when, company, first_name',
        ),
        (HEAD + "a\n\n{{ sender.vidos }}", '6: [sender] of rules.toml has no "vidos"; it has blog, company'),
        (HEAD + "a\n[x]({{ sender.shop }})", '5: [sender] of rules.toml has no "shop"'),
        (HEAD + "{{ sender }}", '4: "sender" is a table; write sender.NAME'),
        (HEAD + "a\n{% if company %}", "5: Unexpected end of template"),
        (HEAD + "a {{ company", "4: unexpected end of template"),
        (HEAD + "{{ company | safe }}", "4: No filter named 'safe'"),
        (HEAD + "{{ company | urlize }}", "4: No filter named 'urlize'"),
        (
            HEAD + "\n{% autoescape false %}{{ company }}{% endautoescape %}",
            "5: a letter must not switch escaping off",
        ),
        (HEAD + "{% include 'x' %}", "4: expected a part parts/x.en.md, found none"),
        (HEAD + "{{ company.upper() }}", "4: a letter must not call a function"),
        (HEAD + "{{ 'a' * 100000000 }}", "4: a letter must not multiply"),
        (HEAD + "{{ range }}", '4: a letter has no "range"'),
        (
            HEAD + "a\n[x](https://x.example/?c={{ company }})",
            "5: a link must hold nothing but sender, found https://x.example/?c={{",
        ),
        (
            HEAD + "a\n[x](https://x.example/{% if company %}a{% endif %})",
            "5: a link must hold nothing but sender",
        ),
        (
            HEAD + "a\nb\n[x](www.example.com)",
            '6: expected an address with http:, https:, mailto:, tel:, found "www',
        ),
        (HEAD + "[x](javascript:alert)", "4: expected an address with http:"),
        (
            HEAD + "![x](https://x.example/p.png)",
            "4: expected a picture from attachments/ or at an https address",
        ),
        ("---\nsubject: Hello {{ first_name }}\n---\nx", '2: a subject has no "first_name"; it has sender'),
        ("---\nsubject: Hello\nfrom: me\n---\nx", "3: expected one address, found 'me'"),
        (
            "---\nsubject: Hello\nform: me\n---\nx",
            "3: expected subject:, from:, reply_to:, delay: or attachments:, found 'form: me'; did you mean",
        ),
        ("---\nattachments:\n---\nx", "1: expected a subject, found none"),
        (
            "---\nsubject: Hello\nattachments: ../a.pdf\n---\nx",
            "3: expected the name of a file in attachments/",
        ),
        (
            "---\nsubject: Hello\nattachments:\n- a.pdf\n---\nx",
            '4: expected a file "a.pdf" in attachments/, found none',
        ),
        ("Hello", "1: expected the subject between two lines ---"),
        (HEAD + "a\ue000", "cannot be laid out: expected plain text, found a private-use character"),
    ],
)
def test_a_fault_names_file_line_and_what_was_expected(desk, shipped, sender, source, fault):
    (desk / "letters/thanks.en.md").write_text(source, "utf-8")

    problems = _faults(desk, shipped, sender)

    assert len(problems) == 1
    assert problems[0].startswith("templates/letters/thanks.en.md:")
    assert fault in problems[0]


def test_every_fault_of_every_file_is_listed(desk, shipped, sender):
    (desk / "letters/thanks.en.md").write_text(HEAD + "{{ a }}\n{{ b }}", "utf-8")
    (desk / "letters/thanks.ru.md").write_text("x", "utf-8")

    problems = _faults(desk, shipped, sender)

    assert [re.match(r"[^ ]+", problem)[0] for problem in problems] == [
        "templates/letters/thanks.en.md:4:",
        "templates/letters/thanks.en.md:5:",
        "templates/letters/thanks.ru.md:1:",
    ]


def test_a_link_that_the_sender_lacks_is_a_fault_of_each_letter_that_uses_it(shipped, sender):
    with pytest.raises(Faults) as error:
        Letters.load([shipped], {name: value for name, value in sender.items() if name != "videos"})

    assert len(error.value.problems) == 6
    assert all('no "videos"' in problem for problem in error.value.problems)


def test_a_link_may_be_asked_for(desk, shipped, sender):
    source = HEAD + "{% if sender.shop is defined %}\n[shop]({{ sender.shop }})\n{% endif %}\n\nBye"
    (desk / "letters/thanks.en.md").write_text(source, "utf-8")

    letters = Letters.load([desk, shipped], sender)

    assert letters.render("thanks", "en", LetterValues()).text == "Bye\n"


@pytest.mark.parametrize("name", ["layout.html.j2", "thanks.md", "thanks.EN.md", "thanks.en.html"])
def test_a_file_that_is_no_letter_is_named(desk, shipped, sender, name):
    (desk / "letters" / name).write_text(HEAD + "x", "utf-8")

    assert f"found {name}" in _faults(desk, shipped, sender)[0]


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        ("<p>{{ subject }}</p>", "layout.html:1: expected {{ body }} once"),
        ("<p>\n{{ body }}{{ first_name }}</p>", 'layout.html:2: the layout has no "first_name"'),
        ("{{ body | upper }}", "layout.html:1: expected {{ body }} once"),
    ],
)
def test_a_layout_is_checked_too(desk, shipped, sender, layout, fault):
    (desk / "letters/layout.html").write_text(layout, "utf-8")

    assert fault in _faults(desk, shipped, sender)[0]


def test_a_folder_without_a_layout_is_a_fault(desk, sender):
    assert "layout.html:1: expected the letters' layout" in _faults(desk, desk, sender)[0]


def test_the_desks_file_stands_before_the_shipped_one(desk, shipped, sender):
    (desk / "letters/phone_given.en.md").write_text(HEAD + "Ours", "utf-8")
    (desk / "letters/layout.html").write_text("<main>{{ body }}</main>", "utf-8")

    letters = Letters.load([desk, shipped], sender)

    assert letters.render("phone_given", "en", LetterValues()).text == "Ours\n"
    assert "<main>" in letters.render("ask_details", "ru", LetterValues()).html


def test_the_desks_language_comes_before_english(desk, shipped, sender):
    letters = Letters.load([desk, shipped], sender, "pl")

    assert letters.render("phone_given", "de", LetterValues()).language == "pl"


def test_an_optional_attachment_shows_only_where_it_lies(desk, shipped, sender):
    before = Letters.load([desk, shipped], sender).render("full_profile", "en", LetterValues())
    (desk / "letters/attachments/brochure.pdf").write_bytes(b"%PDF-")
    after = Letters.load([desk, shipped], sender).render("full_profile", "en", LetterValues())

    assert (before.attachments, "brochure" in before.text, "brochure" in before.html) == ((), False, False)
    assert [(a.name, a.media_type) for a in after.attachments] == [("brochure.pdf", "application/pdf")]
    assert "brochure" in after.text
    assert "brochure" in after.html


def test_attachments_have_a_limit(desk, shipped, sender):
    (desk / "letters/attachments/brochure.pdf").write_bytes(bytes(10 * 2**20 + 1))

    assert "expected at most 10 MB to attach" in _faults(desk, shipped, sender)[0]


def test_a_copy_of_the_shipped_folder_has_no_fault(tmp_path, shipped, sender):
    shutil.copytree(shipped / "letters", tmp_path / "letters")

    assert Letters.load([tmp_path], sender).names == (
        "again",
        "ask_details",
        "case_study",
        "full_profile",
        "last_word",
        "phone_given",
        "product",
        "still_there",
    )
