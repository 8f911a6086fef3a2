"""Invitations, consent, and words for strangers."""

from dti_core.messages.consent import consent_line, consent_text
from dti_core.messages.formatting import moment, to_five
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.verbs import CONSENT, JOIN, NEXT, NOT_ME, UNITS, button
from dti_core.survey.lobby import InvitationView


def invitation(view: InvitationView) -> Message:
    """Who you are, which unit, how much work, until when, and what you consent to."""
    if view.role in ROLES:
        return _to_staff(view)
    until = moment(view.closes_at, view.time_zone) if view.closes_at else "sẽ thông báo sau"
    text = paragraphs(
        lines(
            rich("**{title}**", title=view.campaign_title),
            rich("Anh/Chị được mời {work} **{unit}**.", work=_work(view), unit=view.unit_name),
            rich(
                "{n} tiêu chí{year}, khoảng {m} phút; dừng và làm tiếp lúc nào cũng được.",
                n=view.criteria,
                year=f" theo số liệu năm {view.reference_year}" if view.reference_year else "",
                m=to_five(view.minutes),
            ),
            rich("Hạn nộp: **{until}**.", until=until),
        ),
        consent_line(view.coordinator),
    )
    return Message(text, (*_decide(view), (button("Xem chi tiết", CONSENT, view.id),)), asks=True)


def _work(view: InvitationView) -> str:
    if view.role == "provider":
        return "cung cấp số liệu cho"
    return "làm phó đầu mối của" if view.deputy else "làm đầu mối của"


def _to_staff(view: InvitationView) -> Message:
    text = paragraphs(
        lines(
            rich("**{title}**", title=view.campaign_title),
            rich("Anh/Chị được mời tham gia với vai trò **{role}**.", role=ROLES[view.role]),
        ),
        consent_line(view.coordinator),
    )
    return Message(text, (*_decide(view), (button("Xem chi tiết", CONSENT, view.id),)), asks=True)


def details(view: InvitationView) -> Message:
    """The whole consent text."""
    return Message(consent_text(view.coordinator, view.campaign_title), _decide(view), asks=True)


def _decide(view: InvitationView) -> tuple[tuple[Choice, ...], ...]:
    return ((button("Đồng ý, bắt đầu", JOIN, view.id), button("Không phải tôi", NOT_ME, view.id)),)


_REFUSED = {
    "expired": "Lời mời này đã hết hạn.",
    "used": "Lời mời này đã có người dùng.",
    "revoked": "Lời mời này đã bị thu hồi.",
    "unknown": "Không nhận ra lời mời này. Anh/Chị mở lại đúng liên kết được gửi, hoặc gõ đúng mã mời.",
}


def refused(view: InvitationView) -> Message:
    """An invitation that cannot be used, and whom to ask."""
    who = view.coordinator or "cơ quan tổ chức đánh giá"
    ask = rich("Cần lời mời mới, xin liên hệ {who}.", who=who)
    return Message(lines(rich("{why}", why=_REFUSED.get(view.state, _REFUSED["unknown"])), ask))


def yours(view: InvitationView) -> Message:
    """Opened again by the one who already joined with it."""
    text = rich("Anh/Chị đã nhận lời {work} **{unit}**.", work=_work(view), unit=view.unit_name)
    if view.role in ROLES:
        text = rich("Anh/Chị đã có vai trò **{role}** trong kỳ này.", role=ROLES[view.role])
    return Message(text, ((button("Tiếp tục", NEXT), button("Đơn vị khác", UNITS)),))


SHARE = "Gửi số điện thoại của tôi"


def prove(view: InvitationView, shares: bool, has_roles: bool) -> Message:
    """The invitation is for one person: show the roster's number, or the code of the staff."""
    code = "/xacnhan và mã đó, ví dụ: /xacnhan 123456" if has_roles else "mã đó vào đây"
    by_code = view.proof == "phone_or_code"
    whom = view.coordinator or "cơ quan tổ chức đánh giá"
    ask = rich("{if_}Xin {whom} mã xác nhận 6 số rồi gõ {code}.", whom=whom, code=code,
               if_="Dùng số khác? " if shares else "")  # fmt: skip
    text = lines(
        rich("Còn một bước, để chắc lời mời đến đúng người được giao (số đuôi **{end}**).", end=view.ending),
        rich("Bấm nút **{share}** ở dưới khung gõ.", share=SHARE) if shares else None,
        ask if by_code else None,
        rich("Cần hỗ trợ, xin liên hệ {whom}.", whom=whom) if not by_code else None,
    )
    return Message(text, asks_phone=SHARE if shares else None)


PROVEN = Message(rich("✓ Đã xác nhận."), ends_phone=True)

_NOT_PROVEN = {
    "other_number": "Số vừa gửi không phải số trong danh bạ (đuôi {end}).",
    "not_own": "Đó không phải số của tài khoản này.",
    "wrong_code": "Mã không đúng, còn {left} lần thử.",
    "code_expired": "Mã này hết hiệu lực, hoặc chưa ai cấp mã.",
}


def not_proven(view: InvitationView, why: str, left: str) -> Message:
    """What was shown is not enough, and what is."""
    said = _NOT_PROVEN.get(why, _NOT_PROVEN["code_expired"]).format(end=view.ending, left=left)
    whom = view.coordinator or "cơ quan tổ chức đánh giá"
    next_ = "xin {whom} mã xác nhận 6 số mới" if view.proof == "phone_or_code" else "xin liên hệ {whom}"
    if why == "wrong_code":
        next_ = "gõ lại, hoặc xin {whom} mã mới"
    return Message(rich("{said} Anh/Chị {next}.", said=said, next=next_.format(whom=whom)))


def declined() -> Message:
    """ "Không phải tôi"."""
    return Message(rich("Đã ghi nhận, cảm ơn Anh/Chị. Lời mời này sẽ được báo lại cho nơi gửi."))


def too_many_tries() -> Message:
    """Guessing codes is slowed down."""
    return Message(rich("Anh/Chị đã thử quá nhiều lần. Xin thử lại sau ít phút."))


def stranger() -> Message:
    """Nobody we know."""
    return Message(
        lines(
            rich("Chào Anh/Chị. Đây là hệ thống đánh giá chuyển đổi số của tỉnh."),
            rich("Cần lời mời để bắt đầu: mở liên kết được gửi, hoặc gõ mã mời vào đây."),
        )
    )


ALREADY_JOINED = "Anh/Chị đã tham gia rồi"


def too_late(view: InvitationView) -> Message:
    """A good invitation to a campaign that is over."""
    until = moment(view.closes_at, view.time_zone) if view.closes_at else ""
    text = rich(
        "**{title}** đã hết hạn lúc {until}. Cần hỗ trợ, xin liên hệ {who}.",
        title=view.campaign_title,
        until=until,
        who=view.coordinator,
    )
    return Message(text)
