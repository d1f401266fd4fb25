"""Preview: every letter, in every language, in both parts."""

import pytest

from frontdesk.model.samples import SAMPLES

LETTERS = ("again", "ask_details", "full_profile", "phone_given", "product")
LANGUAGES = ("en", "pl", "ru")


def test_every_letter_is_shown_in_every_language_and_in_both_parts(run):
    ended = run("preview")

    heads = [row.split(" ─")[0] for row in ended.out.splitlines() if row.startswith("── ")]
    assert ended.code == 0
    assert [head for head in heads if "HTML" not in head] == [
        f"── {name} · {language}" for name in LETTERS for language in LANGUAGES
    ]
    assert ended.out.count("Subject: ") == 15
    assert ended.out.count("<!doctype html>") + ended.out.count("<!DOCTYPE html>") == 15


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
    assert ended.faults == ['preview: no letter "welcome"; there is again, ask_details, full_profile, phone_given, product']


def test_a_language_without_a_letter_says_what_comes_instead(run):
    assert (
        "── full_profile · en (there is none in de)" in run("preview", "full_profile", "--language", "de").out
    )


def test_a_lead_that_is_not_there_is_one_line(run):
    ended = run("preview", "--lead", "7")

    assert (ended.code, len(ended.faults)) == (1, 1)
    assert ended.err.startswith("lead 7: ")
