"""A confidential link sent by mistake: its address stands nowhere any more, but for what is others' own."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import String, insert, select
from sqlmodel.sql.sqltypes import AutoString

from dti.main import main
from dti_core.campaign import evidence, files, handouts, outbox, tasks
from dti_core.campaign.outbox import Target
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import purged_files, purged_links, purging, staffer
from dti_core.messages import codec
from dti_core.messages.formatting import short
from dti_core.messages.model import Attachment, Message, Span, plain
from dti_core.messages.rich import rich
from dti_core.messages.staff import review_verbs
from dti_core.messages.staff.purging_views import REMOVED_LINK
from dti_core.store import tables as t
from dti_core.store.tables import metadata
from tests.campaign.world import World
from tests.staff.office import contact, staff

ADDRESS = "https://drive.example/d/1x9MATKHAU2-tai-lieu-mat/view?usp=sharing&nguồn=nội-bộ"
MARK = "1x9MATKHAU2"
TITLE = "Phương án bảo vệ mật"
NEIGHBOUR = "https://drive.example/d/1x9-khac"
WHY = "Gửi nhầm."


def file(world: World, who: Speaker, url: str = ADDRESS, criterion: str = "1.1") -> int:
    with world.db.write() as conn:
        piece = evidence.add_link(conn, who, criterion, url, evidence.Details(note="trang 5"), world.now)
    assert isinstance(piece, int), piece
    return piece


def purge(world: World, piece: int, reason: str = WHY) -> purging.Gone | Refusal:
    with world.db.write() as conn:
        return purging.purge(conn, staffer.operator(world.campaign), piece, reason, world.now)


def looked_at(world: World, piece: int) -> None:
    """The check has found a page, and is to be made once more."""
    seen = {"evidence_id": piece, "asked_at": world.now, "due_at": world.now, "at": world.now,
            "outcome": "alive", "status": 200, "final_url": ADDRESS + "#1", "title": TITLE,
            "sha256": "a" * 64}  # fmt: skip
    with world.db.write() as conn:
        conn.execute(t.evidence_check.delete().where(t.evidence_check.c.evidence_id == piece))
        conn.execute(insert(t.evidence_check), seen)
        again = {"evidence_id": piece, "asked_at": world.now, "due_at": world.now}
        conn.execute(insert(t.evidence_check), again)


def is_told_of_everywhere(world: World, lan: Speaker) -> None:
    """Messages to and from people, a draft, a workbook, the history."""
    bare = ADDRESS.partition("://")[2]
    with world.db.write() as conn:
        whom = Target(lan.channel, "bot", lan.identity)
        for text in (ADDRESS, f"xem {bare}.", short(bare, 40), f"{ADDRESS} (trang “{TITLE}”)"):
            message = Message((Span(text, link=ADDRESS), Span(NEIGHBOUR)))
            outbox.put(conn, whom, codec.dump(message), world.now)
        update = {"channel": "telegram", "bot": "bot", "update_id": "u1", "conversation_key": "k",
                  "payload": json.dumps({"text": f"gửi {ADDRESS} nhé"}), "received_at": world.now,
                  "state": "quarantined"}  # fmt: skip
        conn.execute(insert(t.inbox), update)
        draft = {"person_id": lan.person, "slot": "x", "updated_at": world.now,
                 "state": json.dumps({"held": json.dumps([ADDRESS], ensure_ascii=False)})}  # fmt: skip
        conn.execute(insert(t.conversation), draft)
        book = {"campaign_id": world.campaign, "kind": "answers", "channel": "telegram", "state": "pending",
                "payload": json.dumps({"links": [ADDRESS]}, ensure_ascii=False), "file_sha256": "b" * 64,
                "created_at": world.now}  # fmt: skip
        conn.execute(insert(t.proposal), book)
        why = {"enrolment_id": world.units["a"], "criterion": "1.1", "text": f"Xem {ADDRESS}.",
               "channel": "telegram", "at": world.now}  # fmt: skip
        conn.execute(insert(t.justification), why)


def places_of(world: World, mark: str) -> Iterator[str]:
    """Every column of every table in which a text stands."""
    with world.db.read() as conn:
        for table in metadata.sorted_tables:
            for column in (c for c in table.columns if isinstance(c.type, String | AutoString)):
                if conn.execute(select(column).where(column.contains(mark, autoescape=True))).first():
                    yield f"{table.name}.{column.name}"


def test_the_address_and_what_was_found_there_stand_nowhere_any_more(world: World) -> None:
    lan = world.unit("a")
    piece, again = file(world, lan), file(world, lan, criterion="1.2")
    other = file(world, lan, NEIGHBOUR)
    looked_at(world, piece)
    is_told_of_everywhere(world, lan)
    seen = set(places_of(world, MARK))
    assert seen >= {"audit.new", "outbox.payload", "inbox.payload", "conversation.state", "proposal.payload"}
    done = purge(world, piece, f"Gửi nhầm {ADDRESS}")
    assert isinstance(done, purging.Gone)
    assert (done.sha256, done.told) == (None, 1)
    for mark in (MARK, TITLE, "1x9MAT"):
        assert list(places_of(world, mark)) == []
    rows = {row.id: row for row in world.rows(t.evidence)}
    for number in (piece, again):
        row = rows[number]
        assert (row.url, row.note, row.link_check) == (REMOVED_LINK, None, None)
        assert row.withdrawn_at == world.now
    assert rows[other].url == NEIGHBOUR
    assert sum(NEIGHBOUR in row.payload for row in world.rows(t.outbox)) == 4
    assert [(one.evidence_id, one.reason) for one in world.rows(t.evidence_purge)] == [
        (number, f"Gửi nhầm {REMOVED_LINK}") for number in (piece, again)
    ]
    acts = [(act.subject, act.old) for act in world.rows(t.audit, action="evidence_purged")]
    assert acts == [(f"evidence:{piece}", "1.1 link"), (f"evidence:{again}", "1.2 link")]
    assert purge(world, piece) == Refusal("already_purged", str(piece))


def test_another_units_link_stays_theirs_and_they_are_named(small_world: World) -> None:
    world = small_world
    mine, theirs = file(world, world.unit("a")), file(world, world.unit("b"))
    looked_at(world, theirs)
    with world.db.read() as conn:
        found = purging.foresee(conn, staffer.operator(world.campaign), mine)
    assert isinstance(found, purging.Outlook)
    assert (found.is_link, found.elsewhere) == (True, ("Sở b",))
    purge(world, mine)
    (row,) = world.rows(t.evidence, id=theirs)
    assert (row.url, row.withdrawn_at) == (ADDRESS, None)
    assert world.rows(t.evidence_check, evidence_id=theirs)[0].title == TITLE


def test_a_look_that_was_under_way_brings_nothing_back(small_world: World) -> None:
    piece = file(small_world, small_world.unit("a"))
    looked_at(small_world, piece)
    purge(small_world, piece)
    (check,) = small_world.rows(t.evidence_check, evidence_id=piece)
    assert (check.outcome, check.title, check.final_url, check.sha256) == ("alive", None, None, None)


def test_books_on_their_way_and_books_that_were_received_go_too(small_world: World, tmp_path: Path) -> None:
    world = small_world
    lan, minh = world.unit("a"), world.stranger()
    piece = file(world, lan)
    is_told_of_everywhere(world, lan)
    book = handouts.place(tmp_path, ".xlsx", b"PK")
    received = tmp_path / files.path_of("b" * 64)
    received.parent.mkdir(parents=True)
    received.write_bytes(b"PK")
    with world.db.write() as conn:
        message = Message(rich("📄"), attachment=Attachment(book, "so.xlsx"))
        outbox.put(conn, Target("telegram", "bot", minh.identity), codec.dump(message), world.now)
        tasks.ask(conn, "export", {"kind": "campaign"}, world.now, campaign=world.campaign)
        making = tasks.claim(conn, world.now)
    assert making is not None
    done = purge(world, piece)
    assert isinstance(done, purging.Gone)
    assert done.stopped == 1
    purged_files.remove(world.db, tmp_path, world.now)
    assert not (tmp_path / book).exists()
    assert not received.exists()
    assert [row.state for row in world.rows(t.outbox, identity_id=minh.identity)] == ["superseded", "pending"]
    assert [(row.state, row.payload) for row in world.rows(t.proposal)] == [("outdated", "{}")]
    assert all(one.removed_at for one in world.rows(t.evidence_purge))
    with world.db.write() as conn:
        assert not tasks.finish(conn, making.id, world.now)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("https://a.vn/mat/1", REMOVED_LINK),
        ("HTTPS://A.vn/mat/1!", f"{REMOVED_LINK}!"),
        ("(a.vn/mat/1).", f"({REMOVED_LINK})."),
        ("https://a.vn/mat/12 và https://a.vn/mat/1/x", None),
        ("https://b.a.vn/mat/1", None),
        ("x@a.vn/mat/1", None),
    ],
)
def test_only_that_very_address_is_hidden(text: str, left: str | None) -> None:
    assert purged_links.hidden(text, "https://a.vn/mat/1") == (text if left is None else left)


@pytest.mark.parametrize("most", [20, 30, 60])
def test_an_address_that_was_cut_short_is_hidden_too(most: int) -> None:
    shown = short(ADDRESS.partition("://")[2], most)
    assert purged_links.hidden(f"1. {shown} – mở được", ADDRESS) == f"1. {REMOVED_LINK} – mở được"


def test_a_manager_removes_a_link_in_chat_and_the_unit_hears_why(small_world: World, tmp_path: Path) -> None:
    lan = contact(small_world, "a")
    file(small_world, lan.speaker)
    hoa = staff(small_world)
    hoa.does(review_verbs.ITEM, small_world.units["a"], "1.1")
    hoa.press("Xoá minh chứng mật")
    assert "không giữ địa chỉ" in hoa.text
    hoa.types(WHY)
    hoa.press("Xoá hẳn")
    assert "đã xoá hẳn liên kết" in hoa.text
    hoa.waits(tmp_path)
    said = [
        plain(codec.load(row.payload).text)
        for row in small_world.rows(t.outbox, identity_id=lan.speaker.identity)
    ]
    assert "Một liên kết minh chứng của 1.1" in said[-1]
    assert WHY in said[-1]
    assert list(places_of(small_world, MARK)) == []


def test_the_operator_removes_a_link(
    small_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    piece = file(small_world, small_world.unit("a"))
    monkeypatch.setenv("DTI_DATABASE_URL", small_world.db.url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    argv = ["evidence", "purge", str(piece), "--campaign", "2026", "--reason", WHY]
    assert main(argv) == 0
    assert ADDRESS in capsys.readouterr().out
    assert main([*argv, "--yes"]) == 0
    assert "Đã xoá hẳn liên kết" in capsys.readouterr().out
    assert list(places_of(small_world, MARK)) == []
    assert all(one.removed_at for one in small_world.rows(t.evidence_purge))


def test_a_reviewer_is_refused(small_world: World) -> None:
    piece = file(small_world, small_world.unit("a"))
    minh = staff(small_world, "reviewer")
    with small_world.db.write() as conn:
        who = staffer.of(conn, minh.speaker)
        assert who is not None
        assert purging.purge(conn, who, piece, WHY, small_world.now) == Refusal("not_allowed", "purge")
    assert list(places_of(small_world, MARK)) != []


def test_an_address_that_begins_with_vietnamese_letters_goes_too(world: World) -> None:
    address = "https://SỞnộivụ.vn/9xMAT"
    lan = world.unit("a")
    piece = file(world, lan, address)
    with world.db.write() as conn:
        update = {"channel": "telegram", "bot": "bot", "update_id": "u1", "conversation_key": "k",
                  "payload": json.dumps({"text": f"gửi {address} nhé"}), "received_at": world.now,
                  "state": "done"}  # fmt: skip
        conn.execute(insert(t.inbox), update)
        whom = Target(lan.channel, "bot", lan.identity)
        outbox.put(conn, whom, codec.dump(Message((Span(address),))), world.now)
    assert {"inbox.payload", "outbox.payload"} <= set(places_of(world, "9xMAT"))
    assert isinstance(purge(world, piece), purging.Gone)
    assert list(places_of(world, "9xMAT")) == []
