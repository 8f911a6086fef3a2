"""The roster in chat: read it, invite, put in charge, replace, remove."""

from collections.abc import Mapping

from bot.staff import roster_add, roster_binding, roster_import, roster_unit, ticking
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Purpose, Word
from bot.staff.roster_cards import find, number, person, roster_of, unit
from dti_core.campaign import hidden_words, tasks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import codes, inviting
from dti_core.campaign.staff.inviting import Wanted
from dti_core.campaign.staff.powers import STAFF_ROLES
from dti_core.campaign.staff.roster import members
from dti_core.messages.staff import roster as texts
from dti_core.messages.staff.roster_views import WAITING
from dti_core.messages.staff.ticking import Tickable

INVITATIONS, BOOK = "invitations", "roster_book"
"""The two kinds of task."""
REPLACING = "s.ro.rp"
TICKING = "ro"


def show(desk: Desk, _args: Args = ()) -> None:
    """Groups and counts."""
    desk.focus("home")
    desk.say(texts.home(roster_of(desk).head()))


def _group(desk: Desk, args: Args) -> None:
    roster, which = roster_of(desk), number(args[0])
    if not 0 <= which < len(roster.groups):
        return show(desk)
    framework, group = roster.groups[which]
    title = roster.taken.frameworks[framework].groups[group]
    return desk.say(texts.group(title, roster.cards(which), which, number(args[1])))


def _staff(desk: Desk, args: Args) -> None:
    desk.say(texts.staff(roster_of(desk).staff(), number(args[0])))


def _bulk(desk: Desk, _args: Args) -> None:
    desk.say(texts.bulk(roster_of(desk).head()))


def _bulk_go(desk: Desk, args: Args) -> None:
    which, group = args
    _ask_for_links(desk, only_uninvited=which == "u", group=None if group == "-" else number(group), refs=[])


def _invite(desk: Desk, args: Args) -> None:
    _ask_for_links(desk, only_uninvited=False, group=None, refs=[args[0]])


def _waiting(desk: Desk) -> list[Tickable]:
    """Units where somebody has not joined."""
    roster, numbers = roster_of(desk), ticking.group_numbers(desk)
    return [
        Tickable(
            card.enrolment, card.name, numbers[roster.groups[card.group]], texts.TICK_WORDS[card.standing]
        )
        for card in roster.cards()
        if any(one.standing in WAITING for one in card.people)
    ]


def _invite_ticked(desk: Desk, units: frozenset[int]) -> None:
    ticking.clear(desk, TICKING)
    picked = sorted(units)
    asked = {"only_uninvited": False, "group": None, "refs": [], "enrolments": picked}
    _ask(desk, INVITATIONS, asked, f"{INVITATIONS}:{desk.staffer.campaign}:{picked}")


def _ask_for_links(desk: Desk, *, only_uninvited: bool, group: int | None, refs: list[str]) -> None:
    asked = {"only_uninvited": only_uninvited, "group": group, "refs": refs}
    _ask(desk, INVITATIONS, asked, f"{INVITATIONS}:{desk.staffer.campaign}:{only_uninvited}:{group}:{refs}")


def _download(desk: Desk, _args: Args) -> None:
    _ask(desk, BOOK, {}, f"{BOOK}:{desk.speaker.person}:{desk.staffer.campaign}")


def _ask(desk: Desk, kind: str, arguments: Mapping[str, object], mark: str) -> None:
    """Have a worker do it; a second press waits for the first."""
    asked = tasks.ask(
        desk.conn,
        kind,
        arguments,
        desk.now,
        campaign=desk.staffer.campaign,
        requester=desk.requester,
        mark=mark,
    )
    desk.say(texts.ALREADY_MAKING if asked is None else texts.MAKING)


def _revoke(desk: Desk, args: Args) -> None:
    _did(desk, inviting.revoke(desk.conn, desk.staffer, args[0], desk.now), args)


def _code(desk: Desk, args: Args) -> None:
    """A code for somebody whose phone cannot be confirmed by the app."""
    made = codes.issue(desk.conn, desk.staffer, args[0], desk.now)
    if isinstance(made, Refusal):
        return desk.say(texts.refused(made.code))
    said = texts.code(made.name, made.until, roster_of(desk).zone)
    return desk.say(hidden_words.hidden(desk.conn, said, made.digits))


