"""Telegram files: documents from a folder or from memory, and what Telegram has already."""

import asyncio
import os
from pathlib import Path
from typing import Final

from telegram import Bot, InputFile
from telegram.error import TelegramError

from frontdesk.delivery.channels.telegram_errors import explained
from frontdesk.delivery.channels.telegram_topics import thread_of
from frontdesk.errors import Refused, Unsure
from frontdesk.model.note import NoteFile

_UPLOAD_BYTES_A_SECOND: Final = 100_000  #: a document that goes out more slowly than that is given up


class Files:
    """The part of a channel that posts files."""

    _bot: Bot
    _read_s: float  #: for an answer

    async def document(self, chat: int, file: Path, *, name: str, caption: str, silent: bool = False) -> None:
        """Post a file under that name; `silent`: without a sound.

        Raises: as `TelegramChannel.send` does for a new card; OSError: the file cannot be read.
        """
        with file.open("rb") as opened:
            limit_s = self._read_s + os.fstat(opened.fileno()).st_size / _UPLOAD_BYTES_A_SECOND
            try:
                # The library's own limits hold for each piece: one that trickles would never end.
                async with asyncio.timeout(limit_s):
                    await self._bot.send_document(
                        chat,
                        InputFile(opened, filename=name, read_file_handle=False),
                        caption=caption[:1024],
                        disable_content_type_detection=True,
                        disable_notification=silent or None,
                        write_timeout=limit_s,
                        read_timeout=limit_s,
                    )
            except TimeoutError as error:
                raise Unsure("no word in time whether the file was posted") from error
            except TelegramError as error:
                if "too large" in error.message.lower():  # 413, for the library an error of the network
                    raise Refused(error.message) from error
                raise explained(error, edit=False) from error

    async def kept(self, chat: int, file: NoteFile, *, caption: str, silent: bool = False) -> None:
        """Post a file that Telegram has; `silent`: without a sound.

        Raises: as `TelegramChannel.send` does for a new card.
        """
        post = getattr(self._bot, f"send_{file.kind}")
        try:
            await post(chat, file.id, caption=caption[:1024], disable_notification=silent or None)
        except TelegramError as error:
            raise explained(error, edit=False) from error

    async def attach(self, chat: int, name: str, content: bytes, thread: int | None = None) -> None:
        """Post a small file under that name, in that topic.

        Raises:
            Refused: Telegram will not take it. Deferred: not now. Unsure: it may have been posted.
            Paused: the bot is locked out. Closed: this chat lets it not in.
        """
        file = InputFile(content, filename=name)
        try:
            await self._bot.send_document(
                chat, file, disable_content_type_detection=True, message_thread_id=thread_of(thread)
            )
        except TelegramError as error:
            raise explained(error, edit=False) from error
