"""Gates and the matrix: other ways to a band, each told in the receipt."""

from datetime import timedelta

import pytest

from frontdesk.model.score import Band, Closed, Receipt
from frontdesk.model.signals import EmailSignal, Signals
from frontdesk.scoring.receipt import as_json, from_json, line
from frontdesk.scoring.score import score
from support.weighing import ANYBODY, NOW, a_criterion, a_past, decided, rules_of

BANDS = '[[bands]]\nband = "qualified"\nwhen = "score > 6"\n[[bands]]\nband = "junk"\n'
GATE = '[[gates]]\nband = "qualified"\nneeds = "email.valid"\notherwise = "triage"\n'
SECOND = '[[gates]]\nband = "triage"\nneeds = "company"\notherwise = "nurture"\n'
HOT = a_criterion("c", 9)
MATRIX = "[matrix]\nfit = [6, 3]\ninterest = [4, 2]\n"
FORMS = '[forms.demo]\nproduct = "crm"\n[forms.shop]\nproduct = "till"'


def reachable_by(valid: bool | None, *filled: str) -> Signals:
    return Signals(filled=frozenset(["email", *filled]), email=EmailSignal(valid=valid))


GATES = {
    "it has what is needed": (True, ["company"], Band.QUALIFIED, 0),
    "it has not": (False, ["company"], Band.TRIAGE, 1),
    "unknown is not enough": (None, ["company"], Band.TRIAGE, 1),
    "one gate after another": (False, [], Band.NURTURE, 2),
}


@pytest.mark.parametrize(("valid", "filled", "band", "closed"), GATES.values(), ids=GATES)
def test_a_gate_keeps_a_lead_from_a_band(valid, filled, band, closed):
    verdict = decided(rules_of(HOT, bands=BANDS + GATE + SECOND), None, reachable_by(valid, *filled))

    assert (verdict.band, len(verdict.gates)) == (band, closed)


def test_a_verdict_says_which_gate_was_closed():
    verdict = decided(rules_of(HOT, bands=BANDS + GATE), None, reachable_by(False))

    assert verdict.gates == (Closed(band=Band.QUALIFIED, needs="email.valid"),)
    assert verdict.band_because == "score > 6"


def test_a_gate_of_another_band_is_not_met():
    verdict = decided(rules_of(a_criterion("c", 1), bands=BANDS + GATE), None, reachable_by(False))

    assert (verdict.band, verdict.gates) == (Band.JUNK, ())


def test_a_band_set_by_hand_passes_every_gate():
    rules = rules_of(HOT, bands=BANDS + GATE)

    verdict = decided(rules, None, reachable_by(False), band_by_hand=(Band.QUALIFIED, "Anna"))

    assert (verdict.band, verdict.band_by, verdict.gates) == (Band.QUALIFIED, "Anna", ())


def test_letters_go_by_the_band_behind_the_gate():
    text = BANDS + GATE + '[[letters]]\nletter = "hot"\nwhen = "band == \'qualified\'"\n'

    assert decided(rules_of(HOT, bands=text), None, reachable_by(False)).letter == "ask_details"


@pytest.mark.parametrize(("form", "band"), [("demo", Band.TRIAGE), ("shop", Band.QUALIFIED)])
def test_a_gate_stands_where_its_form_is(form, band):
    rules = rules_of(HOT, FORMS, bands=BANDS + GATE + 'forms = ["demo"]\n')

    assert decided(rules, a_past(form=form), reachable_by(False)).band is band


@pytest.mark.parametrize(
    ("form", "band"), [("demo", Band.QUALIFIED), ("shop", Band.JUNK), ("web", Band.JUNK)]
)
def test_a_threshold_holds_for_its_product(form, band):
    less = '[[bands]]\nband = "qualified"\nwhen = "score > 2"\nproducts = ["crm"]\n'

    assert decided(rules_of(a_criterion("c", 3), FORMS, bands=less + BANDS), a_past(form=form)).band is band


def two_axes(fit: int, interest: int, *more: str, bands: str = '[[bands]]\nband = "junk"\n'):
    rest = 'axis = "interest"'
    return rules_of(a_criterion("f", fit), a_criterion("i", interest, more=rest), MATRIX, *more, bands=bands)


