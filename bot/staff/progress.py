"""Progress: the board as a list and as a picture, one unit, who is stuck."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word
from dti_core.campaign import tasks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board, board_unit, drawings, stuck
from dti_core.messages.staff import board as texts
from dti_core.messages.staff import board_unit as unit_texts
from dti_core.messages.staff import stuck as stuck_texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.board_view import Board, Pick
from dti_core.messages.staff.stuck import Stuck


def _listed(desk: Desk, args: Args) -> None:
    """A page of the board."""
    found = _board(desk, args[:3])
    if found is not None:
        desk.say(texts.screen(found, _number(args[3])))


def _filter(desk: Desk, args: Args) -> None:
    found = _board(desk, args)
    if found is not None:
        desk.say(texts.filters(found))


def _board(desk: Desk, args: Args) -> Board | None:
    """What was picked; a button that names what there is not (any more) is said so."""
    desk.focus("home")
    pick = texts.pick_of(*args)
    found = board.board(desk.conn, desk.staffer, pick, desk.now) if pick else None
    if isinstance(found, Board):
        return found
    desk.say(trouble.UNKNOWN_BUTTON)
    return None


def _picture(desk: Desk, args: Args) -> None:
    """Have it drawn; the press is answered at once."""
    if _board(desk, args[:3]) is None:
        return
    group, status, order, sheet = args
    number = _number(sheet)
    _order(desk, drawings.BOARD, {"group": group, "status": status, "order": order, "sheet": number})


def _chart(desk: Desk, args: Args) -> None:
    found = board_unit.unit(desk.conn, desk.staffer, _number(args[0]), desk.now)
    if isinstance(found, Refusal):
        desk.say(trouble.UNKNOWN_BUTTON)
    else:
        _order(desk, drawings.UNIT, {"enrolment": found.row.enrolment})


def _order(desk: Desk, kind: str, asked: dict[str, str | int]) -> None:
    """A task; the same press again waits for the first."""
    named = ":".join(str(part) for part in asked.values())
    tasks.ask(
        desk.conn,
        kind,
        asked,
        desk.now,
        campaign=desk.staffer.campaign,
        requester=desk.requester,
        mark=f"{kind}:{desk.staffer.assignment}:{named}",
    )
    desk.say(texts.DRAWING)


def _unit(desk: Desk, args: Args) -> None:
    desk.focus("home")
    found = board_unit.unit(desk.conn, desk.staffer, _number(args[0]), desk.now)
    desk.say(trouble.UNKNOWN_BUTTON if isinstance(found, Refusal) else unit_texts.detail(found))


def _stuck(desk: Desk, args: Args) -> None:
    desk.focus("home")
    pick = texts.pick_of(*args)
    found = stuck.stuck(desk.conn, desk.staffer, pick, desk.now) if pick else None
    desk.say(stuck_texts.screen(found) if isinstance(found, Stuck) else trouble.UNKNOWN_BUTTON)


def _typed(desk: Desk, _argument: str) -> None:
    _listed(desk, (*texts.arguments(Pick()), "0"))


def _start(desk: Desk, _args: Args) -> None:
    _typed(desk, "")


def _number(text: str) -> int:
    """A number that a button carries; 0 for what is none, and for what no number of ours can be."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


FEATURE = Feature(
    menu=(Entry("Tiến độ", texts.START, "see"),),
    buttons={
        texts.START: Button(_start, "see"),
        texts.BOARD: Button(_listed, "see", 4),
        texts.PICTURE: Button(_picture, "see", 4),
        texts.FILTER: Button(_filter, "see", 3),
        texts.UNIT: Button(_unit, "see", 1),
        texts.CHART: Button(_chart, "see", 1),
        texts.STUCK: Button(_stuck, "see", 3),
    },
    words={"tiendo": Word(_typed, "see")},
)
