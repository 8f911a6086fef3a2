"""Exports: which book, of which group or unit; a worker makes it."""

from collections.abc import Mapping

from bot.staff import ticking
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Purpose, Word
from dti_core.campaign import tasks
from dti_core.campaign.staff import board
from dti_core.campaign.staff.export import choices
from dti_core.messages.staff import export as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.ticking import Tickable

TASK = "export"
TICKING = {"units": "xu", "archive": "xa"}


def _choose(desk: Desk, _args: Args = ()) -> None:
    """What there is."""
    desk.focus("home")
    desk.say(texts.choose() if choices.units(desk.conn, desk.staffer) else texts.NOBODY)


def _word(desk: Desk, _argument: str) -> None:
    _choose(desk)


def _kind(desk: Desk, args: Args) -> None:
    """Straight away, or of which group."""
    (kind,) = args
    if kind not in choices.BULK:
        desk.say(trouble.UNKNOWN_BUTTON)
        return
    groups = [(each.number, each.title) for each in board.groups(desk.conn, desk.staffer)]
    purpose = TICKING.get(kind) if len(choices.units(desk.conn, desk.staffer)) > 1 else None
    if len(groups) > 1 or purpose:
        desk.say(texts.which_group(kind, groups if len(groups) > 1 else [], purpose))
    else:
        _order(desk, kind, {})


def _group(desk: Desk, args: Args) -> None:
    kind, group = args
    if group == texts.EVERYBODY:
        _order(desk, kind, {})
    elif group.isdecimal() and int(group) in {each.number for each in board.groups(desk.conn, desk.staffer)}:
        _order(desk, kind, {"group": int(group)})
    else:
        desk.say(texts.UNKNOWN)


def _units(desk: Desk, args: Args) -> None:
    units = choices.units(desk.conn, desk.staffer)
    page = int(args[0]) if args[0].isdecimal() and len(args[0]) < 5 else 0
    desk.say(texts.which_unit(units, page) if units else texts.NOBODY)


def _unit(desk: Desk, args: Args) -> None:
    number = int(args[0]) if args[0].isdecimal() and len(args[0]) < 12 else 0
    if number in dict(choices.units(desk.conn, desk.staffer)):
        _order(desk, "unit", {"enrolment": number})
    else:
        desk.say(texts.UNKNOWN)


def _to_tick(desk: Desk) -> list[Tickable]:
    numbers = ticking.group_numbers(desk)
    found = choices.grouped(desk.conn, desk.staffer)
    return [Tickable(number, name, numbers.get(group, 0)) for number, name, group in found]


def _of_ticked(kind: str) -> Purpose:
    def done(desk: Desk, units: frozenset[int]) -> None:
        ticking.clear(desk, TICKING[kind])
        _order(desk, kind, {"units": sorted(units)})

    title = texts.tick_title(kind)
    return Purpose(title, texts.TICK_GO, "export", texts.TO_CHOICE, units=_to_tick, done=done, proof=True)


def _order(desk: Desk, kind: str, asked: Mapping[str, int | list[int]]) -> None:
    """A task; the same press again waits for the first."""
    if kind not in texts.TITLES:
        desk.say(trouble.UNKNOWN_BUTTON)
        return
    what = ":".join(f"{name}={value}" for name, value in asked.items())
    task = tasks.ask(
        desk.conn,
        TASK,
        {"kind": kind, **asked},
        desk.now,
        campaign=desk.staffer.campaign,
        requester=desk.requester,
        mark=f"{TASK}:{desk.speaker.person}:{kind}:{what}",
    )
    desk.say(texts.BUSY if task is None else texts.begun(kind, task))


def _is_bulk(_desk: Desk, args: Args) -> bool:
    """One unit's report is no more than what its people have in hand."""
    return args[0] in choices.BULK


FEATURE = Feature(
    menu=(Entry(texts.MENU, texts.EXPORT, "export"),),
    buttons={
        texts.EXPORT: Button(_choose, "export"),
        texts.KIND: Button(_kind, "export", 1, _is_bulk),
        texts.GROUP: Button(_group, "export", 2, _is_bulk),
        texts.UNITS: Button(_units, "export", 1),
        texts.UNIT: Button(_unit, "export", 1),
    },
    ticking={name: _of_ticked(kind) for kind, name in TICKING.items()},
    words={"xuat": Word(_word, "export")},
)
