"""The golden conversations, and that between them they cover every scene, event, verb and command.

`DTI_REGENERATE=1` writes the files anew; what changed is then for a person to read.
"""

import os
from pathlib import Path

import pytest

from bot.dialogue import lobby
from bot.dialogue.registry import CHANGING, READING, SCENES
from dti_core.messages.commands import COMMANDS
from tests.conversations import golden

FILES = sorted(golden.FOLDER.glob("*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_conversation_is_said_as_written(path: Path) -> None:
    transcript = golden.read(path)
    said = golden.play(transcript)
    if os.environ.get("DTI_REGENERATE"):
        path.write_text(said, encoding="utf-8")
    assert said == transcript.text or os.environ.get("DTI_REGENERATE")


@pytest.fixture(scope="module")
def coverage() -> golden.Coverage:
    found = golden.Coverage()
    for path in FILES:
        golden.play(golden.read(path), found)
    return found


def test_every_button_that_can_be_drawn_is_pressed_somewhere(coverage: golden.Coverage) -> None:
    assert {*CHANGING, *READING, *lobby.VERBS} - coverage.verbs == set()


def test_every_command_is_typed_somewhere(coverage: golden.Coverage) -> None:
    assert {name for name, _ in COMMANDS} - coverage.commands == set()


def test_every_scene_meets_every_kind_of_event_somewhere(coverage: golden.Coverage) -> None:
    every = {(scene, event) for scene in (*SCENES, "lobby") for event in golden.EVENTS.values()}
    assert every - coverage.scenes == set()


def test_the_golden_files_read_as_officials_read_them() -> None:
    for path in FILES:
        assert path.read_text(encoding="utf-8").startswith("# "), f"{path.name} needs a heading"
