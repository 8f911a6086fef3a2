"""Names of sheets: at most 31 characters, no two alike, nothing that a spreadsheet forbids."""

import re

from dti_core.excel.out.inert import inert

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")
RESERVED = {"history"}
"""Excel keeps this name for itself."""


class Names:
    """Gives out names, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)

    def take(self, wanted: str) -> str:
        """The wanted name, or the nearest that is allowed and free."""
        base = " ".join(_FORBIDDEN.sub(" ", inert(wanted)).split()).strip("'") or "Trang"
        name, number = _cut(base, ""), 1
        while name.casefold() in self._taken:
            number += 1
            name = _cut(base, f" ({number})")
        self._taken.add(name.casefold())
        return name


def reference(sheet: str) -> str:
    """The name as it stands before `!` in a formula or an internal link."""
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def _cut(base: str, suffix: str) -> str:
    """Cut by UTF-16 units, which is how Excel counts."""
    room = (LONGEST - len(suffix)) * 2
    head = base.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore")
    return head.rstrip(" '") + suffix
