"""The pinned status message: one, edited in place."""

from datetime import datetime
from fractions import Fraction

from dti_core.messages.contact.points import rank_line
from dti_core.messages.contact.window import closed_line
from dti_core.messages.formatting import days_left, points
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import LIST, NEXT, POINTS, RETURNED, button
from dti_core.survey import progress
from dti_core.survey.progress import Progress
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.window import closed_because

BAR = 10


def status_text(view: Questionnaire, now: datetime) -> Message:
    """Unit and days left, progress, points and provisional rank, what is missing, and the way on."""
    found = progress.of(view)
    closed = closed_because(view, now)
    text = lines(
        _head(view, now),
        rich("{bar} {done}/{all} tiêu chí", bar=bar(found.share), done=found.answered, all=found.total),
        _points(view),
        _missing(view, found),
        closed_line(view, closed, named=False) if closed else None,
    )
    return Message(text, _choices(view, closed is None))


def bar(share: Fraction) -> str:
    """▓▓▓▓▓▓░░░░: full only when everything is done, empty only when nothing is."""
    filled = int(share * BAR)
    filled = max(filled, 1) if share > 0 else 0
    return "▓" * filled + "░" * (BAR - filled)


def _head(view: Questionnaire, now: datetime) -> RichText:
    until = _until(view)
    if until is not None:
        left = days_left(until, now, view.campaign.time_zone)
        return rich("**{unit}** · {left}", unit=view.unit_name, left=left)
    return rich("**{unit}**", unit=view.unit_name)


def _until(view: Questionnaire) -> datetime | None:
    """What the days are counted to, while there is something to do."""
    if view.state == "returned":
        return view.returned_until
    return view.campaign.closes_at if view.campaign.state == "open" and view.submitted_at is None else None


def _points(view: Questionnaire) -> RichText:
    standing = view.standing
    if standing is None:
        return rich("Điểm: đang tính…")
    score = rich("**{points}** / {all} điểm", points=points(standing.points), all=points(standing.attainable))
    if view.framework.spec.headline.kind != "sum":
        score = rich("{score} (bình quân {mean})", score=score, mean=points(standing.score))
    rank = rank_line(view)
    return rich("{score} · {rank}", score=score, rank=_lower(rank)) if rank else score


def _lower(text: RichText) -> RichText:
    """ "Tạm xếp…" in the middle of a line, without its full stop."""
    first, *rest = text
    inner = (type(first)(first.text[:1].lower() + first.text[1:], first.bold, first.italic), *rest)
    last = inner[-1]
    return (*inner[:-1], type(last)(last.text.rstrip("."), last.bold, last.italic))


def _missing(view: Questionnaire, found: Progress) -> RichText | None:
    if view.state == "published":
        return None
    if view.state == "returned":
        return rich("Bị trả lại: {n} tiêu chí", n=len(view.returned))
    counts = (
        ("Thiếu minh chứng", len(found.having("no_evidence"))),
        ("Để sau", len(progress.deferred(view))),
        ("Chờ duyệt không áp dụng", len(found.having("requested"))),
    )
    said = [f"{label}: {n}" for label, n in counts if n]
    return rich("{said}", said=" · ".join(said)) if said else None


def _choices(view: Questionnaire, is_open: bool) -> tuple[tuple[Choice, ...], ...]:
    go_on = button("Xem mục bị trả lại", RETURNED) if view.state == "returned" else button("Tiếp tục", NEXT)
    look = (button("Danh sách", LIST, 0), button("Giải thích điểm", POINTS))
    return ((go_on,), look) if is_open else (look,)
