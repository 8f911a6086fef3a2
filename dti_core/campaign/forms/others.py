"""Beside the figures: links that become evidence, and the unit's own words on a criterion."""

from collections.abc import Iterator
from dataclasses import replace

from dti_core.campaign.forms import judged
from dti_core.campaign.forms.filled import Cell, Filled, Row
from dti_core.campaign.forms.settling import Decisions, Known, settle
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.messages.contact.questions import name_of
from dti_core.messages.form_views import Line
from dti_core.survey import links, progress
from dti_core.survey.links import Link
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import owner
from dti_core.survey.window import may_answer

LINKS, WORDS = "ev:", "note:"
"""How lines about evidence and about words begin; a criterion's id follows."""
NO_LINK = "Liên kết bắt đầu bằng https://, mỗi dòng một liên kết; tệp thì gửi trong chat."
NOT_OPEN = ("Câu này không phải câu đang được trả lời.", "Chỉ ghi ở những câu của Anh/Chị đang mở.")
TOO_LONG = ("Lời giải trình quá dài.", f"Viết gọn trong {LONGEST_TEXT} ký tự.")


def proofs_and_words(view: Questionnaire, filled: Filled, decisions: Decisions) -> Iterator[Line]:
    """Lines about evidence and words; blank cells say nothing."""
    seen: set[str] = set()
    for row in filled.rows:
        criterion = owner(row.id)
        if not progress.is_criterion(view, criterion):
            continue
        if cell := _said(row, "links"):
            yield from _links(view, row, criterion, cell)
        if (cell := _said(row, "note")) and criterion not in seen:
            seen.add(criterion)
            yield _words(view, filled, row, cell, decisions)


def new_links(view: Questionnaire, filled: Filled, criterion: str) -> tuple[Link, ...]:
    """The links of a criterion that are not filed under it yet."""
    there = {piece.title for piece in view.evidence if piece.criterion == criterion}
    found: dict[str, Link] = {}
    for row in filled.rows:
        cell = _said(row, "links") if owner(row.id) == criterion else None
        for link in links.find(cell.text).links if cell else ():
            found.setdefault(link.url, link)
    return tuple(link for url, link in found.items() if url not in there)


def words(filled: Filled, criterion: str) -> str:
    """What the book says on a criterion."""
    cells = (_said(row, "note") for row in filled.rows if owner(row.id) == criterion)
    return next((cell.text.strip() for cell in cells if cell), "")


def _said(row: Row, column: str) -> Cell | None:
    cell = row.cells.get(column)
    return cell if cell is not None and cell.text.strip() else None


def _links(view: Questionnaire, row: Row, criterion: str, cell: Cell) -> Iterator[Line]:
    name = f"{name_of(view, criterion)} · minh chứng"
    line = Line(f"{LINKS}{criterion}", name, cell.place, "new", "")
    if cell.kind in judged.BROKEN or row.hidden:
        why = judged.broken("hidden" if row.hidden else cell.kind)
        yield replace(line, id=f"{line.id}!", status="refused", cause=why.cause, fix=why.fix)
        return
    found = links.find(cell.text)
    if found.broken or not found.links:
        bad = ", ".join(found.broken) or cell.text
        yield replace(line, id=f"{line.id}!{row.id}", status="refused", theirs=bad,
                      cause="Không phải liên kết mở được.", fix=NO_LINK)  # fmt: skip
    there = {piece.title for piece in view.evidence if piece.criterion == criterion}
    fresh = [link.url for link in found.links if link.url not in there]
    if not fresh:
        return
    line = replace(line, theirs="\n".join(fresh))
    yield line if may_answer(view, criterion) else _closed(line)


def _words(view: Questionnaire, filled: Filled, row: Row, cell: Cell, decisions: Decisions) -> Line:
    criterion, text = owner(row.id), cell.text.strip()
    ours = view.justifications.get(criterion)
    base = (*filled.base.get(f"{WORDS}{criterion}", ()), "", "")[1]
    line_id = f"{WORDS}{criterion}"
    known = Known(ours, ours or "", base, base)
    status = settle(line_id, text, known, decisions)
    name = f"{name_of(view, criterion)} · giải trình"
    line = Line(line_id, name, cell.place, status, text, ours, stamp=known.stamp)
    if status == "same":
        return line
    if cell.kind in judged.BROKEN or row.hidden:
        why = judged.broken("hidden" if row.hidden else cell.kind)
        return replace(line, status="refused", cause=why.cause, fix=why.fix)
    if len(text) > LONGEST_TEXT:
        return replace(line, status="refused", cause=TOO_LONG[0], fix=TOO_LONG[1])
    return line if may_answer(view, criterion) else _closed(line)


def _closed(line: Line) -> Line:
    return replace(line, status="refused", cause=NOT_OPEN[0], fix=NOT_OPEN[1])
