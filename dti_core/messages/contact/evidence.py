"""Evidence: asking for it, confirming it, finding what is missing."""

from collections.abc import Iterable, Sequence

from dti_core.framework.model import EvidenceKind
from dti_core.messages.contact.picks import grid
from dti_core.messages.contact.questions import heading
from dti_core.messages.formatting import day, short
from dti_core.messages.links import marked
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import joined, lines, paragraphs, rich
from dti_core.messages.verbs import (
    ACCOUNT,
    AGAIN,
    CARD,
    EARLIER,
    EVIDENCE,
    EVIDENCE_LATER,
    HELD,
    HELD_DROP,
    JUSTIFY_TYPED,
    LIST,
    MENU,
    MOVE,
    MOVE_WHERE,
    NEXT,
    REPLACE,
    REUSE,
    REUSE_THIS,
    WITHDRAW,
    button,
)
from dti_core.survey import progress
from dti_core.survey.links import Details
from dti_core.survey.questionnaire import EarlierProof, EvidenceView, Questionnaire
from dti_core.survey.questions import dated

KINDS: dict[EvidenceKind, str] = {
    "link": "liên kết",
    "document": "tệp PDF, Word",
    "spreadsheet": "tệp Excel",
    "image": "ảnh",
    "video": "video",
    "credential": "tài khoản truy cập",
}
PAGE = 6
OFFERED = 4
"""Of last year's pieces at once; the next come when these are used."""
GO_ON = ((button("Tiếp tục", NEXT),),)


def ask(view: Questionnaire, criterion: str) -> Message:
    """The question for evidence after an answer."""
    there = len([e for e in view.evidence if e.criterion == criterion])
    others = any(e.criterion != criterion and e.kind != "credential" for e in view.evidence)
    leave = (
        button("Xong, sang câu sau", NEXT)
        if there
        else button("Chưa có, bổ sung sau", EVIDENCE_LATER, criterion)
    )
    reuse = ((button("Dùng lại minh chứng khác", REUSE, criterion, 0),),) if others else ()
    mend = (button("Sửa câu trả lời", AGAIN, criterion),) if view.framework.by_id[criterion].inputs else ()
    again = progress.offered_again(view, criterion)[:OFFERED]
    text = paragraphs(_alone(view, criterion), ask_line(view, criterion), _offer(again))
    use = tuple((button(_use(n, one, again), EARLIER, criterion, one.id),) for n, one in enumerate(again, 1))
    account = button("Gửi tài khoản truy cập", ACCOUNT, criterion)
    page = ((account,),) if takes_account(view, criterion) else ()
    return Message(text, (*use, (leave,), *page, *reuse, (*mend, button("⋯", MENU))), asks=True)


def _offer(again: Sequence[EarlierProof]) -> RichText | None:
    """Last year's pieces, each to be confirmed."""
    if not again:
        return None
    if len(again) == 1:
        return rich("Năm {year}: {piece}", year=again[0].year, piece=titles(again[0].again()))
    rows = [joined((rich("{n}. ", n=n), titles(one.again()))) for n, one in enumerate(again, 1)]
    return lines(rich("Minh chứng năm {year}:", year=again[0].year), *rows)


def _use(number: int, one: EarlierProof, again: Sequence[EarlierProof]) -> str:
    """What the button says: which piece, where there are several."""
    return f"Dùng lại của năm {one.year}" if len(again) == 1 else f"Dùng lại {number}"


def used_again(code: str, piece: EarlierProof) -> RichText:
    """Last year's piece proves it again."""
    return rich(
        "✓ {code}: dùng lại “{title}” của năm {year}.",
        code=code,
        title=short(piece.title, 60),
        year=piece.year,
    )


def takes_account(view: Questionnaire, criterion: str) -> bool:
    """Whether an access account counts as proof here."""
    asked = view.framework.by_id[criterion].evidence
    return asked is not None and "credential" in asked.kinds


