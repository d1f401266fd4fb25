"""The fallback of a chat is another chat of the desk."""

import pytest

from frontdesk.errors import Faults
from frontdesk.rules.load import read_rules
from frontdesk.settings import shipped_folder

CHATS = """
[[chats]]
id = -1
purpose = "triage"
fallback = {fallback}
[[chats]]
id = -2
purpose = "sales"
"""


def text(fallback):
    return (shipped_folder() / "rules.toml").read_text("utf-8") + CHATS.format(fallback=fallback)


def test_another_chat_is_taken():
    assert [chat.fallback for chat in read_rules(text(-2), environment={}).chats] == [-2, None]


@pytest.mark.parametrize("fallback", [-1, -3], ids=["itself", "none of the desk's"])
def test_any_other_is_a_fault(fallback):
    with pytest.raises(Faults, match=r"chats\[1\]\.fallback: expected the id of another chat of"):
        read_rules(text(fallback), environment={})
