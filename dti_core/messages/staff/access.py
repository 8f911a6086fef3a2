"""Who has access to what, in words: name, role, scope, since when and from whom, last use, second factor."""

from collections.abc import Callable, Sequence
from datetime import datetime

from dti_core.messages.formatting import short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.access_views import Access, Account
from dti_core.messages.staff.audit import ACCESS, AUDIT, CHANNELS
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

BOOK = "s.acb"
PAGE = 6
OPERATOR = "Người vận hành"
NEVER = "chưa lần nào"
NO_FACTOR = "chưa bật"
MAKING = Message(rich("Đang lập danh sách ai có quyền gì, sẽ gửi vào đây…"))
_OF_UNIT = {"provider": "cung cấp số liệu", "clerk": "nhập thay theo bản giấy"}


def role(one: Access) -> str:
    """What they are."""
    if one.role == "contact":
        return "đầu mối" if one.in_charge else "phó đầu mối"
    return _OF_UNIT.get(one.role) or ROLES.get(one.role, one.role)


def scope(one: Access) -> str:
    """How far it reaches: the unit or the ranking groups, indices and figures."""
    parts = [one.unit or (f"nhóm {', '.join(one.groups)}" if one.groups else "mọi nhóm")]
    parts += [f"chỉ số {', '.join(one.indices)}"] if one.indices else []
    parts += [f"số liệu của {', '.join(one.offices)}"] if one.offices else []
    parts += [f"số liệu {', '.join(one.beyond)}"] if one.beyond else []
    return "; ".join(parts)


def granted_by(one: Access) -> str:
    """Whose hand gave it."""
    return one.granted_by or OPERATOR


def accounts(given: Sequence[Account]) -> str:
    """Through what they speak to us."""
    return "; ".join(
        f"{CHANNELS.get(one.channel, one.channel)}: {one.name}{' (đã chặn bot)' if one.blocked else ''}"
        for one in given
    )


def people(given: Sequence[Access]) -> int:
    """How many persons these roles belong to."""
    return len({one.person for one in given})


def page(given: Sequence[Access], number: int, when: Callable[[datetime], str]) -> Message:
    """One page of the list; `when`: a moment in words."""
    count = max(1, -(-len(given) // PAGE))
    number %= count
    head = rich("**Ai có quyền gì** · {n} vai trò, {people} người", n=len(given), people=people(given))
    rows = [_row(one, when) for one in given[number * PAGE : (number + 1) * PAGE]]
    turn = (
        button("‹", ACCESS, (number - 1) % count),
        button(f"{number + 1}/{count}", NOOP),
        button("›", ACCESS, (number + 1) % count),
    )
    choices: list[tuple[Choice, ...]] = [turn] if count > 1 else []
    choices += [(button("Xuất danh sách Excel", BOOK),)]
    choices += [(button("Nhật ký", AUDIT, 0, "-"), button("Về bảng việc", HOME))]
    return Message(paragraphs(head, *rows), tuple(choices), in_place=True)


def made(given: Sequence[Access]) -> RichText:
    """With the file."""
    return rich("Ai có quyền gì: **{n}** vai trò của {people} người.", n=len(given), people=people(given))


def _row(one: Access, when: Callable[[datetime], str]) -> RichText:
    return lines(
        rich("**{name}** – {role}", name=short(one.name, 40), role=role(one)),
        rich("{scope}", scope=short(scope(one), 120)),
        rich("từ {since}, do {by} cấp", since=when(one.since), by=short(granted_by(one), 40)),
        rich("{accounts}", accounts=short(accounts(one.accounts), 80)) if one.accounts else None,
        rich(
            "dùng lần cuối: {seen} · hai bước: {factor}",
            seen=when(one.seen) if one.seen else NEVER,
            factor=f"bật từ {when(one.factor)}" if one.factor else NO_FACTOR,
        ),
    )
