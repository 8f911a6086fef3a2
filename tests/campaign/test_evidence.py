"""Evidence is confirmed only when bytes and row are there; nothing filed is lost or shown to another unit."""

import hashlib
import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dti_core.campaign import evidence, files, filetypes, submission
from dti_core.campaign.evidence import NOTHING, Details
from dti_core.campaign.files import RefusedFile, StoredFile
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from tests.campaign.world import World

URL = "https://sonoivu.angiang.gov.vn/bao-cao"
PDF = b"%PDF-1.7 " + b"x" * 100


def link(
    world: World, who: Speaker, criterion: str, url: str = URL, details: Details = NOTHING
) -> int | Refusal:
    with world.db.write() as conn:
        return evidence.add_link(conn, who, criterion, url, details, world.now)


def act(world: World, use_case: object, who: Speaker, *arguments: object) -> int | Refusal | None:
    with world.db.write() as conn:
        return use_case(conn, who, *arguments, world.now)  # type: ignore[no-any-return, operator]


def actions(world: World) -> list[str]:
    return [row.action for row in world.rows(t.audit) if row.action.startswith("evidence")]


def test_a_link_with_its_place_is_on_the_desk_and_starts_the_enrolment(world: World) -> None:
    an = world.unit("noi-vu")
    piece = link(world, an, "1.1", details=Details(place=" mục 3, trang 5 ", document_number="12/QĐ-SNV"))
    view = world.desk(an)
    (shown,) = view.evidence
    assert (shown.id, shown.criterion, shown.kind, shown.title) == (piece, "1.1", "link", URL)
    assert (shown.place, shown.document_number, shown.note, shown.check) == (
        "mục 3, trang 5",
        "12/QĐ-SNV",
        None,
        None,
    )
    assert view.state == "in_progress"


def test_the_same_link_again_only_adds_what_is_new(world: World) -> None:
    an = world.unit("noi-vu")
    assert link(world, an, "1.1") == link(world, an, "1.1", details=Details(place="trang 5"))
    assert link(world, an, "1.2") != link(world, an, "1.1")
    assert [(piece.criterion, piece.place) for piece in world.desk(an).evidence] == [
        ("1.1", "trang 5"),
        ("1.2", None),
    ]


@pytest.mark.parametrize("url", ["ftp://x.vn/a", "javascript:alert(1)", "", "https://x.vn/" + "a" * 3000])
def test_what_is_no_web_address_is_refused(small_world: World, url: str) -> None:
    an = small_world.unit("noi-vu")
    assert link(small_world, an, "1.1", url) == Refusal("bad_value", "1.1")


def test_evidence_goes_to_criteria_of_the_framework_only(small_world: World) -> None:
    an = small_world.unit("noi-vu")
    for place in ("1", "9.9", "info:1"):
        assert link(small_world, an, place) == Refusal("unknown_criterion", place)


def test_a_piece_may_prove_another_criterion_too(world: World) -> None:
    an = world.unit("noi-vu")
    first = link(world, an, "1.1", details=Details(place="trang 5"))
    second = act(world, evidence.reuse, an, first, "1.2")
    pieces = {piece.id: piece for piece in world.desk(an).evidence}
    assert isinstance(second, int)
    assert (pieces[second].criterion, pieces[second].title, pieces[second].place) == ("1.2", URL, "trang 5")
    assert world.rows(t.evidence)[1].reused_from == first


def test_the_piece_filed_last_is_moved_and_described_without_naming_it(world: World) -> None:
    an = world.unit("noi-vu")
    link(world, an, "1.1", URL + "/1")
    last = link(world, an, "1.1", URL + "/2")
    binh = world.join("noi-vu")
    link(world, binh, "1.3", URL + "/3")
    assert act(world, evidence.move, an, None, "1.2") == last
    assert act(world, evidence.describe, an, None, Details(document_date="05/03/2024")) == last
    moved = world.desk(an).evidence[1]
    assert (moved.criterion, moved.document_date) == ("1.2", "05/03/2024")
    (told,) = [row for row in world.rows(t.audit) if row.action == "evidence_moved"]
    assert (told.old, told.new, told.person_id) == ("1.1", "1.2", an.person)


