"""The roster on the command line: template, import, list, people, links for one and for many."""

import json
import re
import stat
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dti.main import main
from dti_core.campaign.filetypes import OLE
from dti_core.excel.guard import ENCRYPTED
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import SMALL
from tests.databases import Begun
from tests.staff.rosters import roster

CREATE = ("campaign", "create", "--slug", "2026", "--title", "Đợt", "--coordinator", "Sở", "--year", "2025")
UNITS = (("Sở A",), ("Sở B", "so-b"))
PEOPLE = (("Sở A", "Lan", "Đầu mối", "0912345678"), ("Sở A", "Minh", "Phó đầu mối"))
IN = ("--campaign", "2026")


@pytest.fixture
def folder(
    tmp_path: Path, begun: Begun, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    frameworks = tmp_path / "frameworks" / "small"
    frameworks.mkdir(parents=True)
    (frameworks / "small.yaml").write_text(SMALL, encoding="utf-8")
    for name in ("DTI_DATABASE_URL", "DTI_REDIS_URL", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DTI_DATA_DIR", str(begun(tmp_path / "data")))
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path / "frameworks"))
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert main([*CREATE, "--closes", "30/11/2099", "--framework", "small"]) == 0
    capsys.readouterr()
    return tmp_path


def rows(folder: Path, table: str) -> list[object]:
    database = Database(f"sqlite:///{folder / 'data' / 'dti.sqlite'}")
    with database.read() as conn:
        found = list(conn.execute(getattr(t, table).select()).all())
    database.close()
    return found


def load(folder: Path, *words: str, sheets: tuple[object, ...] = (UNITS, PEOPLE)) -> int:
    (folder / "danh-ba.xlsx").write_bytes(roster(*sheets))
    return main(["roster", "import", "danh-ba.xlsx", *IN, *words])


def test_an_import_writes_only_when_told_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(folder) == 0
    said = capsys.readouterr().out
    assert "Mới: 2 đơn vị, 2 người liên hệ" in said and "--yes" in said
    assert rows(folder, "unit") == []
    assert load(folder, "--yes") == 0
    assert len(rows(folder, "member")) == 2
    assert load(folder, "--yes") == 0
    assert "Giữ nguyên: 2 đơn vị, 2 người liên hệ" in capsys.readouterr().out


def test_refused_rows_are_said_and_the_exit_code_tells(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(folder, "--yes", "--json", sheets=((*UNITS, ("Sở C", "MÃ")), ())) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["written"] is True
    (trouble,) = said["troubles"]
    assert (trouble["code"], trouble["sheet"], trouble["row"], trouble["column"]) == (
        "bad_code",
        "Đơn vị",
        4,
        "B",
    )
    assert len(rows(folder, "unit")) == 2


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", b"<row>" + b" " * 120_000_000)


def macro(path: Path) -> None:
    path.write_bytes(roster(UNITS))
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/vbaProject.bin", b"x")


def endless(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đơn vị")
    sheet.append(["Tên đơn vị"])
    for number in range(100_000):
        sheet.append([f"Sở {number}"])
    book.save(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (bomb, "bung ra"),
        (macro, "macro"),
        (endless, "dòng"),
        (lambda path: path.write_bytes(OLE + ENCRYPTED), "mật khẩu"),
        (lambda path: path.write_text("Tên đơn vị,Mã\nSở A,a\n"), "văn bản"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 30_000_000), "30 MB"),
        (lambda path: None, "không có tệp này"),
    ],
    ids=["bomb", "macro", "rows", "encrypted", "csv", "30MB", "missing"],
)  # fmt: skip
def test_a_file_that_could_hurt_is_refused_before_it_does(
    folder: Path, capsys: pytest.CaptureFixture[str], make: object, said: str
) -> None:
    make(folder / "x.xlsx")
    assert main(["roster", "import", "x.xlsx", *IN]) == 1
    assert said in capsys.readouterr().err


