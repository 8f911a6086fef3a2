"""A unit's points beside its group's: the values of the chart, and the words that go with it."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import points, short
from dti_core.messages.model import Attachment, Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.board_words import as_of
from dti_core.messages.verbs import CARD, NEXT, POINTS, button

TITLE = 60
"""Letters of a criterion's title that the caption has room for."""
ASKED = Message(rich("Đang vẽ biểu đồ, sẽ gửi vào đây."))
NO_POINTS = Message(
    rich("Điểm của đơn vị đang được tính; xin xem lại biểu đồ sau ít phút."),
    ((button("Xem điểm", POINTS), button("Tiếp tục", NEXT)),),
)


@dataclass(frozen=True)
class Bar:
    """One index: what it can bring, what the unit has, and the median and best of the group where told."""

    title: str
    most: Fraction | None
    own: Fraction
    median: Fraction | None = None
    best: Fraction | None = None


@dataclass(frozen=True)
class Gain:
    """A criterion that can still bring points."""

    id: str
    name: str
    title: str
    points: Fraction


@dataclass(frozen=True)
class Comparison:
    """A unit at one moment. `whole` is the total as a bar; `units`: how many the group's figures are of."""

    unit: str
    campaign: str
    group: str
    time_zone: str
    at: datetime
    published: bool
    whole: Bar
    bars: tuple[Bar, ...]
    units: int
    past_half: int
    gains: tuple[Gain, ...] = ()

    @property
    def compared(self) -> bool:
        """Whether the group's figures may be told."""
        return self.whole.median is not None


Ways = tuple[tuple[Choice, ...], ...]


def caption(seen: Comparison, picture: Attachment, ways: Ways) -> Message:
    """The chart with its gist in words, and where to go from there."""
    text = lines(
        rich("**{unit}** · {dated}", unit=seen.unit, dated=as_of(seen.at, seen.time_zone, seen.published)),
        rich(
            "**{own}** / {most} điểm", own=points(seen.whole.own), most=points(seen.whole.most or Fraction(0))
        ),
        _beside_others(seen),
        rich("Nhiều điểm nhất còn lấy được:") if seen.gains else None,
        *(_gain(gain) for gain in seen.gains),
    )
    return Message(text, ways, attachment=picture)


def _beside_others(seen: Comparison) -> RichText | None:
    if seen.whole.median is None or seen.whole.best is None:
        return None
    return rich(
        "Nhóm {n} đơn vị: trung vị {median}, cao nhất {best} ({half} đơn vị đã trả lời hơn nửa).",
        n=seen.units,
        median=points(seen.whole.median),
        best=points(seen.whole.best),
        half=seen.past_half,
    )


def _gain(gain: Gain) -> RichText:
    title = short(gain.title, TITLE)
    return rich("• **{name}** {title}: +{more}", name=gain.name, title=title, more=points(gain.points))


def own_ways(seen: Comparison) -> Ways:
    """For the unit's own contact: to the criteria that would bring most."""
    open_ = grid([button(f"Mở {gain.name}", CARD, gain.id) for gain in seen.gains])
    last = (button("Tổng điểm", POINTS), button("Tiếp tục", NEXT))
    return (*open_, last)
