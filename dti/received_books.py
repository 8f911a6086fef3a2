"""A workbook from one of the staff: opened safely, given to the first reader that knows such a book."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dti_core.campaign import files
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.staff import powers, staffer
from dti_core.campaign.staff.powers import Power
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel.book import Sheet, open_book
from dti_core.messages.staff import books as texts


@dataclass(frozen=True)
class Received:
    """A book that could be opened: its sheets, the file that it came in, and who sent it."""

    errand: Errand
    staffer: Staffer
    sheets: tuple[Sheet, ...]
    sha256: str
    name: str


@dataclass(frozen=True)
class Reader:
    """What one kind of book is called, whom it is for, how it is recognised and what is done with it."""

    title: str
    power: Power
    knows: Callable[[Sequence[Sheet]], bool]
    read: Callable[[Received], Outcome]


def reading_with(readers: Sequence[Reader]) -> Callable[[Errand], Outcome]:
    """The task's function."""
    return lambda errand: _read(errand, readers)


def _read(errand: Errand, readers: Sequence[Reader]) -> Outcome:
    sha256, name = str(errand.task.arguments["sha256"]), str(errand.task.arguments["name"])
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
    if who is None:
        return Outcome((texts.NOT_YOURS,))
    opened = open_book(errand.data_dir / files.path_of(sha256))
    if opened.refusal is not None:
        why = opened.refusal
        return Outcome((texts.refused(name, why.message, why.cause, why.fix),))
    known = next((each for each in readers if each.knows(opened.sheets)), None)
    if known is None:
        mine = [each.title for each in readers if powers.has(who.role, each.power)]
        return Outcome((texts.not_understood(name, mine) if mine else texts.NOT_YOURS,))
    if not powers.has(who.role, known.power):
        return Outcome((texts.NOT_YOURS,))
    return known.read(Received(errand, who, opened.sheets, sha256, name))
