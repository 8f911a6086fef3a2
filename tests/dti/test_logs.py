"""What a long-lived process says of a trouble that goes on."""

import logging

from dti.logs import QUIET_SECONDS, NotAgain


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def record(text: str, *, trace: bool = False) -> logging.LogRecord:
    trouble = (ValueError, ValueError("x"), None) if trace else None
    return logging.LogRecord("bot", logging.WARNING, "", 0, text, None, trouble)


def test_the_same_line_is_said_once_a_minute() -> None:
    clock = Clock()
    news = NotAgain(clock)
    assert [bool(news.filter(record("the database is away"))) for _ in range(3)] == [True, False, False]
    assert news.filter(record("the queue is away"))
    clock.now += QUIET_SECONDS
    assert news.filter(record("the database is away"))


def test_a_traceback_is_always_shown() -> None:
    news = NotAgain(Clock())
    assert news.filter(record("a defect", trace=True)) and news.filter(record("a defect", trace=True))
