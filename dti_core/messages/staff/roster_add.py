"""Somebody new on the roster, in chat: which role, how far it reaches, who."""

from collections.abc import Sequence

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import capital, short
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.staff.roster import ADD_TO_UNIT, STAFF, UNIT
from dti_core.messages.verbs import NOOP, button

ROLE = "s.ro.ar"  # enrolment, role of the unit
OFFICES = "s.ro.ao"  # enrolment, page
OFFICE = "s.ro.an"  # enrolment, number of the office
STAFF_ROLE = "s.ro.at"  # role of the staff
OF_UNIT = {"contact": "Đầu mối", "deputy": "Phó đầu mối"}
OF_STAFF = ("manager", "reviewer", "council", "expert", "observer")
PAGE = 8
EXAMPLE = "Gõ họ tên, số điện thoại, email, cách nhau bằng dấu phẩy. Ví dụ: Trần Văn Minh, 0912345678"


def to_unit(name: str, enrolment: int, *, has_contact: bool, offices: bool) -> Message:
    """Which role at a unit."""
    roles = [one for one in OF_UNIT if one != "contact" or not has_contact]
    picks = [button(OF_UNIT[one], ROLE, enrolment, one) for one in roles]
    some = (button("Nơi cung cấp số liệu", OFFICES, enrolment, 0),) if offices else ()
    back = (button("Thôi", UNIT, enrolment),)
    return Message(
        rich("Thêm ai cho **{name}**?", name=name),
        (tuple(picks), *((some,) if some else ()), back),
        in_place=True,
    )


def offices(name: str, enrolment: int, found: Sequence[tuple[int, str, int]], page: int) -> Message:
    """Which office (number, name, how many figures): those that the framework names, without anybody."""
    back = (button("Thôi", ADD_TO_UNIT, enrolment),)
    if not found:
        return Message(rich("Mọi nơi cung cấp số liệu cho **{name}** đã có người.", name=name), (back,))
    count = -(-len(found) // PAGE)
    here = page % count
    part = found[here * PAGE : (here + 1) * PAGE]
    picks = [
        (button(f"{short(office, 44)} ({keys} số liệu)", OFFICE, enrolment, number),)
        for number, office, keys in part
    ]
    text = rich("Nơi nào cung cấp số liệu cho **{name}**?", name=name)
    return Message(text, (*picks, *_leaf(enrolment, here, count), back), in_place=True)


def _leaf(enrolment: int, page: int, count: int) -> tuple[tuple[Choice, ...], ...]:
    if count == 1:
        return ()
    before = button("‹", OFFICES, enrolment, (page - 1) % count)
    after = button("›", OFFICES, enrolment, (page + 1) % count)
    return ((before, button(f"{page + 1}/{count}", NOOP), after),)


def to_staff() -> Message:
    """Which role of the staff."""
    picks = [button(capital(ROLES[one]), STAFF_ROLE, one) for one in OF_STAFF]
    return Message(
        rich("Thêm cán bộ với vai trò nào?"), (*grid(picks), (button("Thôi", STAFF, 0),)), in_place=True
    )


def ask(what: str, back: Choice) -> Message:
    """Who."""
    return Message(lines(rich("**{what}** là ai?", what=what), rich(EXAMPLE)), ((back,),), asks=True)


def unclear(back: Choice) -> Message:
    """No name in it."""
    return Message(lines(rich("Chưa rõ họ tên."), rich(EXAMPLE)), ((back,),), asks=True)


def to_unit_back(enrolment: int) -> Choice:
    """Away from a question about a unit's person."""
    return button("Thôi", UNIT, enrolment)


def to_staff_back() -> Choice:
    """Away from a question about one of the staff."""
    return button("Thôi", STAFF, 0)
