"""A defect is told by its kind and its places, never by what somebody typed."""

import logging
import subprocess
import sys

import pytest
from telegram.error import NetworkError

from dti_core.privacy.defects import brief, traced
from dti_core.privacy.protection import Redacting

TYPED = "Nguyễn Thị Lan"


def caught(error: Exception, before: Exception | None = None, *, told: bool = True) -> Exception:
    """`error` with its places, raised while `before` was handled."""
    try:
        if before is None:
            raise error
        try:
            raise before
        except type(before) as cause:
            raise error from (cause if told else None)
    except type(error) as met:
        return met


@pytest.mark.parametrize(
    "error",
    [
        ValueError(TYPED),
        KeyError(TYPED),
        RuntimeError(TYPED),
        UnicodeEncodeError("ascii", TYPED, 0, 1, TYPED),
    ],
)
def test_the_message_of_a_defect_is_left_out(error: Exception) -> None:
    assert brief(error) == type(error).__name__
    assert "Lan" not in traced(caught(error))


def test_the_message_of_what_speaks_of_machines_is_told() -> None:
    assert brief(NetworkError("timed out")) == "telegram.error.NetworkError: timed out"
    assert brief(OSError(28, "No space left on device")).endswith("No space left on device")


def test_the_place_in_the_code_is_told_with_every_cause() -> None:
    told = traced(caught(KeyError(TYPED), ValueError(TYPED)))
    assert told.index("ValueError") < told.index("direct cause") < told.index("KeyError")
    assert f'File "{__file__}"' in told
    assert "Lan" not in told


def test_a_cause_that_was_left_out_on_purpose_stays_out() -> None:
    assert "ValueError" not in traced(caught(KeyError("y"), ValueError("x"), told=False))


def test_the_members_of_a_group_are_told() -> None:
    told = traced(ExceptionGroup(TYPED, [caught(ValueError(TYPED)), caught(OSError("disk"))]))
    assert "ValueError" in told and "OSError: disk" in told and "Lan" not in told


def test_a_chain_that_bites_its_own_tail_ends() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert traced(first).count("ValueError") == 1


def test_a_line_formatted_before_us_does_not_leak_the_message() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", None, None)
    error = caught(ValueError(TYPED))
    record.exc_info = (type(error), error, error.__traceback__)
    logging.Formatter().format(record)
    assert "Lan" not in Redacting(logging.Formatter()).format(record)


ENDING = f"""
import sys, threading
from dti import logs
logs.set_up()
def fail(): raise ValueError("{TYPED}")
threading.Thread(target=fail).start()
if len(sys.argv) > 1: fail()
"""


@pytest.mark.parametrize("arguments", [[], ["main"]])
def test_what_ends_a_process_or_a_thread_is_told_the_same_way(arguments: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ENDING, *arguments], capture_output=True, text=True, check=False
    )
    assert "CRITICAL dti: ended by a defect" in ended.stderr and "ValueError" in ended.stderr
    assert "Lan" not in ended.stderr
    assert ended.returncode == len(arguments)
