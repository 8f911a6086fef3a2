"""An answer typed in the chat: when its reply is visible, and when the new score is in the pinned status.

Beside it a bot of three lines on the library's own polling loop that stores nothing: what the channel costs.
"""

import asyncio
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from benchmarks.demo import running
from benchmarks.figures import Figure, spread
from sandbox.client import Event, Line, Person
from sandbox.testing import running_sandbox

ROUNDS = 60
PAUSE = 1.2
"""Seconds between two answers of one person: a quick reader; a chat takes about one message a second."""
PEOPLE = (7006, 7007, 7008, 7009)
REPLY_MS, STATUS_MS = 300, 1000


def run() -> list[Figure]:
    """Latency of reply and status, and the reply of the bare bot."""
    with running() as demo:
        replies, statuses = _answer_often([demo.sandbox.person(number) for number in PEOPLE])
    bare = _bare_bot()
    ours = spread("typed → saved reply visible", replies, REPLY_MS)
    return [
        *ours,
        *spread("typed → new score and rank in the status message", statuses, STATUS_MS),
        *spread("the same for a bot that stores nothing (library's own loop)", bare),
        Figure("reply: ours against that bot, medians", ours[0].value / (spread("", bare)[0].value), "times"),
    ]


def _answer_often(people: list[Person]) -> tuple[list[float], list[float]]:
    for person in people:
        person.start()
        person.wait_for(lambda lines: any(line.pinned for line in lines), 30)
    time.sleep(PAUSE)
    replies, statuses = [], []
    for turn in range(ROUNDS):
        person = people[turn % len(people)]
        reply, status = _one_answer(person, turn)
        replies.append(reply)
        statuses.append(status)
        time.sleep(PAUSE / len(people))
    return replies, statuses


def _one_answer(person: Person, turn: int) -> tuple[float, float]:
    """Change 3.1 to another number: seconds until the confirmation, until the status shows it."""
    said = person.say("/sua 3.1")
    asked = person.wait_for(lambda lines: _question_after(lines, said))
    after = person.sandbox.log(person.id)[-1].seq
    start = time.time()
    person.say(str(11 + turn % 7))
    wanted = {"reply": _is_reply(asked.message_id), "status": _is_edit}
    seen = _first_times(person, after, wanted, start + 10)
    return seen["reply"] - start, seen["status"] - start


def _question_after(lines: list[Line], said: int) -> Line | None:
    """The question that answers this message, not the one of the round before."""
    words = "được trang bị máy tính làm việc"
    found = (x for x in lines if x.message_id > said and x.sender == "bot" and words in x.text)
    return next(found, None)


def _is_reply(asked: int) -> Callable[[Event], bool]:
    return lambda event: (
        event.kind == "message" and "✓ 3.1" in str(event.data) and (event.message_id or 0) > asked
    )


def _is_edit(event: Event) -> bool:
    return event.kind == "edit" and "420" in str(event.data)


def _first_times(
    person: Person, after: int, wanted: dict[str, Callable[[Event], bool]], until: float
) -> dict[str, float]:
    """When each kind of event first appeared (the sandbox's own clock, the same machine)."""
    seen: dict[str, float] = {}
    while len(seen) < len(wanted):
        if time.time() > until:
            raise RuntimeError(f"no {set(wanted) - set(seen)} for {person.id}:\n{person.screen()[-800:]}")
        for event in person.sandbox.log(person.id, after):
            after = event.seq
            for name, matches in wanted.items():
                if matches(event):
                    seen.setdefault(name, event.at)
        time.sleep(0.01)
    return seen


def _bare_bot() -> list[float]:
    with tempfile.TemporaryDirectory() as folder, running_sandbox(Path(folder)) as sandbox:
        stop = threading.Event()
        thread = threading.Thread(target=lambda: asyncio.run(_echo(sandbox.base_url, sandbox.token, stop)))
        thread.start()
        person = sandbox.add_person(1, "Một người")
        person.start()
        person.wait_for_text("/start")
        times = [_one_echo(person, turn) for turn in range(ROUNDS)]
        stop.set()
        thread.join()
    return times


def _one_echo(person: Person, turn: int) -> float:
    after = person.sandbox.log(person.id)[-1].seq
    start = time.time()
    person.say(f"số {turn}")
    seen = _first_times(
        person, after, {"reply": lambda e: e.kind == "message" and "echo" in str(e.data)}, start + 10
    )
    return seen["reply"] - start


async def _echo(base_url: str, token: str, stop: threading.Event) -> None:
    async def reply(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text(f"echo {update.message.text}")

    app = Application.builder().token(token).base_url(f"{base_url}/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, reply))
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling()
        while not stop.is_set():
            await asyncio.sleep(0.05)
        await app.updater.stop()
        await app.stop()
