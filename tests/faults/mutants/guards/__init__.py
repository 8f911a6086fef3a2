"""Every guard that is broken on purpose, by what it keeps."""

from tests.faults.mutants.guard import Guard
from tests.faults.mutants.guards import (
    access,
    books,
    delivery,
    history,
    keeping,
    operation,
    points,
    privacy,
    proving,
    secrecy,
)

GUARDS: tuple[Guard, ...] = (
    *delivery.GUARDS,
    *points.GUARDS,
    *history.GUARDS,
    *access.GUARDS,
    *books.GUARDS,
    *secrecy.GUARDS,
    *privacy.GUARDS,
    *proving.GUARDS,
    *keeping.GUARDS,
    *operation.GUARDS,
)
