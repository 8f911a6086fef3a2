"""Pressed buttons stop waiting: with the reply's word if it comes soon, silently otherwise."""

import asyncio

import pytest

from bot import callbacks
from bot.callbacks import Callbacks


def told(
    monkeypatch: pytest.MonkeyPatch, *, patience: float, answer_after: float | None
) -> list[tuple[str, str | None]]:
    monkeypatch.setattr(callbacks, "PATIENCE", patience)
    said: list[tuple[str, str | None]] = []

    async def acknowledge(callback: str, toast: str | None) -> None:
        said.append((callback, toast))

    async def work() -> None:
        waiting = Callbacks(acknowledge)
        waiting.pressed("99")
        if answer_after is not None:
            await asyncio.sleep(answer_after)
            waiting.answer("99", "✓")
            waiting.answer("99", "again")
        await asyncio.sleep(0.05)

    asyncio.run(work())
    return said


def test_a_reply_that_comes_soon_brings_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, patience=30.0, answer_after=0.0) == [("99", "✓")]


def test_a_reply_that_comes_late_finds_it_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, patience=0.0, answer_after=0.05) == [("99", None)]


def test_without_any_reply_the_waiting_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, patience=0.0, answer_after=None) == [("99", None)]
