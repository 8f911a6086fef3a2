"""Where every unit stands: answered, handed in, last change."""

from collections.abc import Sequence
from fractions import Fraction

from dti_core.campaign import deadlines
from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import front, words
from dti_core.excel.out.book import TABS, Book
from dti_core.excel.out.tables import Sheet, Table
from dti_core.excel.out.values import Formula

PROGRESS = Table(
    words.PROGRESS,
    words.PROGRESS_HEADS,
    ("text", "text", "text", "whole", "whole", "whole", "percent", "points", "moment", "moment", "moment"),
    (40, 24, 20, 12, 10, 10, 11, 11, 17, 17, 17),
    TABS["progress"],
    1,
)


def write(book: Book, scope: Scope, results: Sequence[Result]) -> None:
    """One row a unit."""
    sheet = Sheet(book, PROGRESS, front.table_lines(scope, words.PROGRESS))
    for one in results:
        unit, row = one.unit, sheet.pen.row
        group = front.group_title(unit.framework, unit.row.group_id)
        part = Fraction(one.answered, one.asked) if one.asked else Fraction(0)
        done = Formula(f"=IF(F{row}=0,0,E{row}/F{row})", part)
        closes = deadlines.of(scope.occasion.closes_at, unit.row.closes_at)
        state = (unit.name, group, front.state_words(unit.row.state), unit.contacts)
        when = (unit.row.touched_at, unit.row.submitted_at, closes)
        points = one.points if scope.indices is None else None
        sheet.rows.add(*state, one.answered, one.asked, done, points, *when)
    sheet.close()
