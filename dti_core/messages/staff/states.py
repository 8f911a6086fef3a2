"""What the states of a unit are called where many of them stand side by side, and their signs.

The signs differ in shape, so that no colour is needed to tell them apart.
"""

from dataclasses import dataclass

NOT_JOINED = "not_joined"
"""Nobody of the unit has accepted an invitation and nothing has been answered: no state of an enrolment."""


@dataclass(frozen=True)
class StateWord:
    """A state in words (within a sentence), its sign, and whether the unit is still at work."""

    words: str
    sign: str
    at_work: bool = True


STATES = {
    NOT_JOINED: StateWord("chưa tham gia", "✕"),
    "not_started": StateWord("chưa bắt đầu", "○"),
    "in_progress": StateWord("đang làm", "◐"),
    "returned": StateWord("bị trả lại", "↩"),
    "closed_unsubmitted": StateWord("hết hạn, chưa nộp", "■", at_work=False),
    "submitted": StateWord("đã nộp", "●", at_work=False),
    "resubmitted": StateWord("đã nộp lại", "●", at_work=False),
    "in_review": StateWord("đang thẩm định", "◎", at_work=False),
    "verified": StateWord("đã thẩm định", "✓", at_work=False),
    "council_decided": StateWord("Hội đồng đã kết luận", "✓", at_work=False),
    "published": StateWord("đã công bố", "★", at_work=False),
}
"""In the order in which they are told."""
