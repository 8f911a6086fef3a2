"""What the witness says: everything that people did and were shown, in order, from the sandbox's own
database."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """One thing that a person did. `values`: (input key or "" for any, text) that it may have given."""

    key: str
    """By which the bot's inbox must know it: the message's number, or the press's id."""
    values: tuple[tuple[str, str], ...] = ()
    address: str = ""
    """A link that was typed."""
    file: str = ""
    """The name of a file that was sent."""

    def gives(self, key: str, value: str | None) -> bool:
        """Whether this may have set an answer to a value; a long one stands shortened on its button."""
        return any(
            named in ("", key)
            and (said == value or (said.endswith("…") and (value or "").startswith(said[:-1])))
            for named, said in self.values
        )


@dataclass(frozen=True)
class Told:
    """One message as it was shown at a moment."""

    message: int
    text: str
    labels: tuple[str, ...] = ()
    is_new: bool = True

    @property
    def is_status(self) -> bool:
        """The pinned one is told apart by its button."""
        return "Giải thích điểm" in self.labels

    @property
    def first_line(self) -> str:
        """Where a confirmation stands."""
        return self.text.partition("\n")[0]


@dataclass
class Chat:
    """One person's."""

    acts: list[Act] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def last(self, message: int) -> Told | None:
        """How a message looks in the end."""
        return next((told for told in reversed(self.told) if told.message == message), None)


def read(witness: Path) -> dict[int, Chat]:
    """Every chat by the person's number."""
    chats: dict[int, Chat] = {}
    labels: dict[tuple[int, str], str] = {}
    with closing(sqlite3.connect(witness, timeout=10)) as conn:
        for number, kind, message, data in _log(conn):
            chat = chats.setdefault(number, Chat())
            if kind == "press":
                chat.acts.append(_pressed(data, labels.get((message, data["data"]), "")))
            elif kind in ("message", "edit") and "pinned_message" not in data:
                if data["outgoing"]:
                    labels.update({(message, d): text for text, d in _buttons(data)})
                    chat.told.append(_told(message, kind, data))
                elif kind == "message":
                    chat.acts.append(_said(message, data))
    return chats


def _log(conn: sqlite3.Connection) -> Iterator[tuple[int, str, int, Json]]:
    for chat, kind, message, data in conn.execute(
        "SELECT chat, kind, message_id, data FROM log ORDER BY seq"
    ):
        yield chat, kind, message, json.loads(data)


def _told(message: int, kind: str, data: Json) -> Told:
    text = data.get("text") or data.get("caption") or ""
    return Told(message, text, tuple(label for label, _ in _buttons(data)), kind == "message")


def _said(message: int, data: Json) -> Act:
    text = str(data.get("text", "")).strip()
    return Act(
        key=f"m{message}",
        values=tuple(("", value) for value in dict.fromkeys((text, *text.split("/")))) if text else (),
        address=text if text.startswith("https://") else "",
        file=str(data.get("document", {}).get("file_name", "")),
    )


def _pressed(data: Json, label: str) -> Act:
    """An answer button carries key and value; one for a suggestion the key, its value stands on it."""
    verb, *args = data["data"].split("|")
    key = f"c{data['callback_id']}"
    if verb == "a":
        return Act(key, ((args[0], args[1]),))
    return Act(key, ((args[0], label),) if verb == "sg" else ())


def _buttons(data: Json) -> Iterable[tuple[str, str]]:
    rows = data.get("reply_markup", {}).get("inline_keyboard", [])
    return [(button["text"], button.get("callback_data", "")) for row in rows for button in row]
