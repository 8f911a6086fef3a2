"""Files that are no annex: refused with the reason and the way out, before anything is unpacked."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti_core.excel.trouble import render
from tests.framework.annex_books import HEAD, codes, read, save

ROWS = (HEAD, (1, "Nhận thức số", 10), ("1.1", "Có a", 10))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)


def bytes_of(path: Path) -> bytes:
    return save(path / "goc.xlsx", *ROWS).read_bytes()


def repacked(path: Path, change: Callable[[str, bytes], bytes | None], **more: bytes) -> Path:
    """A good book with its parts changed, dropped or added to."""
    source = zipfile.ZipFile(io.BytesIO(bytes_of(path)))
    target = path / "sua.xlsx"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                book.writestr(name, part)
        for name, part in more.items():
            book.writestr(name.replace("__", "/"), part)
    return target


def sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new, 1) if name.endswith("sheet1.xml") else part


def same(_name: str, part: bytes) -> bytes:
    return part


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-book-file"),
        (b"STT,a,b\n1,2,3\n", "text-file"),
        (b"<html><table><tr><td>STT</td></tr></table></html>", "text-file"),
        (OLE, "old-excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted-book"),
        (b"%PDF-1.7 x", "other-file"),
        (bytes(range(256)) * 9, "not-a-book"),
        (b"PK\x03\x04" + bytes(500), "broken-book"),
    ],
)
def test_other_files_are_called_what_they_are(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    path.write_bytes(content)
    assert codes(read(path)) == [code]


def test_books_made_to_do_harm_are_refused_unopened(tmp_path: Path) -> None:
    dtd = sheet(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet')
    merged = sheet(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>')
    rows = sheet(
        b"</sheetData>", b"".join(b'<row r="%d"/>' % n for n in range(10, 100_010)) + b"</sheetData>"
    )
    assert codes(read(repacked(tmp_path, dtd))) == ["hostile-book"]
    assert codes(read(repacked(tmp_path, merged))) == ["too-much-merged"]
    assert codes(read(repacked(tmp_path, rows))) == ["too-many-rows"]
    assert codes(read(repacked(tmp_path, same, xl__vbaProject_bin=b"", **{"xl/vbaProject.bin": b"x"}))) == [
        "macro-book"
    ]
    assert codes(read(repacked(tmp_path, same, **{"xl/media/a.bin": bytes(70_000_000)}))) == ["zip-bomb"]
    assert codes(read(repacked(tmp_path, same, **{f"x/{n}": b"" for n in range(2_100)}))) == ["zip-bomb"]


def test_damaged_books_are_called_damaged(tmp_path: Path) -> None:
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(bytes_of(tmp_path)[:-200])
    assert codes(read(cut)) == ["broken-book"]
    assert codes(read(repacked(tmp_path, lambda n, part: None if n == "xl/workbook.xml" else part))) == [
        "broken-book"
    ]
    assert codes(read(repacked(tmp_path, lambda n, part: part[:99] if "sheet1" in n else part))) == [
        "broken-book"
    ]


def test_a_book_of_thirty_megabytes_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    big = tmp_path / "to.xlsx"
    big.write_bytes(bytes_of(tmp_path))
    with big.open("r+b") as file:
        file.truncate(30_000_000)
    assert codes(read(big)) == ["too-many-bytes"]
    assert codes(read(tmp_path)) == ["unreadable-book"]
    assert codes(read(tmp_path / "khong-co.xlsx")) == ["unreadable-book"]


def test_a_book_without_a_table_is_told_what_was_looked_for_and_what_was_seen(tmp_path: Path) -> None:
    found = read(save(tmp_path / "b.xlsx", ("Họ tên", "Tuổi"), ("An", 30)))
    shown = "\n".join(render(found.remarks))
    for words in ("“STT”", "“Điểm tối đa”", "A1 “Họ tên”", "trang “Bảng”", "Cách sửa: "):
        assert words in shown.replace("các trang “Bảng”", "trang “Bảng”")
    assert codes(read(save(tmp_path / "c.xlsx"))) == ["empty-book"]
    assert codes(read(save(tmp_path / "d.xlsx", HEAD))) == ["table-empty"]
    assert codes(read(save(tmp_path / "e.xlsx", HEAD[:2], (1, "Có a")))) == ["column-missing"]


def test_several_tables_are_listed_and_one_is_chosen_by_sheet_or_number(tmp_path: Path) -> None:
    path = save(tmp_path / "b.xlsx", *ROWS)
    book = load_workbook(path)
    book.copy_worksheet(book["Bảng"]).title = "Phụ lục II"
    book.save(path)
    found = read(path)
    assert codes(found) == ["many-tables"]
    assert "2. trang “Phụ lục II”, dòng 1–3" in found.remarks[0].message
    assert read(path, sheets=["phụ lục  ii"]).draft is not None
    assert read(path, numbers=[2]).draft is not None
    assert codes(read(path, sheets=["Khác"])) == ["unknown-sheet"]
    assert codes(read(path, numbers=[3])) == ["unknown-table"]