def _alone(view: Questionnaire, criterion: str) -> RichText | None:
    """Where nothing but evidence is asked, it is introduced like a question."""
    node = view.framework.by_id[criterion]
    if node.inputs:
        return None
    guidance = rich("{text}", text=short(dated(view, node.guidance), 240)) if node.guidance else None
    return lines(heading(view, criterion), guidance)


def ask_line(view: Questionnaire, criterion: str) -> RichText:
    """ "Minh chứng cho 3.1 – gửi liên kết hoặc tệp: Bảng kê tài sản…"."""
    node = view.framework.by_id[criterion]
    free = "" if node.evidence and node.evidence.required else " (không bắt buộc)"
    text = node.evidence.text if node.evidence else None
    return rich(
        "**Minh chứng cho {code}** – gửi liên kết hoặc tệp{free}{what}",
        code=node.name,
        free=free,
        what=f": {short(dated(view, text), 200)}" if text else ".",
    )


def received(code: str, links: int, files: int, details: Iterable[Details]) -> RichText:
    """What was just kept, and what was understood of the words beside each piece."""
    counts = [f"{n} {word}" for n, word in ((links, "liên kết"), (files, "tệp")) if n]
    said = "; ".join(filter(None, dict.fromkeys(describe(one) for one in details)))
    tail = f" ({said})" if said else ""
    return rich("✓ {code}: đã nhận {what}{tail}.", code=code, what=" và ".join(counts), tail=tail)


def describe(details: Details) -> str:
    """Number, date and place in one line."""
    parts = (
        f"số {details.document_number}" if details.document_number else None,
        f"ngày {day(details.document_date)}" if details.document_date else None,
        details.place,
    )
    return ", ".join(part for part in parts if part)


def described(code: str, details: Details) -> RichText:
    """The words went to the piece filed last."""
    return rich("✓ Đã ghi cho minh chứng của {code}: {what}.", code=code, what=describe(details))


def elsewhere(filed: str, other: str | None, fingerprint: str) -> tuple[tuple[Choice, ...], ...]:
    """One tap to mend a guess: the likely other criterion, or any."""
    likely = ((button(f"Là minh chứng của {other}", MOVE, filed, other, fingerprint),),) if other else ()
    return (*likely, (button("Chuyển sang tiêu chí khác", MOVE_WHERE, filed, fingerprint, 0),))


def moved(code: str) -> RichText:
    """A piece was filed anew."""
    return rich("✓ Đã chuyển sang minh chứng của {code}.", code=code)


def not_there(code: str) -> RichText:
    """A piece that a button speaks of is gone."""
    return rich("Minh chứng này không còn ở {code}.", code=code)


def held(count: int, rows: tuple[tuple[Choice, ...], ...]) -> Message:
    """Evidence that came when no criterion was being answered."""
    what = "minh chứng này" if count == 1 else f"{count} minh chứng"
    drop = (button("Không dùng", HELD_DROP),)
    return Message(rich("Đã giữ {what}. Dùng cho tiêu chí nào?", what=what), (*rows, drop))


def dropped() -> RichText:
    """Held evidence was not meant for any criterion."""
    return rich("Đã bỏ, không dùng làm minh chứng.")


def held_button(criterion: str, code: str) -> Choice:
    """A criterion to file held evidence under."""
    return button(code, HELD, criterion)


def titles(piece: EvidenceView) -> RichText:
    """One piece on one line."""
    details = Details(piece.place, piece.document_number, piece.document_date)
    said = describe(details)
    tail = f" – {said}" if said else ""
    note = f" ({short(piece.note, 80)})" if piece.note else ""
    check = marked(piece.check)
    return rich("{title}{tail}{note}{check}", title=short(piece.title, 70), tail=tail, note=note, check=check)


