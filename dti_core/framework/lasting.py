"""Which parameters of a criterion always take effect, whatever is answered."""

from collections.abc import Mapping

from dti_core.framework.framework import Node
from dti_core.framework.model import Basis

SOMETIMES = frozenset({"zero_denominator", "excess"})
"""They decide only where a denominator is 0, or a part exceeds its whole."""
NOT_IN_A_POOL = frozenset({"target", "below"})
"""In a pool the sums of all members are compared with each other, no member with a target of its own."""


def lasting(node: Node) -> Mapping[str, Basis]:
    """The bases on which a criterion rests whatever is answered, by parameter (`1.target` in a part)."""
    never = SOMETIMES | NOT_IN_A_POOL if node.pool else SOMETIMES
    return {name: basis for name, basis in node.basis.items() if name.rpartition(".")[2] not in never}


def is_assumed(node: Node) -> bool:
    """Whether any parameter that always takes effect is an interpretation."""
    return any(basis.source == "assumed" for basis in lasting(node).values())
