"""Messages leave in order per person and lane, each settled once by who holds the right; both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from dti_core.campaign import leases, outbox, people
from dti_core.campaign.leases import Lease
from dti_core.campaign.outbox import Cause, Manner, Outgoing, Target
from dti_core.messages import codec
from dti_core.messages.model import Lane, Message, Span
from dti_core.store.database import Database

T = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TTL = timedelta(seconds=10)


def target(db: Database, external_id: str = "7") -> Target:
    with db.write() as conn:
        speaker = people.resolve(conn, "telegram", "1", external_id, external_id, "Lan", T)
    return Target("telegram", "1", speaker.identity)


def put(db: Database, to: Target, payload: str, lane: Lane = "reply", edit_ref: str | None = None) -> int:
    with db.write() as conn:
        return outbox.put(conn, to, payload, T, manner=Manner(lane, edit_ref))


def heads(db: Database) -> list[Outgoing]:
    with db.read() as conn:
        return list(outbox.heads(conn, "telegram", "1"))


def payloads(db: Database) -> list[str]:
    return [head.payload for head in heads(db)]


def right(db: Database) -> Lease:
    with db.write() as conn:
        held = leases.acquire(conn, "sender", "me", T, TTL)
    assert held is not None
    return held


def sent(db: Database, row: Outgoing, ref: str | None, held: Lease) -> bool:
    with db.write() as conn:
        return outbox.sent(conn, row, ref, held, T)


def test_the_next_message_of_a_lane_comes_when_the_last_is_settled(db: Database) -> None:
    lan, held = target(db), right(db)
    for text in ("one", "two", "three"):
        put(db, lan, text)
    seen = []
    while rows := heads(db):
        seen += [row.payload for row in rows]
        assert sent(db, rows[0], "1", held)
    assert seen == ["one", "two", "three"]


def test_replies_come_before_notices_and_people_do_not_wait_for_each_other(db: Database) -> None:
    lan, minh = target(db, "7"), target(db, "8")
    put(db, lan, "notice", "notice")
    put(db, minh, "bulk", "bulk")
    put(db, lan, "first reply")
    put(db, lan, "second reply")
    put(db, minh, "reply")
    assert payloads(db) == ["first reply", "reply", "notice", "bulk"]


def test_whoever_lost_the_right_settles_nothing(db: Database) -> None:
    lan, old = target(db), right(db)
    put(db, lan, "one")
    (row,) = heads(db)
    right(db)
    assert not sent(db, row, "1", old)
    with db.write() as conn:
        assert not outbox.postpone(conn, row.id, T, "late", old)
        assert not outbox.failed(conn, row.id, "late", old, T)
    assert payloads(db) == ["one"]


def test_a_message_is_settled_once(db: Database) -> None:
    lan, held = target(db), right(db)
    put(db, lan, "one")
    (row,) = heads(db)
    assert sent(db, row, "1", held)
    assert not sent(db, row, "2", held)


def test_a_postponed_message_keeps_its_place(db: Database) -> None:
    lan, held = target(db), right(db)
    first = put(db, lan, "one")
    put(db, lan, "two")
    with db.write() as conn:
        outbox.postpone(conn, first, T + timedelta(seconds=5), "429", held, counts=False)
    (head,) = heads(db)
    assert (head.payload, head.attempts, head.not_before) == ("one", 0, T + timedelta(seconds=5))


def test_one_update_says_each_of_its_replies_once(db: Database) -> None:
    lan = target(db)
    with db.write() as conn:
        from dti_core.campaign import inbox

        inbox.store(conn, "telegram", "1", [inbox.Update("1", "7", "{}")], T)
        outbox.put(conn, lan, "one", T, cause=Cause(inbox.newest_id(conn), 0))
    with pytest.raises(IntegrityError), db.write() as conn:
        outbox.put(conn, lan, "one again", T, cause=Cause(inbox.newest_id(conn), 0))


def test_blocking_fails_all_that_waits_and_writing_again_ends_it(db: Database) -> None:
    lan, minh = target(db, "7"), target(db, "8")
    put(db, lan, "one")
    put(db, lan, "notice", "notice")
    put(db, minh, "other")
    with db.write() as conn:
        assert outbox.block(conn, lan.identity, "403", T) == 2
    assert payloads(db) == ["other"]
    put(db, lan, "while blocked")
    assert [head.blocked for head in heads(db)] == [False, True]
    target(db, "7")
    assert [head.blocked for head in heads(db)] == [False, False]


def test_a_growing_confirmation_edits_what_its_forerunner_became(db: Database) -> None:
    lan, held = target(db), right(db)
    put(db, lan, codec.dump(Message((Span("1 tệp"),), running="album-5")))
    with db.read() as conn:
        earlier = outbox.last_running(conn, lan, "album-5")
        assert outbox.last_running(conn, lan, "album-6") is None
    assert earlier is not None
    put(db, lan, codec.dump(Message((Span("2 tệp"),), running="album-5")), edit_ref=outbox.ref_of(earlier))
    assert sent(db, heads(db)[0], "41", held)
    (second,) = heads(db)
    assert second.edit_ref == "41"
    assert sent(db, second, "41", held)
    with db.read() as conn:
        fate = outbox.fate(conn, second.id)
    assert fate is not None
    assert (fate.state, fate.message_ref, fate.edit_ref) == ("sent", "41", "41")
