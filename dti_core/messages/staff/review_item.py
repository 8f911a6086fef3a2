"""One criterion of one unit, as a reviewer reads it on a phone: figures, points, evidence, words, verdict."""

from collections.abc import Iterator
from datetime import datetime

from dti_core.messages.formatting import capital, clock, flat, points, short
from dti_core.messages.links import marked
from dti_core.messages.model import Choice, Message, RichText, Span
from dti_core.messages.rich import joined, lines, paragraphs, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.staff.review_views import Before, Column, Figure, Item, Proof, Request
from dti_core.messages.verbs import button

LONGEST = 260
"""Characters of quoted words; a card has to fit a screen."""
OPERATOR = "người vận hành"
STATES = {
    "accepted": "✓ Đã chấp nhận",
    "adjusted": "✎ Đã sửa điểm",
    "returned": "↩ Trả lại",
    "answered": "● Đơn vị đã bổ sung",
    "contested": "⚖ Đơn vị khiếu nại",
    "decided": "⚖ Hội đồng đã kết luận",
}
EVENTS = {
    "accepted": "chấp nhận",
    "adjusted": "cho",
    "returned": "trả lại",
    "commented": "ghi chú",
    "answered": "đơn vị nộp bổ sung",
    "contested": "đơn vị khiếu nại",
    "decided": "Hội đồng kết luận",
    "reset": "bỏ kết quả xét",
}
FLAGS = {
    "excess": "số liệu lớn hơn tổng số",
    "half_measured": "số đo chưa đủ, chưa tính",
    "no_peer": "chưa có đơn vị nào khác để lấy kết quả",
    "pool_incomplete": "tiêu chí chung điểm tối đa chưa trả lời hết",
    "assessment_ignored": "điểm đã cho không tính vì đơn vị được miễn",
    "unknown_exemption": "kiểu miễn không còn trong bộ chỉ số",
    "not_applicable": "không áp dụng vì tổng số bằng 0",
}


def shown(item: Item, now: datetime, left: int | None = None, before: RichText | None = None) -> Message:
    """The card with what can be decided. `left`: items of the walk; `before`: what has just been done."""
    text = paragraphs(before, lines(*_lines(item, now), _left(left)))
    return Message(text, choices(item), in_place=True)


def title(item: Item) -> RichText:
    """Which criterion of which unit."""
    node = item.framework.by_id[item.criterion]
    return rich(
        "**{unit} · {c}** {title} · tối đa {max} điểm",
        unit=item.unit,
        c=node.name,
        title=short(node.title, 120),
        max=points(item.maximum),
    )


def choices(item: Item) -> tuple[tuple[Choice, ...], ...]:
    """What this person may do with it, most likely first; nothing to decide while the unit is answering."""
    decides = () if waits(item) else tuple(_decisions(item))
    files = [_fetch(n, p) for n, p in enumerate(item.proofs, 1) if not p.address]
    if item.before:
        old = enumerate(item.before.proofs[:3], 1)
        files += [
            button(f"📄 kỳ trước {n}", verbs.FILE, p.id) for n, p in old if not p.address and not p.secret
        ]
    look = [button("Lịch sử", verbs.HISTORY, item.enrolment, item.criterion)]
    if item.measuring:
        look.append(button("Nhập số đo", verbs.MEASURE, item.enrolment, item.criterion))
    if item.role == "review":
        look.append(button("Ghi chú", verbs.NOTE, item.enrolment, item.criterion))
        if any(proof.address for proof in item.proofs):
            look.append(button("Kiểm tra liên kết", verbs.CHECK_LINKS, item.enrolment, item.criterion))
    if item.may_purge and any(not proof.secret for proof in item.proofs):
        look.append(button("Xoá minh chứng mật", verbs.PURGE, item.enrolment, item.criterion))
    way = (
        button("Đơn vị", verbs.UNIT, item.enrolment),
        button("Bỏ qua ›", verbs.SKIP, item.enrolment, item.criterion),
    )
    return (*decides, *(tuple(files[i : i + 4]) for i in range(0, len(files), 4)), tuple(look), way)


def _fetch(number: int, proof: Proof) -> Choice:
    if proof.secret:
        return button(f"🔑 {number}", verbs.ACCOUNT, proof.id)
    return button(f"📄 {number}", verbs.FILE, proof.id)


def waits(item: Item) -> bool:
    """Whether the unit has been told and has yet to answer."""
    return item.unit_state == "returned" and item.verdict.state == "returned" and item.verdict.told


def _decisions(item: Item) -> Iterator[tuple[Choice, ...]]:
    here = (item.enrolment, item.criterion)
    if item.role == "assess" and item.column:
        yield (button("Cho điểm", verbs.EXPERT_GIVE, *here, item.stamp),)
    elif item.role in ("review", "requests") and item.request:
        yield from _about_request(item, item.request)
    elif item.role == "review" and item.column:
        yield from _verdicts(item)


def _about_request(item: Item, request: Request) -> Iterator[tuple[Choice, ...]]:
    here = (item.enrolment, item.criterion)
    if request.granted is None:
        yield (button("Cho không áp dụng", verbs.GRANT, *here), button("Không cho", verbs.REFUSE, *here))
        return
    if item.role == "review":
        yield from _accepting(item)
    yield (button("Thôi không miễn", verbs.REFUSE, *here),)


def _accepting(item: Item) -> Iterator[tuple[Choice, ...]]:
    here = (item.enrolment, item.criterion, item.stamp)
    if item.verdict.state in ("accepted", "adjusted", "returned") and not item.verdict.changed:
        yield (button("Bỏ kết quả xét này", verbs.UNDO, *here),)
    elif item.state != "not_asked":
        yield (button(f"✓ Chấp nhận {points(item.computed)}", verbs.ACCEPT, *here),)


