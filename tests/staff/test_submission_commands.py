"""`dti submission` on the command line: list, form, record, hand in, rules."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti.main import main
from dti.settings import Settings
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import SMALL, World
from tests.databases import Begun

CREATE = ("campaign", "create", "--slug", "2026", "--title", "Đợt", "--coordinator", "Sở", "--year", "2025")
IN = ("--campaign", "2026")
ON = ("--number", "45/BC-S", "--date", "27/02/2026", "--approved-by", "Giám đốc Trần Văn B")


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
    assert main([*CREATE, "--opens", "01/01/2026", "--closes", "30/11/2099", "--framework", "small"]) == 0
    assert main(["roster", "add", *IN, "--unit-name", "Sở A", "--slug", "a"]) == 0
    capsys.readouterr()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *call: str) -> tuple[int, str, str]:
    code = main(["submission", *call])
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_a_form_is_written_where_it_is_wanted(
    folder: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    target = folder / f"phieu{suffix}"
    code, out, _ = said(capsys, "form", *IN, "--unit", "a", "--to", str(target))
    assert (code, "Sở A" in out) == (0, True)
    if suffix == ".pdf":
        assert target.read_bytes().startswith(b"%PDF")
    else:
        assert load_workbook(target).worksheets[0].title == "Phiếu tự đánh giá"
    code, _, err = said(capsys, "form", *IN, "--unit", "a", "--to", str(target))
    assert (code, "--force" in err) == (1, True)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("form", "--unit", "a", "--to", "phieu.docx"), ".pdf hoặc .xlsx"),
        (("form", "--unit", "b", "--to", "phieu.pdf"), "không có đơn vị “b”"),
        (("form", "--unit", "a", "--to", "khong/co/phieu.pdf"), "Không ghi được"),
        (("record", "--unit", "a", *ON), "Đơn vị chưa nộp"),
        (("record", "--unit", "a", "--hand-in", "--number", "1/A"), "Cần số và ngày"),
        (("record", "--unit", "a", "--hand-in", *ON), "Chưa có câu trả lời"),
        (("record", "--unit", "a", "--number", "1/A", "--date", "01/01/2098"), "chưa tới"),
        (("record", "--unit", "a", "--number", "1/A", "--file", "khong-co.pdf"), "Không đọc được"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], why: str
) -> None:
    code, _, err = said(capsys, more[0], *IN, *more[1:])
    assert code == 1
    assert why in err
    assert "Traceback" not in err


def test_paper_is_handed_in_recorded_and_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answered()
    code, out, err = said(capsys, "record", *IN, "--unit", "a", "--hand-in", *ON)
    assert (code, err) == (0, "")
    assert "Đã nộp thay Sở A" in out
    (folder / "ky.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF")
    assert said(capsys, "record", *IN, "--unit", "a", "--file", "ky.pdf")[0] == 0
    (folder / "ky.docx").write_bytes(b"khong phai")
    assert "ảnh hoặc tệp PDF" in said(capsys, "record", *IN, "--unit", "a", "--file", "ky.docx")[2]
    (one,) = json.loads(said(capsys, "list", *IN, "--json")[1])
    assert (one["state"], one["document_number"], one["document_date"]) == (
        "submitted",
        "45/BC-S",
        "2026-02-27",
    )
    assert one["on_paper"]
    assert len(one["signed_copy"]) == 64
    listed = said(capsys, "list", *IN)[1]
    assert "văn bản số 45/BC-S ngày 27/02/2026" in listed
    assert "nộp thay theo bản giấy" in listed


def answered() -> None:
    """Somebody of the unit answered one question before the paper came."""
    database = Database(Settings.from_env().database_url)
    world = World(database)
    with database.write() as conn:
        world.campaign = conn.execute(t.campaign.select()).one().id
        world.units["a"] = conn.execute(t.enrolment.select()).one().id
    lan = world.join("a")
    world.tell(lan, "1.1:a", "true")
    database.close()


def test_the_signed_copy_is_made_required(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "tuỳ chọn" in said(capsys, "rules", *IN)[1]
    assert "bắt buộc" in said(capsys, "rules", *IN, "--signed-copy", "required")[1]
    assert "bắt buộc" in said(capsys, "rules", *IN)[1]