def test_a_withdrawn_piece_is_gone_from_the_desk_and_kept_in_the_history(world: World) -> None:
    an = world.unit("noi-vu")
    piece = link(world, an, "1.1")
    assert act(world, evidence.withdraw, an, piece) is None
    assert act(world, evidence.withdraw, an, piece) == Refusal("unknown_evidence", str(piece))
    assert world.desk(an).evidence == ()
    (row,) = world.rows(t.evidence)
    assert (row.withdrawn_at, row.withdrawn_by) == (world.now, an.person)
    assert link(world, an, "1.1") != piece
    assert actions(world) == ["evidence_added", "evidence_withdrawn", "evidence_added"]


def test_another_units_evidence_is_out_of_reach(world: World) -> None:
    an, binh = world.unit("noi-vu"), world.unit("y-te")
    piece = link(world, an, "1.1")
    unknown = Refusal("unknown_evidence", str(piece))
    assert act(world, evidence.withdraw, binh, piece) == unknown
    assert act(world, evidence.move, binh, piece, "1.2") == unknown
    assert act(world, evidence.reuse, binh, piece, "1.2") == unknown
    assert act(world, evidence.describe, binh, piece, Details(note="x")) == unknown
    assert act(world, evidence.move, binh, None, "1.2") == Refusal("unknown_evidence", "None")
    assert world.desk(an).evidence[0].criterion == "1.1"


def test_evidence_of_a_submitted_unit_is_locked(world: World) -> None:
    an = world.unit("noi-vu")
    piece = link(world, an, "1.1")
    with world.db.write() as conn:
        submission.submit(conn, an, world.now)
    locked = Refusal("locked", "submitted")
    assert link(world, an, "1.2") == locked
    assert act(world, evidence.withdraw, an, piece) == locked


def test_a_provider_files_only_for_criteria_that_take_their_inputs(world: World) -> None:
    world.enrol("noi-vu")
    provider = world.join("noi-vu", "provider", "1.2:a")
    assert isinstance(link(world, provider, "1.2"), int)
    assert link(world, provider, "1.1") == Refusal("unknown_criterion", "1.1")


def test_a_file_is_filed_with_hash_name_type_and_size(world: World, tmp_path: Path) -> None:
    an, binh = world.unit("noi-vu"), world.unit("y-te")
    stored = files.store(tmp_path, [PDF], "Quyết định 12.pdf")
    assert isinstance(stored, StoredFile)
    for who in (an, binh):
        assert isinstance(act(world, evidence.add_file, who, "1.1", stored, NOTHING), int)
    (row, _) = world.rows(t.evidence)
    assert (row.file_sha256, row.file_name, row.mime, row.size) == (
        stored.sha256,
        stored.name,
        stored.mime,
        stored.size,
    )
    assert world.desk(an).evidence[0].title == "Quyết định 12.pdf"
    (kept,) = world.rows(t.stored_file)
    assert (tmp_path / kept.path).read_bytes() == PDF


def test_a_stored_file_lies_under_its_hash_for_its_owner_alone(tmp_path: Path) -> None:
    stored = files.store(tmp_path, [PDF[:10], PDF[10:]], "a.pdf")
    digest = hashlib.sha256(PDF).hexdigest()
    path = tmp_path / "evidence" / digest[:2] / digest
    assert stored == StoredFile(digest, "a.pdf", "application/pdf", len(PDF))
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "evidence").rglob("*") if p.is_dir()} == {
        0o700
    }
    assert list((tmp_path / "evidence" / "tmp").iterdir()) == []
    assert files.store(tmp_path, [PDF], "b.pdf") == StoredFile(digest, "b.pdf", "application/pdf", len(PDF))


