"""Points and why: totals by index, what would bring most, each criterion's sentence, what is assumed."""

from collections.abc import Mapping
from fractions import Fraction

from dti_core.framework.framework import Framework, Node
from dti_core.messages.formatting import points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.verbs import ASSUMED, CARD, CHART, LIST, NEXT, NOOP, POINTS, WHY, button
from dti_core.scoring.model import CriterionScore, UnitScore
from dti_core.scoring.texts import COUNTED, sentence
from dti_core.survey.questionnaire import Questionnaire

BEST_FIRST = 3
PAGE = 10
PROVISIONAL = "_* tạm tính; bấm mã để xem căn cứ_"


def totals(view: Questionnaire, score: UnitScore, why: bool = False) -> Message:
    """The sum, by index, where most is still to be had, and what rests on an exemption."""
    sum_of = {"points": points(score.points), "all": points(score.attainable)}
    head = "**Vì sao {points} điểm?** (trên {all} điểm)" if why else "**{points}** / {all} điểm"
    text = paragraphs(
        lines(rich(head, **sum_of), headline(view.framework, score.score), rank_line(view)),
        lines(*_by_index(view.framework, score)),
        lines(_most_left(view.framework, score), *_exempt(view.framework, score)),
    )
    chart = () if view.inputs_scope is not None else (button("Biểu đồ", CHART),)
    row = (button("Từng tiêu chí", WHY, 0), *chart, button("Tiếp tục", NEXT))
    return Message(text, (row, (button("Cách tính nào là tạm tính?", ASSUMED),)))


def headline(framework: Framework, score: Fraction) -> RichText | None:
    """The score that is published where it is not the sum that ranks."""
    if framework.spec.headline.kind == "sum":
        return None
    count = len(framework.spec.pillars)
    return rich(
        "Điểm bình quân {n} trụ cột: **{score}** (xếp hạng theo tổng điểm).", n=count, score=points(score)
    )


def rank_line(view: Questionnaire) -> RichText | None:
    """The provisional rank and how far the others are; the final one once it is published.

    Nothing where it is hidden, nobody else is there, or nobody has begun; a volunteer is told so.
    """
    standing = view.standing
    if view.volunteer:
        return rich("Tham gia tự nguyện: không xếp hạng.")
    if standing is None or standing.rank is None or standing.units_in_group < 2:
        return None
    if view.state == "published":
        return rich("Xếp hạng **{rank}**/{units}.", rank=standing.rank, units=standing.units_in_group)
    if not standing.points and not standing.units_past_half:
        return None
    return rich(
        "Tạm xếp **{rank}**/{units} ({half} đơn vị đã trả lời hơn nửa).",
        rank=standing.rank,
        units=standing.units_in_group,
        half=standing.units_past_half,
    )


def _by_index(framework: Framework, score: UnitScore) -> list[RichText]:
    rows, pillar = [], None
    for index in framework.indices:
        if index.pillar != pillar:
            pillar = index.pillar
            rows += _pillars(framework, score, pillar)
        if index.id in score.indices:
            most = points(index.max_points) if index.max_points is not None else "…"
            earned = points(score.indices[index.id])
            rows.append(rich("{title}: {points}/{max}", title=index.title, points=earned, max=most))
    return rows if pillar else [*rows, *_pillars(framework, score, None)]


def _pillars(framework: Framework, score: UnitScore, only: str | None) -> list[RichText]:
    """The pillars' own totals: one at the head of its indices, or all where they share indices."""
    return [
        rich(
            "**{name}: {points}/{max}**",
            name=each.title if only else f"Trụ cột {each.title}",
            points=points(score.pillars[each.id]),
            max=points(Fraction(each.max)),
        )
        for each in framework.spec.pillars
        if only in (None, each.id)
    ]


def left(framework: Framework, scores: Mapping[str, CriterionScore]) -> list[tuple[Node, Fraction]]:
    """Criteria with what they could still bring, most first; those that nobody is asked are left out."""
    open_states = ("answered", "partial", "missing", "pending")
    rest = [
        (node, node.max_points - scores[node.id].points)
        for node in framework.criteria
        if node.max_points is not None and node.id in scores and scores[node.id].state in open_states
    ]
    return sorted((pair for pair in rest if pair[1] > 0), key=lambda pair: -pair[1])


