"""Preview: every letter, in every language, in both parts."""

import pytest

from frontdesk.model.samples import SAMPLES

ANSWERS = ("again", "ask_details", "full_profile", "phone_given", "product")
LETTERS = tuple(sorted((*ANSWERS, "still_there", "case_study", "last_word")))
LANGUAGES = ("en", "pl", "ru")


def test_every_letter_is_shown_in_every_language_and_in_both_parts(run):
    ended = run("preview")

    heads = [row.split(" ─")[0] for row in ended.out.splitlines() if row.startswith("── ")]
    assert ended.code == 0
    assert [head for head in heads if "HTML" not in head] == [
        f"── {name} · {language}" for name in LETTERS for language in LANGUAGES
    ]
    assert ended.out.count("Subject: ") == 24
    assert ended.out.count("<!doctype html>") + ended.out.count("<!DOCTYPE html>") == 24


@pytest.mark.parametrize(("part", "html"), [("--text", False), ("--html", True)])
def test_one_part_can_be_had_alone(run, part, html):
    shown = run("preview", "full_profile", "--language", "en", part).out

    assert ("</html>" in shown) == html
    assert ("\nHello Maria,\n" in shown) != html


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_gets_every_letter(run, sample):
    ended = run("preview", "--sample", sample.replace(" ", "-"), "--text")

    assert (ended.code, ended.err) == (0, "")
    assert "{{" not in ended.out


def test_a_letter_that_is_not_there_names_those_that_are(run):
    ended = run("preview", "welcome")

    assert ended.code == 1
    assert ended.faults == [f'preview: expected a letter, found "welcome"; letters: {", ".join(LETTERS)}']


def test_a_language_without_a_letter_says_what_comes_instead(run):
    assert (
        "── full_profile · en (there is none in de)" in run("preview", "full_profile", "--language", "de").out
    )


def test_a_lead_that_is_not_there_is_one_line(run):
    ended = run("preview", "--lead", "7")

    assert (ended.code, len(ended.faults)) == (1, 1)
    assert ended.err.startswith("lead 7: ")


def test_the_headers_are_shown_as_they_will_go_out(run, desk):
    folder = desk / "templates" / "letters"
    (folder / "attachments").mkdir(parents=True)
    (folder / "attachments" / "prices.pdf").write_bytes(b"%PDF-")
    front = "subject: Hi\nfrom: Anna <anna@acme.example>\nreply_to: sales@crm.example\ndelay: 2h\n"
    (folder / "thanks.en.md").write_text(f"---\n{front}attachments: prices.pdf\n---\nHello", "utf-8")
    (desk / ".env").write_text("FRONTDESK_MAIL_FROM=Acme <hello@acme.example>\n", "utf-8")

    own = run("preview", "thanks", "--text").out
    others = run("preview", "again", "--language", "en", "--text").out

    assert own.splitlines()[1:6] == [
        "From: Anna <anna@acme.example>",
        "Reply-To: sales@crm.example",
        "Subject: Hi",
        "Delay: 2 hours",
        "Attached: prices.pdf, 5 bytes",
    ]
    assert others.splitlines()[1:4] == [
        "From: Acme <hello@acme.example>",
        "Subject: We have your new message — Acme Software",
        "",
    ]


def test_letters_are_written_to_open_in_a_browser(run, desk, tmp_path):
    folder = desk / "templates" / "letters"
    (folder / "attachments").mkdir(parents=True)
    (folder / "attachments" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "thanks.en.md").write_text("---\nsubject: Hi\n---\n![Acme](logo.png)", "utf-8")
    out = tmp_path / "out"

    ended = run("preview", "thanks", "--out", str(out))

    [picture] = out.glob("*-logo.png")
    page = (out / "thanks.en.html").read_text("utf-8")
    assert ended.out.splitlines() == [str(out / "thanks.en.html"), str(out / "thanks.en.txt")]
    assert f'src="{picture.name}"' in page
    assert "cid:" not in page
    assert "Subject: Hi\nPicture: logo.png, 8 bytes\n\n[Acme]\n" in (out / "thanks.en.txt").read_text("utf-8")


def test_only_the_pages_are_written_when_asked_for(run, tmp_path):
    run("preview", "--html", "--out", str(tmp_path / "out"))

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{name}.{language}.html" for name in LETTERS for language in LANGUAGES
    ]


def test_a_misspelt_letter_names_the_one_that_is_there(run):
    assert run("preview", "full_profil").err.endswith('; did you mean "full_profile"?\n')
