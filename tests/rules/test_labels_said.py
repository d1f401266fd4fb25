"""What labels mean in each language, and what cannot change it."""

import time
from unicodedata import combining, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.rules.labels import LABEL_CHARS, NAMES, Labels
from frontdesk.rules.wordings.builders import EXACT
from frontdesk.rules.wordings.folded import parted
from rules import said, unsaid

SAID = [
    (language, label, field)
    for language, fields in said.LANGUAGES.items()
    for field, labels in fields.items()
    for label in labels.split("|")
]
UNSAID = [(language, label) for language, labels in unsaid.LANGUAGES.items() for label in labels.split("|")]
#: Some mean something, some nothing; without what only counts as it is written.
MEANT = {label: field for _, label, field in (*SAID, *((*row, None) for row in UNSAID)) if label not in EXACT}


@pytest.fixture(scope="module")
def shipped():
    return Labels.shipped()


@pytest.mark.parametrize(
    ("label", "field"),
    [row[1:] for row in SAID],
    ids=[f"{language}: {label} is {field}" for language, label, field in SAID],
)
def test_a_label_means_its_field(label, field, shipped):
    assert shipped.field(label) == field


@pytest.mark.parametrize(
    "label", [label for _, label in UNSAID], ids=[f"{language}: {label}" for language, label in UNSAID]
)
def test_a_label_that_does_not_say_it_means_no_field(label, shipped):
    assert shipped.field(label) is None


@pytest.mark.parametrize("language", ["uk", "es", "fr"])
def test_a_language_has_enough_labels_to_tell(language):
    assert sum(row[0] == language for row in SAID) >= 60


@pytest.mark.parametrize("apostrophe", "'’ʼ`´‘′＇ʹꞌ")
def test_an_apostrophe_of_any_kind_changes_nothing(apostrophe, shipped):
    labels = {label: field for label, field in MEANT.items() if "'" in label}

    found = {label: shipped.field(label.replace("'", apostrophe)) for label in labels}

    assert found == labels


@settings(max_examples=500, deadline=None)
@given(label=st.text(max_size=400))
def test_any_label_has_a_name_or_none(shipped, label):
    assert shipped.field(label) in {*NAMES, None}


@pytest.mark.parametrize("cased", [str.upper, str.lower, str.capitalize, str.title])
def test_case_changes_nothing(shipped, cased):
    one_case = {label: field for label, field in MEANT.items() if parted(label) == label}

    assert {label: shipped.field(cased(label)) for label in one_case} == one_case


@settings(max_examples=40, deadline=None)
@given(before=st.text(" \t\n*", max_size=3), after=st.text(" \t\n*:.", max_size=4))
def test_marks_and_blanks_around_a_label_change_nothing(shipped, before, after):
    assert {label: shipped.field(before + label + after) for label in MEANT} == MEANT


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_accents_composed_or_decomposed_change_nothing(shipped, form):
    assert {label: shipped.field(normalize(form, label)) for label in MEANT} == MEANT


@settings(max_examples=40, deadline=None)
@given(drop=st.sets(st.integers(0, 60)))
def test_accents_left_out_change_nothing(shipped, drop):
    assert {label: shipped.field(_bare(label, drop)) for label in MEANT} == MEANT


@pytest.mark.parametrize(
    "wrap", ["form_fields[{}]", "fields[{}][value]", "data[0][{}]", "answers.{}", "q3_{}"]
)
def test_what_a_builder_puts_around_a_label_changes_nothing(shipped, wrap):
    assert {label: shipped.field(wrap.format(label)) for label in MEANT} == MEANT


@settings(max_examples=300, deadline=None)
@given(label=st.text(max_size=60), form=st.sampled_from(["NFC", "NFD"]))
def test_any_label_means_the_same_composed_or_decomposed(shipped, label, form):
    assert shipped.field(normalize(form, label)) == shipped.field(label)


@settings(max_examples=300, deadline=None)
@given(label=st.text(max_size=60), after=st.text(" :*", max_size=4))
def test_any_label_means_the_same_before_a_colon_or_an_asterisk(shipped, label, after):
    assert shipped.field(label + after) == shipped.field(label)


@pytest.mark.parametrize(
    "label",
    [
        "consent " * 40,
        "a" * LABEL_CHARS,
        "a1B2" * 80,
        "/" * LABEL_CHARS,
        "l d " * 75,
        "é" * LABEL_CHARS,
    ],
    ids=["consent", "letters", "camel", "bars", "heads", "accents"],
)
def test_the_worst_labels_take_little_time(label):
    best = min(_seconds(label) for _ in range(20))

    assert best < 0.005


def _seconds(label):
    labels = Labels.shipped()
    started = time.perf_counter()
    labels.field(label)
    return time.perf_counter() - started


def _bare(label, drop):
    """The label without the accents in these places."""
    letters = enumerate(normalize("NFD", label))
    return "".join(letter for place, letter in letters if not (combining(letter) and place % 61 in drop))
