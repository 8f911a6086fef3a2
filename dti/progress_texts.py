"""What the operator reads of a campaign's progress."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from dti_core.messages.formatting import capital, points
from dti_core.messages.staff import board_words as words
from dti_core.messages.staff.board_view import Board, Row, Section
from dti_core.messages.staff.states import STATES

HELP = "tiến độ của một đợt: bảng, một đơn vị, ai đang vướng"
HELP_GROUP = "chỉ một nhóm xếp hạng, theo mã trong bộ chỉ số"
HELP_ORDER = "slow: chậm nhất trước (mặc định); points: điểm cao trước"
HELP_UNIT = "chi tiết một đơn vị, theo tên ngắn"
HELP_STUCK = "đơn vị nào đang vướng, vướng ở câu nào"
HELP_JSON = "in ra JSON, cho chương trình khác đọc"
HELP_PICTURE = "vẽ ra tệp PNG; bảng nhiều trang thành TỆP-1.png, TỆP-2.png…"
STATE, FILE = "TRẠNG_THÁI", "TỆP.png"
NO_PICTURE_OF_STUCK = "Chưa có hình cho --stuck; hãy bỏ --picture."
NOTHING_TO_DRAW = "Không có đơn vị nào để vẽ."
NO_POINTS = "Đơn vị này chưa có điểm để vẽ; hãy thử lại sau ít phút."
NAME = 38
"""Letters of a unit's name that the table has room for."""


def help_state() -> str:
    """Every state that can be asked for, with its meaning."""
    return "chỉ các đơn vị: " + "; ".join(f"{key} ({state.words})" for key, state in STATES.items())


def cannot_write(path: Path, problem: OSError) -> str:
    """The picture's file."""
    known = {FileNotFoundError: "không có thư mục đó", PermissionError: "không có quyền ghi vào đó"}
    return f"Không ghi được {path}: {known.get(type(problem), problem.strerror or 'lỗi khi ghi')}."


def drawn(paths: Sequence[Path]) -> str:
    """After pictures were written."""
    return "\n".join(f"Đã vẽ {path}" for path in paths)


def table(board: Board) -> str:
    """Heads and one line a unit, group after group."""
    lines = [
        board.title,
        capital(words.as_of(board.at, board.time_zone, board.published)),
        words.summary(board),
        words.counted(board.counts),
    ]
    for section in board.sections:
        if section.rows:
            lines += ["", *_section(section)]
    return "\n".join(line for line in lines if line is not None)


def _section(section: Section) -> Iterable[str]:
    for one in section.sets:
        yield " – ".join(part for part in (section.title, one.title) if part)
        heads = [column.code or column.title[:7] for column in one.columns]
        yield f"  {'':{NAME}} {'câu':>7} {'điểm':>8} {'xếp':>4} {'ngày':>5}  {_cells(heads)}"
        for row in section.rows:
            cells = [words.brief(row.cells.get(column.id)) for column in one.columns]
            yield f"{_row(row)}  {_cells(cells)}"


def _row(row: Row) -> str:
    name = row.name if len(row.name) <= NAME else row.name[: NAME - 1] + "…"
    earned = points(row.points) if row.points is not None else "–"
    days = "–" if row.idle is None else row.idle
    done = f"{row.answered}/{row.total}"
    return f"{STATES[row.status].sign} {name:{NAME}} {done:>7} {earned:>8} {row.rank or '–':>4} {days:>5}"


def _cells(values: Iterable[str]) -> str:
    return " ".join(f"{value:>7}" for value in values)
