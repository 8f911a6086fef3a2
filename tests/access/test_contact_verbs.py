"""Every button of a contact × foreign ids, through the real turn: nothing foreign is shown, nothing changes.

The table is the registry itself; a button that takes an id of a new kind is told what to name in `named`.
"""

from collections.abc import Mapping

import pytest

from bot import forms
from bot.dialogue.lobby import VERBS as LOBBY
from bot.dialogue.registry import CHANGING, READING
from dti_core.messages import verbs
from dti_core.messages.forms import CONTACT
from dti_core.messages.model import Message
from dti_core.messages.privacy import own as privacy
from dti_core.store import tables as t
from tests.access.callers import Street
from tests.access.house import SECRETS, kept, words
from tests.staff.office import Hand

LAST = (verbs.SUBMIT, verbs.SUBMIT_YES, verbs.UNSUBMIT, verbs.SWITCH, privacy.ERASE_YES, privacy.WITHDRAW_YES)
"""After these the presser's own unit is closed, or they are gone."""
TAKEN: Mapping[str, int] = {
    **{verb: taken for verb, (_, taken) in {**CHANGING, **READING}.items()},
    **{verb: taken for verb, (_, taken) in forms.CONTACT.items()},
    **dict.fromkeys(LOBBY, 1),
    **dict.fromkeys(privacy.VERBS, 0),
    verbs.SWITCH: 1,
}
EVERYBODY = ("contact", "deputy", "provider", "clerk", "neighbour", "revoked", "stranger")


def named(street: Street, verb: str) -> tuple[str | int, ...]:
    """What a button names: things of the foreign unit, and its values."""
    ids, owner = street.house.ids, street.owner
    piece = ("1.1", ids["evidence"])
    known: dict[str, tuple[str | int, ...]] = {
        verbs.ANSWER: ("1.2:a", "58", "0"), verbs.FIX: ("1.2:a", "58", "0", "1.2:a"),
        verbs.REUSE_THIS: piece, verbs.EARLIER: piece, verbs.WITHDRAW: piece, verbs.REPLACE: piece,
        verbs.MOVE: ("1.1", "1.2", ids["evidence"]), verbs.SWITCH: (owner.active_assignment or 0,),
        **dict.fromkeys(LOBBY, (ids["invitation"],)),
        CONTACT.look: (ids["proposal"], "all", "0"), CONTACT.pick: (ids["proposal"], "x", "file"),
        CONTACT.all: (ids["proposal"], "file"), CONTACT.apply: (ids["proposal"], ids["digest"]),
        CONTACT.cancel: (ids["proposal"],),
    }  # fmt: skip
    return known.get(verb, ("1.1", ids["evidence"], "0", "0")[: TAKEN[verb]])


def hand(street: Street, who: str) -> Hand:
    world = street.house.other if who == "neighbour" else street.house.mine
    return Hand(world, {**street.seated, **street.standing}[who])


def in_order() -> list[str]:
    """Those that end something come last."""
    return sorted(TAKEN, key=lambda verb: (verb in LAST and 1 + LAST.index(verb), verb))


def test_every_verb_has_its_row() -> None:
    every = {name: verb for name, verb in vars(verbs).items() if name.isupper() and isinstance(verb, str)}
    assert {*every.values()} - {*TAKEN} == set()


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_button_with_foreign_ids_shows_and_changes_nothing_foreign(street: Street, who: str) -> None:
    presser, before = hand(street, who), _foreign(street, who)
    shown = {verb: _marks(presser.does(verb, *named(street, verb))) for verb in in_order()}
    after = _foreign(street, who)
    assert {verb: marks for verb, marks in shown.items() if marks} == {}
    assert [name for name in after if after[name] != before[name]] == []


def test_the_same_buttons_work_for_whose_things_they_are(street: Street) -> None:
    """Else the test above would say nothing. It comes last: it changes the unit."""
    presser, ids = Hand(street.house.mine, street.owner), street.house.ids
    assert _marks(presser.does(CONTACT.look, *named(street, CONTACT.look))) == ["bimat"]
    presser.does(CONTACT.cancel, *named(street, CONTACT.cancel))
    presser.does(verbs.WITHDRAW, *named(street, verbs.WITHDRAW))
    (piece,) = presser.world.rows(t.evidence, id=ids["evidence"])
    (book,) = presser.world.rows(t.proposal, id=ids["proposal"])
    assert (piece.withdrawn_at is None, book.state) == (False, "cancelled")


def _marks(messages: list[Message]) -> list[str]:
    said = words(messages)
    return [mark for mark in SECRETS if mark in said]


def _foreign(street: Street, who: str) -> Mapping[str, object]:
    with street.house.db.write() as conn:
        rows = kept(conn)
    speaker = hand(street, who).speaker
    return {name: street.of(speaker, name, rows) for name in rows}
