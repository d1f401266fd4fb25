"""A press as callback data and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.messages.buttons import decode, encode
from frontdesk.model.press import Move, Press, Target

numbers = st.integers(0, 2**63 - 1)
answers = st.builds(
    Press,
    lead=numbers,
    move=st.just(Move.ANSWER),
    criterion=st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True),
    target=st.sampled_from(Target),
    revision=numbers,
)
PLAIN = (
    *(Move.CLAIM, Move.SPAM, Move.NURTURE, Move.UNDO, Move.CONTACTS, Move.WHY, Move.RELEASE),
    *(Move.CONTACTED, Move.WON, Move.HISTORY, Move.NEXT, Move.SNOOZE),
    *(Move.NEXT_CARDS, Move.ASK_SPAM, Move.ALL_SPAM, Move.UNDO_SPAM, Move.KEEP),
    *(Move.ERASE, Move.ERASE_NOT),
)
moves = st.builds(Press, lead=numbers, move=st.sampled_from(PLAIN), revision=numbers)
words = st.builds(
    Press,
    lead=numbers,
    move=st.just(Move.CONFIRM),
    part=st.sampled_from(["name", "phone", "email"]),
    number=numbers,
    revision=numbers,
)
joins = st.builds(
    Press,
    lead=numbers,
    move=st.sampled_from(
        [
            *(Move.ASK_JOIN, Move.JOIN, Move.NOT_NOW, Move.APART),
            *(Move.LOST, Move.RECYCLE, Move.GIVE, Move.MENU, Move.PAGE, Move.BAND, Move.SNOOZE_LEAD),
        ]
    ),
    number=numbers,
    revision=numbers,
)


@given(st.one_of(answers, moves, words, joins))
def test_what_was_encoded_comes_back_and_fits(press):
    data = encode(press)

    assert len(data.encode()) <= 64
    assert decode(data) == press


@given(answers, st.one_of(moves, words, joins))
def test_an_answer_and_a_move_never_look_alike(answer, move):
    assert encode(answer) != encode(move)


@pytest.mark.parametrize("move", [move for move in Move if move not in (Move.ANSWER, *PLAIN)])
def test_the_largest_numbers_fit(move):
    part = "phone" if move is Move.CONFIRM else None
    press = Press(lead=2**63 - 1, move=move, part=part, number=2**63 - 1, revision=2**63 - 1)

    assert len(encode(press).encode()) == 64


def test_a_criterion_may_be_called_like_a_move():
    press = Press(lead=142, move=Move.ANSWER, criterion="claim", target=Target.YES, revision=7)

    assert encode(press) == "1|142|claim|yes|7"
    assert decode("1|142|claim|-|7") == Press(lead=142, move=Move.CLAIM, revision=7)
    assert decode(encode(press)) == press


@given(st.text(max_size=80))
def test_junk_is_refused_or_is_what_encode_makes(data):
    try:
        press = decode(data)
    except ValueError:
        return

    assert encode(press) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1|142|budget|yes",
        "2|142|budget|yes|7",
        "1|142|budget|maybe|7",
        "1|142|answer|-|7",
        "1|142|fly|-|7",
        "1|-1|budget|yes|7",
        "1|007|budget|yes|7",
        "1|9223372036854775808|budget|yes|7",
        "1|142|budget|yes|9223372036854775808",
        "1|142|a_much_too_long_id|yes|7",
        "1|142|budget|yes|7\n",
        "1|١٤٢|budget|yes|7",
        "1|142|budget|yes|7|1",
        "1|142|Budget|yes|7",
        "1|142|claim|12|7",
        "1|142|cp|-|7",
        "1|142|cx|12|7",
        "1|142|aj|9223372036854775808|7",
        "1|142|aj|012|7",
    ],
)
def test_forged_data_is_refused(data):
    with pytest.raises(ValueError, match=r".+"):
        decode(data)


@pytest.mark.parametrize(
    "press",
    [
        Press(lead=-1, move=Move.CLAIM),
        Press(lead=2**63, move=Move.CLAIM),
        Press(lead=1, move=Move.ANSWER, criterion="budget"),
        Press(lead=1, move=Move.ANSWER, target=Target.YES),
        Press(lead=1, move=Move.ANSWER, criterion="a|b", target=Target.YES),
        Press(lead=1, move=Move.SPAM, target=Target.YES),
        Press(lead=1, move=Move.SPAM, number=2),
        Press(lead=1, move=Move.CONFIRM, part="phone"),
        Press(lead=1, move=Move.CONFIRM, number=2),
        Press(lead=1, move=Move.CONFIRM, part="company", number=2),
        Press(lead=1, move=Move.JOIN, number=-1),
    ],
    ids=[
        "negative",
        "too large",
        "no target",
        "no criterion",
        "a bar",
        "a target too much",
        "a number too much",
        "no number",
        "no part",
        "a part that cannot be new",
        "a negative number",
    ],
)
def test_half_a_press_is_not_encoded(press):
    with pytest.raises(ValueError, match="press"):
        encode(press)
