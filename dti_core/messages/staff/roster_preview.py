"""What an imported roster would do, before anybody says yes."""

from collections.abc import Sequence
from typing import Literal, get_args

from dti_core.messages.formatting import capital, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff import roster_troubles as troubles
from dti_core.messages.staff.roster_plan import Absent, Change, Plan, Trouble
from dti_core.messages.staff.roster_troubles import FIELDS
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

APPLY, CANCEL, LOOK = "s.ro.yes", "s.ro.no", "s.ro.look"
"""Proposal; proposal; proposal, section, page."""
Section = Literal["new", "changed", "refused", "absent"]
SECTIONS: tuple[Section, ...] = get_args(Section)
TITLES: dict[Section, str] = {
    "new": "Mới",
    "changed": "Thay đổi",
    "refused": "Không nhận",
    "absent": "Không có trong tệp",
}
PAGE = 8
FEW = 5
KINDS = {"unit": "đơn vị", "contact": "người liên hệ", "staff": "cán bộ"}


def preview(plan: Plan, proposal: int, name: str, *, moved: bool = False) -> Message:
    """The counts, the first of what is wrong, and the two ways on."""
    text = paragraphs(
        rich("Danh bạ đã thay đổi từ lúc xem trước; đây là kết quả tính lại.") if moved else None,
        lines(rich("**Danh bạ “{name}”**", name=short(name, 60)), *counts(plan)),
        lines(*(one_trouble(each) for each in plan.troubles[:FEW])),
        _verdict(plan),
    )
    return Message(text, _choices(plan, proposal))


def section(plan: Plan, proposal: int, wanted: Section, page: int) -> Message:
    """One part of the preview, leafed through in place."""
    rows = entries(plan, wanted)
    count = max(1, -(-len(rows) // PAGE))
    page %= count
    text = lines(heading(wanted, len(rows)), *rows[page * PAGE : (page + 1) * PAGE])
    turn = (
        button("‹", LOOK, proposal, wanted, (page - 1) % count),
        button(f"{page + 1}/{count}", NOOP),
        button("›", LOOK, proposal, wanted, (page + 1) % count),
    )
    choices = ((turn,) if count > 1 else ()) + _choices(plan, proposal)
    return Message(text, choices, in_place=True)


def heading(wanted: Section, count: int) -> RichText:
    """The head of a part."""
    return rich("**{title}** · {n}", title=TITLES[wanted], n=count)


def entries(plan: Plan, wanted: Section) -> list[RichText]:
    """Every line of a part."""
    if wanted == "refused":
        return [one_trouble(each) for each in plan.troubles]
    if wanted == "absent":
        return [_absent(each) for each in plan.absent]
    return [one_change(each) for each in plan.of(wanted)]


def one_change(change: Change) -> RichText:
    """ "• Sở Nội vụ (đơn vị): nhóm “Khác” → “Sở, ban, ngành”"."""
    whose = f" – {change.unit}" if change.unit else ""
    parts = [
        f"{FIELDS[each.field]} “{each.old or '(trống)'}” → “{each.new or '(trống)'}”" for each in change.diffs
    ]
    if change.replaces:
        parts.insert(0, f"thay {change.replaces} (thôi quyền truy cập, câu trả lời giữ nguyên)")
    return rich(
        "• **{title}**{whose} ({kind}){what}",
        title=short(change.title, 80),
        whose=whose,
        kind=KINDS[change.kind],
        what=f": {'; '.join(parts)}" if parts else "",
    )


def one_trouble(trouble: Trouble) -> RichText:
    """Where, what, why, what to do."""
    said = troubles.told(trouble)
    return lines(
        rich("✗ **{place}**: {what}", place=capital(troubles.place(trouble)), what=short(said.message, 300)),
        rich("_{why} {fix}_", why=short(said.cause, 200), fix=short(said.fix, 160)),
    )


def applied(plan: Plan) -> Message:
    """After the yes."""
    new, changed = plan.of("new"), plan.of("changed")
    text = lines(
        rich("✓ Đã ghi: {new} mới, {changed} thay đổi.", new=len(new), changed=len(changed)),
        rich("Không nhận {n} dòng, xem lại ở bản xem trước.", n=len(plan.troubles))
        if plan.troubles
        else None,
        rich("Người mới chưa có thư mời: vào Danh bạ → Mời hàng loạt.") if _people(new) else None,
    )
    return Message(text, ((button("Danh bạ", "s.ro"), button("Bảng việc", HOME)),))


def counts(plan: Plan) -> list[RichText]:
    """What a plan comes to, a line for each sort."""
    sorts = (("Mới", plan.of("new")), ("Thay đổi", plan.of("changed")), ("Giữ nguyên", plan.of("same")))
    rows = [rich("{title}: {n}", title=title, n=_split(found)) for title, found in sorts if found]
    replaced = sum(1 for change in plan.changes if change.replaces)
    if replaced:
        rows.append(rich("Trong đó thay người: {n}", n=replaced))
    if plan.troubles:
        rows.append(rich("Không nhận: **{n}** dòng", n=len(plan.troubles)))
    if plan.absent:
        rows.append(rich("Không có trong tệp, vẫn giữ: {n}", n=len(plan.absent)))
    return rows


def _split(changes: Sequence[Change]) -> str:
    counts = {kind: sum(1 for change in changes if change.kind == kind) for kind in KINDS}
    return ", ".join(f"{n} {KINDS[kind]}" for kind, n in counts.items() if n)


def _verdict(plan: Plan) -> RichText:
    if not plan.writes:
        return rich("Không có gì để ghi.")
    rest = " Các dòng không nhận sẽ bị bỏ qua." if plan.troubles else ""
    return rich("Chưa ghi gì.{rest} Áp dụng {n} dòng?", n=len(plan.writes), rest=rest)


def _choices(plan: Plan, proposal: int) -> tuple[tuple[Choice, ...], ...]:
    looks = [
        button(f"{TITLES[each]} ({len(entries(plan, each))})", LOOK, proposal, each, 0)
        for each in SECTIONS
        if entries(plan, each)
    ]
    rows = tuple(tuple(looks[i : i + 2]) for i in range(0, len(looks), 2))
    yes = (button("Áp dụng", APPLY, proposal),) if plan.writes else ()
    return (*rows, (*yes, button("Huỷ", CANCEL, proposal)))


def _absent(absent: Absent) -> RichText:
    whose = f" – {absent.unit}" if absent.unit else ""
    why = "đã tham gia bằng thư mời lẻ" if absent.how == "unlisted" else "vẫn giữ"
    return rich(
        "• {title}{whose} ({kind}): {why}", title=absent.title, whose=whose, kind=KINDS[absent.kind], why=why
    )


def _people(changes: Sequence[Change]) -> bool:
    return any(change.kind != "unit" for change in changes)
