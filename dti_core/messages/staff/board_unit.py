"""One unit in detail: where it stands, who answers for it, what is missing."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from dti_core.messages.formatting import capital, clock, days_left, listed, moment, points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff import board_words as words
from dti_core.messages.staff.board import ALL, BOARD, CHART
from dti_core.messages.staff.board_view import Column, Row
from dti_core.messages.staff.states import STATES
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

CODES = 15
"""Criteria that are named before the rest is only counted."""


@dataclass(frozen=True)
class Contact:
    """Somebody who answers for the unit; `joined_at` None: invited or on the roster, not here yet."""

    name: str
    in_charge: bool
    joined_at: datetime | None
    office: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Place:
    """A criterion or an item of general information, as staff name it."""

    id: str
    name: str
    title: str


@dataclass(frozen=True)
class UnitSheet:
    """A unit at one moment. `ranked`: how many units its rank is among; the lists hold criteria's names."""

    row: Row
    group: str
    time_zone: str
    at: datetime
    published: bool
    extended: bool
    ranked: int
    columns: tuple[tuple[Column, Fraction | None], ...]
    contacts: tuple[Contact, ...]
    providers: int
    missing: tuple[str, ...] = ()
    no_evidence: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    requested: tuple[str, ...] = ()
    stands_at: Place | None = None


def detail(unit: UnitSheet) -> Message:
    """Everything on one screen."""
    text = paragraphs(
        lines(_head(unit), _deadline(unit), _figures(unit), _activity(unit)),
        lines(*(_contact(one, unit) for one in unit.contacts), _no_contact(unit), _providers(unit)),
        lines(*(_index(column, earned) for column, earned in unit.columns)),
        lines(*_gaps(unit)),
    )
    return Message(text, _ways(unit), in_place=True)


def _head(unit: UnitSheet) -> RichText:
    extra = " · tự nguyện, không xếp hạng" if unit.row.volunteer else ""
    state = STATES[unit.row.status]
    what = f"{unit.group} · {state.sign} {state.words}{extra}"
    return rich("**{name}** · {what}", name=unit.row.name, what=what)


def _deadline(unit: UnitSheet) -> RichText | None:
    if not STATES[unit.row.status].at_work:
        return None
    until = moment(unit.row.closes_at, unit.time_zone)
    left = days_left(unit.row.closes_at, unit.at, unit.time_zone)
    own = ", gia hạn riêng" if unit.extended else ""
    return rich("Hạn nộp: {until} ({left}{own}).", until=until, left=left, own=own)


def _figures(unit: UnitSheet) -> RichText:
    row = unit.row
    parts = [words.done(row)] if row.total else ["chưa tính điểm"]
    if row.points is not None and row.attainable is not None:
        parts.append(f"{points(row.points)} / {points(row.attainable)} điểm")
    if row.rank is not None and unit.ranked > 1:
        parts.append(f"{'xếp' if unit.published else 'tạm xếp'} {row.rank}/{unit.ranked}")
    return rich("**{figures}**", figures=" · ".join(parts))


def _activity(unit: UnitSheet) -> RichText | None:
    if unit.row.active_at is None:
        return None
    at = clock(unit.row.active_at, unit.at, unit.time_zone)
    where = f", đang đứng ở {unit.stands_at.name}" if unit.stands_at else ""
    ago = f" ({words.idle(unit.row.idle)} trước)" if unit.row.idle else ""
    return rich("Hoạt động gần nhất: {at}{ago}{where}.", at=at, ago=ago, where=where)


def _contact(one: Contact, unit: UnitSheet) -> RichText:
    role = "Đầu mối" if one.in_charge else "Đầu mối phụ"
    about = [part for part in (one.office, one.phone) if part]
    joined = f"tham gia {clock(one.joined_at, unit.at, unit.time_zone)}" if one.joined_at else "chưa tham gia"
    rest = " · ".join([*about, joined])
    return rich("{role}: **{name}** · {rest}", role=role, name=one.name, rest=rest)


def _no_contact(unit: UnitSheet) -> RichText | None:
    return None if unit.contacts else rich("Chưa có đầu mối nào tham gia.")


def _providers(unit: UnitSheet) -> RichText | None:
    return rich("Nơi cung cấp số liệu đã tham gia: {n}", n=unit.providers) if unit.providers else None


def _index(column: Column, earned: Fraction | None) -> RichText:
    told = words.brief(None) if earned is None else points(earned)
    most = f"/{points(column.most)}" if column.most is not None else ""
    return rich("{title}: {earned}{most}", title=column.title, earned=told, most=most)


def _gaps(unit: UnitSheet) -> list[RichText]:
    kinds = (
        ("chưa trả lời", unit.missing),
        ("thiếu minh chứng", unit.no_evidence),
        ("để sau", unit.deferred),
        ("xin không áp dụng", unit.requested),
    )
    return [
        rich("{what} ({n}): {codes}", what=capital(what), n=len(codes), codes=listed(codes, CODES))
        for what, codes in kinds
        if codes
    ]


def _ways(unit: UnitSheet) -> tuple[tuple[Choice, ...], ...]:
    chart = (button("Biểu đồ", CHART, unit.row.enrolment),) if unit.row.points is not None else ()
    return ((*chart, button("Bảng tiến độ", BOARD, ALL, ALL, "s", 0)), (button("Về bảng việc", HOME),))


def place_line(place: Place, rest: str) -> RichText:
    """ "• **3.1** Tỷ lệ… – 4 đơn vị"."""
    return rich("• **{name}** {title} – {rest}", name=place.name, title=short(place.title, 70), rest=rest)
