"""Who is forgotten leaves no name, number or address behind; what is the unit's stays."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import String, insert, select, update
from sqlmodel.sql.sqltypes import AutoString

from dti_core.campaign import evidence, second_factor
from dti_core.campaign.evidence import Details
from dti_core.campaign.history import OPERATOR, Act, Who, record_act
from dti_core.campaign.privacy import erasing, retention, traces
from dti_core.privacy.keeping import Keeping
from dti_core.store import tables as t
from dti_core.store.tables import metadata
from tests.privacy.conftest import ACCOUNT, DISPLAY, EMAIL, MARKS, NAME, PHONE, Place


def places_of(place: Place, mark: str) -> Iterator[str]:
    """Every column of every table in which a text stands."""
    with place.world.db.read() as conn:
        for table in metadata.sorted_tables:
            for column in (c for c in table.columns if isinstance(c.type, String | AutoString)):
                if conn.execute(select(column).where(column.contains(mark, autoescape=True))).first():
                    yield f"{table.name}.{column.name}"


def lives(place: Place) -> None:
    """Lan answers, sends evidence, writes, is written about; others write to her."""
    place.world.tell(place.lan, "1.1:a", "true")
    with place.world.db.write() as conn:
        link = evidence.add_link(
            conn, place.lan, "1.1", "https://angiang.gov.vn/bc", Details(note="trang 5"), place.world.now
        )
        assert isinstance(link, int)
        act = Act("member_removed", "member:9", old=f"{NAME}, {PHONE}", reason=f"thay {NAME}.")
        record_act(conn, OPERATOR, act, place.world.now, campaign=place.world.campaign)
        key = f"telegram:bot:{ACCOUNT}"
        payload = json.dumps({"from": {"id": int(ACCOUNT), "first_name": DISPLAY}}, ensure_ascii=False)
        row = {"channel": "telegram", "bot": "bot", "update_id": "77", "conversation_key": key,
               "payload": payload, "received_at": place.world.now, "state": "quarantined"}  # fmt: skip
        conn.execute(insert(t.inbox), row)
        book = {"campaign_id": place.world.campaign, "kind": "roster", "channel": "telegram",
                "state": "applied",
                "payload": json.dumps({"people": [[NAME, PHONE, EMAIL]]}, ensure_ascii=False),
                "created_at": place.world.now}  # fmt: skip
        conn.execute(insert(t.proposal), book)
    place.contact.types("/dulieu")
    place.manager.types("/danhba")


def forgets(place: Place) -> None:
    with place.world.db.write() as conn:
        erasing.erase(conn, place.lan.person, OPERATOR, place.world.now)


def test_nothing_that_names_or_reaches_the_person_is_left_in_any_table(place: Place) -> None:
    lives(place)
    assert [mark for mark in MARKS if not list(places_of(place, mark))] == [], "the test would see them"
    forgets(place)
    assert {mark: found for mark in MARKS if (found := list(places_of(place, mark)))} == {}


def test_the_units_answers_evidence_and_history_stay_under_a_pseudonym(place: Place) -> None:
    lives(place)
    before = len(place.world.rows(t.audit))
    forgets(place)
    (answer,) = place.world.rows(t.answer)
    assert (answer.value, answer.person_id) == ("true", place.lan.person)
    assert [row.url for row in place.world.rows(t.evidence)] == ["https://angiang.gov.vn/bc"]
    assert len(place.world.rows(t.audit)) > before
    (person,) = place.world.rows(t.person, id=place.lan.person)
    assert person.name == f"Người dùng {place.lan.person}"
    (act,) = place.world.rows(t.audit, action="member_removed")
    assert act.reason == f"thay {person.name}."


def test_every_role_ends_and_every_word_sent_to_them_is_gone(place: Place) -> None:
    lives(place)
    with place.world.db.write() as conn:
        second_factor.begin(conn, place.lan.person, "Lan", place.world.now)
    forgets(place)
    assert place.world.rows(t.second_factor) == []
    held = place.world.rows(t.assignment, person_id=place.lan.person)
    assert held and all(role.revoked_at == place.world.now and not role.active for role in held)
    sent = place.world.rows(t.outbox, identity_id=place.lan.identity)
    assert sent and {row.payload for row in sent} == {erasing.EMPTY}


def test_the_same_account_is_somebody_new_afterwards_and_has_no_role(place: Place) -> None:
    forgets(place)
    again = place.world.stranger(ACCOUNT)
    assert again.person != place.lan.person and again.active_assignment is None


def test_a_granted_wish_is_carried_out_after_the_last_words_were_sent(place: Place, tmp_path: Path) -> None:
    place.contact.types("/dulieu")
    place.contact.press("Yêu cầu xoá")
    place.contact.press("Gửi yêu cầu xoá")
    place.manager.starts()
    place.manager.press("Dữ liệu cá nhân")
    place.manager.press("Xoá 1")
    place.manager.press("Xoá")
    (wish,) = place.world.rows(t.privacy_request)
    place.manager.waits(tmp_path)
    assert [row.name for row in place.world.rows(t.person, id=place.lan.person)] == [NAME], "not yet told"
    with place.world.db.write() as conn:
        conn.execute(update(t.outbox).where(t.outbox.c.id == wish.outbox_id).values(state="sent"))
    place.manager.waits(tmp_path)
    assert list(places_of(place, NAME)) == []
    assert [row.erased_at for row in place.world.rows(t.privacy_request)] == [place.world.now]


def test_a_farewell_that_never_leaves_delays_it_by_ten_minutes_only(place: Place, tmp_path: Path) -> None:
    place.contact.types("/dulieu")
    place.contact.press("Yêu cầu xoá")
    place.contact.press("Gửi yêu cầu xoá")
    place.manager.starts()
    place.manager.press("Dữ liệu cá nhân")
    place.manager.press("Xoá 1")
    place.manager.press("Xoá")
    place.world.now += timedelta(minutes=11)
    place.manager.waits(tmp_path)
    assert list(places_of(place, NAME)) == []


def test_a_short_name_is_not_torn_out_of_other_words(place: Place) -> None:
    with place.world.db.write() as conn:
        act = Act("x", "y", old="Lan", new="Lang Sen; Lan Hương")
        record_act(conn, Who(None, "cli"), act, place.world.now)
        traces.replace(conn, traces.Known(frozenset({"Lan"}), frozenset()), "Người dùng 9")
    (kept,) = place.world.rows(t.audit, action="x")
    assert (kept.old, kept.new) == ("Người dùng 9", "Lang Sen; Lan Hương")


def test_what_has_been_kept_long_enough_is_forgotten_once_a_day(place: Place, tmp_path: Path) -> None:
    lives(place)
    with place.world.db.write() as conn:
        conn.execute(update(t.outbox).values(state="sent"))
        conn.execute(update(t.inbox).where(t.inbox.c.state == "quarantined").values(done_at=place.world.now))
    world, keeping = place.world, Keeping()
    assert retention.run(world.db, tmp_path, keeping, world.now)["messages"] == 0
    assert retention.run(world.db, tmp_path, keeping, world.now) == {}, "once a day"
    later = world.now + timedelta(days=91)
    done = retention.run(world.db, tmp_path, keeping, later)
    assert done["messages"] > 0 and done["updates"] == 1 and done["books"] == 1
    assert {row.payload for row in world.rows(t.outbox)} == {erasing.EMPTY}
    assert {row.payload for row in world.rows(t.proposal)} == {"{}"}
    assert len(world.rows(t.answer)) == 1 and world.rows(t.audit, action="member_removed")


def test_a_received_book_goes_from_the_disk_too_unless_it_is_evidence(place: Place, tmp_path: Path) -> None:
    for name, needed in (("a" * 64, False), ("b" * 64, True)):
        path = tmp_path / "evidence" / name[:2] / name
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x")
        with place.world.db.write() as conn:
            book = {"campaign_id": place.world.campaign, "kind": "roster", "channel": "telegram",
                    "file_sha256": name, "payload": "[]", "created_at": place.world.now}  # fmt: skip
            conn.execute(insert(t.proposal), book)
            if needed:
                stored = {"sha256": name, "size": 1, "mime": "x", "path": "x", "stored_at": place.world.now}
                conn.execute(insert(t.stored_file), stored)
    swept = retention.sweep(place.world.db, tmp_path, Keeping(), place.world.now + timedelta(days=31))
    assert swept["files"] == 1
    assert not (tmp_path / "evidence" / "aa" / ("a" * 64)).exists()
    assert (tmp_path / "evidence" / "bb" / ("b" * 64)).exists()
