"""Scripted misfortunes for tests; the list stays empty unless the fault routes are mounted."""

from dataclasses import dataclass

KINDS = frozenset(
    {
        "429", "401", "403", "500", "409", "delay", "timeout_before", "timeout_after_delivery",
        "duplicate_updates", "reorder_updates",
    }
)  # fmt: skip


@dataclass
class Fault:
    """The next `times` calls of `method` ("*": of any) go wrong; `chat` narrows it to one person."""

    method: str
    kind: str
    times: int = 1
    chat: int | None = None
    retry_after: int = 1
    seconds: float = 30.0


class Faults:
    """Faults still to come, in the order they were ordered."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Add one; ValueError for an unknown kind."""
        if fault.kind not in KINDS:
            raise ValueError(f"unknown kind {fault.kind!r}; one of {', '.join(sorted(KINDS))}")
        self._coming.append(fault)

    def clear(self) -> None:
        """Forget all."""
        self._coming.clear()

    def take(self, method: str, chat: int | None, *kinds: str) -> Fault | None:
        """The next fault for this call among these kinds, counted down; None when nothing goes wrong."""
        for fault in self._coming:
            if fault.kind in kinds and _meets(fault, method, chat):
                fault.times -= 1
                if fault.times <= 0:
                    self._coming.remove(fault)
                return fault
        return None

    def remaining(self) -> int:
        """How many calls will still go wrong."""
        return sum(f.times for f in self._coming)


def _meets(fault: Fault, method: str, chat: int | None) -> bool:
    named = fault.method == "*" or fault.method.lower() == method.lower()
    return named and fault.chat in (None, chat)
