"""One Telegram bot as a channel: what host and sender ask of it."""

import asyncio
import contextlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram import Message as Posted
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.channel import Delivered, FileTooLarge, Outcome, Part, Rejected, TargetGone
from bot.incoming import Translated
from bot.telegram import render, translate
from bot.telegram.outcomes import outcome_of
from dti_core.messages.model import Message

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
ACKNOWLEDGE_SECONDS = 3.0
DOWNLOAD_SECONDS = 60.0

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


class TelegramChannel:
    """Sends, edits, pins and fetches through `telegram.Bot`; files to send lie below `data_dir`."""

    name = "telegram"

    def __init__(self, bot: Bot, data_dir: Path) -> None:
        self._bot = bot
        self._data_dir = data_dir
        self.bot = str(bot.id)

    def translate(self, payload: Mapping[str, Any], received: datetime) -> Translated:
        """See `Channel.translate`."""
        return translate.translate(payload, received)

    def render(self, message: Message) -> tuple[Part, ...]:
        """See `Channel.render`."""
        return render.render(message)

    async def send(self, address: str, part: Part, quietly: bool = False) -> Outcome:
        """See `Channel.send`."""
        try:
            posted = await self._post(int(address), part, quietly)
        except TelegramError as error:
            return outcome_of(error)
        except OSError as error:
            return Rejected(f"the file to send: {error}")
        return Delivered() if posted is True else Delivered(str(posted.message_id))

    async def edit(self, address: str, ref: str, part: Part) -> Outcome:
        """See `Channel.edit`."""
        if part.file is not None:
            return TargetGone("a text cannot become a file")
        try:
            await self._bot.edit_message_text(
                part.markup,
                chat_id=int(address),
                message_id=int(ref),
                parse_mode="HTML",
                link_preview_options=NO_PREVIEW,
                reply_markup=_buttons(part),
            )
        except TelegramError as error:
            return outcome_of(error)
        return Delivered(ref)

    async def pin(self, address: str, ref: str) -> None:
        """See `Channel.pin`."""
        with contextlib.suppress(TelegramError):
            await self._bot.pin_chat_message(int(address), int(ref), disable_notification=True)

    async def delete(self, address: str, ref: str) -> None:
        """See `Channel.delete`. A message too old to delete is at least unpinned."""
        with contextlib.suppress(TelegramError):
            try:
                await self._bot.delete_message(int(address), int(ref))
            except BadRequest:
                await self._bot.unpin_chat_message(int(address), int(ref))

    async def take_away(self, address: str, ref: str) -> Outcome:
        """See `Channel.take_away`. In a private chat bots may do so for two days."""
        try:
            await self._bot.delete_message(int(address), int(ref))
        except TelegramError as error:
            gone = isinstance(error, BadRequest) and "to delete not found" in error.message.lower()
            return Delivered() if gone else outcome_of(error)
        return Delivered()

    async def acknowledge(self, callback: str, toast: str | None = None) -> None:
        """See `Channel.acknowledge`. "Query is too old" is nobody's problem."""
        with contextlib.suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(ACKNOWLEDGE_SECONDS):
                await self._bot.answer_callback_query(callback, text=toast)

    async def answers(self) -> bool:
        """See `Channel.answers`."""
        try:
            await self._bot.get_me()
        except NetworkError:
            return False
        except TelegramError:
            return True
        return True

    async def fetch(self, reference: str) -> bytes:
        """See `Channel.fetch`."""
        try:
            file = await self._bot.get_file(reference)
            return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
        except BadRequest as error:
            if "too big" in error.message.lower():
                raise FileTooLarge from error
            raise OSError(error.message) from error
        except TelegramError as error:
            raise OSError(error.message) from error

    async def _post(self, chat: int, part: Part, quietly: bool) -> Posted | Literal[True]:
        """Post it; True where the server does not say as which message."""
        if part.file is not None:
            return await self._post_file(chat, part, quietly)
        return await self._bot.send_message(
            chat,
            part.markup,
            parse_mode="HTML",
            link_preview_options=NO_PREVIEW,
            disable_notification=quietly,
            reply_markup=_markup(part),
        )

    async def _post_file(self, chat: int, part: Part, quietly: bool) -> Posted | Literal[True]:
        path = self._data_dir / str(part.file)
        content = await asyncio.to_thread(path.read_bytes)
        common: dict[str, Any] = {
            "caption": part.markup or None,
            "parse_mode": "HTML",
            "disable_notification": quietly,
            "reply_markup": _markup(part),
            "filename": part.file_name,
        }
        if part.as_photo:
            return await self._bot.send_photo(chat, content, **common)
        return await self._bot.send_document(chat, content, **common)


def _markup(part: Part) -> Markup | None:
    if part.asks_phone is not None:
        button = KeyboardButton(part.asks_phone, request_contact=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    if part.ends_phone:
        return ReplyKeyboardRemove()
    return _buttons(part)


def _buttons(part: Part) -> InlineKeyboardMarkup | None:
    if not part.keyboard:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in part.keyboard]
    )
