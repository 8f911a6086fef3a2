"""One more unit, in chat: which framework and group, what is special about it, its name, a last look."""

from collections.abc import Sequence
from dataclasses import dataclass

from dti_core.messages.formatting import listed, short
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.roster import NEW_UNIT, ROSTER, UNIT, UPLOAD
from dti_core.messages.staff.ticking import OFF, ON
from dti_core.messages.verbs import button

FRAMEWORK = "s.ro.nf"  # number of the first of its groups
GROUP = "s.ro.ng"  # number of the group
TRAITS = "s.ro.nt"  # number of the group, sum of the ticked traits' bits
VOLUNTEER = "s.ro.nv"  # the same, when the traits are ticked
NAME = "s.ro.nn"  # the same, 1 for a volunteer
YES = "s.ro.ny"  # mark of what was shown
ADDED, KNOWN = "Đã thêm đơn vị", "Đơn vị này đã có"
_BACK = button("Thôi", ROSTER)


@dataclass(frozen=True)
class NewUnitView:
    """What is about to be added, as people read it. `elsewhere`: it is assessed by another framework, too."""

    name: str
    group: str
    framework: str
    traits: Sequence[str]
    volunteer: bool
    elsewhere: bool = False


def frameworks(found: Sequence[tuple[int, str]]) -> Message:
    """Which framework, where the campaign has several."""
    picks = [(button(short(title, 60), FRAMEWORK, number),) for number, title in found]
    return Message(rich("Đơn vị mới được đánh giá theo bộ chỉ số nào?"), (*picks, (_BACK,)), in_place=True)


def groups(found: Sequence[tuple[int, str]]) -> Message:
    """Which ranking group."""
    picks = [(button(short(title, 60), GROUP, number),) for number, title in found]
    return Message(rich("Đơn vị mới xếp hạng trong nhóm nào?"), (*picks, (_BACK,)), in_place=True)


def traits(group: int, titles: Sequence[str], ticked: int) -> Message:
    """What is special about it; nothing need be ticked."""
    picks = [
        (button(f"{_sign(ticked, place)} {short(title, 60)}", TRAITS, group, ticked ^ (1 << place)),)
        for place, title in enumerate(titles)
    ]
    text = lines(
        rich("Đơn vị mới có đặc điểm nào không?"),
        rich("Bấm để chọn hoặc bỏ. Không có thì bấm Tiếp tục."),
    )
    return Message(text, (*picks, (button("Tiếp tục", VOLUNTEER, group, ticked), _BACK)), in_place=True)


def volunteer(group: int, ticked: int) -> Message:
    """Whether it takes part unranked."""
    picks = (
        (button("Thuộc diện đánh giá, xếp hạng", NAME, group, ticked, 0),),
        (button("Tự nguyện tham gia, không xếp hạng", NAME, group, ticked, 1),),
    )
    return Message(rich("Đơn vị mới tham gia theo diện nào?"), (*picks, (_BACK,)), in_place=True)


def ask_name() -> Message:
    """What it is called."""
    text = lines(rich("**Tên đơn vị mới?**"), rich("Gõ đủ tên trong một tin, ví dụ: Sở Nội vụ"))
    return Message(text, ((_BACK,),), asks=True)


def not_a_name() -> Message:
    """What was typed is no name of a unit."""
    text = lines(
        rich("Chưa rõ tên đơn vị. Mỗi lần một đơn vị, tên dài 2–200 ký tự, ví dụ: Sở Nội vụ"),
        rich("Cần thêm nhiều đơn vị một lúc thì dùng tệp Excel danh bạ."),
    )
    return Message(text, ((button("Nạp từ Excel", UPLOAD), _BACK),), asks=True)


def preview(new: NewUnitView, mark: str) -> Message:
    """A last look before it is written."""
    text = paragraphs(
        rich("Thêm **{name}** vào danh bạ?", name=new.name),
        lines(
            rich("Bộ chỉ số: {title}", title=new.framework) if new.framework else None,
            rich("Nhóm: {group}", group=new.group),
            rich("Tự nguyện tham gia, không xếp hạng") if new.volunteer else None,
            rich("Đặc điểm: {traits}", traits=listed(new.traits)) if new.traits else None,
            rich("Đơn vị này đã tham gia bộ chỉ số khác của đợt.") if new.elsewhere else None,
        ),
        rich("Tên chưa đúng thì gõ lại."),
    )
    choices: tuple[Choice, ...] = (button("Thêm", YES, mark), button("Chọn lại", NEW_UNIT), _BACK)
    return Message(text, (choices,), asks=True)


def known(name: str, enrolment: int) -> Message:
    """It is on the roster already."""
    text = rich("**{name}** đã có trong danh bạ của đợt này. Gõ tên khác, hoặc xem đơn vị đó.", name=name)
    return Message(text, ((button("Xem đơn vị", UNIT, enrolment), _BACK),), asks=True)


def alike(name: str, other: str, enrolment: int) -> Message:
    """It would be taken for another unit."""
    text = lines(
        rich("“{name}” gần giống **{other}** đã có trong danh bạ.", name=name, other=other),
        rich("Nếu là đơn vị khác, gõ tên đầy đủ hơn, hoặc dùng tệp Excel và ghi một mã riêng."),
    )
    return Message(text, ((button("Xem đơn vị đã có", UNIT, enrolment), _BACK),), asks=True)


OUTDATED = Message(
    rich("Bước này đã cũ. Bấm Thêm đơn vị để làm lại."), ((button("Thêm đơn vị", NEW_UNIT), _BACK),)
)


def _sign(ticked: int, place: int) -> str:
    return ON if ticked >> place & 1 else OFF
