"""The archive holds every file as it was sent, and its links lead there; parts make one whole."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dti_core.campaign import files
from dti_core.campaign.staff import staffer
from dti_core.excel.out import making, words
from dti_core.excel.out.archive_paths import path_of
from dti_core.excel.out.making import Batch, Order, Room, TooMuch
from tests.campaign.world import World
from tests.export.office import a_book, attach, small

PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF"


def made(world: World, folder: Path, part: int | None = None, whole: int | None = None) -> object:
    numbers = iter(range(99))
    room = Room(folder, lambda suffix: folder / f"{next(numbers)}{suffix}", part, whole)
    return making.make(world.db, staffer.operator(world.campaign), Order("archive"), room, world.now)


def with_files(world: World, folder: Path) -> dict[str, str]:
    small(world)
    return {
        attach(world, folder, slug, criterion, name, PDF + str(number).encode() * 600): name
        for number, (slug, criterion, name) in enumerate(
            [
                ("a", "1.1", "Báo cáo số 1.pdf"),
                ("a", "1.1", "Báo cáo số 1.pdf"),
                ("a", "1.2", "../../etc/passwd.pdf"),
                ("b", "1.1", "ké hoạch đ.pdf"),
            ]
        )
    }


def test_every_file_lies_where_its_link_leads(world: World, tmp_path: Path) -> None:
    sent = with_files(world, tmp_path)
    batch = made(world, tmp_path)
    assert isinstance(batch, Batch)
    assert batch.lost == 0
    out = tmp_path / "giai-nen"
    zipfile.ZipFile(batch.files[0].path).extractall(out)
    index = load_workbook(next(out.glob("*.xlsx")))[words.INDEX_OF_ARCHIVE]
    led = set()
    for row in index.iter_rows():
        link = row[4].hyperlink
        if link is not None and not link.target.startswith("http"):
            found = out / link.target
            assert hashlib.sha256(found.read_bytes()).hexdigest() == row[9].value
            led.add(row[9].value)
    assert led == set(sent)
    assert any(row[4].hyperlink and row[4].hyperlink.target == "https://a.gov.vn/ke-hoach" for row in index)


def test_the_campaign_book_leads_to_the_same_paths(small_world: World, tmp_path: Path) -> None:
    with_files(small_world, tmp_path)
    batch = made(small_world, tmp_path)
    assert isinstance(batch, Batch)
    a_book(small_world, tmp_path / "ky.xlsx")
    sheet = load_workbook(tmp_path / "ky.xlsx")[words.EVIDENCE]
    led = {row[3].hyperlink.target for row in sheet.iter_rows() if row[3].hyperlink}
    names = set(zipfile.ZipFile(batch.files[0].path).namelist())
    assert {target for target in led if not target.startswith("http")} <= names
    assert len(led) == 5


def test_a_large_archive_comes_in_parts_that_unpack_into_one(small_world: World, tmp_path: Path) -> None:
    sent = with_files(small_world, tmp_path)
    batch = made(small_world, tmp_path, part=1300)
    assert isinstance(batch, Batch)
    assert len(batch.files) == 2
    names = [name for file in batch.files for name in zipfile.ZipFile(file.path).namelist()]
    assert len(names) == len(set(names)) == len(sent) + 2


def test_more_than_a_chat_carries_is_said_before_anything_is_made(small_world: World, tmp_path: Path) -> None:
    with_files(small_world, tmp_path)
    assert made(small_world, tmp_path, whole=1000) == TooMuch("bytes", 4 * (len(PDF) + 600))
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_file_that_is_lost_is_named_in_the_index(small_world: World, tmp_path: Path, damage: str) -> None:
    sha = next(iter(with_files(small_world, tmp_path)))
    path = tmp_path / files.path_of(sha)
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"x")
    batch = made(small_world, tmp_path)
    assert isinstance(batch, Batch)
    assert batch.lost == 1
    zipfile.ZipFile(batch.files[0].path).extractall(tmp_path / "z")
    index = load_workbook(next((tmp_path / "z").glob("*.xlsx")))[words.INDEX_OF_ARCHIVE]
    row = next(row for row in index.iter_rows() if row[9].value == sha)
    assert row[10].value == words.LOST
    assert row[4].hyperlink is None


@given(st.text(max_size=80), st.text(max_size=200))
def test_no_name_leads_out_of_the_archive_or_needs_escaping(criterion: str, name: str) -> None:
    path = path_of("so-noi-vu", criterion, name, "0a1b2c3d" * 8)
    assert len(path) <= 230
    assert path.count("/") == 3
    assert not any(part in ("", ".", "..") for part in path.split("/"))
    assert set(path) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/")
