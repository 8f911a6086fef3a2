"""Single values of a file of answers: what each kind of input takes, and what is wrong otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.framework.model import InfoKind, Input
from dti_core.framework.problems import nearest
from dti_core.scoring import answers_texts
from dti_core.scoring.json_marks import Json, NumberText
from dti_core.scoring.model import Value
from dti_core.scoring.plan import plan_of

MAX_DIGITS = 40
MAX_EXPONENT = 15
"""Below 10^16: more than any budget in đồng, small enough for every calculation."""
NUMBERS = ("count", "decimal", "money")


@dataclass(frozen=True)
class AnswersProblem:
    """One problem: its path from the top (`units[2].answers.3.1.a`), its line and column, what is wrong."""

    place: str
    line: int
    column: int
    code: str
    message: str
    suggestion: str | None = None


@dataclass
class Desk:
    """Collects problems: nothing stops at the first one."""

    problems: list[AnswersProblem] = field(default_factory=list)

    def report(self, code: str, place: str, at: Json, **facts: object) -> None:
        """Note a problem; `allowed` (names) makes a suggestion where `value` is near one of them."""
        allowed = facts.get("allowed")
        names = [str(one) for one in allowed] if isinstance(allowed, list | tuple) else []
        suggestion = nearest(facts.get("value"), names) if names else None
        shown = facts | {"line": at.line, "column": at.column, "allowed": ", ".join(names)}
        text = answers_texts.message(code, shown, suggestion)
        self.problems.append(AnswersProblem(place, at.line, at.column, code, text, suggestion))

    def entries(self, node: Json, place: str, allowed: Iterable[str] | None = None) -> dict[str, Json]:
        """The entries of an object with only allowed keys; empty where it is none."""
        if not isinstance(node.value, dict):
            self.wrong_type("not-object", node, place)
            return {}
        for key, again in node.repeated:
            self.report("repeated-key", f"{place}.{key}".lstrip("."), again, value=key)
        if allowed is None:
            return node.value
        names = tuple(allowed)
        for key, child in node.value.items():
            if key not in names:
                self.report("unknown-key", f"{place}.{key}".lstrip("."), child, value=key, allowed=names)
        return {key: child for key, child in node.value.items() if key in names}

    def items(self, node: Json, place: str) -> list[Json]:
        """The items of a list; empty where it is none."""
        if isinstance(node.value, list):
            return node.value
        self.wrong_type("not-list", node, place)
        return []

    def text(self, node: Json, place: str) -> str | None:
        """A text that says something."""
        if not isinstance(node.value, str) or isinstance(node.value, NumberText):
            self.wrong_type("not-text", node, place)
            return None
        if not node.value.strip():
            self.report("empty-text", place, node)
            return None
        return node.value

    def yes_no(self, node: Json, place: str) -> bool | None:
        """true or false, and nothing that merely looks like it."""
        if isinstance(node.value, bool):
            return node.value
        self.wrong_type("not-yes-no", node, place)
        return None

    def number(self, node: Json, place: str, whole: bool = False) -> Fraction | None:
        """An exact number from 0 up."""
        if not isinstance(node.value, NumberText):
            if isinstance(node.value, str) and _looks_like_number(node.value):
                self.report("number-as-text", place, node, value=node.value)
                return None
            self.wrong_type("not-number", node, place)
            return None
        found = _exact(node.value)
        code = _number_problem(found, whole)
        if found is None or code:
            self.report(code or "too-big", place, node, value=_shortened(node.value))
            return None
        return Fraction(found)

    def wrong_type(self, code: str, node: Json, place: str) -> None:
        """A value of another type than the place needs."""
        if node.value is None:
            self.report("empty-value", place, node)
        else:
            self.report(code, place, node, found=answers_texts.KINDS[_kind(node.value)])

    def by_criterion(self, framework: Framework, node: Json | None, place: str) -> list[tuple[str, Json]]:
        """The entries of a section whose keys are criteria; the other keys are reported."""
        criteria = plan_of(framework).criteria
        found = list(self.entries(node, place).items()) if node else []
        for name, child in found:
            if name not in criteria:
                self.unknown_criterion(framework, name, f"{place}.{name}", child)
        return [(name, child) for name, child in found if name in criteria]

    def unknown_criterion(self, framework: Framework, name: str, place: str, node: Json) -> None:
        """A key that should be a criterion and is not: something above the criteria, or nothing at all."""
        code = "not-a-criterion" if name in framework.by_id else "unknown-criterion"
        self.report(code, place, node, value=name, allowed=[one.id for one in framework.criteria])

    def answer(self, item: Input, node: Json, place: str) -> Value | None:
        """The value of a criterion's input."""
        if item.kind == "yes_no":
            return self.yes_no(node, place)
        if item.kind in NUMBERS:
            return self.number(node, place, whole=item.kind == "count")
        found = self.text(node, place)
        choices = [choice.value for choice in item.choices or ()]
        if found is not None and item.kind == "choice" and found not in choices:
            self.report("unknown-choice", place, node, value=found, allowed=choices)
            return None
        return found

    def info(self, kind: InfoKind, node: Json, place: str) -> Value | None:
        """The value of an item of general information."""
        return self.number(node, place, whole=kind == "count") if kind in NUMBERS else self.text(node, place)


def _exact(text: str) -> Decimal | None:
    try:
        return Decimal(text) if len(text) <= MAX_DIGITS else None
    except InvalidOperation:
        return None


def _number_problem(number: Decimal | None, whole: bool) -> str | None:
    if number is None or not -MAX_DIGITS <= number.adjusted() <= MAX_EXPONENT:
        return None if number == 0 else "too-big"
    if number < 0:
        return "negative"
    return "not-whole" if whole and number != number.to_integral_value() else None


def _looks_like_number(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and not any(sign.isalpha() for sign in text)


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_DIGITS else text[: MAX_DIGITS - 1] + "…"


def _kind(value: object) -> str:
    for kind, name in ((bool, "boolean"), (NumberText, "number"), (str, "text"), (dict, "object")):
        if isinstance(value, kind):
            return name
    return "list"
