"""Anything: whatever a form says, it goes the whole way without harm, and alike on both engines.

The full count is run by hand: tests/long/anything.py.
"""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.anything import both_ways, posts


def test_any_form_goes_the_whole_way_alike_on_both_engines(tmp_path):
    total = Counter()

    with both_ways(tmp_path) as go:

        @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
        @given(requests=st.lists(posts(), min_size=3, max_size=6))
        def each(requests):
            total.update(go(requests))

        each()

    # Else it would only have tried what the door refuses.
    assert total["forms"] > total["posts"] / 2
    assert total["letters"] > total["forms"] / 20
