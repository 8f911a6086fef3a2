"""The real library against the sandbox over HTTP: it must not be able to tell the difference."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TimedOut

from sandbox.client import Person, Sandbox

Conversation = Callable[[Bot], Awaitable[None]]
BUTTONS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Có", callback_data="yes"), InlineKeyboardButton("Xem", url="https://example.vn")]]
)


def converse(sandbox: Sandbox, conversation: Conversation, token: str | None = None) -> None:
    async def run() -> None:
        urls = {"base_url": f"{sandbox.base_url}/bot", "base_file_url": f"{sandbox.base_url}/file/bot"}
        async with Bot(token or sandbox.token, **urls) as bot:
            await conversation(bot)

    asyncio.run(run())


def test_it_learns_who_it_is(sandbox: Sandbox) -> None:
    async def conversation(bot: Bot) -> None:
        me = await bot.get_me()
        assert (me.id, me.is_bot, me.username) == (1, True, "dti_sandbox_bot")

    converse(sandbox, conversation)


def test_a_wrong_token_is_an_invalid_token(sandbox: Sandbox) -> None:
    async def run() -> None:
        with pytest.raises(InvalidToken):
            await Bot("1:wrong", base_url=f"{sandbox.base_url}/bot").initialize()

    asyncio.run(run())


def test_start_with_a_payload_arrives_as_a_command(sandbox: Sandbox, stranger: Person) -> None:
    async def conversation(bot: Bot) -> None:
        waiting = asyncio.create_task(bot.get_updates(timeout=10))
        await asyncio.to_thread(stranger.start, "abc_1-2")
        [update] = await waiting
        message = update.message
        assert message is not None and message.from_user is not None
        assert message.text == "/start abc_1-2"
        assert message.entities[0].type == "bot_command"
        assert (message.chat.id, message.chat.type) == (stranger.id, "private")
        assert message.from_user.full_name == "Nguyễn Thị Hoa"

    converse(sandbox, conversation)


def test_a_message_with_buttons_is_sent_pressed_answered_and_edited(sandbox: Sandbox, person: Person) -> None:
    async def conversation(bot: Bot) -> None:
        sent = await bot.send_message(person.id, "<b>Có</b> không?", parse_mode="HTML", reply_markup=BUTTONS)
        assert sent.text_html == "<b>Có</b> không?"
        assert sent.reply_markup == BUTTONS
        await asyncio.to_thread(person.press, "Có")
        [update] = await bot.get_updates()
        query = update.callback_query
        assert query is not None and isinstance(query.message, Message)
        assert (query.data, query.message.message_id) == ("yes", sent.message_id)
        assert await query.answer("Đã ghi nhận")
        edited = await query.edit_message_text("Xong")
        assert isinstance(edited, Message)
        assert edited.edit_date is not None
        assert edited.reply_markup is None

    converse(sandbox, conversation)
    assert person.toasts() == ["Đã ghi nhận"]
    assert person.last().text == "Xong"
    assert person.last().buttons == ()


def test_repeating_an_edit_is_not_modified(sandbox: Sandbox, person: Person) -> None:
    async def conversation(bot: Bot) -> None:
        sent = await bot.send_message(person.id, "Một", reply_markup=BUTTONS)
        with pytest.raises(BadRequest, match="Message is not modified"):
            await sent.edit_text("Một", reply_markup=BUTTONS)
        with pytest.raises(BadRequest, match="Message is not modified"):
            await sent.edit_reply_markup(BUTTONS)
        await sent.edit_reply_markup(None)

    converse(sandbox, conversation)


def test_a_pin_shows_and_tells_the_bot_by_a_service_message(sandbox: Sandbox, person: Person) -> None:
    async def conversation(bot: Bot) -> None:
        sent = await bot.send_message(person.id, "Trạng thái")
        assert await bot.pin_chat_message(person.id, sent.message_id, disable_notification=True)
        [update] = await bot.get_updates()
        assert update.message is not None and update.message.pinned_message is not None
        assert update.message.pinned_message.message_id == sent.message_id
        assert [line.text for line in person.transcript() if line.pinned] == ["Trạng thái"]
        assert await bot.unpin_chat_message(person.id)

    converse(sandbox, conversation)
    assert not any(line.pinned for line in person.transcript())


def test_documents_and_photos_go_both_ways(sandbox: Sandbox, person: Person, png: bytes) -> None:
    async def conversation(bot: Bot) -> None:
        await asyncio.to_thread(person.attach, b"%PDF-1.7 noi dung", "báo cáo.pdf", caption="trang 5")
        [update] = await bot.get_updates()
        assert update.message is not None and update.message.document is not None
        document = update.message.document
        assert (document.file_name, document.mime_type, document.file_size) == (
            "báo cáo.pdf",
            "application/pdf",
            17,
        )
        assert update.message.caption == "trang 5"
        assert bytes(await (await document.get_file()).download_as_bytearray()) == b"%PDF-1.7 noi dung"
        sent = await bot.send_photo(person.id, png, caption="<i>bảng</i>", parse_mode="HTML")
        assert (sent.photo[-1].width, sent.photo[-1].height) == (3, 2)
        again = await bot.send_document(person.id, document.file_id, caption="lại")
        assert again.document is not None and again.document.file_name == "báo cáo.pdf"

    converse(sandbox, conversation)


def test_a_reply_quotes_the_message(sandbox: Sandbox, person: Person) -> None:
    number = person.say("57")

    async def conversation(bot: Bot) -> None:
        sent = await bot.send_message(person.id, "19 điểm", reply_parameters=ReplyParameters(number))
        assert sent.reply_to_message is not None and sent.reply_to_message.text == "57"

    converse(sandbox, conversation)


def test_commands_and_descriptions_are_kept(sandbox: Sandbox) -> None:
    async def conversation(bot: Bot) -> None:
        assert await bot.set_my_commands([BotCommand("diem", "Điểm và xếp hạng")])
        assert await bot.get_my_commands() == (BotCommand("diem", "Điểm và xếp hạng"),)
        assert await bot.set_my_description("Chấm điểm")
        assert (await bot.get_my_description()).description == "Chấm điểm"
        assert await bot.delete_my_commands()

    converse(sandbox, conversation)


def test_blocking_the_bot_is_forbidden_and_told(sandbox: Sandbox, person: Person) -> None:
    async def conversation(bot: Bot) -> None:
        await asyncio.to_thread(person.block)
        [update] = await bot.get_updates()
        assert update.my_chat_member is not None
        assert update.my_chat_member.new_chat_member.status == "kicked"
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await bot.send_message(person.id, "?")
        await asyncio.to_thread(person.start)
        await bot.send_message(person.id, "Chào lại")

    converse(sandbox, conversation)


# The library announces that retry_after will become a timedelta.
@pytest.mark.filterwarnings("ignore:.*retry_after")
def test_scripted_errors_arrive_as_the_librarys_exceptions(sandbox: Sandbox, person: Person) -> None:
    async def conversation(bot: Bot) -> None:
        sandbox.fault("sendMessage", "429", retry_after=7)
        with pytest.raises(RetryAfter) as caught:
            await bot.send_message(person.id, "một")
        assert caught.value.retry_after == 7
        sandbox.fault("getUpdates", "409")
        with pytest.raises(Conflict):
            await bot.get_updates()
        sandbox.fault("sendMessage", "timeout_after_delivery")
        with pytest.raises(TimedOut):
            await bot.send_message(person.id, "đã tới", read_timeout=0.3)

    converse(sandbox, conversation)
    assert person.last().text == "đã tới"
