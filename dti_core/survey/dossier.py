"""What goes with a submission: who may hand in, the document that was signed, and its copy."""

import json
from dataclasses import dataclass, replace
from typing import Literal

SignedCopy = Literal["required", "optional"]


@dataclass(frozen=True)
class SignedFile:
    """A copy of the signed and sealed form: SHA-256 (hex), name, type found from its content, bytes."""

    sha256: str
    name: str
    mime: str
    size: int


@dataclass(frozen=True)
class Paper:
    """The document over which something is handed in. `document_date` is ISO (2024-11-28)."""

    document_number: str | None = None
    document_date: str | None = None
    approved_by: str | None = None
    """Name and office of who approved it."""
    file: SignedFile | None = None

    def __bool__(self) -> bool:
        return any((self.document_number, self.document_date, self.approved_by, self.file))

    @property
    def cited(self) -> bool:
        """Whether it can be found again: number and date are known."""
        return bool(self.document_number and self.document_date)

    def with_more(self, more: "Paper") -> "Paper":
        """The same with what was said later; what was not said again stays."""
        return replace(self, **{name: value for name, value in vars(more).items() if value})


NO_PAPER = Paper()
COPY_KINDS = ("application/pdf", "image/")
"""How the types of files begin that a signed copy may have."""


def packed(paper: Paper) -> str:
    """As text, for a conversation's draft."""
    return json.dumps({**vars(paper), "file": paper.file and vars(paper.file)}, ensure_ascii=False)


def unpacked(text: str) -> Paper:
    """The inverse; nothing where it cannot be understood."""
    try:
        data = json.loads(text)
        file = data.pop("file", None)
        return Paper(**data, file=SignedFile(**file) if file else None)
    except (ValueError, TypeError, AttributeError):
        return NO_PAPER


@dataclass(frozen=True)
class Dossier:
    """The submission's side of a questionnaire, as the one who looks at it may act."""

    signed_copy: SignedCopy = "optional"
    in_charge: bool = True
    """Whether handing in is theirs: False for a deputy while somebody in charge has joined."""
    chief: str | None = None
    """Name of the contact in charge, where that is somebody else."""
    approver: str | None = None
    """Who approved this unit's last form: offered for one tap."""
    paper: Paper = NO_PAPER
    """What the present submission rests on."""
    on_paper: bool = False
    """The present submission was typed in by the staff."""
    on_behalf: Paper | None = None
    """The paper from which one of the staff answers for the unit; None for the unit's own people."""

    def lacks_copy(self, given: Paper) -> bool:
        """Whether handing in waits for the signed copy."""
        return self.signed_copy == "required" and given.file is None
