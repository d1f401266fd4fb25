"""Anything: whatever a form says, it goes the whole way without harm, and alike on both engines.

The full count is run by hand: tests/long/anything.py.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from support.anything import both_ways, posts


@pytest.fixture(scope="module")
def go(tmp_path_factory):
    """The whole way, on both engines."""
    with both_ways(tmp_path_factory.mktemp("anything")) as go:
        yield go


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[*HealthCheck],
    phases=[Phase.generate, Phase.shrink],
)
@given(requests=st.lists(posts(), min_size=1, max_size=6))
def test_any_form_goes_the_whole_way_alike_on_both_engines(go, requests):
    go(requests)
