"""getMe, commands, descriptions: what the bot says of itself."""

import re
from typing import Any

from sandbox import people
from sandbox.database import dump
from sandbox.errors import bad_request
from sandbox.methods.registry import Call, method
from sandbox.world import Json

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


@method("getMe")
def get_me(call: Call) -> Json:
    """The bot as a User, with what only getMe tells."""
    return {
        **people.bot_wire(call.world, call.bot),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """The menu behind "/"; kept per scope and language, the page shows the default one."""
    commands: Any = call.parameters.json("commands", "bot commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    menu = [_command(item) for item in commands]
    _change(call, _menu_name(call), menu)
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    """The menu as it was set."""
    return list(people.profile(call.world, call.bot).get(_menu_name(call), []))


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """No menu."""
    _change(call, _menu_name(call), [])
    return True


@method("setMyName")
def set_my_name(call: Call) -> bool:
    """Shown in the head of the page."""
    return _set_text(call, "name", 64)


@method("setMyDescription")
def set_my_description(call: Call) -> bool:
    """Shown in the empty chat, before the person starts."""
    return _set_text(call, "description", 512)


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> bool:
    """Shown in the bot's profile."""
    return _set_text(call, "short_description", 120)


@method("getMyName")
def get_my_name(call: Call) -> Json:
    """As set, or the account's own."""
    return {"name": people.bot_name(call.world, call.bot)}


@method("getMyDescription")
def get_my_description(call: Call) -> Json:
    """As set."""
    return {"description": people.profile(call.world, call.bot).get("description", "")}


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> Json:
    """As set."""
    return {"short_description": people.profile(call.world, call.bot).get("short_description", "")}


@method("setChatMenuButton", "logOut", "close")
def accepted(call: Call) -> bool:  # noqa: ARG001 - the page has no place for these
    """Accepted and without effect here."""
    return True


@method("getChat")
def get_chat(call: Call) -> Json:
    """A person's private chat."""
    chat = people.chat_for_bot(call.world, call.bot, call.parameters.text("chat_id"))
    row = people.person(call.world, chat["person"])
    assert row is not None  # noqa: S101 - a chat has its person
    return {**people.chat_wire(row), "accent_color_id": 0, "max_reaction_count": 11}


def _set_text(call: Call, field: str, limit: int) -> bool:
    text = call.parameters.text(field)
    if len(text) > limit:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    _change(call, field, text)
    return True


def _change(call: Call, field: str, value: Any) -> None:
    profile = {**people.profile(call.world, call.bot), field: value}
    call.world.db.run("UPDATE bots SET profile = ? WHERE id = ?", dump(profile), call.bot.id)
    chats = call.world.db.all("SELECT person FROM chats WHERE bot = ?", call.bot.id)
    for row in chats:
        call.world.record(call.bot.id, row["person"], "profile", None, {field: value})


def _menu_name(call: Call) -> str:
    scope: Any = call.parameters.json("scope", "bot command scope") or {}
    kind = scope.get("type", "default")
    language = call.parameters.text("language_code")
    return (
        "commands"
        if (kind, language) == ("default", "")
        else f"commands:{kind}:{scope.get('chat_id', '')}:{language}"
    )


def _command(item: Any) -> Json:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command, description = str(item.get("command", "")).removeprefix("/"), str(item.get("description", ""))
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}