def _verdicts(item: Item) -> Iterator[tuple[Choice, ...]]:
    here = (item.enrolment, item.criterion, item.stamp)
    yield from _accepting(item)
    if item.state == "not_asked":
        yield (button("Cho điểm", verbs.ADJUST, *here),)
    elif item.state != "exempt":
        yield (button("Sửa điểm", verbs.ADJUST, *here), button("Trả lại", verbs.SEND_BACK, *here))


def _lines(item: Item, now: datetime) -> Iterator[RichText | None]:
    yield title(item)
    yield _verdict(item, now)
    for figure in item.figures:
        yield _figure(figure)
    yield from _points(item)
    if item.flags:
        yield rich("⚠ {what}.", what=capital("; ".join(FLAGS.get(flag, flag) for flag in item.flags)))
    yield from _proofs(item)
    if item.before:
        yield _before(item.before)
    if item.justification:
        yield rich("Giải trình: “{text}”", text=short(item.justification, LONGEST))
    if item.request:
        yield _request(item)
    for said in item.comments[-3:]:
        yield rich("_Ghi chú ({by}): {text}_", by=said.by, text=short(said.text, LONGEST))


def _points(item: Item) -> Iterator[RichText]:
    own = "self" in item.framework.by_id[item.criterion].assessors
    if own:
        yield rich("Tự chấm **{p}** điểm – {why}", p=points(item.own_points), why=item.own_explanation)
    for column in item.columns:
        yield _column(column)
    if not own or item.explanation != item.own_explanation:
        yield rich("Đang tính **{p}** điểm – {why}", p=points(item.points), why=item.explanation)


def _verdict(item: Item, now: datetime) -> RichText | None:
    verdict = item.verdict
    if verdict.state == "unreviewed" or verdict.at is None:
        return None
    sign = STATES.get(verdict.state, verdict.state)
    if verdict.state == "returned":
        sign += ", chờ đơn vị bổ sung" if verdict.told else ", chưa gửi"
    who = f"{verdict.by or OPERATOR}, {clock(verdict.at, now, item.time_zone)}"
    why = rich(" “{reason}”", reason=short(verdict.reason, LONGEST)) if verdict.reason else ()
    head = rich("{sign} ({who}){why}", sign=sign, who=who, why=why)
    if verdict.state == "answered":
        head = rich("{sign}; đã trả lại vì{why}", sign=sign, why=why)
    return lines(head, rich("**⚠ Đã thay đổi sau lần xét này.**") if verdict.changed else None)


def _figure(figure: Figure) -> RichText:
    aside = [f"{one.origin}: {one.text}{', khác' if one.differs else ''}" for one in figure.elsewhere]
    if figure.last_year:
        aside.append(f"kỳ trước {figure.last_year}")
    warn = "⚠ " if any(one.differs for one in figure.elsewhere) else ""
    who = f" ({figure.by})" if figure.by else ""
    return rich(
        "{warn}• {label}{who}: **{text}**{aside}",
        warn=warn,
        label=flat(figure.label),
        who=who,
        text=short(figure.text, LONGEST) if figure.text is not None else "chưa trả lời",
        aside=f" ({'; '.join(aside)})" if aside else "",
    )


def _column(column: Column) -> RichText:
    figures = ", ".join(f"{one.label} {one.text}" for one in column.figures)
    given = f"{points(column.points)} điểm" if column.points is not None else ""
    return rich(
        "Cột “{title}”: **{what}**{why}",
        title=column.title,
        what=", ".join(part for part in (given, f"đo được {figures}" if figures else "") if part),
        why=f" – “{short(column.reason, LONGEST)}”" if column.reason else "",
    )


def _proofs(item: Item) -> Iterator[RichText]:
    if item.lacks_proof:
        yield rich("⚠ **Chưa có minh chứng.**")
    for number, proof in enumerate(item.proofs[:10], 1):
        yield _proof(number, proof)
    if len(item.proofs) > 10:
        yield rich("… và {n} minh chứng nữa.", n=len(item.proofs) - 10)


def _before(before: Before) -> RichText:
    """ "Kỳ trước (2025): 18 điểm; minh chứng ↗ sonoivu.gov.vn/kh"."""
    given = f": **{points(before.points)}** điểm" if before.points is not None else ""
    head = rich(f"Kỳ trước ({{year}}){given}", year=before.year)
    pieces = [_proof(number, one) for number, one in enumerate(before.proofs[:3], 1)]
    more = rich("… và {n} minh chứng nữa của kỳ trước.", n=len(before.proofs) - 3)
    return lines(head, *pieces, more if len(before.proofs) > 3 else None)


def _proof(number: int, proof: Proof) -> RichText:
    name = short(proof.title.partition("://")[2] or proof.title, 60)
    what: RichText = (Span(name, link=proof.address),) if proof.address else (Span(name),)
    details = f" ({short(proof.details, 120)})" if proof.details else ""
    check = marked(proof.check) + (f" ({short(proof.beyond, 160)})" if proof.beyond else "")
    sign = "↗" if proof.address else f"{number}." if proof.secret else f"📄 {number}."
    return joined([(Span(f"{sign} "),), what, (Span(details + check),)])


def _request(item: Item) -> RichText:
    request = item.request
    reason = short(request.reason, LONGEST) if request else ""
    if request and request.granted:
        return rich("∅ Đã cho không áp dụng; lý do của đơn vị: “{reason}”", reason=reason)
    return rich("∅ **Xin không áp dụng**: “{reason}”", reason=reason)


def _left(left: int | None) -> RichText | None:
    return rich("_Còn {n} mục trong lượt này._", n=left) if left else None
