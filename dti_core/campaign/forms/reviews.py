"""A reviewers' workbook against the review as it stands: decisions, points, reasons."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection

from dti_core.campaign.forms import judged
from dti_core.campaign.forms.filled import Cell, Filled, Row
from dti_core.campaign.forms.holders import Holder, campaign_of
from dti_core.campaign.forms.judged import No
from dti_core.campaign.forms.review_items import Item, items
from dti_core.campaign.forms.settling import Decisions
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review
from dti_core.campaign.staff.review import Target
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.messages.form_views import Comparison, Line, Status
from dti_core.messages.formatting import points, short
from dti_core.survey import numbers
from dti_core.survey.wording import folded

ACCEPT, ADJUST, RETURN = "Chấp nhận", "Điều chỉnh", "Trả lại"
WORDS = {"accepted": ACCEPT, "adjusted": ADJUST, "returned": RETURN}
_KNOWN = {folded(text): state for state, text in WORDS.items()}
STATES = {
    "unreviewed": "chưa xem",
    "answered": "đã bổ sung",
    "contested": "đang kiến nghị",
    "decided": "đã kết luận",
}
NOT_THEIRS = No(
    "Dòng này không thuộc phần Anh/Chị được giao, hoặc đơn vị chưa nộp.", "Tải bảng mới rồi làm tiếp."
)
BAD_POINTS_FIX = "Sửa ô điểm."
NO_DECISION = No("Có điểm hoặc lý do nhưng chưa chọn quyết định.", "Chọn Chấp nhận, Điều chỉnh hoặc Trả lại.")
NO_REASON = No("Điều chỉnh và trả lại phải có lý do.", "Ghi lý do ở cột “Lý do”.")
LONG_REASON = No("Lý do quá dài.", f"Viết gọn trong {LONGEST_TEXT} ký tự.")
POINTS_WITH_ACCEPT = No(
    "Chấp nhận thì giữ điểm đã tính, không ghi điểm khác.", "Xoá ô điểm, hoặc chọn Điều chỉnh."
)
WAITING = No("Đã trả lại và đơn vị đang bổ sung.", "Chờ đơn vị nộp lại.")
REQUESTED = No("Đơn vị đang xin không áp dụng.", "Quyết định yêu cầu đó trong chat trước.")
EXEMPT = No("Tiêu chí này được miễn hoặc không hỏi đơn vị.", "Để trống dòng này.")
NO_COLUMN = No("Vai trò của Anh/Chị không cho điểm tiêu chí này.", "Để trống dòng này.")


@dataclass(frozen=True)
class Ruling:
    """What a row decides."""

    state: str
    points: Fraction | None
    reason: str


def compare(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, _now: datetime
) -> Comparison | Refusal:
    """Every row that decides something, against what holds now."""
    found = _rulings(conn, holder, filled)
    if isinstance(found, Refusal):
        return found
    lines = [_line(row, item, ruling, filled, decisions) for row, item, ruling in found]
    broken = [Line(f"?{n}", "", t.place, "refused", "", cause=t.what, fix=t.fix)
              for n, t in enumerate(filled.troubles)]  # fmt: skip
    return Comparison("Bảng thẩm định", (*broken, *lines))


def store(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, now: datetime
) -> Refusal | None:
    """Every decision through the use case of review; the first refusal comes back."""
    found = _rulings(conn, holder, filled)
    if isinstance(found, Refusal) or not isinstance(holder, Staffer):
        return found if isinstance(found, Refusal) else Refusal("not_allowed", "review")
    for row, item, ruling in found:
        line = _line(row, item, ruling, filled, decisions)
        if line.status in ("new", "changed") and item is not None and isinstance(ruling, Ruling):
            done = _decide(conn, holder, item, ruling, now)
            if isinstance(done, Refusal):
                return Refusal(done.code, line.label)
    return None


def _decide(
    conn: Connection, staffer: Staffer, item: Item, ruling: Ruling, now: datetime
) -> review.Done | Refusal:
    target = Target(item.slot.unit.id, item.slot.node.id, item.stamp)
    if ruling.state == "accepted":
        return review.accept(conn, staffer, target, now)
    if ruling.state == "returned":
        return review.send_back(conn, staffer, target, ruling.reason, now)
    return review.adjust(conn, staffer, target, ruling.points or Fraction(0), ruling.reason, now)


_Found = tuple[Row, Item | None, Ruling | No]


def _rulings(conn: Connection, holder: Holder, filled: Filled) -> list[_Found] | Refusal:
    """The rows that say something, with what they are about and what they decide."""
    if not isinstance(holder, Staffer):
        return Refusal("not_allowed", "review")
    if refusal := campaign_of(conn, filled, holder.campaign):
        return refusal
    said = [row for row in filled.rows if any(cell.text for cell in row.cells.values())]
    found = items(conn, holder, {row.id.partition("/")[0] for row in said})
    if isinstance(found, Refusal):
        return found
    known = {item.id: item for item in found}
    return [(row, item := known.get(row.id), _ruling(row, item)) for row in said]


def _ruling(row: Row, item: Item | None) -> Ruling | No:
    if item is None:
        return NOT_THEIRS
    bad = next((cell for cell in row.cells.values() if cell.kind in judged.BROKEN), None)
    if bad is not None or row.hidden:
        return judged.broken("hidden" if bad is None else bad.kind)
    decision, reason = _text(row, "decision"), _text(row, "reason")
    state = _KNOWN.get(folded(decision))
    if state is None:
        no = No(f"Không rõ quyết định “{short(decision, 30)}”.", NO_DECISION.fix)
        return no if decision else NO_DECISION
    given = _points(row.cells.get("points"), item.maximum)
    if isinstance(given, No):
        return given
    return _checked(Ruling(state, given, reason))


def _checked(ruling: Ruling) -> Ruling | No:
    if ruling.state == "accepted":
        return POINTS_WITH_ACCEPT if ruling.points is not None else ruling
    if not ruling.reason:
        return NO_REASON
    if len(ruling.reason) > LONGEST_TEXT:
        return LONG_REASON
    if ruling.state == "adjusted" and ruling.points is None:
        return No("Điều chỉnh nhưng chưa ghi điểm.", "Ghi điểm ở cột “Điểm thẩm định”.")
    return ruling


def _points(cell: Cell | None, maximum: Fraction) -> Fraction | No | None:
    if cell is None or not cell.text.strip():
        return None
    read = numbers.read(cell.text) if cell.kind == "text" else None
    value = read.value if isinstance(read, numbers.Number) else None
    if isinstance(read, numbers.TwoReadings):
        value = read.decimal
    if cell.kind == "number":
        value = Fraction(cell.text)
    if value is None or not 0 <= value <= maximum or (value * 10**6).denominator != 1:
        return No(f"“{short(cell.text, 30)}” không phải điểm từ 0 đến {points(maximum)}.", BAD_POINTS_FIX)
    return value


def _text(row: Row, field: str) -> str:
    return row.cells[field].text.strip() if field in row.cells else ""


def _line(row: Row, item: Item | None, ruling: Ruling | No, filled: Filled, decisions: Decisions) -> Line:
    cell = row.cells.get("decision") or next(iter(row.cells.values()))
    name = row.id if item is None else f"{item.slot.unit.name} · {item.slot.node.name}"
    line = Line(row.id, name, cell.place, "refused", cell.text)
    if isinstance(ruling, No) or item is None:
        why = ruling if isinstance(ruling, No) else NOT_THEIRS
        return replace(line, place=_where(row, why, cell), cause=why.cause, fix=why.fix)
    line = replace(
        line,
        theirs=told(ruling.state, ruling.points, ruling.reason),
        ours=standing(item),
        since=item.verdict.by or "",
        stamp=item.stamp,
        status=_status(item, ruling, filled, decisions),
    )
    barred = _barred(item, ruling) if line.status != "same" else None
    return line if barred is None else replace(line, status="refused", cause=barred.cause, fix=barred.fix)


def _where(row: Row, why: No, decision: Cell) -> str:
    """The cell to look at."""
    field = {BAD_POINTS_FIX: "points", NO_REASON.fix: "reason", LONG_REASON.fix: "reason"}.get(why.fix)
    cell = None if field is None else row.cells.get(field)
    return decision.place if cell is None else cell.place


def _status(item: Item, ruling: Ruling, filled: Filled, decisions: Decisions) -> Status:
    verdict = item.verdict
    holds = not verdict.changed and verdict.state == ruling.state
    same_words = ruling.state == "accepted" or (verdict.reason or "") == ruling.reason
    same_points = ruling.state != "adjusted" or item.given == ruling.points
    if holds and same_words and same_points:
        return "same"
    if filled.base.get(item.id, ("",))[0] != item.stamp:
        side, stamp = decisions.get(item.id, (None, ""))
        if side is None or stamp != item.stamp:
            return "conflict"
        if side == "system":
            return "same"
    return "new" if verdict.state == "unreviewed" else "changed"


def _barred(item: Item, ruling: Ruling) -> No | None:
    """What the use case would refuse, told beside its cell."""
    verdict, state = item.verdict, item.own.state
    if item.slot.unit.state == "returned" and verdict.state == "returned" and verdict.told:
        return WAITING
    if item.requested and ruling.state == "accepted":
        return REQUESTED
    if state == "not_asked" and ruling.state != "adjusted":
        return EXEMPT
    if state == "exempt" and ruling.state != "accepted":
        return EXEMPT
    return NO_COLUMN if ruling.state == "adjusted" and item.column is None else None


def told(state: str, given: Fraction | None, reason: str) -> str:
    """A decision in words."""
    word = WORDS.get(state) or STATES.get(state, state)
    word = f"{word} {points(given)} điểm" if given is not None and state == "adjusted" else word
    return f"{word}: {reason}" if reason else word


def standing(item: Item) -> str | None:
    """The decision that holds, in words; None where there is none."""
    verdict = item.verdict
    if verdict.state == "unreviewed":
        return None if not verdict.changed else STATES["unreviewed"]
    word = told(verdict.state, item.given, verdict.reason or "")
    return f"{word} (đơn vị đã sửa sau đó)" if verdict.changed else word
