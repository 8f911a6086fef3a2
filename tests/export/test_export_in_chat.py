"""Staff order books in the chat and get files; every role gets what its reach allows, no more."""

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti_core.campaign import handouts
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import powers, staffer
from dti_core.campaign.staff.export import scope
from dti_core.excel.out import words
from dti_core.messages.staff import export as texts
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.export.office import attach, filled, framework_text, small
from tests.staff.office import Hand, contact, staff

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF"


def ordered(hand: Hand, data_dir: Path, *labels: str) -> list[Path]:
    """Press through the menu, let the worker work; the files that came."""
    hand.starts()
    for label in (texts.MENU, *labels):
        hand.press(label)
    before = len(hand.messages)
    hand.waits(data_dir)
    sent = [message.attachment for message in hand.messages[before:] if message.attachment]
    return [data_dir / one.path for one in sent]


def test_the_campaign_s_book_arrives_as_a_file_and_the_order_is_written_down(
    world: World, tmp_path: Path
) -> None:
    small(world)
    chief = staff(world)
    files = ordered(chief, tmp_path, "Sổ cả kỳ", "Tất cả các nhóm")
    (book,) = files
    assert words.RANKING in load_workbook(book).sheetnames
    assert book.stat().st_mode & 0o777 == 0o600
    assert book.parent == tmp_path / handouts.FOLDER
    assert [row.subject for row in world.rows(t.audit, action="exported")] == ["export:campaign"]