def manage(view: Questionnaire, criterion: str, editable: bool) -> Message:
    """All the evidence of one criterion, each piece to be replaced or withdrawn."""
    code = view.framework.by_id[criterion].name
    pieces = [e for e in view.evidence if e.criterion == criterion]
    head = rich("**Minh chứng của {code}** ({n})", code=code, n=len(pieces))
    rows = [joined((rich("{n}. ", n=n), titles(piece))) for n, piece in enumerate(pieces, 1)]
    text = lines(head, *(rows or [rich("Chưa có minh chứng nào.")]))
    choices: list[tuple[Choice, ...]] = []
    if editable:
        choices += [
            (button(f"Thay {n}", REPLACE, criterion, e.id), button(f"Rút {n}", WITHDRAW, criterion, e.id))
            for n, e in enumerate(pieces[:8], 1)
        ]
        choices += [(button("Thêm minh chứng", EVIDENCE, criterion),)]
    return Message(text, (*choices, (button(f"Về {code}", CARD, criterion),)), in_place=True)


def withdrawn(code: str) -> RichText:
    """One piece taken back."""
    return rich("✓ Đã rút một minh chứng của {code}.", code=code)


def reuse_list(view: Questionnaire, criterion: str, page: int) -> Message:
    """Evidence filed for other criteria, to be used here too."""
    here = {e.title for e in view.evidence if e.criterion == criterion}
    usable = [e for e in view.evidence if e.kind != "credential"]
    others = {e.title: e for e in reversed(usable) if e.title not in here}
    pieces = list(others.values())[page * PAGE : (page + 1) * PAGE]
    code = view.framework.by_id[criterion].name
    if not pieces:
        back = button(f"Về minh chứng của {code}", EVIDENCE, criterion)
        return Message(rich("Không còn minh chứng nào khác để dùng lại."), ((back,),))
    head = rich("**Dùng lại cho {code}** – chọn một minh chứng đã gửi:", code=code)
    rows = [
        joined((rich("{n}. {c}: ", n=n, c=view.framework.by_id[e.criterion].name), titles(e)))
        for n, e in enumerate(pieces, 1)
    ]
    picks = tuple(button(str(n), REUSE_THIS, criterion, e.id) for n, e in enumerate(pieces, 1))
    more = len(others) > (page + 1) * PAGE
    turn = (button("Xem tiếp ›", REUSE, criterion, page + 1),) if more else ()
    return Message(
        lines(head, *rows), (picks, (*turn, button("Thôi", EVIDENCE, criterion))), in_place=page > 0
    )


def gaps(view: Questionnaire, missing: tuple[str, ...]) -> Message:
    """The criteria that are answered and still lack evidence."""
    if not missing:
        return Message(rich("Không thiếu minh chứng nào."), ((button("Tiếp tục", NEXT),),))
    head = rich("**Thiếu minh chứng: {n} tiêu chí.** Chọn để bổ sung:", n=len(missing))
    nodes = [view.framework.by_id[c] for c in missing]
    rows = [rich("{code} – {title}", code=n.name, title=short(n.title, 60)) for n in nodes[:12]]
    picks = [button(n.name, EVIDENCE, n.id) for n in nodes[:12]]
    rest = rich("… và {n} tiêu chí nữa.", n=len(nodes) - 12) if len(nodes) > 12 else None
    return Message(
        lines(head, *rows, rest), (*grid(picks), (button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)))
    )


def words_only(code: str, criterion: str, said: str) -> Message:
    """Words where a link or file was expected: kept as a justification, if that is what they are."""
    text = rich(
        "Minh chứng cần là liên kết hoặc tệp. Ghi “{said}” làm lời giải trình của {code}?",
        said=short(said, 60),
        code=code,
    )
    choices = (
        (button("Ghi làm giải trình", JUSTIFY_TYPED, criterion), button("Không", EVIDENCE, criterion)),
    )
    return Message(text, choices)


def later(code: str) -> RichText:
    """No evidence for now."""
    return rich("Minh chứng của {code}: bổ sung sau.", code=code)


def reused(code: str, piece: EvidenceView) -> RichText:
    """A piece of another criterion proves this one too."""
    return rich("✓ {code}: dùng lại “{title}”.", code=code, title=short(piece.title, 60))


def in_place_of(title: str) -> RichText:
    """The next piece will replace this one."""
    return rich("Thay cho “{title}”:", title=short(title, 60))
