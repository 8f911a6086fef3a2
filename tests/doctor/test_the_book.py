"""The operator's book has a paragraph for every line of the doctor, and names nothing that is not there."""

import re
from pathlib import Path
from typing import get_args

from dti import main, secret_files
from dti.doctor import texts
from dti.doctor.finding import Code
from dti_core.troubles import Trouble

DOCS = Path(__file__).parents[2] / "docs"
OPERATE = (DOCS / "operate.md").read_text(encoding="utf-8")
SECURITY = (DOCS / "security.md").read_text(encoding="utf-8")


def test_every_line_of_the_doctor_has_its_paragraph() -> None:
    paragraphs = re.findall(r"^### `([a-z.]+)`\n\n(\S.*)$", OPERATE, re.MULTILINE)
    assert {code for code, _ in paragraphs} == set(get_args(Code))


def test_every_trouble_of_a_process_is_explained() -> None:
    assert set(texts.TROUBLES) == set(get_args(Trouble))


def test_every_command_in_the_books_exists() -> None:
    commands = main.parser()._subparsers
    assert commands is not None
    known = set(commands._group_actions[0].choices or ())
    named = set(re.findall(r"\bdti ([a-z]+)\b", OPERATE + SECURITY))
    assert named <= known, named - known


def test_every_secret_that_may_come_from_a_file_is_named() -> None:
    assert [name for name in secret_files.SECRETS if f"{name}_FILE" not in OPERATE] == []


def test_links_between_the_books_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w\s-]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in OPERATE.splitlines()
        if line.startswith("#")
    }
    wanted = re.findall(r"operate\.md#([^)]+)", SECURITY)
    assert [link for link in wanted if link not in headings] == []