def test_a_book_of_something_else_is_no_roster(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.active["A1"] = "Điểm"
    book.save("x.xlsx")
    assert main(["roster", "import", "x.xlsx", *IN]) == 1
    assert "Không thấy danh bạ" in capsys.readouterr().err


def test_the_template_is_read_as_empty_and_holds_its_choices(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["roster", "template", "mau.xlsx", "--framework", "small"]) == 0
    book = load_workbook("mau.xlsx")
    assert book.sheetnames == ["Đơn vị", "Người liên hệ", "Cán bộ", "Hướng dẫn", "Danh mục"]
    assert book["Danh mục"].sheet_state == "hidden"
    assert all(book[name].protection.sheet for name in book.sheetnames[:4])
    rules = [rule.formula1 for rule in book["Đơn vị"].data_validations.dataValidation]
    assert rules == ["'Danh mục'!$A$1:$A$2", "'Danh mục'!$B$1:$B$1", "'Danh mục'!$C$1:$C$2"]
    assert book["Đơn vị"]["A3"].protection.locked
    assert not book["Đơn vị"].column_dimensions["A"].protection.locked
    assert main(["roster", "import", "mau.xlsx", *IN]) == 0
    assert "Chưa ghi gì" in capsys.readouterr().out
    assert main(["roster", "template", "mau.xlsx"]) == 1


def test_what_people_typed_is_never_a_formula_in_our_books(folder: Path) -> None:
    evil = '\'=HYPERLINK("http://x")'
    assert (
        load(folder, "--yes", sheets=((("Sở A",), (f"{evil[1:]} a",)), (("Sở A", "+84 @x", "Đầu mối"),))) == 1
    )
    with_text = ((("'@Sở", "so-x"), ("-Sở", "so-y")), ())
    assert load(folder, "--yes", sheets=with_text) == 0
    assert main(["roster", "template", "x.xlsx", *IN]) == 0
    for sheet in load_workbook("x.xlsx").worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not (isinstance(cell.value, str) and cell.value[:1] in "=+-@") or cell.quotePrefix


def test_people_are_put_in_charge_replaced_and_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(folder, "--yes")
    unit = (*IN, "--unit", "so-a")
    assert main(["roster", "in-charge", *unit, "--name", "minh"]) == 0
    assert main(["roster", "replace", *unit, "--name", "Lan", "--by", "Tú Anh, 0988777666"]) == 0
    capsys.readouterr()
    assert main(["roster", "list", *IN]) == 0
    said = capsys.readouterr().out
    assert "○ Minh – đầu mối\n" in said
    assert "○ Tú Anh – phó đầu mối (0988777666)" in said
    assert main(["roster", "remove", *unit, "--name", "Tú Anh"]) == 0
    assert main(["roster", "remove", *unit, "--name", "Tú Anh"]) == 1
    assert "Không có “Tú Anh” trong danh bạ. Hiện có: Minh." in capsys.readouterr().err
    assert main(["roster", "replace", *unit, "--name", "Minh", "--by", "0912"]) == 1
    assert main(["roster", "list", *IN, "--json"]) == 0
    said = capsys.readouterr().out
    assert [card["name"] for card in json.loads(said)["units"]] == ["Sở A", "Sở B"]


def test_links_for_many_are_files_for_the_owner_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(folder, "--yes")
    words = ("invite", *IN, "--all-missing", "--bot-name", "dti_bot")
    assert main([*words]) == 1
    assert "--to" in capsys.readouterr().err
    assert main([*words, "--to", "moi"]) == 0
    made = sorted((folder / "moi").iterdir())
    assert [path.name for path in made] == ["thu-moi-2026.pdf", "thu-moi-2026.xlsx"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
    sheet = load_workbook(made[1]).active
    assert re.fullmatch(r"https://t\.me/dti_bot\?start=[\w-]{43}", sheet["F4"].value)
    assert sheet["F4"].hyperlink.target == sheet["F4"].value
    assert len(rows(folder, "invitation")) == 3
    capsys.readouterr()
    assert main([*words, "--to", "moi"]) == 0
    assert "Không còn ai cần mời" in capsys.readouterr().out
    assert main(["invite", *IN, "--all-waiting", "--to", "moi"]) == 0
    assert sum(row.revoked_at is None for row in rows(folder, "invitation")) == 3  # type: ignore[attr-defined]


def test_one_of_the_staff_is_invited_for_a_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("invite", *IN, "--role", "reviewer", "--name", "Phạm An, 0912345678")
    assert main([*words, "--groups", "so", "--indices", "1"]) == 0
    assert "Thư mời cho thẩm định" in capsys.readouterr().out
    (link,), (member,) = rows(folder, "invitation"), rows(folder, "member")
    assert (link.scope_group, link.scope_indices, link.member_id) == ("so", "1", member.id)  # type: ignore[attr-defined]
    assert member.phone == "0912345678"  # type: ignore[attr-defined]
    assert main([*words]) == 0
    first, second = rows(folder, "invitation")
    assert first.revoked_at is not None and second.revoked_at is None  # type: ignore[attr-defined]
    assert main(["invite", *IN, "--revoke", "--name", "phạm an"]) == 0
    assert main(["invite", *IN, "--revoke", "--name", "phạm an"]) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--role reviewer --groups la", "Không có nhóm xếp hạng “la”"),
        ("--role reviewer --indices 9", "Không có chỉ số chính “9”"),
        ("--role reviewer --unit so-a", "bỏ --unit"),
        ("--unit so-a --groups so", "chỉ dùng cho cán bộ"),
        ("--role contact", "cần --unit"),
        ("--role expert --name 123", "Chưa rõ họ tên"),
        ("--revoke --unit so-la", "không còn trong danh bạ"),
    ],
)
def test_what_does_not_go_together_is_explained(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    load(folder, "--yes")
    assert main(["invite", *IN, *words.split()]) == 1
    told = capsys.readouterr()
    assert said in told.err + told.out
    assert rows(folder, "invitation") == []


def test_a_unit_is_added_and_the_same_again_is_refused_like_in_chat(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ("roster", "add", *IN, "--unit-name")
    assert main([*add, "Sở  Nội vụ", "--group", "khac", "--traits", "dac-thu", "--volunteer"]) == 0
    assert "Tên ngắn: so-noi-vu" in capsys.readouterr().out
    (unit,) = rows(folder, "enrolment")
    assert (unit.group_id, unit.traits, unit.volunteer) == ("khac", "dac-thu", True)  # type: ignore[attr-defined]
    assert main([*add, "sở nội VỤ"]) == 1
    assert "đã có trong đợt này" in capsys.readouterr().err
    assert main([*add, "So Noi vu"]) == 1
    assert "thêm --slug" in capsys.readouterr().err
    assert main([*add, "So Noi vu", "--slug", "so-khac"]) == 0
    assert main([*add, "Sở Y tế", "--group", "la"]) == 1
    assert "Hiện có: so, khac" in capsys.readouterr().err
    assert len(rows(folder, "enrolment")) == 2


def test_a_reviewers_part_is_seen_and_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", *IN, "--role", "reviewer", "--name", "Phạm An", "--groups", "so"]) == 0
    scope = ("roster", "scope", *IN, "--name", "phạm an")
    capsys.readouterr()
    assert main([*scope]) == 0
    assert "Phạm An phụ trách: nhóm Sở, ban, ngành; chỉ số tất cả." in capsys.readouterr().out
    assert main([*scope, "--groups", "khac", "--indices", "1"]) == 0
    assert "nhóm Khác; chỉ số 1" in capsys.readouterr().out
    assert main([*scope, "--groups", "all"]) == 0
    (member,), (link,) = rows(folder, "member"), rows(folder, "invitation")
    assert (member.scope_group, member.scope_indices) == (None, "1")  # type: ignore[attr-defined]
    assert (link.scope_group, link.scope_indices) == (None, "1")  # type: ignore[attr-defined]
    acts = [(row.old, row.new) for row in rows(folder, "audit") if row.action == "scope_changed"]  # type: ignore[attr-defined]
    assert acts == [
        ("nhóm Sở, ban, ngành; chỉ số tất cả", "nhóm Khác; chỉ số 1"),
        ("nhóm Khác; chỉ số 1", "nhóm tất cả; chỉ số 1"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("scope --name Ai", "Không có “Ai” trong danh bạ"),
        ("scope --name An --groups la", "Không có nhóm xếp hạng “la”. Hiện có: so, khac."),
        ("scope --name An --indices 9", "Không có chỉ số chính “9”"),
        ("scope --name Ba --groups so", "không có gì để chia"),
    ],
)
def test_a_part_that_cannot_be_is_explained_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    main(["invite", *IN, "--role", "reviewer", "--name", "An"])
    main(["invite", *IN, "--role", "council", "--name", "Ba"])
    capsys.readouterr()
    assert main(["roster", *words.split(), *IN]) == 1
    assert said in capsys.readouterr().err
    assert [row.scope_group for row in rows(folder, "member")] == [None, None]  # type: ignore[attr-defined]


def test_how_invitations_are_bound_is_seen_and_set(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "rules", *IN, "--binding", "off"]) == 0
    assert "ai có liên kết thì vào được" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["roster", "rules", *IN, "--binding", "cmnd"])
    assert "'cmnd' không có; hãy chọn" in capsys.readouterr().err
    assert main(["roster", "rules", *IN]) == 0
    assert "ai có liên kết thì vào được" in capsys.readouterr().out
    (act,) = (row for row in rows(folder, "audit") if row.action == "binding_set")  # type: ignore[attr-defined]
    assert (act.old, act.new) == ("phone_or_code", "off")  # type: ignore[attr-defined]
