"""What the state machine found, as short as it could be told."""

from datetime import timedelta

from dti_core.store import tables as t
from tests.faults.machine.house import House, Way
from tests.faults.machine.rights import look
from tests.faults.machine.town import ACCOUNTS

LAN = ACCOUNTS["lan"]


def pinned(house: House, unit: str, account: str) -> int:
    """Which message of the chat is the status message."""
    now = look(house.db)
    mine = {row.id for row in now.of(t.identity) if row.external_id == account}
    rows = (row for row in now.of(t.status_message) if row.identity_id in mine)
    return next(int(row.message_ref) for row in rows if row.enrolment_id == house.town.units[unit])


def test_the_pinned_message_stays_what_it_is_when_its_button_is_pressed(house: House) -> None:
    ref = pinned(house, "Hồng", ACCOUNTS["hoa"])
    house.platform.presses(ACCOUNTS["hoa"], "list|0", ref)
    house.goes_on()
    chat = house.platform.chats[ACCOUNTS["hoa"]]
    assert "Sở Hồng" in chat.bubbles[ref].text
    assert any("Thông tin chung" in one.text for one in chat.bubbles.values() if one.ref > ref)
    house.settles()


def test_a_reply_that_waits_while_the_clock_is_set_back_leaves_in_a_minute(house: House) -> None:
    house.platform.says(LAN, "/start")
    house.goes_on(Way(2))
    house.clock.jump(timedelta(hours=-1))
    house.settles()
    assert {row.state for row in look(house.db).of(t.outbox)} == {"sent"}


def test_a_score_follows_although_the_clock_is_set_back_a_day(house: House) -> None:
    house.platform.presses(LAN, "a|1.1:a|true|0")
    house.goes_on()
    house.clock.jump(timedelta(hours=-24))
    house.platform.presses(LAN, "a|1.1:a|false|1")
    house.goes_on()
    house.settles()
    assert [row.new_value for row in look(house.db).of(t.answer_revision)] == ["true", "false"]


def test_who_is_past_the_half_is_counted_on_every_pinned_message_of_the_group(house: House) -> None:
    for answer in ("info:1|60", "1.1:a|false", "1.2:a|0", "1.3:a|0"):
        house.platform.presses(LAN, f"a|{answer}|0")
        house.goes_on()
    house.settles()
    chat = house.platform.chats[ACCOUNTS["hoa"]]
    assert "(1 đơn vị đã trả lời hơn nửa)" in chat.bubbles[pinned(house, "Hồng", ACCOUNTS["hoa"])].text