def test_too_large_and_empty_files_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"%PDF-" + b"x" * 1_000_000

    refused = files.store(tmp_path, endless(), "to.pdf")
    assert isinstance(refused, RefusedFile)
    assert (refused.reason, refused.size > files.LARGEST) == ("too_large", True)
    assert files.store(tmp_path, [], "rong.pdf") == RefusedFile("rong.pdf", "empty", 0)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_download_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield PDF
        raise ConnectionError

    with pytest.raises(ConnectionError):
        files.store(tmp_path, broken(), "a.pdf")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return book.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
WORD = zipped("[Content_Types].xml", "word/document.xml")
ACCEPTED = {
    "a.pdf": (PDF, "application/pdf"),
    "a.PDF": (PDF, "application/pdf"),
    "a.docx": (WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "a.xlsx": (
        zipped("[Content_Types].xml", "xl/workbook.xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "a.pptx": (
        zipped("[Content_Types].xml", "ppt/presentation.xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "a.odt": (
        zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    "a.doc": (OLE, "application/msword"),
    "a.xls": (OLE, "application/vnd.ms-excel"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + b"x" * 20, "image/jpeg"),
    "a.png": (b"\x89PNG\r\n\x1a\n" + b"x" * 20, "image/png"),
    "a.webp": (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
    "a.heic": (b"\x00\x00\x00\x18ftypheic", "image/heic"),
    "a.mp4": (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
    "a.mov": (b"\x00\x00\x00\x18ftypqt  ", "video/quicktime"),
    "a.avi": (b"RIFF\x00\x00\x00\x00AVI ", "video/x-msvideo"),
    "photo": (b"\xff\xd8\xff\xe0" + b"x" * 20, "image/jpeg"),
}
REFUSED = {
    "a.exe": b"MZ" + b"x" * 100,
    "a.pdf.exe": PDF,
    "bao-cao.pdf": b"MZ\x90" + b"%PDF-",
    "a.docm": WORD,
    "macro.docx": zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "a.zip": zipped("a.exe"),
    "a.docx": b"PK\x03\x04 broken",
    "a.svg": b"<svg onload='x'/>",
    "a.html": b"<html>",
    "a.js": b"alert(1)",
    "a.sh": b"#!/bin/sh",
    "a.pdf": b"#!/bin/sh",
    "a.txt": b"hello",
    "a.msi": OLE,
    "ole": OLE,
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_documents_pictures_and_videos_are_known_by_their_content(tmp_path: Path, name: str) -> None:
    content, mime = ACCEPTED[name]
    stored = files.store(tmp_path, [content], name)
    assert isinstance(stored, StoredFile)
    assert stored.mime == mime


@pytest.mark.parametrize("name", REFUSED)
def test_programs_scripts_macros_and_unknown_things_are_refused(tmp_path: Path, name: str) -> None:
    refused = files.store(tmp_path, [REFUSED[name]], name)
    assert isinstance(refused, RefusedFile)
    assert (refused.name, refused.size) == (name, len(REFUSED[name]))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


LOCKED = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsx", LOCKED, "password"),
        ("a.xlsm", REFUSED["a.docm"], "macro"),
        ("a.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "macro"),
        ("a.xlsx", b"Don vi;Diem\nSo A;5\n", "renamed"),
        ("a.xlsx", OLE, "renamed"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.exe", b"MZ", "type"),
    ],
)
def test_who_sent_it_is_told_why(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    assert files.store(tmp_path, [content], name) == RefusedFile(name, why, len(content))  # type: ignore[arg-type]  # one of the reasons


def test_a_document_that_unpacks_to_a_disk_full_is_no_evidence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = zipped("[Content_Types].xml", "xl/workbook.xml")
    assert isinstance(files.store(tmp_path, [document], "bang.xlsx"), StoredFile)
    monkeypatch.setattr(filetypes, "MOST_UNPACKED", 0)
    assert isinstance(files.store(tmp_path, [document], "bang.xlsx"), RefusedFile)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Tài liệu\\Báo cáo.docx", "Báo cáo.docx"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("fdp.\u202egpj.pdf", "fdp.gpj.pdf"),
        ("", "tep"),
        ("x" * 500 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_shown_without_tricks(given: str, shown: str) -> None:
    assert files.clean_name(given) == shown
