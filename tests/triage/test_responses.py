"""Responses: quantiles by nearest rank, by person and by source."""

from datetime import timedelta

import pytest

from frontdesk.triage.responses import Took, by_person, by_source, quantiles


@pytest.mark.parametrize(
    ("minutes", "p50", "p90"),
    [
        pytest.param([7], 7, 7, id="one"),
        pytest.param([9, 1], 1, 9, id="two"),
        pytest.param(list(range(1, 11)), 5, 9, id="ten"),
        pytest.param([1] * 9 + [600], 1, 1, id="one slow of ten hides nothing"),
        pytest.param([1] * 8 + [600] * 2, 1, 600, id="two slow of ten show"),
    ],
)
def test_quantiles_are_times_that_there_were(minutes, p50, p90):
    found = quantiles(timedelta(minutes=each) for each in minutes)

    assert found
    assert (found.count, found.p50, found.p90) == (
        len(minutes),
        timedelta(minutes=p50),
        timedelta(minutes=p90),
    )


def test_of_nothing_there_are_none():
    assert quantiles([]) is None


def test_each_person_and_each_source_has_its_own():
    took = [
        Took(person=person, source=source, span=timedelta(minutes=minutes))
        for person, source, minutes in (("Piotr", "web", 1), ("Ann", "web", 9), ("Ann", "demo", 3))
    ]

    assert {name: each.p50 for name, each in by_person(took).items()} == {
        "Ann": timedelta(minutes=3),
        "Piotr": timedelta(minutes=1),
    }
    assert {name: each.count for name, each in by_source(took).items()} == {"demo": 1, "web": 2}
