"""Figures that several offices give: which add up, and which contradict each other."""

from dti_core.framework.framework import Framework
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import is_info, owner


def adds_up(view: Questionnaire, key: str) -> bool:
    """Whether the sources of a key are parts of one figure."""
    return combination(view.framework, key) == "sum"


def combination(framework: Framework, key: str) -> str:
    """How the sources of a stored key become one value."""
    place, last = owner(key), key.rpartition(":")[2]
    if is_info(place):
        item = framework.info.get(place.removeprefix("info:"))
        return item.combine if item else "same"
    node = framework.by_id.get(place)
    return next((each.combine for each in node.inputs if each.id == last), "same") if node else "same"


def differing(view: Questionnaire) -> tuple[str, ...]:
    """Keys that should be one fact and are not: nobody's figure is overwritten, the contact decides."""
    found = []
    for key, others in view.others.items():
        stored = view.answers.get(key)
        said = {each.text for each in others} | ({stored.text} if stored else set())
        if len(said) > 1 and not adds_up(view, key):
            found.append(key)
    return tuple(found)
