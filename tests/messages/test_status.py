"""The pinned status message."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from dti_core.messages.model import plain
from dti_core.messages.status import bar, status_text
from dti_core.survey.questionnaire import EvidenceView, Questionnaire, Returned, Standing
from tests.conversations.world import CAMPAIGN, START, labels
from tests.survey.small import view

STANDING = Standing(
    points=Fraction("236.5"),
    score=Fraction("236.5"),
    attainable=Fraction(420),
    indices={},
    criteria={},
    rank=4,
    units_in_group=19,
    units_past_half=11,
    current=True,
)


def said(found: Questionnaire) -> list[str]:
    return plain(status_text(found, START).text).splitlines()


def begun(**changes: object) -> Questionnaire:
    values = {"info:1": "60", "1.1:a": "true", "1.2:a": "khong", "1.3:a": "57", "1.6:a": "4"}
    return view(values, deferred=frozenset({"1.4"}), **changes)


def test_it_says_unit_progress_points_rank_and_what_is_missing() -> None:
    assert said(begun(standing=STANDING)) == [
        "Sở Nội vụ · còn 12 ngày",
        "▓▓▓▓▓░░░░░ 4/7 tiêu chí",
        "236,5 / 420 điểm · tạm xếp 4/19 (11 đơn vị đã trả lời hơn nửa)",
        "Thiếu minh chứng: 2 · Để sau: 1",
    ]


def test_its_buttons_lead_on() -> None:
    assert labels(status_text(begun(), START)) == ["Tiếp tục", "Danh sách", "Giải thích điểm"]


def test_a_hidden_rank_is_not_spoken_of() -> None:
    assert said(begun(standing=replace(STANDING, rank=None)))[2] == "236,5 / 420 điểm"


def test_before_the_first_score_it_says_so() -> None:
    assert said(begun())[2] == "Điểm: đang tính…"


def test_after_submitting_it_says_when_and_offers_no_question() -> None:
    found = begun(state="submitted", submitted_at=START, standing=STANDING)
    assert said(found)[0] == "Sở Nội vụ"
    assert said(found)[-1] == "Đã nộp lúc 9 giờ ngày 18/11/2024 nên câu trả lời đang khoá."
    assert labels(status_text(found, START)) == ["Danh sách", "Giải thích điểm"]


def test_after_a_return_it_leads_to_what_was_sent_back() -> None:
    found = begun(state="returned", returned=(Returned("1.3", "Thiếu."),))
    assert "Bị trả lại: 1 tiêu chí" in said(found)
    assert labels(status_text(found, START))[0] == "Xem mục bị trả lại"


def test_after_the_deadline_it_says_that_nothing_changes_any_more() -> None:
    late = plain(status_text(begun(), CAMPAIGN.closes_at + timedelta(hours=1)).text)
    assert "đã hết hạn" in late


def test_nothing_missing_leaves_no_empty_line() -> None:
    proof = tuple(EvidenceView(n, c, "link", "https://a.vn") for n, c in enumerate(("1.1", "1.3"), 1))
    found = replace(begun(evidence=proof), deferred=frozenset())
    assert len(said(found)) == 3


@pytest.mark.parametrize(
    ("share", "drawn"),
    [("0", "░" * 10), ("1/100", "▓" + "░" * 9), ("99/100", "▓" * 9 + "░"), ("1", "▓" * 10)],
)
def test_the_bar_is_full_only_at_the_end_and_empty_only_at_the_start(share: str, drawn: str) -> None:
    assert bar(Fraction(share)) == drawn
