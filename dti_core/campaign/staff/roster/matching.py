"""Who in a book is whom on the roster: the same person with a corrected name, or another person."""

from collections.abc import Callable, Sequence

from dti_core.campaign.staff.roster import names
from dti_core.campaign.staff.roster.snapshot import MemberFacts

Alike = Callable[[MemberFacts, MemberFacts], bool]


def match(wanted: Sequence[MemberFacts], here: Sequence[MemberFacts]) -> dict[int, MemberFacts]:
    """Pairs by the wanted one's place: first by the very name, then by a name or address that is nearly it.

    An office's telephone is not enough: it stays when its people change.
    """
    pairs: dict[int, MemberFacts] = {}
    for alike in (_same_name, _same_letters, _same_address):
        for number, one in enumerate(wanted):
            free = [m for m in here if m not in pairs.values() and m.role == one.role]
            found = next((m for m in free if alike(one, m)), None) if number not in pairs else None
            if found is not None:
                pairs[number] = found
    return pairs


def replacing(
    wanted: Sequence[MemberFacts], pairs: dict[int, MemberFacts], here: Sequence[MemberFacts]
) -> dict[int, MemberFacts]:
    """Whom the one newly in charge replaces: the one who was, where the book no longer has them."""
    before = [m for m in here if m.id is not None and m.role == "contact" and m.in_charge]
    gone = [m for m in before if m not in pairs.values()]
    for number, one in enumerate(wanted):
        if one.role == "contact" and one.in_charge and pairs.get(number) not in before and gone:
            return {number: gone[0]}
    return {}


def _same_name(one: MemberFacts, other: MemberFacts) -> bool:
    same_place = one.role != "provider" or names.folded(one.office or "") == names.folded(other.office or "")
    return names.folded(one.name) == names.folded(other.name) and same_place


def _same_letters(one: MemberFacts, other: MemberFacts) -> bool:
    return other.id is not None and names.bare(one.name) == names.bare(other.name)


def _same_address(one: MemberFacts, other: MemberFacts) -> bool:
    shared = (one.phone and one.phone == other.phone) or (one.email and one.email == other.email)
    return other.id is not None and bool(shared) and names.alike(one.name, other.name)
