"""The authored shape of a framework: what a YAML file may say, as strict models.

Numbers are `Decimal` from the file's own text (never floats). Every parameter that turns numbers into points
has a `Basis`: the decision's own words, or an interpretation with its reason.
"""

from dti_core.framework.model.basis import Basis, BasisRef, RuleBasis
from dti_core.framework.model.exemptions import Criteria, Exemption, Trait
from dti_core.framework.model.hints import Plausible
from dti_core.framework.model.inputs import Choice, Combine, InfoField, InfoItem, InfoKind, Input, InputKind
from dti_core.framework.model.occasion import Column, Participant, Schedule, Volunteers
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
from dti_core.framework.model.spec import Anomaly, Decision, FrameworkSpec, Group
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
    "Column",
    "Combine",
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
    "Participant",
    "Parts",
    "Pillar",
    "Plausible",
    "PoolSpec",
    "Ratio",
    "Relative",
    "Rule",
    "RuleBasis",
    "Schedule",
    "Strict",
    "Text",
    "Trait",
    "Volunteers",
    "YesNo",
    "ZeroDenominator",
]
