"""Near: words that stand together, against a plain search through all of them."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.signals.near import Places

MEANT = {"a": (0,), "b": (1,), "c": (2,), "d": (0, 1)}


def plainly(tokens: list[str], slots: tuple[int, ...], between: int) -> bool:
    """Whether some choice of different words, one a slot, lies in one sentence and near enough."""
    sentence = [tokens[:i].count(".") for i in range(len(tokens))]
    fit = [[i for i, token in enumerate(tokens) if slot in MEANT.get(token, ())] for slot in slots]
    return any(
        len(set(chosen)) == len(slots)
        and len({sentence[i] for i in chosen}) == 1
        and max(chosen) - min(chosen) < len(slots) + between
        for chosen in product(*fit)
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from("abcdxx."), max_size=14), st.sampled_from([(0, 1), (0, 2), (0, 1, 2)]))
def test_words_are_together_exactly_where_a_plain_search_finds_them(tokens, slots):
    words = Places(tokens, range(len(tokens)), MEANT, {}, apart=6).together(slots, 3)

    assert bool(words) == plainly(tokens, slots, 3)
    assert not words or len(words) == len(slots)


def test_words_in_order_stand_one_right_after_another():
    places = Places(["a", "x", "a", "b", "c"], range(5), MEANT, {}, apart=6)

    assert places.in_order((0, 1, 2)) == ("a", "b", "c")
    assert places.in_order((1, 0)) == ()