def _exempt(framework: Framework, score: UnitScore) -> list[RichText]:
    """What exempt criteria get, those with the same reason on one line."""
    reasons: dict[str, list[str]] = {}
    for node in framework.criteria:
        found = score.criteria[node.id]
        if found.state == "exempt":
            why = sentence(found.arithmetic, False, found.points, "")
            reasons.setdefault(why[:1].lower() + why[1:], []).append(node.name)
    return [rich("{codes}: {why}", codes=", ".join(codes), why=why) for why, codes in reasons.items()]


def _most_left(framework: Framework, score: UnitScore) -> RichText | None:
    best = left(framework, score.criteria)[:BEST_FIRST]
    if not best:
        return None
    named = ", ".join(f"{node.name} ({points(more)})" for node, more in best)
    return rich("Nhiều điểm nhất còn lấy được: {list}.", list=named)


def each(view: Questionnaire, score: UnitScore, page: int) -> Message:
    """Every criterion's own sentence, some at a time."""
    nodes = view.framework.criteria
    count = max(1, -(-len(nodes) // PAGE))
    page = page % count
    shown = nodes[page * PAGE : (page + 1) * PAGE]
    rows = [_briefly(node, score.criteria[node.id]) for node in shown]
    legend = rich(PROVISIONAL) if any(_is_assumed(score.criteria[node.id]) for node in shown) else None
    picks = tuple(button(node.code, CARD, node.id) for node in shown)
    turn = (
        button("‹", WHY, (page - 1) % count),
        button(f"{page + 1}/{count}", NOOP),
        button("›", WHY, (page + 1) % count),
    )
    return Message(
        lines(*rows, legend), (*_two_rows(picks), turn, (button("Tổng điểm", POINTS),)), in_place=True
    )


def _two_rows(picks: tuple[Choice, ...]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(row for row in (picks[:5], picks[5:]) if row)


def _briefly(node: Node, score: CriterionScore) -> RichText:
    """ "3.1 · 15,83/20* – 57/72 ≈ 79,17% × 20"."""
    why = score.arithmetic[:1].lower() + score.arithmetic[1:]
    return rich(
        "**{code}** · {points}{of}{star} – {why}",
        code=node.name,
        points=points(score.points),
        of=f"/{points(node.max_points)}" if node.max_points is not None else "",
        star="*" if _is_assumed(score) else "",
        why=short(why.removesuffix(f" nên tạm{COUNTED}"), 200),
    )


def _is_assumed(score: CriterionScore) -> bool:
    """Whether an interpretation has been applied; nothing is interpreted before there is an answer."""
    return score.basis == "assumed" and score.state not in ("missing", "not_asked", "requested")


def _sentence(code: str, score: CriterionScore) -> RichText:
    return rich("**{code}** {why}", code=code, why=short(score.explanation, 300))


def why_one(code: str, score: CriterionScore) -> Message:
    """One criterion's sentence."""
    row = (button(f"Mở {code}", CARD, score.id), button("Tổng điểm", POINTS), button("Tiếp tục", NEXT))
    return Message(_sentence(code, score), (row,))


def _decision(framework: Framework) -> str:
    number = framework.spec.decision.number
    return f"Quyết định {number}" if number else "Quyết định"


def assumed(framework: Framework) -> Message:
    """Which readings are interpretations, each reason once with the criteria that may come to rest on it."""
    reasons: dict[str, list[str]] = {}
    for node in framework.criteria:
        for basis in dict.fromkeys(node.basis.values()):
            if basis.source == "assumed" and basis.reason:
                codes = reasons.setdefault(basis.reason, [])
                codes += [node.name] if node.name not in codes else []
    if not reasons:
        text = rich("Mọi cách tính đều có trong {decision}.", decision=_decision(framework))
        return Message(text, ((button("Tổng điểm", POINTS),),))
    head = rich(
        "**Tạm tính** – những chỗ {decision} không nói rõ, đang hiểu như sau (có thể được điều chỉnh):",
        decision=_decision(framework),
    )
    rows = [rich("• {codes}: {why}", codes=", ".join(codes), why=why) for why, codes in reasons.items()]
    return Message(lines(head, *rows), ((button("Tổng điểm", POINTS), button("Danh sách", LIST, 0)),))
