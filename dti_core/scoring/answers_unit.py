"""One unit of a file of answers."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.scoring.answers_given import read_values
from dti_core.scoring.answers_values import Desk
from dti_core.scoring.json_marks import Json
from dti_core.scoring.model import UnitAnswers
from dti_core.scoring.plan import plan_of
from dti_core.scoring.rounding import vietnamese

KEYS = ("id", "name", "group", "traits", "volunteer", "info", "answers")
DECISIONS = ("not_applicable", "exemptions", "assessments")


def read_unit(framework: Framework, desk: Desk, node: Json, place: str) -> UnitAnswers:
    """The unit as far as it can be read, its problems on the desk. Without an id it has an empty one."""
    entries = desk.entries(node, place, (*KEYS, *DECISIONS))
    reader = _UnitReader(framework, desk, place)
    if "id" not in entries and isinstance(node.value, dict):
        desk.report("missing-key", f"{place}.id", node, value="id")
    return UnitAnswers(
        id=(desk.text(entries["id"], f"{place}.id") if "id" in entries else None) or "",
        group=reader.group(entries.get("group")),
        name=desk.text(entries["name"], f"{place}.name") if "name" in entries else None,
        volunteer=bool("volunteer" in entries and desk.yes_no(entries["volunteer"], f"{place}.volunteer")),
        traits=reader.traits(entries.get("traits")),
        values=read_values(framework, desk, place, entries),
        requested=reader.requested(entries.get("not_applicable")),
        exemptions=reader.exemptions(entries.get("exemptions")),
        assessments=reader.assessments(entries.get("assessments")),
    )


@dataclass
class _UnitReader:
    framework: Framework
    desk: Desk
    place: str

    def group(self, node: Json | None) -> str:
        groups = [group.id for group in self.framework.spec.groups]
        if node is None:
            return groups[0]
        found = self.desk.text(node, f"{self.place}.group")
        if found is not None and found not in groups:
            self.desk.report("unknown-group", f"{self.place}.group", node, value=found, allowed=groups)
        return found or groups[0]

    def traits(self, node: Json | None) -> frozenset[str]:
        known = [trait.id for trait in self.framework.spec.traits]
        found = set()
        for number, item in enumerate(self.desk.items(node, f"{self.place}.traits") if node else []):
            place = f"{self.place}.traits[{number}]"
            trait = self.desk.text(item, place)
            if trait is not None and trait not in known:
                self.desk.report("unknown-trait", place, item, value=trait, allowed=known)
            found |= {trait} if trait else set()
        return frozenset(found)

    def requested(self, node: Json | None) -> dict[str, str]:
        found = {}
        for criterion, child in self.desk.by_criterion(self.framework, node, f"{self.place}.not_applicable"):
            reason = self.desk.text(child, f"{self.place}.not_applicable.{criterion}")
            found[criterion] = reason or ""
        return found

    def exemptions(self, node: Json | None) -> dict[str, str]:
        kinds = list(plan_of(self.framework).exemptions)
        found = {}
        for criterion, child in self.desk.by_criterion(self.framework, node, f"{self.place}.exemptions"):
            place = f"{self.place}.exemptions.{criterion}"
            kind = self.desk.text(child, place)
            if kind is not None and kind not in kinds:
                self.desk.report("unknown-exemption", place, child, value=kind, allowed=kinds)
            found[criterion] = kind or ""
        return found

    def assessments(self, node: Json | None) -> dict[str, dict[str, Fraction]]:
        known = [assessor.id for assessor in self.framework.spec.assessors if assessor.id != "self"]
        found: dict[str, dict[str, Fraction]] = {}
        for assessor, child in self.desk.entries(node, f"{self.place}.assessments").items() if node else ():
            place = f"assessments.{assessor}"
            if assessor == "self":
                self.desk.report("self-assessed", f"{self.place}.{place}", child)
            elif assessor not in known:
                self.desk.report(
                    "unknown-assessor", f"{self.place}.{place}", child, value=assessor, allowed=known
                )
            else:
                found[assessor] = self._points(child, place)
        return found

    def _points(self, node: Json, section: str) -> dict[str, Fraction]:
        found = {}
        for criterion, child in self.desk.by_criterion(self.framework, node, f"{self.place}.{section}"):
            place = f"{self.place}.{section}.{criterion}"
            points = self.desk.number(child, place)
            maximum = plan_of(self.framework).criteria[criterion].maximum
            if points is not None and points > maximum:
                shown = {"value": vietnamese(points, 4), "maximum": vietnamese(maximum)}
                self.desk.report("over-maximum", place, child, criterion=criterion, **shown)
            found[criterion] = points or Fraction(0)
        return found
