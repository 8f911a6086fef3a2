"""The board in chat: units by state and group, a page at a time; the picture's caption; filters."""

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import capital, days_left, points, short
from dti_core.messages.model import Attachment, Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff import board_words as words
from dti_core.messages.staff.board_view import Board, Order, Pick, Row, Sheet, sheets
from dti_core.messages.staff.states import STATES
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

START = "s.pg0"
BOARD = "s.pg"  # group, state, order, page
PICTURE = "s.pgp"  # group, state, order, sheet
FILTER = "s.pgf"  # group, state, order
UNIT = "s.pgu"  # enrolment
CHART = "s.pgc"  # enrolment
STUCK = "s.pgs"  # group, state, order

PAGE = 10
ALL = "-"
ORDERS: dict[str, Order] = {"s": "slow", "p": "points"}
ORDER_WORDS: dict[Order, str] = {"slow": "Chậm nhất trước", "points": "Điểm cao trước"}

AFTER_CHART = ((button("Bảng tiến độ", START), button("Về bảng việc", HOME)),)
DRAWING = Message(rich("Đang vẽ, ảnh sẽ gửi vào đây."))
NO_POINTS = Message(rich("Đơn vị này chưa có điểm để vẽ; xin xem lại sau ít phút."))


def arguments(pick: Pick) -> tuple[str, str, str]:
    """A pick as a button carries it."""
    group = ALL if pick.group is None else str(pick.group)
    return group, pick.status or ALL, next(key for key, name in ORDERS.items() if name == pick.order)


def pick_of(group: str, status: str, order: str) -> Pick | None:
    """The inverse; None for what no button of ours says. Whether they exist is for the board to say."""
    if order not in ORDERS or not (group == ALL or (group.isdecimal() and len(group) < 4)):
        return None
    number = None if group == ALL else int(group)
    return Pick(number, None if status == ALL else status, ORDERS[order])


def screen(board: Board, page: int) -> Message:
    """Where all stand, then one unit a line, each with a number and a button that bears it."""
    rows = board.rows
    count = max(1, -(-len(rows) // PAGE))
    page %= count
    shown = rows[page * PAGE : (page + 1) * PAGE]
    numbered = list(enumerate(shown, page * PAGE + 1))
    text = paragraphs(
        lines(_head(board), words.summary(board), words.counted(board.counts)),
        lines(*(_line(number, row) for number, row in numbered)),
        rich("Bấm số để xem một đơn vị.") if shown else None,
    )
    units = grid([button(str(number), UNIT, row.enrolment) for number, row in numbered])
    return Message(text, (*units, *_leaf(board, page, count), *_ways(board)), in_place=True)


def filters(board: Board) -> Message:
    """Which group, which state, in which order."""
    group, status, order = arguments(board.pick)
    every = sum(board.counts.values())
    several = len(board.groups) > 1
    groups = [_option("Mọi nhóm", board.pick.group is None, (ALL, status, order))] if several else []
    groups += [
        _option(short(title, 40), board.pick.group == number, (str(number), status, order))
        for number, title in board.groups
        if several
    ]
    states = [_option(f"Mọi trạng thái ({every})", board.pick.status is None, (group, ALL, order))]
    states += [
        _option(f"{capital(STATES[each].words)} ({n})", board.pick.status == each, (group, each, order))
        for each, n in board.counts.items()
    ]
    orders = [
        _option(ORDER_WORDS[name], board.pick.order == name, (group, status, key))
        for key, name in ORDERS.items()
    ]
    rows = (*((each,) for each in groups), *grid(states), tuple(orders), (button("Về bảng việc", HOME),))
    return Message(rich("**Lọc bảng tiến độ**"), rows, in_place=True)


def picture(board: Board, number: int, file: Attachment) -> Message:
    """One picture of the board; the words say what it shows, for who cannot see it too."""
    every = sheets(board)
    text = lines(
        rich("**{title}**", title=board.title),
        words.group_line(every[number]),
        capital(words.as_of(board.at, board.time_zone, board.published)),
        words.summary(board),
        words.counted(board.counts),
    )
    rows = (*_leaf_pictures(board, number, every), (_list_button(board), _filter_button(board)))
    return Message(text, rows, attachment=file)


def nobody(board: Board) -> Message:
    """Nothing to draw."""
    text = (
        rich("Không có đơn vị nào để vẽ.") if not board.pick.status else rich("Không còn đơn vị nào như vậy.")
    )
    return Message(text, ((_filter_button(board), button("Về bảng việc", HOME)),))


def _head(board: Board) -> RichText:
    pick, left = board.pick, days_left(board.closes_at, board.at, board.time_zone)
    title = next((title for number, title in board.groups if number == pick.group), None)
    state = STATES[pick.status].words if pick.status else None
    what = " · ".join(part for part in ("", title, state) if part is not None)
    return rich("**Tiến độ**{what} · {left}", what=what, left=left)


def _line(number: int, row: Row) -> RichText:
    """ "3. ◐ **Sở Nội vụ** 21/35 · 236,5 điểm · 3 ngày"."""
    parts = [words.done(row).removesuffix(" tiêu chí")] if row.total else []
    parts += [f"{points(row.points)} điểm"] if row.points is not None and row.answered else []
    parts += [words.idle(row.idle)] if STATES[row.status].at_work and row.idle is not None else []
    parts += ["tự nguyện"] if row.volunteer else []
    head = f"{number}. {STATES[row.status].sign}"
    return rich("{head} **{name}** {rest}", head=head, name=row.name, rest=" · ".join(parts))


def _leaf(board: Board, page: int, count: int) -> tuple[tuple[Choice, ...], ...]:
    if count == 1:
        return ()
    pick = arguments(board.pick)
    here = button(f"{page + 1}/{count}", NOOP)
    back, on = (button(sign, BOARD, *pick, (page + step) % count) for sign, step in (("‹", -1), ("›", 1)))
    return ((back, here, on),)


def _leaf_pictures(board: Board, number: int, every: tuple[Sheet, ...]) -> tuple[tuple[Choice, ...], ...]:
    if len(every) == 1:
        return ()
    pick = arguments(board.pick)
    row = []
    if number > 0:
        row.append(button(f"‹ Ảnh {number}", PICTURE, *pick, number - 1))
    if number + 1 < len(every):
        row.append(button(f"Ảnh {number + 2}/{len(every)} ›", PICTURE, *pick, number + 1))
    return (tuple(row),)


def _ways(board: Board) -> tuple[tuple[Choice, ...], ...]:
    pick = arguments(board.pick)
    drawn = (button("Xem bảng hình", PICTURE, *pick, 0),) if board.rows else ()
    return (
        (*drawn, _filter_button(board)),
        (button("Ai đang vướng", STUCK, *pick), button("Về bảng việc", HOME)),
    )


def _option(label: str, chosen: bool, pick: tuple[str, str, str]) -> Choice:
    return button(f"✓ {label}" if chosen else label, BOARD, *pick, 0)


def _filter_button(board: Board) -> Choice:
    return button("Lọc", FILTER, *arguments(board.pick))


def _list_button(board: Board) -> Choice:
    return button("Danh sách", BOARD, *arguments(board.pick), 0)
