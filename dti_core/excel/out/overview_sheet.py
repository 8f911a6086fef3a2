"""The first sheet: what this book is, as of when, and what stands where."""

from collections.abc import Sequence

from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import front, words
from dti_core.excel.out.book import TABS, Book, Layout
from dti_core.excel.out.names import reference
from dti_core.excel.out.pen import Cell
from dti_core.messages.formatting import moment

WIDTHS = (34, 80)


def write(book: Book, scope: Scope, results: Sequence[Result], *, with_forms: bool) -> None:
    """Write it last, when every sheet is there."""
    occasion = scope.occasion
    pen = book.sheet(words.OVERVIEW, Layout(WIDTHS, landscape=False, colour="FFC000", tab=TABS["overview"]))
    pen.banner(occasion.title, "title", 2, 40)
    for text, style, height in front.standing(scope):
        pen.banner(text, style, 2, height)
    behind = sum(not one.current for one in results)
    if behind:
        pen.banner(words.NOT_CURRENT.format(count=behind), "warning", 2)
    pen.skip()
    facts = [
        (words.COORDINATOR, occasion.coordinator),
        (words.YEAR, str(occasion.year)),
        (words.CLOSES, moment(occasion.closes_at, occasion.zone)),
        (words.MADE, moment(occasion.read_at, occasion.zone)),
        (words.UNITS, str(len(results))),
        *((words.FRAMEWORK, f"{one.spec.title} – {front.decision(one)}") for one, _ in scope.parts()),
    ]
    for name, value in facts:
        pen.line([Cell(name, "component-text"), Cell(value)])
    pen.skip()
    pen.line([Cell(words.SHEET, "head"), Cell(words.HOLDS, "head")])
    for title in book.titles:
        if title != pen.sheet.title:
            pen.line([Cell(title, "link", f"#{reference(title)}!A1"), Cell(_about(title))])
    pen.skip()
    for text in (words.LIVE, words.WITH_FORMS if with_forms else words.WITHOUT_FORMS, words.BACKGROUND):
        pen.banner(text, "plain", 2)


def _about(title: str) -> str:
    return next((about for head, about in words.ABOUT.items() if title.startswith(head)), words.ABOUT_UNIT)
