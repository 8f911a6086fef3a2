"""Orders of the conversation, imperative; the host carries them out in one transaction."""

from dataclasses import dataclass

from bot.dialogue.events import StoredFile
from dti_core.survey.dossier import NO_PAPER, Paper


@dataclass(frozen=True)
class RecordAnswer:
    """Store a canonical value (see `StoredAnswer.text`) as the next revision of an input key."""

    key: str
    value: str


@dataclass(frozen=True)
class ClearAnswer:
    """Withdraw the current value of an input key."""

    key: str


@dataclass(frozen=True)
class AddLink:
    """File an address as evidence, with what was said about it; `document_date` is ISO."""

    criterion: str
    url: str
    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None
    contested: bool = False
    """It goes with a contest: answers may be locked."""


@dataclass(frozen=True)
class AddFile:
    """File a stored file as evidence, with what was said about it; `document_date` is ISO."""

    criterion: str
    file: StoredFile
    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None
    contested: bool = False
    """It goes with a contest: answers may be locked."""


@dataclass(frozen=True)
class ReuseEvidence:
    """Let an existing piece of evidence of this enrolment prove another criterion too."""

    evidence: int
    criterion: str


@dataclass(frozen=True)
class ReuseEarlier:
    """Let a piece of last year's accepted evidence prove the criterion that means the same now."""

    evidence: int
    criterion: str


@dataclass(frozen=True)
class MoveEvidence:
    """It was filed under the wrong criterion. `evidence` None means the piece filed last."""

    criterion: str
    evidence: int | None = None


@dataclass(frozen=True)
class DescribeEvidence:
    """Add page/section, document number and date or a note. `evidence` None means the piece filed last."""

    evidence: int | None = None
    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class WithdrawEvidence:
    """Take a piece of evidence back; its history stays."""

    evidence: int


@dataclass(frozen=True)
class Defer:
    """Put a criterion or info key off ("để sau")."""

    subject: str


@dataclass(frozen=True)
class RequestNotApplicable:
    """Ask staff to let a criterion not apply."""

    criterion: str
    reason: str


@dataclass(frozen=True)
class CancelRequest:
    """Take an undecided request back."""

    criterion: str


@dataclass(frozen=True)
class Justify:
    """The contact's own words on a criterion."""

    criterion: str
    text: str


@dataclass(frozen=True)
class Contest:
    """The unit's words against an adjusted score."""

    criterion: str
    text: str


@dataclass(frozen=True)
class Submit:
    """Hand the questionnaire in over a document, where there is one; answers are locked."""

    paper: Paper = NO_PAPER


@dataclass(frozen=True)
class SignSubmission:
    """Add the signed document to what was handed in."""

    paper: Paper


@dataclass(frozen=True)
class TellReady:
    """A deputy tells who is in charge that it can be handed in."""


@dataclass(frozen=True)
class AskForm:
    """Draw up the self-assessment form; it comes later, by itself."""


@dataclass(frozen=True)
class WithdrawSubmission:
    """Take it back before review starts."""


@dataclass(frozen=True)
class AcceptInvitation:
    """Join with consent; `consent` names the version of the text agreed to."""

    invitation: int
    consent: str


@dataclass(frozen=True)
class DeclineInvitation:
    """ "Không phải tôi": the invitation stays unused and staff are told."""

    invitation: int


@dataclass(frozen=True)
class SwitchAssignment:
    """Make another role of this person the active one."""

    assignment: int


@dataclass(frozen=True)
class RenewStatus:
    """Make the pinned status message anew at the bottom of the chat."""


@dataclass(frozen=True)
class DrawChart:
    """Draw the unit's points beside its group's; the picture comes later, by itself."""


@dataclass(frozen=True)
class MakeBook:
    """Have a worker make the questionnaire as a workbook."""


@dataclass(frozen=True)
class ReadBook:
    """Have a worker read a filled-in workbook and show what it would change."""

    file: StoredFile


@dataclass(frozen=True)
class ForgetTyped:
    """Keep nothing of the words that this event brought."""


@dataclass(frozen=True)
class OfferSecretPage:
    """Send the way in which an access account can be handed over: a page that opens once, or an envelope."""

    criterion: str


@dataclass(frozen=True)
class SecretByEnvelope:
    """Record that an access account was handed over in a sealed envelope."""

    criterion: str


Command = (
    RecordAnswer | ClearAnswer | AddLink | AddFile | ReuseEvidence | ReuseEarlier | MoveEvidence
    | DescribeEvidence | WithdrawEvidence | Defer | RequestNotApplicable | CancelRequest | Justify | Contest
    | Submit
    | WithdrawSubmission
    | AcceptInvitation | DeclineInvitation | SwitchAssignment | RenewStatus | DrawChart | MakeBook | ReadBook
    | SignSubmission | TellReady | AskForm | OfferSecretPage | SecretByEnvelope
    | ForgetTyped
)  # fmt: skip

FOR_WORKERS: tuple[type, ...] = (DrawChart, MakeBook, ReadBook, AskForm)
"""Orders that give a worker a task, so that it is woken at once."""
