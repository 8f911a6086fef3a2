"""Exports in chat: what there is, what is being made, and the files."""

from collections.abc import Sequence

from dti_core.messages.formatting import short, size
from dti_core.messages.model import Attachment, Choice, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.ticking import OPEN as TICK
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

EXPORT = "s.xl"
KIND = "s.xlk"  # kind
GROUP = "s.xlg"  # kind, number of the group or EVERYBODY
UNITS = "s.xlu"  # page
UNIT = "s.xlo"  # enrolment
EVERYBODY = "*"
PAGE = 8

MENU = "Xuất Excel"
TITLES = {
    "campaign": "Sổ cả kỳ",
    "unit": "Phiếu một đơn vị",
    "units": "Phiếu từng đơn vị (ZIP)",
    "archive": "Kho minh chứng (ZIP)",
}
_BACK = (button("Chọn sổ khác", EXPORT), button("Về bảng việc", HOME))

UNKNOWN = Message(rich("Không còn nhóm hoặc đơn vị đó trong phần việc của Anh/Chị."), (_BACK,))
BUSY = Message(rich("Sổ này đang được làm, xong sẽ gửi vào đây."), (_BACK,))
NOBODY = Message(rich("Chưa có đơn vị nào trong phần việc của Anh/Chị."), ((button("Về bảng việc", HOME),),))


def choose() -> Message:
    """Which book."""
    text = lines(
        rich("**Xuất Excel** – chọn loại:"),
        rich("• **Sổ cả kỳ**: xếp hạng, tiến độ, ma trận, phiếu từng đơn vị, số liệu, minh chứng, lịch sử."),
        rich("• **Phiếu một đơn vị**: theo mẫu phụ lục, so với trung vị của nhóm."),
        rich("• **Kho minh chứng**: các tệp đã gửi, xếp theo đơn vị và tiêu chí, có mục lục."),
    )
    picks = [
        (button(TITLES[kind], KIND, kind),) if kind != "unit" else (button(TITLES[kind], UNITS, 0),)
        for kind in TITLES
    ]
    return Message(text, (*picks, (button("Về bảng việc", HOME),)), in_place=True)


def which_group(kind: str, groups: Sequence[tuple[int, str]], ticking: str | None = None) -> Message:
    """Of everybody, of one group, or of units that are ticked (`ticking`: the purpose)."""
    picks = [(button(short(title, 50), GROUP, kind, number),) for number, title in groups]
    whole = (button("Tất cả các nhóm" if groups else "Tất cả các đơn vị", GROUP, kind, EVERYBODY),)
    some = ((button("Chọn từng đơn vị", TICK, ticking, 0),),) if ticking else ()
    asked = rich("**{kind}** – của nhóm, đơn vị nào?", kind=TITLES[kind])
    return Message(asked, (whole, *picks, *some, _BACK), in_place=True)


TICK_GO = "Làm sổ"
TO_CHOICE = button("Thôi", EXPORT)


def tick_title(kind: str) -> str:
    """What the units are picked for."""
    return f"{TITLES[kind]}: của những đơn vị nào?"


def which_unit(units: Sequence[tuple[int, str]], page: int) -> Message:
    """A page of units."""
    pages = max(1, -(-len(units) // PAGE))
    here = min(max(page, 0), pages - 1)
    shown = units[here * PAGE : (here + 1) * PAGE]
    picks: list[tuple[Choice, ...]] = [(button(short(name, 50), UNIT, number),) for number, name in shown]
    if pages > 1:
        picks.append(
            (
                button("‹", UNITS, (here - 1) % pages),
                button(f"{here + 1}/{pages}", NOOP),
                button("›", UNITS, (here + 1) % pages),
            )
        )
    return Message(rich("**Phiếu của đơn vị nào?**"), (*picks, _BACK), in_place=True)


def mark(task: int) -> str:
    """What the messages about one task share, so that the later replaces the earlier."""
    return f"export:{task}"


def begun(kind: str, task: int) -> Message:
    """Said at once."""
    return Message(rich("**{kind}**: đang làm, sẽ gửi vào đây.", kind=TITLES[kind]), running=mark(task))


def going(kind: str, task: int, percent: int) -> Message:
    """How far it is."""
    text = rich("**{kind}**: đang làm {percent}%…", kind=TITLES[kind], percent=percent)
    return Message(text, running=mark(task))


def done(kind: str, task: int) -> Message:
    """The last word in place; the files follow."""
    return Message(rich("✓ **{kind}**: đã làm xong.", kind=TITLES[kind]), running=mark(task))


def file(
    kind: str, path: str, name: str, about: str, number: tuple[int, int], last: Sequence[str]
) -> Message:
    """One file. `number`: which of how many; `last`: lines to be said with the last one."""
    head = rich("**{kind}**{about}", kind=TITLES[kind], about=f" – {about}" if about else "")
    part = rich("Phần {number}/{count}", number=number[0], count=number[1]) if number[1] > 1 else None
    ends = number[0] == number[1]
    said = [rich("{line}", line=line) for line in last] if ends else []
    return Message(lines(head, part, *said), (_BACK,) if ends else (), attachment=Attachment(path, name))


UNPACK = "Giải nén mọi phần vào cùng một thư mục, rồi mở “Muc-luc-minh-chung”."
RELATIVE = "Đặt sổ cả kỳ hoặc sổ thẩm định cạnh thư mục “minh-chung” thì các liên kết tới tệp mở được."


def lost(count: int) -> str:
    """Some files could not be put in."""
    return f"{count} tệp thiếu hoặc hỏng trên máy chủ, có ghi trong mục lục; xin báo người vận hành."


def too_many_bytes(count: int, slug: str) -> Message:
    """More than a chat carries."""
    text = lines(
        rich("Kho minh chứng nặng **{size}**, quá lớn để gửi qua trò chuyện.", size=size(count)),
        rich("Chọn từng nhóm, hoặc nhờ người vận hành lấy trên máy chủ:"),
        rich("dti export archive --campaign {slug} --to minh-chung.zip", slug=slug),
    )
    return Message(text, (_BACK,))


def too_many_units(count: int, slug: str) -> Message:
    """More reports than are made at once."""
    text = lines(
        rich("**{count}** phiếu là quá nhiều cho một lần.", count=count),
        rich("Chọn từng nhóm, hoặc nhờ người vận hành lấy trên máy chủ:"),
        rich("dti export units --campaign {slug} --to phieu.zip", slug=slug),
    )
    return Message(text, (_BACK,))


def too_large(name: str, bytes_count: int, slug: str) -> Message:
    """A book that the chat does not carry."""
    text = lines(
        rich(
            "“{name}” nặng **{size}**, quá 50 MB nên không gửi qua đây được.",
            name=name,
            size=size(bytes_count),
        ),
        rich("Chọn từng nhóm, hoặc nhờ người vận hành lấy trên máy chủ:"),
        rich("dti export campaign --campaign {slug} --to so.xlsx", slug=slug),
    )
    return Message(text, (_BACK,))
