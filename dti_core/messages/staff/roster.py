"""The roster in chat: groups, units, people, and what can be done about each."""

from collections.abc import Callable, Sequence
from datetime import datetime

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import moment, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.staff.roster_views import WAITING, PersonLine, RosterHead, Standing, UnitCard
from dti_core.messages.staff.ticking import OPEN as TICK
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

ROSTER, GROUP, UNIT, STAFF, PERSON = "s.ro", "s.ro.g", "s.ro.u", "s.ro.st", "s.ro.p"
"""–; group, page; enrolment; page; ref."""
BULK, BULK_GO, INVITE, REVOKE = "s.ro.b", "s.ro.bg", "s.ro.i", "s.ro.rv"
"""–; which (w: all waiting, u: without a link), group or "-"; ref; ref."""
LEAD, REMOVE, REMOVE_YES, REPLACE = "s.ro.l", "s.ro.rm", "s.ro.rmy", "s.ro.rp"
"""Each: ref."""
ADD_TO_UNIT, ADD_TO_STAFF = "s.ro.a", "s.ro.as"
"""Enrolment; –."""
CODE = "s.ro.c"
"""Ref."""
NEW_UNIT, SCOPE, BINDING = "s.ro.n", "s.ro.sc", "s.ro.bi"
"""–; ref; –."""
UPLOAD, DOWNLOAD = "s.ro.up", "s.ro.dl"
PAGE = 10
SIGNS: dict[Standing, str] = {
    "joined": "✓", "blocked": "⚠", "invited": "✉", "declined": "✗", "expired": "⌛", "none": "○",
}  # fmt: skip
MEANINGS: dict[Standing, str] = {
    "joined": "đã tham gia", "invited": "đã có thư mời", "declined": "người nhận báo không phải mình",
    "expired": "thư mời hết hạn", "none": "chưa mời", "blocked": "không gửi tin được",
}  # fmt: skip
SIGNS_LINE = " · ".join(f"{SIGNS[one]} {what}" for one, what in MEANINGS.items())
TICK_WORDS = {**MEANINGS, "invited": "đã mời", "declined": "báo nhầm người", "expired": "hết hạn"}
"""Beside a unit's name on a button."""
BACK = (button("Danh bạ", ROSTER), button("Bảng việc", HOME))


def home(head: RosterHead) -> Message:
    """Groups with how many have joined."""
    rows = [
        rich(
            "{title}: **{joined}**/{units} đơn vị đã tham gia", title=g.title, joined=g.joined, units=g.units
        )
        for g in head.groups
        if g.units
    ]
    without = f", {head.uninvited} chưa có thư mời" if head.uninvited else ""
    text = paragraphs(
        rich("**Danh bạ**"),
        lines(
            *(
                rows
                or [
                    rich("Chưa có đơn vị nào. Bấm Thêm đơn vị, hoặc tải mẫu Excel, điền rồi gửi lại vào đây.")
                ]
            )
        ),
        lines(
            rich("Cán bộ: {n}", n=head.staff),
            rich("Chưa tham gia: {n} người{without}.", n=head.waiting, without=without)
            if head.waiting
            else None,
        ),
    )
    groups = [
        button(f"{short(g.title, 28)} {g.joined}/{g.units}", GROUP, number, 0)
        for number, g in enumerate(head.groups)
        if g.units
    ]
    return Message(text, (*grid(groups), *_home_acts(head)))


def _home_acts(head: RosterHead) -> tuple[tuple[Choice, ...], ...]:
    """What can be done about the whole roster."""
    bulk = (button(f"Mời hàng loạt ({head.waiting})", BULK),) if head.waiting else ()
    return (
        (*bulk, button(f"Cán bộ ({head.staff})", STAFF, 0)),
        (button("Thêm đơn vị", NEW_UNIT), button("Xác nhận người được mời", BINDING)),
        (button("Nạp từ Excel", UPLOAD), button("Tải Excel", DOWNLOAD)),
        (button("Bảng việc", HOME),),
    )


