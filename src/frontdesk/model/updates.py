"""Updates: the kinds of Telegram's updates that the desk asks for, and keeps."""

from typing import Final

#: Presses, messages, their edits (a note is edited so) and what becomes of the bot in a chat: frontdesk asks
#: for nothing it does not use.
KINDS: Final = ("callback_query", "message", "edited_message", "my_chat_member")
PATH: Final = "/telegram"  #: where a webhook brings them, behind the desk's address
ID_MOST: Final = 2**63 - 1  #: what a database keeps as a number
