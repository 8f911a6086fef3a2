"""Boards made of nothing but values, for pictures and texts."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

from dti_core.campaign.staff.board import in_order
from dti_core.campaign.staff.board_columns import column_sets
from dti_core.framework.library import find
from dti_core.messages.staff.board_view import Board, Pick, Row, Section
from dti_core.messages.staff.states import NOT_JOINED, STATES

NOW = datetime(2024, 11, 28, 8, 20, tzinfo=UTC)
NAMES = (
    "Sở Nội vụ",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
)


def board(framework_id: str, units: int, *, seed: int = 1, name: str | None = None) -> Board:
    """So many units in every state, with points by chance."""
    framework = find(framework_id).framework
    assert framework is not None
    sets = column_sets(framework, lambda _index: True)
    random = Random(seed)
    rows = [_row(number, sets, random, name) for number in range(units)]
    group = framework.spec.groups[0]
    ordered = tuple(in_order(rows, "slow"))
    section = Section(0, framework.id, group.id, group.title, sets, ordered, units)
    return Board(
        title="Đánh giá chuyển đổi số năm 2024 – tỉnh An Giang",
        time_zone="Asia/Ho_Chi_Minh",
        closes_at=NOW + timedelta(days=3),
        published=False,
        at=NOW,
        pick=Pick(),
        groups=((0, group.title),),
        counts=Counter(row.status for row in rows),
        sections=(section,) if rows else (),
    )


def _row(number: int, sets: tuple, random: Random, name: str | None) -> Row:
    status, quality = random.choice(list(STATES)), random.randint(0, 100)
    begun = status not in (NOT_JOINED, "not_started")
    columns = [column for one in sets for column in one.columns]
    cells = (
        {c.id: (c.most or 0) * Fraction(random.randint(0, quality), 100) for c in columns} if begun else {}
    )
    return Row(
        enrolment=number,
        slug=f"don-vi-{number}",
        name=name or f"{NAMES[number % len(NAMES)]} {number}",
        status=status,
        joined=status != NOT_JOINED,
        volunteer=False,
        answered=35 * quality // 100 if begun else 0,
        total=35,
        points=sum(cells.values(), Fraction(0)) if begun else None,
        attainable=Fraction(420) if begun else None,
        rank=number + 1 if begun else None,
        active_at=NOW - timedelta(days=number) if begun else None,
        idle=number if begun else None,
        closes_at=NOW,
        cells=cells,
    )