def group(title: str, cards: Sequence[UnitCard], number: int, page: int) -> Message:
    """The units of a group, a page of them."""
    count = max(1, -(-len(cards) // PAGE))
    page %= count
    shown = cards[page * PAGE : (page + 1) * PAGE]
    joined = sum(card.standing in ("joined", "blocked") for card in cards)
    head = rich("**{title}** · {joined}/{all} đã tham gia", title=title, joined=joined, all=len(cards))
    picks = [button(f"{SIGNS[card.standing]} {short(card.name, 40)}", UNIT, card.enrolment) for card in shown]
    turn = _turn(page, count, lambda other: button("", GROUP, number, other))
    legend = _legend([card.standing for card in shown])
    return Message(lines(head, legend), (*grid(picks), *turn, BACK), in_place=True)


def _legend(shown: Sequence[Standing]) -> RichText | None:
    """What the signs mean that are there."""
    told = " · ".join(f"{SIGNS[one]} {what}" for one, what in MEANINGS.items() if one in shown)
    return rich("_{signs}_", signs=told) if told else None


def staff(people: Sequence[PersonLine], page: int) -> Message:
    """Those of the staff."""
    count = max(1, -(-len(people) // PAGE))
    page %= count
    shown = people[page * PAGE : (page + 1) * PAGE]
    rows = [_person_row(one) for one in shown]
    text = lines(rich("**Cán bộ** · {n}", n=len(people)), *rows, _legend([one.standing for one in shown]))
    picks = [button(f"{SIGNS[one.standing]} {short(one.name, 36)}", PERSON, one.ref) for one in shown]
    turn = _turn(page, count, lambda other: button("", STAFF, other))
    return Message(text, (*grid(picks), *turn, (button("Thêm cán bộ", ADD_TO_STAFF),), BACK), in_place=True)


def unit(card: UnitCard) -> Message:
    """One unit and its people."""
    mark = " · tự nguyện" if card.volunteer else ""
    text = paragraphs(
        rich("**{name}**{mark}", name=card.name, mark=mark),
        lines(*(_person_row(one, card.time_zone) for one in card.people)),
    )
    if len(card.people) == 1:
        rows = actions(card.people[0], deputies=False)
    else:
        rows = tuple(
            (button(f"{SIGNS[one.standing]} {short(one.name or 'Chưa có tên', 36)}", PERSON, one.ref),)
            for one in card.people
        )
    back = (button("‹ Nhóm", GROUP, card.group, 0), button("Danh bạ", ROSTER))
    more = (button("Thêm người", ADD_TO_UNIT, card.enrolment),)
    return Message(text, (*rows, more, back), in_place=True)


def person(one: PersonLine, where: UnitCard | None, time_zone: str) -> Message:
    """One person and what can be done."""
    head = rich("**{name}**", name=where.name) if where else rich("**Cán bộ**")
    back = button("‹ Đơn vị", UNIT, where.enrolment) if where else button("‹ Cán bộ", STAFF, 0)
    deputies = where is not None and sum(p.role == "contact" for p in where.people) > 1
    text = paragraphs(head, _person_row(one, time_zone))
    return Message(text, (*actions(one, deputies=deputies), (back, button("Danh bạ", ROSTER))), in_place=True)


def actions(one: PersonLine, *, deputies: bool) -> tuple[tuple[Choice, ...], ...]:
    """Buttons for one person."""
    waiting = one.standing in WAITING
    again = "Mời" if one.standing == "none" else "Mời lại"
    invite = (button(again, INVITE, one.ref),) if waiting else ()
    revoke = (button("Thu hồi thư mời", REVOKE, one.ref),) if one.standing in ("invited", "declined") else ()
    if one.ref.startswith("e"):
        return ((*invite, *revoke),)
    code = (button("Mã xác nhận", CODE, one.ref),) if one.standing == "invited" and one.phone else ()
    lead = deputies and one.role == "contact" and not one.in_charge
    return tuple(
        row
        for row in (
            (*invite, *revoke),
            code,
            (button("Đổi làm đầu mối", LEAD, one.ref),) if lead else (),
            (button(SCOPED[one.role], SCOPE, one.ref),) if one.role in SCOPED else (),
            (button("Thay người", REPLACE, one.ref), button("Bỏ khỏi danh bạ", REMOVE, one.ref)),
        )
        if row
    )


SCOPED = {
    "manager": "Phạm vi phụ trách", "reviewer": "Phạm vi thẩm định", "expert": "Phạm vi đánh giá",
}  # fmt: skip


def role_of(one: PersonLine) -> str:
    """ "đầu mối", "phó đầu mối", "cung cấp số liệu (Công an tỉnh)", "thẩm định (Sở; chỉ số 1)"."""
    if one.role == "contact":
        return "đầu mối" if one.in_charge else "phó đầu mối"
    if one.role == "provider":
        return f"cung cấp số liệu ({one.office})" if one.office else "cung cấp số liệu"
    title = ROLES.get(one.role, one.role)
    return f"{title} ({one.scope})" if one.scope else title


_SINCE = {
    "joined": "tham gia",
    "invited": "thư mời đến",
    "declined": "báo không phải mình lúc",
    "expired": "thư mời hết hạn",
}


def since(one: PersonLine, time_zone: str) -> str:
    """ "thư mời đến 17 giờ ngày 30/11/2026"; nothing where there is no moment to tell."""
    if one.standing == "none":
        return "chưa có thư mời"
    what = _SINCE.get(one.standing)
    return f"{what} {moment(one.since, time_zone)}" if what and one.since else ""


def _person_row(one: PersonLine, time_zone: str | None = None) -> RichText:
    when = since(one, time_zone) if time_zone else ""
    reach = " · ".join(part for part in (one.phone, one.email, when) if part)
    return lines(
        rich(
            "{sign} **{name}** – {role}",
            sign=SIGNS[one.standing],
            name=one.name or "Chưa có tên",
            role=role_of(one),
        ),
        rich("{reach}", reach=reach) if reach else None,
    )


def _turn(page: int, count: int, other: Callable[[int], Choice]) -> tuple[tuple[Choice, ...], ...]:
    if count == 1:
        return ()
    before, after = other((page - 1) % count).action, other((page + 1) % count).action
    return ((Choice("‹", before), button(f"{page + 1}/{count}", NOOP), Choice("›", after)),)


TICK_TITLE, TICK_GO = "Mời những đơn vị nào?", "Làm thư mời"
TO_BULK = button("Thôi", BULK)


def bulk(head: RosterHead) -> Message:
    """Whom to invite at once."""
    text = lines(
        rich("**Mời hàng loạt**"),
        rich("Mỗi người một liên kết và mã QR riêng, dùng một lần, có hạn 14 ngày. Nhận về tệp PDF để in "
             "và tệp Excel; đường liên kết chỉ có trong hai tệp đó."),
        rich("Mời lại thì thư mời cũ chưa dùng hết hiệu lực."),
    )  # fmt: skip
    everyone = button(f"Tất cả chưa tham gia ({head.waiting})", BULK_GO, "w", "-")
    fresh = (button(f"Chỉ người chưa có thư mời ({head.uninvited})", BULK_GO, "u", "-"),)
    groups = [
        (button(f"{short(g.title, 34)}: chưa tham gia", BULK_GO, "w", number),)
        for number, g in enumerate(head.groups)
        if g.joined < g.units
    ]
    return Message(
        text,
        (
            (everyone,),
            *((fresh,) if head.uninvited else ()),
            *(groups if len(groups) > 1 else ()),
            (button("Chọn từng đơn vị", TICK, "ro", 0),),
            BACK,
        ),
        in_place=True,
    )


def remove(one: PersonLine, where: str) -> Message:
    """Are you sure?"""
    who = rich("Bỏ **{name}** ({role}{where}) khỏi danh bạ?", name=one.name, role=role_of(one),
               where=f", {where}" if where else "")  # fmt: skip
    joined = one.standing in ("joined", "blocked")
    what = "Người này thôi quyền truy cập ngay và được báo; câu trả lời của đơn vị vẫn giữ."
    text = lines(who, rich("{what}", what=what if joined else "Thư mời chưa dùng hết hiệu lực."))
    return Message(
        text, ((button("Bỏ", REMOVE_YES, one.ref), button("Không", PERSON, one.ref)),), in_place=True
    )


def replace(one: PersonLine) -> Message:
    """Who comes instead?"""
    text = lines(
        rich("Ai thay **{name}** ({role})?", name=one.name, role=role_of(one)),
        rich("Gõ họ tên, số điện thoại, email của người mới, cách nhau bằng dấu phẩy. "
             "Ví dụ: Trần Văn Minh, 0912345678, minh@so.gov.vn"),
        rich("Người cũ thôi quyền truy cập và được báo; câu trả lời của đơn vị vẫn giữ."),
    )  # fmt: skip
    return Message(text, ((button("Thôi", PERSON, one.ref),),))


REPLACE_UNCLEAR = Message(
    rich("Chưa rõ họ tên. Gõ như: Trần Văn Minh, 0912345678, minh@so.gov.vn"), ((button("Thôi", ROSTER),),)
)
UPLOAD_HOW = Message(
    lines(
        rich(
            "Gửi tệp Excel danh bạ vào đây. Sẽ xem trước từng dòng; chưa ghi gì khi Anh/Chị chưa bấm Áp dụng."
        ),
        rich("Chưa có tệp? Bấm Tải Excel để lấy mẫu, có sẵn những gì đang có."),
    ),
    ((button("Tải Excel", DOWNLOAD), button("Danh bạ", ROSTER)),),
)
MAKING = Message(rich("Đang làm, sẽ gửi vào đây…"))
ALREADY_MAKING = Message(rich("Việc này đang làm rồi, sẽ gửi vào đây."))
DONE = "Đã xong"
_REFUSED = {
    "unknown_member": "Người này không còn trong danh bạ.",
    "nothing_to_revoke": "Không có thư mời nào còn hiệu lực để thu hồi.",
    "own_scope": "Không tự đổi phạm vi của chính mình được. Nhờ một người phụ trách khác.",
    "no_scope": "Vai trò này trong đợt này không có gì để chia.",
    "unknown_group": "Không còn nhóm xếp hạng đó. Xin mở lại Danh bạ.",
    "unknown_index": "Không còn chỉ số chính đó. Xin mở lại Danh bạ.",
    "unknown_rule": "Không có cách xác nhận đó.",
    "oneself": "Không tự bỏ chính mình được. Nhờ một người phụ trách khác.",
    "unknown_proposal": "Không thấy bản xem trước này.",
    "proposal_settled": "Bản xem trước này không còn hiệu lực. Gửi lại tệp để xem lại.",
    "unknown_unit": "Không có đơn vị hoặc nơi đó trong phần việc của Anh/Chị.",
    "out_of_reach": "Việc này ngoài phạm vi của Anh/Chị; cần người phụ trách mọi nhóm.",
    "published": "Đợt này đã công bố nên danh bạ không đổi được nữa.",
    "no_code_needed": "Người này không cần mã: danh bạ không có số điện thoại, hoặc đợt này không dùng mã.",
    "no_invitation": "Người này chưa có lời mời còn hiệu lực. Bấm Mời trước.",
    "second_factor": "Việc này cần mã xác nhận hai bước còn hiệu lực. Xin bấm lại nút.",
    "not_allowed": "Vai trò của Anh/Chị trong kỳ này không làm được việc đó.",
}


def refused(code: str) -> Message:
    """Why not, and back to the roster."""
    return Message(rich("{why}", why=_REFUSED.get(code, _REFUSED["unknown_member"])), (BACK,))


def code(name: str, until: datetime, time_zone: str) -> Message:
    """A code to pass on; the digits follow, sealed."""
    text = lines(
        rich("Mã xác nhận lời mời của **{name}**, dùng một lần, đến {until}.", name=name,
             until=moment(until, time_zone)),
        rich("Gọi đúng người rồi đọc mã, đừng gửi chung với liên kết. Lấy mã mới thì mã cũ hết hiệu lực."),
    )  # fmt: skip
    return Message(text, (BACK,))


def cancelled() -> Message:
    """A preview withdrawn."""
    return Message(rich("Đã huỷ, không ghi gì."), (BACK,))