def _lead(desk: Desk, args: Args) -> None:
    _did(desk, members.put_in_charge(desk.conn, desk.staffer, args[0], desk.now), args)


def _did(desk: Desk, result: object, args: Args) -> None:
    """Show the person anew, or why nothing was done."""
    if isinstance(result, Refusal):
        desk.say(texts.refused(result.code))
        return
    desk.toast = texts.DONE
    person(desk, args)


def _remove(desk: Desk, args: Args) -> None:
    found = find(desk, args[0])
    if found is None:
        desk.say(texts.refused("unknown_member"))
    else:
        desk.say(texts.remove(found[0], found[1].name if found[1] else ""))


def _remove_yes(desk: Desk, args: Args) -> None:
    found = find(desk, args[0])
    refusal = members.remove(desk.conn, desk.staffer, args[0], desk.now)
    if refusal is not None:
        desk.say(texts.refused(refusal.code))
        return
    desk.toast = texts.DONE
    if found is not None and found[1] is not None:
        unit(desk, (str(found[1].enrolment),))
    else:
        _staff(desk, ("0",))


def _replace(desk: Desk, args: Args) -> None:
    found = find(desk, args[0])
    if found is None:
        desk.say(texts.refused("unknown_member"))
        return
    desk.focus(REPLACING, args[0])
    desk.say(texts.replace(found[0]))


def _replaced(desk: Desk, text: str) -> None:
    """The words that name who comes."""
    comes = members.newcomer(text)
    if comes is None:
        desk.say(texts.REPLACE_UNCLEAR)
        return
    (ref,) = desk.state.focus.args
    new = members.replace(desk.conn, desk.staffer, ref, comes, desk.now)
    desk.focus("home")
    if isinstance(new, Refusal):
        desk.say(texts.refused(new.code))
        return
    person(desk, (f"m{new}",))


def _makes_staff(desk: Desk, args: Args) -> bool:
    wanted = Wanted(args[0] == "u", None if args[1] == "-" else number(args[1]))
    return _grants(desk, wanted)


def _invites_staff(desk: Desk, args: Args) -> bool:
    return _grants(desk, Wanted(refs=(args[0],)))


def _grants(desk: Desk, wanted: Wanted) -> bool:
    """Whether these links would make somebody one of the staff."""
    found = inviting.guests(desk.conn, desk.staffer, wanted, desk.now)
    return not isinstance(found, Refusal) and any(one.reach.role in STAFF_ROLES for one in found)


def _is_staff(desk: Desk, args: Args) -> bool:
    return members.is_staff(desk.conn, desk.staffer, args[0])


def _word(desk: Desk, _argument: str) -> None:
    show(desk)


FEATURE = Feature(
    menu=(Entry("Danh bạ", texts.ROSTER, "roster"),),
    buttons={
        texts.ROSTER: Button(show, "roster"),
        texts.GROUP: Button(_group, "roster", 2),
        texts.UNIT: Button(unit, "roster", 1),
        texts.STAFF: Button(_staff, "roster", 1),
        texts.PERSON: Button(person, "roster", 1),
        texts.BULK: Button(_bulk, "invite"),
        texts.BULK_GO: Button(_bulk_go, "invite", 2, _makes_staff),
        texts.INVITE: Button(_invite, "invite", 1, _invites_staff),
        texts.REVOKE: Button(_revoke, "invite", 1),
        texts.CODE: Button(_code, "invite", 1),
        texts.LEAD: Button(_lead, "roster", 1),
        texts.REMOVE: Button(_remove, "roster", 1),
        texts.REMOVE_YES: Button(_remove_yes, "roster", 1),
        texts.REPLACE: Button(_replace, "roster", 1, _is_staff),
        texts.DOWNLOAD: Button(_download, "roster"),
        **roster_import.BUTTONS,
        **roster_add.BUTTONS,
        **roster_unit.BUTTONS,
        **roster_binding.BUTTONS,
    },
    words={"danhba": Word(_word, "roster")},
    typed={REPLACING: Word(_replaced, "roster"), **roster_add.TYPED, **roster_unit.TYPED},
    ticking={
        TICKING: Purpose(
            texts.TICK_TITLE, texts.TICK_GO, "invite", texts.TO_BULK, units=_waiting, done=_invite_ticked
        )
    },
)
