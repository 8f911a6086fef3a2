"""The kind of a stored key, and its canonical text as a value."""

from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.framework.model import InfoKind, InputKind
from dti_core.scoring.model import Value
from dti_core.survey.questions import NUMERIC, is_info, of_info, owner


def kind_of(framework: Framework, key: str) -> InputKind | InfoKind | None:
    """What an input key holds; None for a key that the framework does not know."""
    place = owner(key)
    if is_info(place):
        return next((q.kind for q in of_info(framework, place) if q.key == key), None)
    node = framework.by_id.get(place)
    inputs = node.inputs if node else ()
    return next((item.kind for item in inputs if f"{place}:{item.id}" == key), None)


def parsed(framework: Framework, key: str, text: str) -> Value:
    """A canonical text as scoring takes it; raises ValueError where a number is not one."""
    kind = kind_of(framework, key)
    if kind == "yes_no":
        return text == "true"
    return Fraction(text) if kind in NUMERIC else text
