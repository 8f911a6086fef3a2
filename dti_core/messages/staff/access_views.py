"""Who has access to what, as it is looked at: one line for every live role."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Account:
    """An account through which a person speaks to us; `blocked`: they have shut the bot out."""

    channel: str
    name: str
    blocked: bool = False


@dataclass(frozen=True)
class Access:
    """One live role of a person. `unit` None: of the staff; empty `groups`, `indices`, `inputs`: all of them.

    `offices`: whose figures, as the decision names the offices; `beyond`: inputs that none of them covers.

    `granted_by` None: the operator; `seen`: when they last worked in this role, `factor`: since when a second
    factor of theirs is in force.
    """

    person: int
    name: str
    role: str
    in_charge: bool
    unit: str | None
    groups: tuple[str, ...]
    indices: tuple[str, ...]
    inputs: tuple[str, ...]
    since: datetime
    granted_by: str | None
    accounts: tuple[Account, ...]
    seen: datetime | None
    factor: datetime | None
    offices: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
