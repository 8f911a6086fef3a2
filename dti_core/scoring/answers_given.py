"""The figures of one unit of a file of answers, general information and criteria, each under its key."""

from dataclasses import dataclass, field
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.framework.model import Input
from dti_core.scoring.answers_values import Desk
from dti_core.scoring.excess import refused_excess
from dti_core.scoring.json_marks import Json
from dti_core.scoring.model import Value
from dti_core.scoring.plan import plan_of
from dti_core.scoring.reading import InputPlan
from dti_core.scoring.rounding import vietnamese


def read_values(framework: Framework, desk: Desk, place: str, entries: dict[str, Json]) -> dict[str, Value]:
    """The unit's values by stored key; `place` is the unit's path."""
    reader = _Figures(framework, desk, place, _Stored(desk))
    if "info" in entries:
        reader.info(entries["info"])
    for criterion, node in desk.by_criterion(framework, entries.get("answers"), f"{place}.answers"):
        reader.answers(criterion, node)
    reader.check_sums()
    reader.check_most()
    reader.check_excess()
    return reader.stored.values


@dataclass
class _Stored:
    """Values by key, each with where it was first given."""

    desk: Desk
    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, tuple[str, Json]] = field(default_factory=dict)

    def put(self, key: str, value: Value, place: str, node: Json) -> None:
        if key not in self.values:
            self.values[key] = value
            self.places[key] = (place, node)
        elif self.values[key] != value:
            before, other = _shown(self.values[key]), self.places[key][0]
            self.desk.report("differs", place, node, value=_shown(value), other=other, before=before)


@dataclass
class _Figures:
    framework: Framework
    desk: Desk
    place: str
    stored: _Stored

    def info(self, node: Json) -> None:
        for name, child in self.desk.entries(node, f"{self.place}.info").items():
            place = f"{self.place}.info.{name}"
            item = self.framework.info.get(name)
            if item is not None and item.fields:
                kinds = {one.id: one.kind for one in item.fields}
                for one, inner in self.desk.entries(child, place, kinds).items():
                    self._put_info(f"{name}.{one}", inner, f"{place}.{one}")
            else:
                self._put_info(name, child, place)

    def _put_info(self, name: str, node: Json, place: str) -> None:
        kinds = {item.id: item.kind for item in self.framework.spec.info if not item.fields}
        kinds |= {f"{item.id}.{one.id}": one.kind for item in self.framework.spec.info for one in item.fields}
        if name not in kinds:
            self.desk.report("unknown-info", place, node, value=name, allowed=list(kinds))
            return
        value = self.desk.info(kinds[name], node, place)
        if value is not None:
            self.stored.put(f"info:{name}", value, place, node)

    def answers(self, criterion: str, node: Json) -> None:
        place = f"{self.place}.answers.{criterion}"
        plan = plan_of(self.framework).criteria[criterion]
        items: dict[str, Input] = {item.id: item for item in plan.node.inputs}
        for name, child in self.desk.entries(node, place).items():
            if name not in items:
                code = "unknown-input" if items else "no-inputs"
                facts = {"criterion": criterion, "value": name, "allowed": list(items)}
                self.desk.report(code, f"{place}.{name}", child, **facts)
                continue
            value = self.desk.answer(items[name], child, f"{place}.{name}")
            if value is not None:
                self.stored.put(plan.inputs[name].total_key, value, f"{place}.{name}", child)

    def check_sums(self) -> None:
        """A sum given as one number must agree with its parts where those are given too."""
        for item in self._summed():
            given = self.stored.values.get(item.total_key)
            parts = [self.stored.values.get(key) for key in item.keys]
            numbers = [part for part in parts if isinstance(part, Fraction)]
            if given is None or len(numbers) < len(parts) or given == sum(numbers):
                continue
            place, node = self.stored.places[item.total_key]
            others = ", ".join(self.stored.places[key][0] for key in item.keys)
            before = vietnamese(sum(numbers, Fraction(0)), 6)
            self.desk.report(
                "differs-from-sum", place, node, value=_shown(given), other=others, before=before
            )

    def _summed(self) -> list[InputPlan]:
        criteria = plan_of(self.framework).criteria.values()
        found = {
            item.total_key: item for one in criteria for item in one.inputs.values() if len(item.keys) > 1
        }
        return list(found.values())

    def check_most(self) -> None:
        """A number larger than there can be, wherever it was given (its owner or who shares it)."""
        for node in self.framework.criteria:
            for item in node.inputs:
                key = f"{node.id}:{item.id}"
                value = self.stored.values.get(key)
                if item.most is not None and isinstance(value, Fraction) and value > Fraction(item.most):
                    shown = {"value": vietnamese(value, 6), "most": vietnamese(Fraction(item.most), 6)}
                    place, given = self.stored.places[key]
                    self.desk.report("over-most", place, given, **shown)

    def check_excess(self) -> None:
        for criterion, plan in plan_of(self.framework).criteria.items():
            excess = refused_excess(self.framework, self.stored.values, criterion)
            if excess is None:
                continue
            blamed = [plan.inputs[one] for one in (*excess.numerator, *excess.denominator)]
            keys = [key for item in blamed for key in (item.total_key, *item.keys)]
            place, node = next(self.stored.places[key] for key in keys if key in self.stored.places)
            shown = {"top": vietnamese(excess.top, 6), "bottom": vietnamese(excess.bottom, 6)}
            self.desk.report("excess", place, node, criterion=criterion, **shown)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return vietnamese(value, 6) if isinstance(value, Fraction) else value
