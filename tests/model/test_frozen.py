"""Frozen classes are what `dataclass` makes of them."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from frontdesk.model.frozen import frozen


@frozen
class Quick:
    name: str
    count: int = 3
    several: dict[str, int] = field(default_factory=dict)
    seen: str | None = field(default=None, init=False)

    def __post_init__(self):
        object.__setattr__(self, "seen", self.name.upper())


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    name: str
    count: int = 3
    several: dict[str, int] = field(default_factory=dict)
    seen: str | None = field(default=None, init=False)

    def __post_init__(self):
        object.__setattr__(self, "seen", self.name.upper())


@pytest.mark.parametrize("given", [{"name": "a"}, {"name": "a", "count": 0, "several": {"x": 1}}])
def test_it_holds_what_was_given_and_defaults_for_the_rest(given):
    assert repr(Quick(**given)) == repr(Plain(**given)).replace("Plain", "Quick")


@pytest.mark.parametrize("given", [{}, {"name": "a", "size": 1}, {"name": "a", "seen": "A"}])
def test_a_missing_or_unknown_value_is_refused_in_the_same_words(given):
    with pytest.raises(TypeError) as quick:
        Quick(**given)
    with pytest.raises(TypeError) as plain:
        Plain(**given)

    assert str(quick.value) == str(plain.value).replace("Plain", "Quick")


def test_two_share_no_default_that_can_change():
    assert Quick(name="a").several is not Quick(name="a").several


def test_nobody_changes_it():
    made = Quick(name="a")

    with pytest.raises(FrozenInstanceError):
        made.count = 4


def test_it_is_copied_with_changes_and_read_back_like_any_other():
    made = replace(Quick(name="a"), count=4)

    assert pickle.loads(pickle.dumps(made)) == made == Quick(name="a", count=4)
    assert replace(made, name="b").seen == "B"
