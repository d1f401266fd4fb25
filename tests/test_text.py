"""Cleaning, cutting and masking of what strangers wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.text import FILE_NAME_CHARS, clean, cut, file_name, mask_email, mask_phone, one_line, shown

ANY = st.text(st.characters(), max_size=60)


CLEANED = {
    "trimmed": ("  Anna  ", "Anna"),
    "line ends": ("a\r\nb\rc\nd", "a\nb\nc\nd"),
    "rare line ends": ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
    "controls": ("a\x00b\x1b[31m\x7f\x9fc", "ab[31mc"),
    "a tab stays": ("a\tb", "a\tb"),
    "a lone surrogate": ("a\ud800b", "a\ufffdb"),
    "letters stay": ("Łódź — «да» 👩\u200d💻", "Łódź — «да» 👩\u200d💻"),
    "markup stays": ("<b>{{7*7}}</b> %s", "<b>{{7*7}}</b> %s"),
    "blanks behind a control": ("\x00 a", "a"),
    "wide blanks": ("\u00a0a\u3000", "a"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("raw", "cleaned"), CLEANED.values(), ids=CLEANED)
def test_text_is_cleaned(raw, cleaned):
    assert clean(raw) == cleaned


@given(raw=st.text(st.characters(exclude_categories=()), max_size=60))
def test_clean_text_can_be_stored_and_stays_as_it_is(raw):
    cleaned = clean(raw)

    cleaned.encode()
    assert clean(cleaned) == cleaned
    assert not set(cleaned) & set("\x00\r\x1b\x85\u2028\u2029")


def test_what_hides_or_reorders_is_not_shown():
    assert shown("a\u202eb\u200bc\u2066d\ufeff") == "abcd"
    assert shown("👩\u200d💻 שלום") == "👩\u200d💻 שלום"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("onetwothree", 5, "onet…"),
        ("a verylongword", 10, "a verylon…"),
        ("ab", 1, "…"),
    ],
    ids=["fits", "between words", "within a word", "the space is too far back", "nothing left"],
)
def test_long_text_is_cut_with_a_mark(text, limit, short):
    assert cut(text, limit) == short


@given(text=ANY, limit=st.integers(1, 50))
def test_cut_text_keeps_its_limit_and_stays_as_it_is(text, limit):
    short = cut(text, limit)

    assert len(short) <= limit
    assert cut(short, limit) == short


@given(text=ANY, limit=st.integers(1, 50))
def test_one_line_is_one_line(text, limit):
    line = one_line(text, limit)

    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    assert "  " not in line


def test_one_line_joins_with_single_blanks():
    assert one_line(" a \n\n b\tc\u200b ", 20) == "a b c"


@pytest.mark.parametrize(
    ("address", "masked"),
    [("jan@acme.pl", "j•••@acme.pl"), ("@acme.pl", "•••@acme.pl"), ("jan", "•••"), ("", "•••")],
)
def test_an_address_is_masked(address, masked):
    assert mask_email(address) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+48600100200", "+486•••••200"),
        ("+48 600 100 200", "+48 6•• ••• 200"),
        ("112", "1••"),
        ("call me", "call me"),
    ],
)
def test_a_phone_number_is_masked(number, masked):
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("brief.pdf", "brief.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\brief.pdf", "brief.pdf"),
        ("a\nb\tc\u2028d.pdf", "a b c d.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("brief.exe. ", "brief.exe"),
        ("", "file"),
        ("..", "file"),
        ("x" * 300 + ".pdf", "x" * 195 + "….pdf"),
        ("x." + "y" * 300, "x." + "y" * 197 + "…"),
    ],
    ids=[
        "plain",
        "folders",
        "folders of Windows",
        "lines",
        "the wrong way round",
        "dots at the end",
        "nothing",
        "only dots",
        "long",
        "a long ending",
    ],
)
def test_a_file_name_is_one_clean_line(sent, name):
    assert file_name(sent) == name


@given(ANY | st.text(st.sampled_from("./\\ \u202ea\n\0…"), max_size=300))
def test_any_file_name_is_short_and_names_no_folder(sent):
    name = file_name(sent)

    assert 0 < len(name) <= FILE_NAME_CHARS
    assert not set("/\\\n\r\0\u202e") & set(name)
    assert name.strip(". ") == name
