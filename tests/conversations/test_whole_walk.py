"""A contact who knows only what the messages say fills in all of An Giang's index."""

import random
from fractions import Fraction

import pytest

from dti_core.messages.model import plain
from dti_core.scoring.engine import score_all
from dti_core.scoring.rounding import vietnamese
from dti_core.survey import progress
from dti_core.survey.to_scoring import unit_answers
from tests.conversations.contact import Contact
from tests.conversations.world import World


@pytest.mark.parametrize("seed", range(5))
def test_all_35_criteria_are_filled_in_by_following_the_messages(seed: int) -> None:
    world = World()
    contact = Contact(world, random.Random(seed))
    contact.fill_in()
    assert progress.of(world.view).unanswered == ()
    assert {code for code in contact.told if "." in code} == {n.id for n in world.view.framework.criteria}
    assert world.view.state == "submitted"


@pytest.mark.parametrize("seed", range(5))
def test_the_points_told_at_the_end_are_those_of_scoring_the_same_answers(seed: int) -> None:
    world = World()
    Contact(world, random.Random(seed)).fill_in()
    (score,) = score_all(world.view.framework, [unit_answers(world.view)])
    assert f"{vietnamese(score.points)} / {vietnamese(score.attainable)} điểm" in plain(
        world.messages[-1].text
    )


def test_what_was_typed_is_what_is_stored() -> None:
    world = World()
    contact = Contact(world, random.Random(1))
    contact.fill_in()
    for code, said in contact.told.items():
        stored = [text for key, text in world.view.answers.items() if key.startswith(f"{code}:")]
        for word in said[-1:] if "." in code else []:
            expected = {"Có": ["true"], "Không": ["false"]}.get(word)
            parts = expected or [str(Fraction(part)) for part in word.replace(".", "").split("/")]
            assert parts[0] in [answer.text for answer in stored], (code, word)