def test_a_second_press_waits_for_the_first(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    chief = staff(small_world)
    chief.starts()
    for label in (texts.MENU, "Sổ cả kỳ", "Tất cả các nhóm"):
        chief.press(label)
    chief.does(texts.GROUP, "campaign", texts.EVERYBODY)
    assert "đang được làm" in chief.text
    assert len(small_world.rows(t.task, kind="export")) == 1


def test_one_group_is_exported_alone(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    small_world.unit("khac", group="khac")
    small_world.drain()
    (book,) = ordered(staff(small_world), tmp_path, "Sổ cả kỳ", "Khác")
    names = [name for name in load_workbook(book).sheetnames if "Sở" in name]
    assert names == [words.BY_INDEX + " Khác", "01 Sở khac"] or names == ["01 Sở khac"]


def test_a_unit_s_report_shows_it_beside_its_group_without_names(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    chief = staff(small_world)
    (book,) = ordered(chief, tmp_path, "Phiếu một đơn vị", "Sở a")
    opened = load_workbook(book, data_only=True)
    assert opened.sheetnames[:2] == [words.SUMMARY, "Sở a"]
    everything = [
        str(cell.value) for sheet in opened for row in sheet.iter_rows() for cell in row if cell.value
    ]
    assert not any("Sở b" in text or "Sở c" in text for text in everything)
    assert any("lý do" in text.lower() for text in everything)


def test_reports_of_all_units_come_in_one_archive(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    (packed,) = ordered(staff(small_world), tmp_path, "Phiếu từng đơn vị (ZIP)", "Tất cả các nhóm")
    assert len(zipfile.ZipFile(packed).namelist()) == 4


def test_the_evidence_arrives_as_an_archive(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    attach(small_world, tmp_path, "a", "1.1", "a.pdf", PDF)
    chief = staff(small_world)
    (packed,) = ordered(chief, tmp_path, "Kho minh chứng (ZIP)", "Tất cả các nhóm")
    assert sum(name.endswith(".pdf") for name in zipfile.ZipFile(packed).namelist()) == 1
    assert "minh-chung" in chief.text


def test_the_message_tells_how_far_it_is_in_place(
    small_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(small_world)
    chief = staff(small_world)
    monkeypatch.setattr("dti.export_errands.EVERY_SECONDS", 0.0)
    ordered(chief, tmp_path, "Sổ cả kỳ", "Tất cả các nhóm")
    running = [row for row in small_world.rows(t.outbox) if '"running"' in row.payload]
    assert "đang làm, sẽ gửi" in running[0].payload
    assert any("đang làm 50%" in row.payload for row in running)
    assert "đã làm xong" in running[-1].payload
    assert all(later.edit_ref == f"@{earlier.id}" for earlier, later in pairwise(running))


@pytest.mark.parametrize("role", powers.STAFF_ROLES)
def test_every_role_may_export_or_is_told_that_it_may_not(
    small_world: World, tmp_path: Path, role: str
) -> None:
    small(small_world)
    hand = staff(small_world, role)
    may = powers.has(role, "export")
    hand.starts()
    assert (texts.MENU in hand.labels()) is may
    for verb, args in ((texts.EXPORT, ()), (texts.KIND, ("campaign",)), (texts.UNIT, ("1",))):
        hand.does(verb, *args)
        assert ("không làm được việc đó" in hand.text) is not may
    assert bool(small_world.rows(t.task, kind="export")) is may
    with small_world.db.write() as conn:
        me = staffer.of(conn, hand.speaker)
        assert me is not None
        assert isinstance(scope.read(conn, me, small_world.now), Refusal) is not may


def test_a_contact_s_press_on_an_export_button_does_nothing(small_world: World) -> None:
    small(small_world)
    lan = contact(small_world, "a")
    lan.does(texts.KIND, "campaign")
    assert not small_world.rows(t.task, kind="export")


def test_a_role_that_is_lost_before_the_work_begins_gets_no_book(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    chief = staff(small_world)
    chief.does(texts.GROUP, "campaign", texts.EVERYBODY)
    with small_world.db.write() as conn:
        mine = t.assignment.c.person_id == chief.speaker.person
        conn.execute(t.assignment.update().where(mine).values(revoked_at=small_world.now))
    chief.waits(tmp_path)
    assert chief.messages[-1].attachment is None


def test_a_reviewer_of_one_group_gets_that_group_alone(small_world: World, tmp_path: Path) -> None:
    small(small_world)
    elsewhere = small_world.enrol("khac", group="khac")
    small_world.drain()
    hand = staff(small_world, "reviewer", groups="khac")
    hand.does(texts.UNIT, small_world.units["a"])
    assert "Không còn nhóm hoặc đơn vị" in hand.text
    hand.does(texts.KIND, "campaign")
    before = len(hand.messages)
    hand.waits(tmp_path)
    (sent,) = [m.attachment for m in hand.messages[before:] if m.attachment]
    text = str([cell.value for sheet in load_workbook(tmp_path / sent.path) for row in sheet for cell in row])
    assert "Sở khac" in text
    assert "Sở a" not in text
    assert elsewhere


def test_a_reviewer_without_any_index_of_the_campaign_gets_nothing(
    small_world: World, tmp_path: Path
) -> None:
    small(small_world)
    hand = staff(small_world, "reviewer", indices="9")
    hand.does(texts.GROUP, "campaign", texts.EVERYBODY)
    hand.waits(tmp_path)
    assert hand.messages[-1].attachment is None
    assert "Không còn nhóm hoặc đơn vị" in hand.text


def test_a_reviewer_of_some_indices_sees_neither_the_others_nor_totals(
    sqlite_db: Database, tmp_path: Path
) -> None:
    world = World(sqlite_db, text=framework_text("an-giang-2024-so")).begin()
    filled(world, 2, world.now)
    hand = staff(world, "reviewer", indices="3")
    hand.does(texts.KIND, "campaign")
    before = len(hand.messages)
    hand.waits(tmp_path)
    (sent,) = [m.attachment for m in hand.messages[before:] if m.attachment]
    book = load_workbook(tmp_path / sent.path, data_only=True)
    assert words.RANKING not in book.sheetnames
    form = next(book[name] for name in book.sheetnames if name.startswith("01 "))
    codes = {row[0] for row in form.iter_rows(min_row=7, values_only=True)}
    assert {"3", "3.1"} <= codes
    assert not {"1", "1.1", "2.1"} & codes
    figures = {row[1] for row in book[words.FIGURES].iter_rows(min_row=6, values_only=True)}
    assert "3.1" in figures
    assert not {"1.1", "2.1"} & figures
    assert all(row[7] is None for row in book[words.PROGRESS].iter_rows(min_row=6, values_only=True))


def test_a_task_with_too_much_evidence_says_where_to_get_it(
    small_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(small_world)
    attach(small_world, tmp_path, "a", "1.1", "a.pdf", PDF)
    monkeypatch.setattr("dti.export_errands.WHOLE", 10)
    chief = staff(small_world)
    assert not ordered(chief, tmp_path, "Kho minh chứng (ZIP)", "Tất cả các nhóm")
    assert "dti export archive --campaign 2026" in chief.text


def test_a_task_without_a_worker_s_database_lock_reads_while_others_write(
    world: World, tmp_path: Path
) -> None:
    """The book is read in one snapshot: what is written meanwhile is neither waited for nor seen."""
    small(world)
    from dti_core.excel.out import campaign_book

    with world.db.read() as conn:
        found = scope.read(conn, staffer.operator(world.campaign), world.now)
        assert not isinstance(found, Refusal)
        world.tell(world.speakers["b"], "1.2:a", "5")
        campaign_book.write(conn, found, tmp_path / "ky.xlsx")
    sheet = load_workbook(tmp_path / "ky.xlsx", data_only=True)[words.FIGURES]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "Sở b" and row[1] == "1.2"]
    assert [row[3] for row in rows] == [3]
