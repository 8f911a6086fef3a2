"""What stands beside the points of a criterion: why they are what they are, and what proves them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from dti_core.campaign.providers import named
from dti_core.campaign.staff.export.details import Key
from dti_core.campaign.staff.export.results import Line
from dti_core.excel.out import words
from dti_core.framework.framework import Framework, Node
from dti_core.messages.accounts import HELD
from dti_core.scoring.rounding import vietnamese

Figure = tuple[Key, Any]
MOST_PIECES = 8
"""The sheet of evidence has them all."""


@dataclass(frozen=True)
class Behind:
    """What stands behind a unit's points: pieces by criterion, figures by key, where pieces are listed."""

    pieces: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    figures: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    """Criterion → internal link to its first piece in the sheet of evidence."""

    def way(self, criterion: str) -> tuple[str, str] | None:
        """Words and target: the piece itself where there is but one and it is a link, else the list."""
        found = self.pieces.get(criterion, ())
        if len(found) == 1 and found[0].kind == "link":
            return words.OPEN_ONE, str(found[0].url)
        listed = self.listed.get(criterion)
        return (words.OPEN_LIST.format(count=len(found)), listed) if found and listed else None


def note(framework: Framework, node: Node, line: Line, behind: Behind, *, with_pieces: bool) -> str:
    """The remark of a criterion."""
    titles: dict[str, str] = {one.id: one.title for one in framework.spec.assessors}
    parts = [
        _shared_maximum(framework, node),
        line.explanation,
        "" if line.follows(framework.spec.merge.order) else words.FIXED,
        *(words.SAID.format(assessor=titles.get(who, who), reason=reason) for who, reason in line.reasons),
        proof(node, behind) if with_pieces else "",
    ]
    return "\n".join(part for part in parts if part)


def proof(node: Node, behind: Behind) -> str:
    """The pieces of evidence, or that there is none where some is wanted."""
    pieces = behind.pieces.get(node.id, ())
    if not pieces:
        return words.NO_PIECES if node.evidence and node.evidence.required else ""
    told = [_piece(one) for one in pieces[:MOST_PIECES]]
    more = [f"… (+{len(pieces) - MOST_PIECES})"] if len(pieces) > MOST_PIECES else []
    return words.PIECES.format(pieces="; ".join([*told, *more]))


def data(framework: Framework, node: Node, behind: Behind) -> str:
    """The figures, as the form numbers them ("a = 118 người") or, where it does not, by their labels."""
    lines = []
    for item in node.inputs:
        for key in framework.keys_of(node.id, item):
            said = [shown(each, row.value) for each, row in behind.figures.get(key, ())]
            name = item.id if len(item.id) == 1 else item.label
            lines.append(f"{name} = {' + '.join(said) or '…'}")
    return "\n".join(lines)


def providers(node: Node) -> str:
    """Who gives the figures, as the decision names them."""
    return "; ".join(dict.fromkeys(name for item in node.inputs for name in named(item)))


def shown(key: Key, text: str | None) -> str:
    """A stored value with its measure."""
    value = key.value(text)
    if isinstance(value, bool):
        return words.YES if value else words.NO
    if isinstance(value, Fraction):
        return vietnamese(value, 6) + (f" {key.measure}" if key.measure else "")
    return value or ""


def _piece(row: Any) -> str:
    if row.kind == "credential":
        return HELD
    what = row.url if row.kind == "link" else row.file_name or row.file_sha256
    more = [part for part in (row.place, row.document_number, row.document_date) if part]
    return f"{what} ({', '.join(more)})" if more else str(what)


def _shared_maximum(framework: Framework, node: Node) -> str:
    pool = framework.pools.get(node.pool or "")
    if pool is None:
        return ""
    others = ", ".join(one.name for one in framework.members(pool.id) if one.id != node.id)
    return words.SHARED_MAX.format(maximum=vietnamese(Fraction(pool.max)), others=others)
