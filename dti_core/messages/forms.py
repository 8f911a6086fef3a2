"""Filling in by workbook, in chat: the book is coming, what it would change, conflicts, what was stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from dti_core.messages.form_views import Comparison, Line, Status
from dti_core.messages.formatting import capital, short
from dti_core.messages.model import Attachment, Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import BOOK_EVIDENCE, MENU, NEXT, button

PAGE = 6
COUNTED: tuple[tuple[Status, str], ...] = (
    ("new", "mới"),
    ("changed", "thay đổi"),
    ("same", "không đổi"),
    ("refused", "chưa nhận"),
    ("conflict", "cần chọn"),
)
LEFT_OUT = "{n} mục chưa nhận: sửa trong tệp rồi gửi lại, hoặc làm trong chat."


@dataclass(frozen=True)
class Verbs:
    """The buttons of one audience, and its way on afterwards."""

    look: str  # proposal, section, page
    pick: str  # proposal, line, side
    all: str  # proposal, side
    apply: str  # proposal, digest
    cancel: str  # proposal
    onward: tuple[Choice, ...]
    cite: str = ""  # proposal


CONTACT = Verbs("x.look", "x.pick", "x.all", "x.apply", "x.no", (button("Tiếp tục", NEXT), button("⋯", MENU)))
STAFF = Verbs(
    "s.x.look", "s.x.pick", "s.x.all", "s.x.apply", "s.x.no", (button("Về bảng việc", HOME),),
    "s.x.cite",
)  # fmt: skip

READING = Message(rich("Đang đọc phiếu, kết quả sẽ gửi vào đây."))
MAKING = Message(rich("Đang làm tệp Excel, sẽ gửi vào đây."))

_SECTION_TITLE = {"change": "Sẽ ghi", "refused": "Chưa nhận"}

_REFUSED = {
    "not_allowed": "Vai trò của Anh/Chị trong kỳ này không dùng được tệp đó.",
    "no_assignment": "Anh/Chị không còn vai trò ở đơn vị này nên chưa ghi gì.",
    "closed": "Đã hết hạn trả lời nên chưa ghi gì.",
    "not_open": "Kỳ đánh giá chưa mở nên chưa ghi gì.",
    "published": "Kết quả kỳ này đã công bố nên chưa ghi gì.",
    "locked": "Phiếu của đơn vị đang khoá (đã nộp hoặc đang thẩm định) nên chưa ghi gì.",
    "other_campaign": "Tệp này thuộc kỳ đánh giá khác ({subject}) nên chưa dùng được. "
    "Xin tải tệp mới của kỳ này rồi chép số liệu sang.",
    "other_unit": "Phiếu này của đơn vị khác ({subject}). Nếu Anh/Chị trả lời cho đơn vị đó, "
    "chọn đơn vị bằng /donvi rồi gửi lại tệp.",
    "newer_book": "Tệp này do phiên bản mới hơn của hệ thống làm ra nên chưa đọc được. Xin tải tệp mới.",
    "unknown_book": "Tệp thiếu trang nhận dạng nên không rõ của kỳ nào. Xin tải tệp mới, chép số liệu sang.",
    "unknown_unit": "Không có đơn vị “{subject}” trong kỳ này.",
    "nothing_to_fill": "{subject}: kỳ này không có gì để điền trong phần Anh/Chị được giao.",
    "own_unit": "Anh/Chị không làm việc này cho đơn vị của chính mình ({subject}).",
    "out_of_reach": "“{subject}” không thuộc phần Anh/Chị được giao.",
    "not_submitted": "“{subject}” chưa nộp phiếu nên chưa thẩm định được.",
    "unknown_proposal": "Không thấy bản xem trước này. Xin gửi lại tệp.",
    "proposal_settled": "Bản xem trước này đã được ghi hoặc đã bỏ. Gửi lại tệp nếu cần.",
    "seen_before": "Có thay đổi trong lúc ghi nên chưa ghi gì. Xin gửi lại tệp.",
    "bad_value": "Giá trị của “{subject}” không dùng được nên chưa ghi gì.",
    "needs_paper": "Ghi thay “{subject}” cần số và ngày văn bản của đơn vị nên chưa ghi gì.",
    "unknown_criterion": "Không có hoặc không được sửa “{subject}” nên chưa ghi gì.",
}


def refused(code: str, subject: str, verbs: Verbs) -> Message:
    """Why nothing was done."""
    text = _REFUSED.get(code, "Việc này chưa làm được ({subject}); chưa ghi gì.")
    return Message(rich(text, subject=short(subject, 60)), (verbs.onward,))


def why(code: str, subject: str) -> str:
    """The same as a plain sentence, for the command line."""
    return _REFUSED.get(code, "Việc này chưa làm được ({subject}); chưa ghi gì.").format(subject=subject)


def not_answers(reason: RichText) -> Message:
    """A book that a contact sent cannot be read as answers: perhaps it was meant as evidence."""
    row = (button("Đây là minh chứng", BOOK_EVIDENCE), button("Tiếp tục", NEXT))
    return Message(reason, (row,))


def unusable(name: str, message: str, cause: str, fix: str) -> RichText:
    """The file itself cannot be used."""
    return lines(
        rich("**Chưa dùng được tệp “{name}”.** {what}", name=short(name, 60), what=message),
        rich("Vì sao: {cause}", cause=cause),
        rich("Cách sửa: {fix}", fix=fix),
    )


def made(what: str, how: str, path: str, name: str, verbs: Verbs) -> Message:
    """The book itself."""
    text = lines(rich("**{what}**", what=what), rich("{how}", how=how))
    return Message(text, (verbs.onward,), attachment=Attachment(path, name))


def preview(found: Comparison, proposal: int, verbs: Verbs, *, moved: bool = False) -> Message:
    """What a book would change, in numbers; the next step is the first button."""
    head = rich("**{title}**", title=found.title)
    notes = [rich("{note}", note=note) for note in found.remarks]
    if moved:
        notes.insert(0, rich("Có thay đổi từ lúc xem. Đây là bản mới:"))
    text = paragraphs(lines(*notes) or None, lines(head, counts(found), _next_step(found)))
    return Message(text, _buttons(found, proposal, verbs))


def counts(found: Comparison) -> RichText:
    """ "12 mới · 3 thay đổi · 20 không đổi · 2 chưa nhận · 1 cần chọn"."""
    counted = [(len(found.having(status)), word) for status, word in COUNTED]
    said = " · ".join(f"{count} {word}" for count, word in counted if count)
    return rich("{said}", said=said or "Không có ô nào được điền.")


def _next_step(found: Comparison) -> RichText:
    if found.having("conflict"):
        return rich("Có mục vừa đổi trên hệ thống sau khi tải tệp: xin chọn từng mục trước khi ghi.")
    if found.needs_paper and found.having("new", "changed"):
        return rich("Chưa ghi gì. Ghi thay đơn vị cần số và ngày văn bản mà đơn vị đã gửi.")
    if found.having("new", "changed"):
        return rich("Chưa ghi gì. Xem rồi bấm Ghi.")
    return rich("Không có gì để ghi.")


def _buttons(found: Comparison, proposal: int, verbs: Verbs) -> tuple[tuple[Choice, ...], ...]:
    changes, conflicts = len(found.having("new", "changed")), len(found.having("conflict"))
    refused_lines = len(found.having("refused"))
    rows: list[tuple[Choice, ...]] = []
    if conflicts:
        rows.append((button(f"Chọn {conflicts} mục", verbs.look, proposal, "conflict", 0),))
    elif changes and found.needs_paper:
        rows.append((button("Nhập số, ngày văn bản", verbs.cite, proposal),))
    elif changes:
        rows.append((button(f"Ghi {changes} mục", verbs.apply, proposal, found.digest),))
    looks = []
    if changes:
        looks.append(button("Xem thay đổi", verbs.look, proposal, "change", 0))
    if refused_lines:
        looks.append(button(f"Xem {refused_lines} mục chưa nhận", verbs.look, proposal, "refused", 0))
    if looks:
        rows.append(tuple(looks))
    rows.append((button("Bỏ", verbs.cancel, proposal),) if changes or conflicts else verbs.onward)
    return tuple(rows)


def section(found: Comparison, proposal: int, name: str, page: int, verbs: Verbs) -> Message:
    """Some lines of a kind: what would be stored, or why not with place, cause and fix."""
    wanted = found.having("refused") if name == "refused" else found.having("new", "changed")
    count = max(1, -(-len(wanted) // PAGE))
    page %= count
    told = [_told(line) for line in wanted[page * PAGE : (page + 1) * PAGE]]
    title = rich("**{title}** ({n})", title=_SECTION_TITLE.get(name, "Sẽ ghi"), n=len(wanted))
    rows: list[tuple[Choice, ...]] = []
    if count > 1:
        rows.append(
            (
                button("‹", verbs.look, proposal, name, (page - 1) % count),
                button(f"{page + 1}/{count}", verbs.look, proposal, name, page),
                button("›", verbs.look, proposal, name, (page + 1) % count),
            )
        )
    rows.append((button("Quay lại bản xem trước", verbs.look, proposal, "head", 0),))
    return Message(paragraphs(title, *told), tuple(rows), in_place=True)


def _told(line: Line) -> RichText:
    if line.status == "refused":
        head = rich("**{place}** – {label}", place=capital(line.place), label=line.label)
        return lines(head, rich("{cause}", cause=line.cause), rich("Cách sửa: {fix}", fix=line.fix))
    label, new = short(line.label, 90), short(line.theirs, 200)
    if line.ours is None:
        return rich("{label}: **{new}**", label=label, new=new)
    return rich("{label}: {old} → **{new}**", label=label, old=short(line.ours, 80), new=new)


def conflict(found: Comparison, proposal: int, verbs: Verbs) -> Message:
    """The next line that both sides changed: one decision, or one for all that are left."""
    left = found.having("conflict")
    line = left[0]
    since = f" ({line.since})" if line.since else ""
    text = lines(
        rich("**{label}** – còn {n} mục cần chọn", label=short(line.label, 90), n=len(left)),
        rich("Trên hệ thống: **{ours}**{since}", ours=short(line.ours or "", 200), since=since),
        rich("Trong tệp: **{theirs}** ({place})", theirs=short(line.theirs, 200), place=line.place),
    )
    rows: list[tuple[Choice, ...]] = [
        (
            button("Giữ trên hệ thống", verbs.pick, proposal, line.mark, "system"),
            button("Lấy trong tệp", verbs.pick, proposal, line.mark, "file"),
        )
    ]
    if len(left) > 1:
        rows.append(
            (
                button(f"Giữ cả {len(left)} mục", verbs.all, proposal, "system"),
                button(f"Lấy cả {len(left)} mục", verbs.all, proposal, "file"),
            )
        )
    rows.append((button("Bỏ", verbs.cancel, proposal),))
    return Message(text, tuple(rows))


def applied(found: Comparison, verbs: Verbs) -> Message:
    """Stored."""
    new, changed = len(found.having("new")), len(found.having("changed"))
    left = len(found.having("refused"))
    rest = rich(LEFT_OUT, n=left) if left else None
    kinds = [f"{n} {kind}" for n, kind in ((new, "mới"), (changed, "thay đổi")) if n]
    done = rich("✓ Đã ghi **{n}** mục ({kinds}).", n=new + changed, kinds=", ".join(kinds))
    return Message(lines(done, rest), (verbs.onward,))


def cancelled(verbs: Verbs) -> Message:
    """Dropped."""
    return Message(rich("Đã bỏ, không ghi gì."), (verbs.onward,))


def told_unit(title: str, by: str, count: int, paper: str) -> Message:
    """To the unit's people: somebody of the staff stored answers for them, from their own document."""
    said = (
        "**{title}**: {by} đã ghi {n} mục từ phiếu Excel thay cho đơn vị, theo {paper}. Anh/Chị xem lại giúp."
    )
    return Message(rich(said, title=title, by=by, n=count, paper=paper), (CONTACT.onward,))


def ask_paper(proposal: int, verbs: Verbs, note: RichText | None = None) -> Message:
    """Which document of the unit's it is."""
    text = rich("Số và ngày văn bản của đơn vị? Ví dụ: **12/BC-SNV ngày 28/11/2026**.")
    back = (button("Quay lại bản xem trước", verbs.look, proposal, "head", 0),)
    return Message(lines(note, text), (back,), asks=True)


PAPER_UNCLEAR = rich("Chưa rõ số hoặc ngày của văn bản.")


def plain_lines(found: Comparison) -> Iterable[str]:
    """Every line that matters, for the command line."""
    for line in found.lines:
        if line.status in ("new", "changed"):
            old = f"{line.ours} → " if line.ours is not None else ""
            yield f"  {line.label}: {old}{line.theirs}"
        elif line.status == "conflict":
            yield f"! {line.label}: hệ thống {line.ours} {line.since}; tệp {line.theirs} ({line.place})"
        elif line.status == "refused":
            yield f"✕ {capital(line.place)}: {line.cause} Cách sửa: {line.fix}"
