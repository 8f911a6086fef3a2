"""A unit contests an adjusted score: asked, confirmed, and told what the council decided."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from dti_core.framework.framework import Node
from dti_core.messages.contact.picks import grid
from dti_core.messages.contact.questions import heading
from dti_core.messages.formatting import moment, points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import CARD, CONTEST, LIST, POINTS, button
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.standpoint import Standpoint

MOST_WORDS, MOST_CARDS = 2000, 12
LEAST_WORDS = 10


GONE = Message(
    rich("Nút này không còn dùng được."), ((button("Danh sách", LIST, 0), button("Xem điểm", POINTS)),)
)


def offer(criterion: str, point: Standpoint) -> Choice:
    """The button on the card of an adjusted criterion."""
    more = point.state == "contested"
    return button("Bổ sung phản ánh" if more else "Phản ánh điểm này", CONTEST, criterion)


def on_card(point: Standpoint) -> RichText:
    """Where the points of a criterion stand after verification, on its card."""
    if point.state == "decided":
        reason = f" – “{short(point.reason, 300)}”" if point.reason else ""
        return rich("Hội đồng kết luận: **{p}** điểm{reason}.", p=points(point.points), reason=reason)
    why = f"“{short(point.reason, 300)}”" if point.reason else "không ghi lý do"
    said = rich("Thẩm định điều chỉnh: **{p}** điểm – {why}", p=points(point.points), why=why)
    if point.state != "contested":
        return said
    words = short(point.contest or "", 300)
    return lines(said, rich("Đã phản ánh: “{words}”. Đang chờ Hội đồng.", words=words))


def ask(view: Questionnaire, criterion: str) -> Message:
    """Why should the points be others?"""
    point = view.standpoints[criterion]
    again = point.state == "contested"
    text = lines(
        heading(view, criterion),
        on_card(point),
        rich("Anh/Chị bổ sung lời hoặc gửi thêm liên kết, tệp làm bằng chứng.")
        if again
        else rich("Vì sao số điểm này chưa đúng? Viết trong một tin; có thể kèm liên kết, rồi gửi tệp."),
        _until(view.contest_until, view.campaign.time_zone),
    )
    return Message(
        text, ((button("Xong" if again else "Thôi, không phản ánh", CARD, criterion),),), asks=True
    )


def instead(code: str) -> RichText:
    """Answers are locked, but the points were adjusted and the unit may say something against that."""
    return rich("Câu trả lời {code} đã khoá. Chưa đồng ý với điểm điều chỉnh thì phản ánh ở đây.", code=code)


def received(code: str, coordinator: str) -> RichText:
    """The words are with the council."""
    return rich("✓ Đã gửi phản ánh về {code}. {who} trình Hội đồng xem xét.", code=code, who=coordinator)


def proof_received(code: str) -> RichText:
    """Evidence was added to what was contested."""
    return rich("✓ Đã thêm bằng chứng cho phản ánh về {code}.", code=code)


def words_first(code: str) -> RichText:
    """A file before any words."""
    return rich("Trước khi gửi tệp, Anh/Chị viết vì sao điểm {code} chưa đúng.", code=code)


def too_short() -> RichText:
    """Words that say nothing."""
    return rich("Lời phản ánh ngắn quá. Anh/Chị ghi rõ hơn giúp để được xem xét.")


def not_now(view: Questionnaire, criterion: str) -> Message:
    """Why a score cannot be contested: not adjusted, decided already, or the window is not open."""
    point = view.standpoints.get(criterion)
    code = view.framework.by_id[criterion].name
    back = ((button(f"Xem {code}", CARD, criterion), button("Danh sách", LIST, 0)),)
    if point is None:
        return Message(rich("Điểm {code} không bị điều chỉnh nên không có gì để phản ánh.", code=code), back)
    if point.state == "decided":
        return Message(rich("Hội đồng đã kết luận điểm {code}.", code=code), back)
    if view.contest_until is None:
        return Message(rich("{who} chưa mở thời gian phản ánh điểm.", who=view.campaign.coordinator), back)
    at = moment(view.contest_until, view.campaign.time_zone)
    return Message(rich("Thời gian phản ánh điểm đã hết lúc {at}.", at=at), back)


def window(unit: str, coordinator: str, adjusted: Sequence[Node], until: datetime, zone: str) -> Message:
    """Units may contest from now on."""
    text = lines(
        rich("**{unit}** có {n} tiêu chí được điều chỉnh điểm.", unit=unit, n=len(adjusted)),
        rich(
            "Chưa đồng ý? Mở tiêu chí và chọn “Phản ánh điểm này”, trước **{at}**.",
            at=moment(until, zone),
        ),
        rich("Hết hạn đó, {who} trình Hội đồng kết luận.", who=coordinator),
    )
    cards = [button(f"Xem {node.name}", CARD, node.id) for node in adjusted[:MOST_CARDS]]
    return Message(text, (*grid(cards), (button("Danh sách", LIST, 0), button("Xem điểm", POINTS))))


def decided(unit: str, code: str, held: Fraction, changed: bool, reason: str) -> Message:
    """What came of it, once."""
    what = "điều chỉnh thành" if changed else "giữ nguyên"
    text = lines(
        rich(
            "Hội đồng đã xem phản ánh của **{unit}** về **{code}**: {what} **{p}** điểm.",
            unit=unit,
            code=code,
            what=what,
            p=points(held),
        ),
        rich("Lý do: “{reason}”", reason=short(reason, 600)),
    )
    return Message(text, ((button("Danh sách", LIST, 0), button("Xem điểm", POINTS)),))


def _until(until: datetime | None, zone: str) -> RichText | None:
    return rich("Nhận phản ánh đến {at}.", at=moment(until, zone)) if until else None
