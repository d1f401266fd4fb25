"""Packed: signals come back whole from their JSON."""

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.model.signals import BARE, CLASSES, Keyword, Signals, Suspicion
from frontdesk.signals.packed import packed, unpacked
from support.many import KINDS, a_lead

TEXTS = st.text(max_size=20)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
#: What a signal may hold, by its annotation.
VALUES = {
    "str": TEXTS,
    "bool": st.booleans(),
    "int": st.integers(-(2**53), 2**53),
    "float": st.floats(allow_nan=False, allow_infinity=False),
    "tuple[str, ...]": LISTS,
}


def a_value(annotation: object) -> st.SearchStrategy:
    name = getattr(annotation, "__name__", None) if isinstance(annotation, type) else None
    bare, _, unknown = str(name if name and name != "tuple" else annotation).partition(" | None")
    return st.none() | VALUES[bare] if unknown or str(annotation).endswith("| None") else VALUES[bare]


PARTS = {
    part: st.builds(cls, **{field.name: a_value(field.type) for field in fields(cls)})
    for part, cls in CLASSES.items()
}
ANY = st.builds(
    Signals,
    filled=st.frozensets(st.sampled_from(sorted(BARE))),
    language=st.none() | TEXTS,
    files=LISTS,
    keywords=st.dictionaries(TEXTS, LISTS, max_size=3),
    matches=st.lists(st.builds(Keyword, group=TEXTS, phrase=TEXTS, words=LISTS, where=TEXTS), max_size=3).map(
        tuple
    ),
    spam=st.lists(st.builds(Suspicion, guard=TEXTS, because=TEXTS), max_size=3).map(tuple),
    unchecked=LISTS,
    **PARTS,
)


def assert_same(back: Signals, signals: Signals) -> None:
    assert back == signals
    # 1 equals True and 1.0, but no condition, card or letter may tell.
    assert repr((back.facts, back.matches)) == repr((signals.facts, signals.matches))


@settings(deadline=None, max_examples=60, derandomize=True)
@given(ANY)
def test_any_signals_come_back_as_they_were(signals):
    assert_same(unpacked(packed(signals)), signals)


def test_signals_of_forms_come_back_as_they_were(read):
    for number in range(0, KINDS, 3):
        signals = read(a_lead(number))

        assert_same(unpacked(packed(signals)), signals)


def test_nothing_known_takes_little_room():
    assert len(packed(Signals())) < 60


def test_a_lead_that_said_much_takes_less_than_a_kilobyte(read):
    assert max(len(packed(read(a_lead(number)))) for number in range(0, KINDS, 3)) < 1_000
