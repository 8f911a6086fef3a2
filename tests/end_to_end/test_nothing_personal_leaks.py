"""All that a run logs: neither names, numbers nor tokens in it; and no file that others may read."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime

from tests.end_to_end.contact import Contact
from tests.end_to_end.household import Household, wait_until

NAME, PHONE, EMAIL = "Trịnh Thị Mẫu Đơn", "0912777888", "mau.don@angiang.gov.vn"
MARKS = (NAME, "Mẫu Đơn", PHONE, "912 777 888", EMAIL)


def poison(household: Household, number: int) -> None:
    """An update that no program can apply, with everything about a person in it."""
    broken = f'{{"message": {{"from": {{"id": {number}, "first_name": "{NAME}"}}, "text": "{PHONE} {EMAIL}'
    row = (
        "telegram",
        str(household.rows("SELECT bot FROM bot_account")[0][0]),
        "poison",
        f"telegram:x:{NAME}",
    )
    with closing(sqlite3.connect(household.database, timeout=30)) as connection:
        connection.execute(
            "INSERT INTO inbox"
            " (channel, bot, update_id, conversation_key, payload, received_at, state, attempts)"
            " VALUES (?, ?, ?, ?, ?, ?, 'pending', 0)",
            (*row, broken, str(datetime.now(UTC).replace(tzinfo=None))),
        )
        connection.commit()


def test_a_run_with_defects_and_deaths_names_nobody_and_leaves_nothing_open(household: Household) -> None:
    with closing(household.start()) as sandbox:
        number = next(one["id"] for one in sandbox.people() if one["start_payload"])
        payload = next(one["start_payload"] for one in sandbox.people() if one["id"] == number)
        person = sandbox.add_person(990_001, NAME)
        Contact(person).join(payload)
        person.say(f"{NAME}, {PHONE}, {EMAIL}")
        person.attach(f"{NAME} {PHONE}".encode(), "so-lieu.txt")
        person.say("/hoten Trịnh Thị Mẫu Đơn")
        person.wait_for_text("Đã ghi họ tên")
        poison(household, number)
        wait_until(lambda: household.rows("SELECT 1 FROM inbox WHERE state = 'quarantined'"))
        household.kill_and_wait_for_the_next("dti.main worker")
        household.kill_and_wait_for_the_next("valkey")
        person.say("/dulieu")
        person.wait_for_text("Dữ liệu cá nhân của Anh/Chị")
        open_to_others = [
            path for path in household.folder.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077
        ]
    assert household.stop() == 0
    said = "\n".join(household.said)
    assert "put aside" in said, "the test saw the log"
    assert [mark for mark in MARKS if mark in said] == []
    assert "sandbox:" not in said.replace("sandbox: ", ""), "no token of the local server"
    reasons = "".join(
        reason for (reason,) in household.rows("SELECT error FROM inbox WHERE error IS NOT NULL")
    )
    assert reasons and [mark for mark in MARKS if mark in reasons] == []
    assert [str(path.relative_to(household.folder)) for path in open_to_others] == []
