"""Why a backup cannot be made, read or put back."""

from typing import Literal

Code = Literal[
    "no_tables",
    "target_exists",
    "not_a_backup",
    "key_needed",
    "key_unusable",
    "key_wrong",
    "key_public_only",
    "damaged",
    "truncated",
    "place_not_empty",
    "newer",
]


class BackupProblem(Exception):
    """`code` says which; `detail` names the place (a file, a member, a version)."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code: Code = code
        self.detail = detail
