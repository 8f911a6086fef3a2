"""What the checker has to complain about."""

from dataclasses import dataclass, field


@dataclass
class Verdict:
    """`lost`: told but not stored, or stored but never told. `doubled`: stored more often than said.

    `wrong`: stored, computed or shown otherwise than it must be.
    """

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    """How much was compared, so that a check of nothing is seen."""

    def count(self, what: str, number: int = 1) -> None:
        """Something was compared."""
        self.counted[what] = self.counted.get(what, 0) + number

    @property
    def is_clean(self) -> bool:
        """Nothing to complain about."""
        return not (self.lost or self.doubled or self.wrong)

    def last_line(self, kills: int) -> str:
        """The line that ends a run."""
        return f"kills={kills} lost={len(self.lost)} doubled={len(self.doubled)} wrong={len(self.wrong)}"
