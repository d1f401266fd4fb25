"""Parts: what letters share, with faults in the part's own file and line."""

import pytest

from frontdesk.errors import Faults
from frontdesk.messages.letter import LetterValues
from frontdesk.messages.templates import Letters

HEAD = "---\nsubject: Hello\n---\n"


@pytest.fixture
def desk(tmp_path):
    """A desk's own templates; `desk(name, text)` writes one of its letters or parts."""
    (tmp_path / "templates/letters/parts").mkdir(parents=True)
    (tmp_path / "templates/letters/attachments").mkdir()

    def write(name, text):
        (tmp_path / "templates/letters" / name).write_text(text, "utf-8")
        return tmp_path / "templates"

    return write


def faults(folders, sender):
    with pytest.raises(Faults) as error:
        Letters.load(folders, sender)
    return list(error.value.problems)


def test_a_part_is_laid_out_where_it_is_included(desk, shipped, sender):
    desk("parts/tail.en.md", "{% if first_name %}\nBye **{{ first_name }}**\n{% endif %}")
    folder = desk("thanks.en.md", HEAD + 'One\n{% include "tail" %}\n- a\n  {% include "tail" %}')

    letter = Letters.load([folder, shipped], sender).render("thanks", "en", LetterValues(greeting="Anna"))

    assert letter.text == "One\n\nBye Anna\n\n- a\n  Bye Anna\n"
    assert letter.html.count("<strong>Anna</strong>") == 2


def test_a_part_of_the_desk_stands_before_the_shipped_one(desk, shipped, sender):
    folder = desk("parts/signature.en.md", "Ours")

    letters = Letters.load([folder, shipped], sender)

    assert "\nOurs\n" in letters.render("ask_details", "en", LetterValues()).text
    assert "\nAnna Nowak" in letters.render("ask_details", "ru", LetterValues()).text


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("a\n{{ first_nam }}", 'parts/tail.en.md:2: a letter has no "first_nam"'),
        ("a\n\n[x](www.x.example)", "parts/tail.en.md:3: expected an address with http:"),
        ("a\n![x](x.png)", "parts/tail.en.md:2: expected a picture from attachments/"),
        ("{% if first_name %}\na", "parts/tail.en.md:1: Unexpected end of template"),
        ("a\n{% include 'nil' %}", "parts/tail.en.md:2: expected a part parts/nil.en.md, found none"),
        ("a\n{% include 'tail' %}", 'parts/tail.en.md:2: "tail" would include itself without end'),
        ("a {% include 'signature' %}", "parts/tail.en.md:1: a letter must not include another file"),
    ],
    ids=["name", "link", "picture", "half a branch", "no part", "itself", "within a line"],
)
def test_a_fault_of_a_part_stands_in_its_own_file_and_once(desk, shipped, sender, part, fault):
    desk("parts/tail.en.md", part)
    desk("thanks.en.md", HEAD + 'One\n{% include "tail" %}')
    folder = desk("other.en.md", HEAD + 'One\n{% include "tail" %}')

    [problem] = faults([folder, shipped], sender)

    assert problem.startswith(f"templates/letters/{fault}")


def test_a_part_that_no_letter_includes_is_looked_at_too(desk, shipped, sender):
    folder = desk("parts/tail.en.md", "a\n{{ first_nam }}")

    assert "parts/tail.en.md:2: a letter has no" in faults([folder, shipped], sender)[0]


def test_a_misspelt_part_names_the_one_that_is_there(desk, shipped, sender):
    folder = desk("thanks.en.md", HEAD + 'One\n{% include "signatur" %}')

    assert faults([folder, shipped], sender) == [
        "templates/letters/thanks.en.md:5: expected a part parts/signatur.en.md, found none;"
        ' did you mean "signature"?'
    ]


def test_parts_that_include_each_other_end(desk, shipped, sender):
    desk("parts/a.en.md", '{% include "b" %}')
    desk("parts/b.en.md", '{% include "a" %}')
    folder = desk("thanks.en.md", HEAD + '{% include "a" %}')

    assert faults([folder, shipped], sender) == [
        'templates/letters/parts/b.en.md:1: "a" would include itself without end'
    ]


def test_parts_within_parts_have_a_limit(desk, shipped, sender):
    for number in range(9):
        desk(f"parts/p{number}.en.md", f'{{% include "p{number + 1}" %}}')
    folder = desk("thanks.en.md", HEAD + '{% include "p0" %}')

    assert "expected at most 4 parts within each other" in faults([folder, shipped], sender)[0]


def test_a_part_needs_a_language(desk, shipped, sender):
    folder = desk("parts/tail.md", "x")

    assert faults([folder, shipped], sender) == [
        "templates/letters/parts/tail.md:1: expected NAME.LANGUAGE.md, found tail.md"
    ]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{% if company %}{% if first_name %}{{ nil }}{% endif %}{% endif %}", '4: a letter has no "nil"'),
        ("{% if company %}\n{{ company.nil }}\n{% endif %}", '5: "company" is no table, it has no "nil"'),
        ("{% if company %}\n{{ lacks.fone }}\n{% endif %}", '5: "lacks" has no "fone"'),
        (
            "{% if sender.shop is defined %}a{% endif %}\n{% if company %}{{ sender.shop }}{% endif %}",
            '5: [sender] of rules.toml has no "shop"',
        ),
        ("{% if company %}{% set a = 1 %}{% endif %}{{ a }}", "4: a letter must not set a name in a branch"),
        ("{{ company | uper }}", "4: No filter named 'uper'; did you mean \"upper\"?"),
        ("{{ call_day | weekday }}", "cannot be laid out: expected a day, found none; write it between"),
    ],
    ids=["name", "part of a text", "entry", "guard elsewhere", "set", "filter", "day without a guard"],
)
def test_what_is_missing_only_in_a_branch_is_found(desk, shipped, sender, body, fault):
    folder = desk("thanks.en.md", HEAD + body)

    assert fault in faults([folder, shipped], sender)[0]


def test_a_language_that_nobody_wrote_down_has_no_days_and_no_greeting(desk, shipped, sender):
    folder = desk("thanks.fi.md", HEAD + "{{ greeting }}\n\n{{ now | date }}")

    told = faults([folder, shipped], sender)

    assert "thanks.fi.md:6: No filter named 'date'" in told[0]