CELLS = {
    "best of all": (6, 4, "A1"),
    "just below the first threshold": (5, 3, "B2"),
    "just at the second": (3, 2, "B2"),
    "below all": (2, 1, "C3"),
    "negative": (-9, -9, "C3"),
    "one of each": (9, 0, "A3"),
    "the other of each": (0, 9, "C1"),
}


@pytest.mark.parametrize(("fit", "interest", "cell"), CELLS.values(), ids=CELLS)
def test_fit_and_interest_name_a_cell(fit, interest, cell):
    scored = score(ANYBODY, {}, two_axes(fit, interest))

    assert (scored.fit, scored.interest, scored.cell) == (fit, interest, cell)
    assert scored.total == fit + interest


def test_what_a_group_takes_off_counts_on_its_axis():
    rules = rules_of(
        '[[groups]]\nid = "g"\ncap = 2',
        a_criterion("f", 6),
        a_criterion("i", 9, more='axis = "interest"\ngroup = "g"'),
        MATRIX,
    )

    scored = score(ANYBODY, {}, rules)

    assert (scored.fit, scored.interest, scored.cell) == (6, 2, "A2")


NAMED = 'A1 = "qualified"\nA2 = "triage"\n'


@pytest.mark.parametrize(
    ("interest", "band", "because"),
    [(4, Band.QUALIFIED, "cell A1"), (2, Band.TRIAGE, "cell A2"), (0, Band.NURTURE, "cell in ['A3']")],
)
def test_a_named_cell_decides_before_the_bands(interest, band, because):
    bands = '[[bands]]\nband = "nurture"\nwhen = "cell in [\'A3\']"\n[[bands]]\nband = "junk"\n'

    verdict = decided(two_axes(6, interest, NAMED, bands=bands))

    assert (verdict.band, verdict.band_because) == (band, because)


def test_a_matrix_of_nine_cells_needs_no_bands():
    cells = "".join(f'{row}{n} = "{"qualified" if row == "A" else "junk"}"\n' for row in "ABC" for n in "123")

    assert decided(two_axes(6, 0, cells, bands="")).band is Band.QUALIFIED
    assert decided(two_axes(0, 9, cells, bands="")).band is Band.JUNK


def test_bands_may_weigh_fit_and_interest():
    bands = '[[bands]]\nband = "qualified"\nwhen = "fit > 2 and interest > 2"\n[[bands]]\nband = "junk"\n'

    assert decided(two_axes(3, 3, bands=bands)).band is Band.QUALIFIED
    assert decided(two_axes(6, 0, bands=bands)).band is Band.JUNK


def a_receipt(rules, signals=ANYBODY) -> Receipt:
    scored = score(signals, {}, rules, a_past())
    return Receipt(
        lead=1,
        cause="x",
        rules="",
        at=NOW + timedelta(days=1),
        score=scored,
        verdict=decided(rules, None, signals),
    )


def test_a_receipt_tells_cell_gates_and_groups_and_comes_back_as_it_was():
    rules = two_axes(9, 9, bands=BANDS + GATE)
    receipt = a_receipt(rules, reachable_by(False))

    stored = as_json(receipt)

    assert from_json(stored) == receipt
    assert (stored["score"]["cell"], stored["score"]["interest"]) == ("A1", 9)
    assert stored["verdict"]["gates"] == [{"band": "qualified", "needs": "email.valid"}]
    assert line("x", receipt.score, receipt.verdict)["cell"] == "A1"


def test_a_receipt_of_rules_without_these_tables_says_nothing_of_them():
    stored = as_json(a_receipt(rules_of(HOT, bands=BANDS)))

    assert not {"cell", "interest"} & stored["score"].keys()
    assert "gates" not in stored["verdict"]


def test_a_receipt_of_an_earlier_version_can_be_read():
    stored = as_json(a_receipt(rules_of(HOT, bands=BANDS)))
    del stored["verdict"]["band_because"]

    old = from_json(stored)

    assert (old.verdict.band_because, old.verdict.gates, old.score.cell, old.score.fit) == ("", (), None, 9)
