"""A confidential file sent by mistake: its bytes go, a tombstone stays, everybody concerned is told."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from dti_core.campaign import evidence, files, handouts, outbox, tasks
from dti_core.campaign.files import StoredFile
from dti_core.campaign.outbox import Target
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import purged_files, purging, staffer
from dti_core.messages import codec
from dti_core.messages.model import Attachment, Message, plain
from dti_core.messages.rich import rich
from dti_core.messages.staff import review_verbs
from dti_core.store import tables as t
from tests.campaign.world import NOW, World
from tests.staff.office import Hand, staff
from tests.staff.review_room import seat

PDF = b"%PDF-1.7 mat"
WHY = "Gửi nhầm tài liệu mật."


def keep(data_dir: Path, content: bytes = PDF, name: str = "mat.pdf") -> StoredFile:
    kept = files.store(data_dir, [content], name)
    assert isinstance(kept, StoredFile)
    sent = (NOW - timedelta(hours=1)).timestamp()
    os.utime(bytes_of(data_dir, kept), (sent, sent))
    return kept


def file(world: World, who: Speaker, kept: StoredFile, criterion: str = "1.1") -> int:
    details = evidence.Details(note="Danh sách mật", document_number="12/KH")
    with world.db.write() as conn:
        piece = evidence.add_file(conn, who, criterion, kept, details, world.now)
    assert isinstance(piece, int), piece
    return piece


def purge(world: World, piece: int, reason: str = WHY) -> purging.Gone | Refusal:
    with world.db.write() as conn:
        return purging.purge(conn, staffer.operator(world.campaign), piece, reason, world.now)


def bytes_of(data_dir: Path, kept: StoredFile) -> Path:
    return data_dir / files.path_of(kept.sha256)


def heard(world: World, who: Speaker) -> list[str]:
    return [plain(codec.load(row.payload).text) for row in world.rows(t.outbox, identity_id=who.identity)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_the_bytes_go_a_tombstone_stays_and_the_unit_is_told(world: World, data: Path) -> None:
    lan, kept = world.unit("noi-vu"), keep(data)
    piece, again = file(world, lan, kept), file(world, lan, kept, "1.2")
    done = purge(world, piece)
    assert isinstance(done, purging.Gone)
    assert (done.sha256, done.told) == (kept.sha256, 1)
    assert purged_files.remove(world.db, data, world.now) == ([kept.sha256], [])
    assert not bytes_of(data, kept).exists()
    for row in world.rows(t.evidence):
        assert (row.file_name, row.note, row.document_number, row.place) == (None, None, None, None)
        assert (row.file_sha256, row.withdrawn_at) == (kept.sha256, world.now)
    stones = world.rows(t.evidence_purge)
    assert [(one.evidence_id, one.sha256, one.reason, one.removed_at) for one in stones] == [
        (number, kept.sha256, WHY, world.now) for number in (piece, again)
    ]
    acts = world.rows(t.audit, action="evidence_purged")
    assert [(act.subject, act.old, act.reason) for act in acts] == [
        (f"evidence:{piece}", f"1.1 {kept.sha256}", WHY),
        (f"evidence:{again}", f"1.2 {kept.sha256}", WHY),
    ]
    assert world.desk(lan).evidence == ()
    assert WHY in heard(world, lan)[-1]
    assert "1.1" in heard(world, lan)[-1]


def test_another_units_live_evidence_keeps_the_same_bytes_until_it_goes_too(world: World, data: Path) -> None:
    kept = keep(data)
    mine, theirs = file(world, world.unit("a"), kept), file(world, world.unit("b"), kept)
    assert isinstance(purge(world, mine), purging.Gone)
    assert purged_files.remove(world.db, data, world.now) == ([], [kept.sha256])
    assert bytes_of(data, kept).read_bytes() == PDF
    with world.db.read() as conn:
        found = purging.foresee(conn, staffer.operator(world.campaign), theirs)
    assert isinstance(found, purging.Outlook)
    assert found.elsewhere == ()
    purge(world, theirs)
    assert purged_files.remove(world.db, data, world.now) == ([kept.sha256], [])
    assert not bytes_of(data, kept).exists()
    assert all(one.removed_at for one in world.rows(t.evidence_purge))


def test_a_signed_copy_of_the_same_bytes_keeps_them(small_world: World, data: Path) -> None:
    lan, kept = small_world.unit("a"), keep(data)
    piece = file(small_world, lan, kept)
    signed = {"enrolment_id": small_world.units["a"], "signed_sha256": kept.sha256, "channel": "telegram"}
    with small_world.db.write() as conn:
        conn.execute(t.submission.insert(), {**signed, "at": small_world.now})
    purge(small_world, piece)
    assert purged_files.remove(small_world.db, data, small_world.now) == ([], [kept.sha256])
    assert bytes_of(data, kept).exists()


def test_bytes_sent_anew_after_the_decision_stay(small_world: World, data: Path) -> None:
    lan, kept = small_world.unit("a"), keep(data)
    purge(small_world, file(small_world, lan, kept))
    later = (small_world.now + timedelta(seconds=5)).timestamp()
    os.utime(bytes_of(data, keep(data)), (later, later))
    assert purged_files.remove(small_world.db, data, small_world.now) == ([], [])
    assert bytes_of(data, kept).read_bytes() == PDF


def test_archives_and_messages_on_their_way_do_not_leave_with_it(small_world: World, data: Path) -> None:
    world = small_world
    lan, kept = world.unit("a"), keep(data)
    piece, minh = file(world, lan, kept), world.stranger()
    archive = handouts.place(data, ".zip", b"PK mat")
    target = Target("telegram", "bot", minh.identity)
    with world.db.write() as conn:
        for path in (files.path_of(kept.sha256), archive):
            message = Message(rich("📄"), attachment=Attachment(path, "mat"))
            outbox.put(conn, target, codec.dump(message), world.now)
        tasks.ask(conn, "export", {"kind": "archive"}, world.now, campaign=world.campaign)
        making = tasks.claim(conn, world.now)
    assert making is not None
    done = purge(world, piece)
    assert isinstance(done, purging.Gone)
    assert done.stopped == 2
    purged_files.remove(world.db, data, world.now)
    assert not (data / archive).exists()
    states = [row.state for row in world.rows(t.outbox, identity_id=minh.identity)]
    assert states == ["superseded", "superseded", "pending"]
    assert "xuất lại" in heard(world, minh)[-1]
    with world.db.write() as conn:
        assert not tasks.finish(conn, making.id, world.now)


def test_who_has_it_in_their_chat_already_is_named(small_world: World, data: Path) -> None:
    lan, kept = small_world.unit("a"), keep(data)
    piece, minh = file(small_world, lan, kept), small_world.stranger()
    message = Message(rich("📄"), attachment=Attachment(files.path_of(kept.sha256), "mat"))
    with small_world.db.write() as conn:
        outbox.put(conn, Target("telegram", "bot", minh.identity), codec.dump(message), small_world.now)
        conn.execute(t.outbox.update().where(t.outbox.c.identity_id == minh.identity).values(state="sent"))
        found = purging.foresee(conn, staffer.operator(small_world.campaign), piece)
    assert isinstance(found, purging.Outlook)
    assert found.sent_to == (minh.name,)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501, "a\x00b"])
def test_without_a_reason_nothing_goes(small_world: World, data: Path, reason: str) -> None:
    piece = file(small_world, small_world.unit("a"), keep(data))
    assert purge(small_world, piece, reason) == Refusal("reason_needed")
    assert small_world.rows(t.evidence_purge) == []


def test_what_is_gone_or_unknown_cannot_be_removed(small_world: World, data: Path) -> None:
    piece = file(small_world, small_world.unit("a"), keep(data))
    purge(small_world, piece)
    assert purge(small_world, piece) == Refusal("already_purged", str(piece))
    assert purge(small_world, 999) == Refusal("unknown_evidence", "999")


def opened(hand: Hand) -> Hand:
    hand.does(review_verbs.ITEM, hand.world.units["a"], "1.1")
    return hand


def test_a_manager_removes_it_in_chat_and_hears_when_it_is_done(small_world: World, data: Path) -> None:
    kept = keep(data)
    file(small_world, small_world.unit("a"), kept)
    hoa = opened(staff(small_world))
    hoa.press("Xoá minh chứng mật")
    assert "Không lấy lại được" in hoa.text
    hoa.types(WHY)
    assert f"“{WHY}”" in hoa.text
    hoa.press("Xoá hẳn")
    assert "đã xoá hẳn tệp" in hoa.text
    assert bytes_of(data, kept).exists()
    hoa.waits(data)
    assert "xoá khỏi ổ đĩa" in hoa.text
    assert not bytes_of(data, kept).exists()


def test_of_several_files_one_is_chosen(small_world: World, data: Path) -> None:
    lan = small_world.unit("a")
    for number in (1, 2):
        file(small_world, lan, keep(data, b"%%PDF-1.7 %d" % number, f"{number}.pdf"))
    hoa = opened(staff(small_world))
    hoa.press("Xoá minh chứng mật")
    hoa.press("2. 2.pdf")
    assert "2.pdf" in hoa.text
    hoa.press("Thôi")
    assert small_world.rows(t.evidence_purge) == []


@pytest.mark.parametrize("role", ["reviewer", "council", "expert", "observer"])
def test_nobody_else_is_offered_it_or_may_do_it(small_world: World, data: Path, role: str) -> None:
    piece = file(small_world, small_world.unit("a"), keep(data))
    minh = opened(staff(small_world, role))
    assert "Xoá minh chứng mật" not in minh.labels()
    minh.does(review_verbs.PURGE_YES, piece)
    who = seat(small_world, minh)
    with small_world.db.write() as conn:
        refused = purging.purge(conn, who, piece, WHY, small_world.now)
    assert refused == Refusal("not_allowed", "purge")
    assert small_world.rows(t.evidence_purge) == []
