"""An update is applied once, by one of several processes, whole or not at all; the last state is shown."""

import json
from datetime import timedelta

import pytest

from bot.dialogue.events import ButtonPressed
from bot.host.host import Host
from bot.host.job import Ready
from bot.incoming import Incoming
from bot.telegram.translate import translate
from dti_core.campaign import marks, status_delivery
from dti_core.campaign.leases import acquire
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.faults.machine.clock import START
from tests.faults.machine.house import House, Way
from tests.faults.machine.rights import look
from tests.faults.machine.town import ACCOUNTS

LAN = ACCOUNTS["lan"]
KEY = f"telegram:bot:{LAN}"


def says(house: House, *answers: str) -> None:
    for answer in answers:
        house.platform.presses(LAN, f"a|{answer}|0")


def ready(host: Host) -> Ready:
    """The next update, understood and not yet applied."""
    job = host.next_job(KEY)
    assert job is not None
    meaning = translate(json.loads(job.row.payload), START)
    assert isinstance(meaning, Incoming)
    assert isinstance(meaning.what, ButtonPressed)
    return Ready(job.row, meaning, meaning.what)


def test_what_another_process_applied_meanwhile_is_not_applied_in_place_of_the_next(house: House) -> None:
    says(house, "1.1:a|true", "1.4:a|cao")
    house.bot_fetches()
    first = ready(house.bot._host)
    assert house.bot._host.apply(first).replies
    assert not house.bot._host.apply(first).replies, "the second process comes too late"
    house.bot_applies()
    values = {row.input_key: (row.value, row.revision) for row in look(house.db).of(t.answer)}
    assert values == {"1.1:a": ("true", 1), "1.4:a": ("cao", 1)}


def test_a_death_before_the_commit_leaves_nothing_and_the_next_process_does_it_all(house: House) -> None:
    said = len(look(house.db).of(t.outbox))
    says(house, "1.1:a|true")
    house.points.lay("update applied, not committed", "death")
    house.goes_on(Way(2))
    assert house.points.sprung
    now = look(house.db)
    assert (now.of(t.answer), len(now.of(t.outbox))) == ([], said)
    house.settles()
    now = look(house.db)
    assert [row.revision for row in now.of(t.answer_revision)] == [1]
    assert {row.state for row in now.of(t.inbox)} == {"done"}


@pytest.mark.parametrize("point", ["update committed, nobody woken", "worker woken", "sent, not noted"])
def test_a_death_after_the_commit_is_made_good_by_whoever_comes_next(house: House, point: str) -> None:
    says(house, "1.1:a|true")
    house.points.lay(point, "death")
    house.goes_on()
    assert house.points.sprung == [point]
    house.settles()
    assert [row.revision for row in look(house.db).of(t.answer_revision)] == [1]


def test_what_changed_while_the_status_was_sent_is_sent_after_it(world: World) -> None:
    world.unit("a")
    with world.db.write() as conn:
        right = acquire(conn, "sender:telegram:bot", "me", world.now, timedelta(minutes=1))
        assert right is not None
        (item,) = status_delivery.due(conn, "telegram", "bot", world.now)
        marks.status_changed(conn, world.units["a"])
        assert status_delivery.shown(conn, item, "5", "hash", right, world.now)
        (again,) = status_delivery.due(conn, "telegram", "bot", world.now)
    assert again.wanted == item.wanted + 1
