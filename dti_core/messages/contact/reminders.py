"""The words of a reminder: the standing ones of every kind, and the staff's own with placeholders."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from dti_core.messages.formatting import days_left, moment
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import GAPS, NEXT, RETURNED, SWITCH, button
from dti_core.survey.wording import folded

LONGEST = 1500
_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")


@dataclass(frozen=True)
class Facts:
    """What a unit's reminder may speak of; `until` None: there is no term."""

    unit: str
    title: str
    coordinator: str
    name: str
    until: datetime | None
    zone: str
    total: int = 0
    answered: int = 0
    no_evidence: int = 0
    returned: int = 0
    figures: bool = False
    """For a provider: `total` and `answered` count figures, and `unit` is whose figures they are."""

    @property
    def unanswered(self) -> int:
        return self.total - self.answered


@dataclass(frozen=True)
class Placeholder:
    """What stands in braces: what it means, and what takes its place."""

    means: str
    fill: Callable[[Facts, datetime], str]


def _until(facts: Facts, _now: datetime) -> str:
    return moment(facts.until, facts.zone) if facts.until else "sẽ thông báo sau"


def _left(facts: Facts, now: datetime) -> str:
    return days_left(facts.until, now, facts.zone) if facts.until else "chưa ấn định"


def _work(facts: Facts, _now: datetime) -> str:
    if facts.figures:
        return f"còn {facts.unanswered} số liệu chưa nhập" if facts.unanswered else "đã nhập đủ số liệu"
    parts = [
        f"{facts.unanswered} tiêu chí chưa trả lời" if facts.unanswered else "",
        f"{facts.no_evidence} tiêu chí thiếu minh chứng" if facts.no_evidence else "",
    ]
    left = ", ".join(part for part in parts if part)
    return f"còn {left}" if left else "đã trả lời đủ, chỉ còn nộp"


PLACEHOLDERS: Mapping[str, Placeholder] = {
    "don_vi": Placeholder("tên đơn vị", lambda facts, _: facts.unit),
    "ho_ten": Placeholder("tên người nhận", lambda facts, _: facts.name),
    "han": Placeholder("hạn nộp (sau khi bị trả lại: hạn bổ sung)", _until),
    "con_lai": Placeholder("thời gian còn lại, ví dụ “còn 3 ngày”", _left),
    "viec": Placeholder("việc còn lại, ví dụ “còn 5 tiêu chí chưa trả lời”", _work),
    "so_cau": Placeholder("số tiêu chí (số liệu) chưa trả lời", lambda facts, _: str(facts.unanswered)),
    "da_tra_loi": Placeholder("số tiêu chí đã trả lời", lambda facts, _: str(facts.answered)),
    "tong": Placeholder("tổng số tiêu chí", lambda facts, _: str(facts.total)),
    "thieu_minh_chung": Placeholder("số tiêu chí thiếu minh chứng", lambda facts, _: str(facts.no_evidence)),
    "tra_lai": Placeholder("số tiêu chí bị trả lại", lambda facts, _: str(facts.returned)),
    "ky": Placeholder("tên kỳ đánh giá", lambda facts, _: facts.title),
    "co_quan": Placeholder("cơ quan chủ trì", lambda facts, _: facts.coordinator),
}

STANDING = {
    "not_joined": "Kính mời {don_vi} tham gia {ky}: mở thư mời để bắt đầu. Hạn nộp: {han} ({con_lai}).",
    "not_started": "{don_vi} chưa bắt đầu phiếu tự đánh giá ({tong} tiêu chí). Hạn nộp: {han} ({con_lai}). "
    "Làm dần được, câu đã trả lời không mất.",
    "stalled": "Phiếu của {don_vi} đang dừng: {viec}. Hạn nộp: {han} ({con_lai}).",
    "evidence_missing": "{don_vi} còn {thieu_minh_chung} tiêu chí thiếu minh chứng. "
    "Liên kết hoặc tệp gửi vào đây trước {han} ({con_lai}).",
    "not_submitted": "{don_vi} chưa nộp phiếu: {viec}. Hạn nộp: {han} ({con_lai}).",
    "returned": "{don_vi} có {tra_lai} tiêu chí bị trả lại, chưa bổ sung. Hạn bổ sung: {han}.",
}
"""The words of every kind where the staff wrote none of their own."""
TO_PROVIDERS = {
    "not_joined": "Kính mời Anh/Chị cung cấp số liệu cho {ky}: mở thư mời để bắt đầu. "
    "Hạn: {han} ({con_lai}).",
    "not_started": "Anh/Chị chưa nhập {tong} số liệu được giao cho phiếu của {don_vi}. "
    "Hạn: {han} ({con_lai}). Nhập dần được, số liệu đã nhập không mất.",
    "stalled": "Số liệu Anh/Chị cung cấp cho {don_vi} đang dừng: {viec}. Hạn: {han} ({con_lai}).",
    "not_submitted": "Anh/Chị còn {so_cau}/{tong} số liệu chưa nhập cho phiếu của {don_vi}. "
    "Hạn: {han} ({con_lai}).",
}
"""The same for who gives only some figures."""


def standing(kind: str, to_providers: bool) -> str:
    """The standing words."""
    return (TO_PROVIDERS if to_providers else STANDING)[kind]


@dataclass(frozen=True)
class Trouble:
    """Why words cannot be sent: `empty`, `long`, or a placeholder that does not exist (perhaps `meant`)."""

    code: str
    name: str = ""
    meant: str | None = None


def _key(name: str) -> str:
    return folded(name).replace(" ", "_").replace("-", "_")


def trouble(text: str) -> Trouble | None:
    """What is wrong with the staff's own words; None where they can be sent."""
    if not text.strip():
        return Trouble("empty")
    if len(text) > LONGEST:
        return Trouble("long", str(len(text)))
    for name in _PLACE.findall(text):
        if _key(name) not in PLACEHOLDERS:
            near = get_close_matches(_key(name), PLACEHOLDERS, 1, 0.5)
            return Trouble("placeholder", name, near[0] if near else None)
    return None


def words(text: str, facts: Facts, now: datetime) -> str:
    """The text with its placeholders filled; one that does not exist stays as it was typed."""

    def fill(found: re.Match[str]) -> str:
        known = PLACEHOLDERS.get(_key(found[1]))
        return known.fill(facts, now) if known else found[0]

    return _PLACE.sub(fill, text.strip())


def message(text: str, way_on: Choice, others: Sequence[str] = ()) -> Message:
    """What the contact gets; `others`: further units that they answer for and that wait for the same."""
    also = rich("Cùng việc này: {units}.", units=", ".join(others)) if others else None
    return Message(lines(rich("{text}", text=text), also), ((way_on,),))


def way_on(kind: str, assignment: int, active: bool, unit: str) -> Choice:
    """The button that leads to what the reminder is about; first into the role where it is not at hand."""
    if not active:
        return button(f"Mở {unit}"[:40], SWITCH, assignment)
    if kind == "returned":
        return button("Xem mục bị trả lại", RETURNED)
    return button("Xem mục còn thiếu", GAPS) if kind == "evidence_missing" else button("Tiếp tục", NEXT)
