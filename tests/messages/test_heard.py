"""Heard: of an update only what a person wrote, in a group or in the own chat, and nothing forged."""

import pytest

from frontdesk.messages.heard import ANONYMOUS, Heard, Replied, heard

OLGA = {"id": 11, "is_bot": False, "first_name": "Olga"}
PRIVATE, GROUP = {"id": 11, "type": "private"}, {"id": -1001, "type": "supergroup"}


def an_update(kind="message", **message):
    return {"update_id": 1, kind: {"message_id": 5, "from": OLGA, "chat": GROUP, "text": "hello", **message}}


def test_a_message_in_a_group_is_heard():
    assert heard(an_update()) == Heard(user=11, chat=-1001, private=False, message=5, text="hello")


def test_an_edit_a_reply_and_a_caption_are_heard():
    bot = {"message_id": 4, "from": {"id": 1, "is_bot": True, "username": "Desk_Bot"}, "text": "#142"}
    update = an_update("edited_message", chat=PRIVATE, reply_to_message=bot)
    del update["edited_message"]["text"]
    update["edited_message"]["caption"] = "a photo"

    found = heard(update)

    assert (found.edited, found.private, found.text) == (True, True, "a photo")
    assert found.replied == Replied(message=4, text="#142", bot="desk_bot")


def test_who_hides_is_known_for_it():
    sender = {"id": ANONYMOUS, "is_bot": True, "username": "GroupAnonymousBot"}

    assert heard(an_update(**{"from": sender})).anonymous
    assert heard(an_update(**{"from": sender, "chat": {"id": ANONYMOUS, "type": "private"}})) is None


@pytest.mark.parametrize(
    "update",
    [
        pytest.param([], id="no object"),
        pytest.param({"message": "text"}, id="a text for a message"),
        pytest.param(an_update(text=None), id="no text"),
        pytest.param(an_update(text=["/take 1"]), id="a list for a text"),
        pytest.param(an_update(**{"from": None}), id="nobody"),
        pytest.param(an_update(**{"from": {"id": "11"}}), id="a text for a number"),
        pytest.param(an_update(**{"from": {"id": True}}), id="a truth for a number"),
        pytest.param(an_update(**{"from": {"id": 7, "is_bot": True}}), id="another bot"),
        pytest.param(an_update(chat={"id": 12, "type": "private"}), id="somebody else's own chat"),
        pytest.param(an_update(chat={"id": -5, "type": "channel"}), id="a channel"),
        pytest.param(an_update(message_id="5"), id="a text for the message"),
    ],
)
def test_anything_else_is_not_heard(update):
    assert heard(update) is None


PHOTO = [{"file_id": "s" * 40}, {"file_id": "l" * 40}]


@pytest.mark.parametrize(
    ("said", "kind", "id_", "name"),
    [
        pytest.param(
            {"document": {"file_id": "d" * 40, "file_name": "a/../b\u202e.pdf"}},
            "document",
            "d" * 40,
            "b.pdf",
            id="a document",
        ),
        pytest.param({"photo": PHOTO}, "photo", "l" * 40, "", id="the largest size of a photo"),
        pytest.param({"voice": {"file_id": "v" * 40, "file_name": 7}}, "voice", "v" * 40, "", id="a voice"),
    ],
)
def test_what_comes_with_a_message_is_heard_without_words_too(said, kind, id_, name):
    update = an_update(**said)
    del update["message"]["text"]

    file = heard(update).file

    assert (file.kind, file.id, file.name, heard(update).text) == (kind, id_, name, "")


@pytest.mark.parametrize(
    "id_", ["", "rules.toml", "/etc/passwd", "x" * 19, "x" * 251, 7, None, ["x" * 30]], ids=repr
)
def test_what_is_no_id_of_telegrams_is_no_file(id_):
    update = an_update(document={"file_id": id_})
    del update["message"]["text"]

    assert heard(update) is None


@pytest.mark.parametrize("replied", [{"message_id": "4"}, "x", {"from": 1}], ids=repr)
def test_a_reply_to_what_nobody_can_read_is_no_reply(replied):
    assert heard(an_update(reply_to_message=replied)).replied is None
