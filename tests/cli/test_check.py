"""Check: every fault of a desk folder at once, each with its place."""

import pytest

from frontdesk.settings import shipped_folder
from rules.test_load import ENVIRONMENT, uncommented

RULES = (shipped_folder() / "rules.toml").read_text("utf-8")
LETTER = (shipped_folder() / "templates/letters/phone_given.en.md").read_text("utf-8")


def test_the_shipped_files_are_well(run):
    ran = run("check")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("well: 6 criteria, 24 letters and 6 cards")


def test_the_examples_in_the_shipped_rules_are_well_when_taken_into_use(run, desk):
    (desk / "rules.toml").write_text(uncommented(RULES), "utf-8")
    (desk / ".env").write_text("".join(f"{name}={value}\n" for name, value in ENVIRONMENT.items()))

    ran = run("check")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("well: 11 criteria, ")


def test_checking_leaves_nothing_in_the_desk_folder(run, desk):
    run("check")

    assert list(desk.iterdir()) == []


def test_faults_in_rules_letters_and_settings_are_told_at_once_with_their_lines(run, desk):
    rules = RULES.replace('when = "phone.valid"', 'when = "phone.vaild"').replace(
        "points = 2", 'points = "two"'
    )
    rules = rules.replace('[guards]\nhoneypot = "enforce"', '[guards]\nhoneypot = "maybe"')
    (desk / "rules.toml").write_text(rules, "utf-8")
    letters = desk / "templates" / "letters"
    letters.mkdir(parents=True)
    (letters / "phone_given.en.md").write_text(LETTER.replace("sender.blog", "sender.blogg"), "utf-8")
    (letters / "extra.en.md").write_text("---\nsubject: Hi\n---\n\nHello {{ first_nam }}", "utf-8")
    (desk / ".env").write_text("# settings\nFRONTDESK_PORT=http\nFRONTDESK_SMPT=smtp://x\n")

    ran = run("check")

    places = [fault.partition(": ")[0] for fault in ran.faults]
    assert (ran.code, ran.out) == (1, "")
    assert sorted(places) == sorted(
        [
            ".env:2",
            ".env:3",
            at(rules, "phone.vaild"),
            at(rules, 'points = "two"'),
            at(rules, 'honeypot = "maybe"'),
            "templates/letters/extra.en.md:5",
            f"templates/letters/phone_given.en.md:{LETTER[: LETTER.index('sender.blog')].count(chr(10)) + 1}",
        ]
    )


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        pytest.param(
            'letter = "ask_details"',
            'letter = "ask_more"',
            'letters[4].letter: no template "ask_more"',
            id="a letter without a template",
        ),
        pytest.param(
            "#[forms.demo]",
            '[forms.demo]\nprovider = "tylda"',
            'yandex_forms, zapier, found "tylda"; did you mean "tilda"?',
            id="a provider that is not there",
        ),
        pytest.param(
            "#[forms.demo]",
            '[forms.demo]\nprovider = "typefrom"',
            'found "typefrom"; did you mean "typeform"?',
            id="a provider with a slip",
        ),
    ],
)
def test_a_fault_between_files_has_the_line_of_the_rules(run, desk, before, after, told):
    rules = RULES.replace(before, after)
    (desk / "rules.toml").write_text(rules, "utf-8")

    ran = run("check")

    assert (ran.code, len(ran.faults)) == (1, 1)
    assert ran.err.startswith(at(rules, after.splitlines()[-1]) + ": ")
    assert told in ran.err


def test_an_unknown_provider_is_told_beside_other_faults(run, desk):
    rules = RULES.replace("#[forms.demo]", '[forms.demo]\nprovider = "typefrom"').replace(
        "points = 2", 'points = "two"'
    )
    (desk / "rules.toml").write_text(rules, "utf-8")

    ran = run("check")

    assert (ran.code, len(ran.faults)) == (1, 2)
    assert f"{at(rules, 'typefrom')}: forms.demo.provider: expected one of auto, amocrm, " in ran.err
    assert ran.err.endswith('; did you mean "typeform"?\n')


def test_a_setting_of_the_env_file_names_no_secret(run, desk):
    (desk / ".env").write_text("FRONTDESK_SMTP=http://me:hunter2@mail.acme.example\n")

    ran = run("check")

    assert ran.err.startswith(".env:1: FRONTDESK_SMTP: ")
    assert "hunter2" not in ran.err


@pytest.mark.parametrize("name", ["rules.toml", ".env"])
def test_a_file_that_is_no_text_is_one_fault(run, desk, name):
    (desk / name).write_bytes(b"FRONTDESK_HOST=\xff\xfe")

    ran = run("check")

    assert (ran.code, len(ran.faults)) == (1, 1)
    assert f"{name}: expected a UTF-8 text" in ran.err


def test_a_card_template_that_asks_for_what_is_not_there_is_a_fault(run, desk):
    cards = desk / "templates" / "cards"
    cards.mkdir(parents=True)
    (cards / "sales.html").write_text("{{ compnay }}")

    ran = run("check")

    assert ran.code == 1
    assert "templates/cards/sales.html:1" in ran.err


def test_the_desks_own_files_win_one_by_one(run, desk):
    letters = desk / "templates" / "letters"
    letters.mkdir(parents=True)
    (letters / "phone_given.en.md").write_text("---\nsubject: Ours\n---\n\nOur own text.", "utf-8")
    (desk / "rules.toml").write_text(RULES.replace("Acme Software", "Our Company"), "utf-8")

    own = run("preview", "phone_given", "--language", "en", "--text").out
    shipped = run("preview", "phone_given", "--language", "pl", "--text").out

    assert "Subject: Ours\n\nOur own text." in own
    assert "Our Company" in shipped


def at(rules: str, text: str) -> str:
    return f"rules.toml:{rules[: rules.index(text)].count(chr(10)) + 1}"
