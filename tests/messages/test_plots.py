"""Plots: bars that stand where the numbers say."""

import pytest

from frontdesk.messages.plots import HEIGHT, WIDTH, bins, histogram, stacked
from frontdesk.model.rehearsal import ScoreLine


def lines(*scores: int) -> list[ScoreLine]:
    return [ScoreLine(score=score, before=1, after=2) for score in sorted(scores)]


@pytest.mark.parametrize(
    ("scores", "names"),
    [
        ((), []),
        ((3,), ["3"]),
        ((-1, 2), ["-1", "0", "1", "2"]),
        ((-3, 40), ["-4 to -3", *(f"{n} to {n + 1}" for n in range(-2, 41, 2))]),
    ],
    ids=["none", "one", "with gaps", "ranges"],
)
def test_the_ranges_leave_no_score_out(scores, names):
    found = bins(lines(*scores))

    assert [each.name for each in found] == names
    assert sum(each.before for each in found) == len(scores)


@pytest.mark.parametrize("low", range(-30, 3, 3))
@pytest.mark.parametrize("span", [1, 23, 24, 25, 47, 48, 49, 500, 20_000])
def test_there_are_never_too_many_ranges(low, span):
    found = bins(lines(low, low + span))

    assert len(found) <= 24
    assert found[0].first <= low
    assert found[-1].last >= low + span
    assert sum(each.after for each in found) == 4


def test_a_column_is_as_tall_as_its_count():
    drawn = histogram(
        bins([ScoreLine(score=0, before=50, after=100), ScoreLine(score=1, before=0, after=25)])
    )

    tall = [bar.height for bar in drawn.bars]
    assert tall == [HEIGHT / 2, HEIGHT, 0, HEIGHT / 4]
    assert all(bar.y + bar.height == drawn.ground for bar in drawn.bars)
    assert [line.text for line in drawn.lines] == ["0", "50", "100"]
    assert all(0 < bar.x < bar.x + bar.width < WIDTH for bar in drawn.bars)


def test_the_parts_of_a_bar_fill_it():
    bars = stacked([("a", 1), ("b", 0), ("c", 3)], 640, 22)

    assert [(bar.kind, bar.x, bar.width) for bar in bars] == [("a", 0, 160), ("c", 160, 480)]
    assert stacked([("a", 0)], 640, 22) == []
