"""The authored shape of a framework: what a YAML file may say, as strict models.

Numbers are `Decimal` from the file's own text (never floats). Every parameter that turns numbers into points
has a `Basis`: the decision's own words, or an interpretation with its reason.
"""

from dti_core.framework.model.basis import Basis, BasisRef, RuleBasis
from dti_core.framework.model.exemptions import Criteria, Exemption, Trait
from dti_core.framework.model.inputs import Choice, InfoField, InfoItem, InfoKind, Input, InputKind, Shared
from dti_core.framework.model.rules import (
    Assessed,
    Count,
    Inverse,
    Ladder,
    LadderStep,
    Part,
    Parts,
    Ratio,
    Relative,
    Rule,
    YesNo,
    ZeroDenominator,
)
from dti_core.framework.model.spec import Anomaly, Decision, FrameworkSpec, Group, Schedule
from dti_core.framework.model.totals import Assessor, Headline, Merge, Pillar, PoolSpec
from dti_core.framework.model.tree import Evidence, EvidenceKind, NodeSpec
from dti_core.framework.model.words import Code, Day, InputId, Name, Strict, Text

__all__ = [
    "Anomaly",
    "Assessed",
    "Assessor",
    "Basis",
    "BasisRef",
    "Choice",
    "Code",
    "Count",
    "Criteria",
    "Day",
    "Decision",
    "Evidence",
    "EvidenceKind",
    "Exemption",
    "FrameworkSpec",
    "Group",
    "Headline",
    "InfoField",
    "InfoItem",
    "InfoKind",
    "Input",
    "InputId",
    "InputKind",
    "Inverse",
    "Ladder",
    "LadderStep",
    "Merge",
    "Name",
    "NodeSpec",
    "Part",
    "Parts",
    "Pillar",
    "PoolSpec",
    "Ratio",
    "Relative",
    "Rule",
    "RuleBasis",
    "Schedule",
    "Shared",
    "Strict",
    "Text",
    "Trait",
    "YesNo",
    "ZeroDenominator",
]
