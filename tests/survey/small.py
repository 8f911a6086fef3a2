"""A small framework with one criterion of every kind, and questionnaires over it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from dti_core.framework.framework import Framework
from dti_core.framework.loader import load_text
from dti_core.survey.questionnaire import Questionnaire
from tests.conversations.world import questionnaire, with_answers

FILE = Path(__file__).parent / "small.yaml"


@cache
def framework() -> Framework:
    loaded = load_text(FILE.read_text(encoding="utf-8"), FILE.name)
    assert loaded.framework is not None, loaded.problems
    return loaded.framework


def view(values: Mapping[str, str] | None = None, **changes: Any) -> Questionnaire:
    """A questionnaire over the small framework."""
    found = questionnaire(framework())
    found = with_answers(found, values) if values else found
    return replace(found, **changes)
