"""What a look at a link found: plain values, whoever looks."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["alive", "restricted", "failed", "refused", "unknown"]
"""Opened; there, but not for a program; not there; not looked at, for safety; we could not look just now."""

PASSING = frozenset({"timeout", "unreachable", "broken", "no_network", "500", "502", "503", "504", "429"})
"""Reasons that may be gone in a while: looked at again before anybody is bothered."""


@dataclass(frozen=True)
class Finding:
    """One look. `sha256`: of the first megabyte of what was there (`whole`: that was all of it)."""

    outcome: Outcome
    reason: str | None = None
    status: int | None = None
    final_url: str | None = None
    title: str | None = None
    dated: str | None = None
    """ISO date that the page itself or its server gives."""
    mime: str | None = None
    size: int | None = None
    sha256: str | None = None
    whole: bool = True

    @property
    def code(self) -> str:
        """The short form that is kept with the evidence: "alive", "failed:404"."""
        return self.outcome if self.reason is None else f"{self.outcome}:{self.reason}"

    @property
    def may_pass(self) -> bool:
        """Whether another look in a while may find something else."""
        return self.outcome != "alive" and self.reason in PASSING
