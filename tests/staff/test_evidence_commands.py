"""`dti evidence`: what was filed, links looked at anew, a confidential file removed."""

from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign import evidence
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.links.test_use_cases import GONE, file, settle, waits
from tests.staff.test_purging import WHY, bytes_of, keep


@pytest.fixture
def world(own_sqlite_db: Database, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path / "data"))
    return World(own_sqlite_db).begin()


def says(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    code = main(["evidence", *argv, "--campaign", "2026"])
    out = capsys.readouterr()
    return code, out.out + out.err


def test_evidence_is_listed_with_what_was_found(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    file(world, world.unit("noi-vu"))
    settle(world, GONE)
    code, said = says(capsys, "list", "--broken")
    assert code == 0
    assert "noi-vu  1.1  https://sonoivu.angiang.gov.vn/kh  không mở được – trang không tồn tại" in said
    assert '"check": "failed:404"' in says(capsys, "list", "--json", "--unit", "noi-vu")[1]


def test_links_are_looked_at_anew(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    file(world, world.unit("noi-vu"))
    settle(world, GONE)
    code, said = says(capsys, "check")
    assert (code, len(world.rows(t.evidence_check))) == (0, 2)
    assert "Sẽ kiểm tra 1 liên kết" in said
    assert "chưa thấy tiến trình nào" in said
    assert says(capsys, "check", "--unit", "khong-co")[0] == 1
    assert waits(world) == []  # asked for by the clock on the wall, long after this world's


def test_a_file_is_shown_first_and_removed_with_yes(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, lan = keep(tmp_path / "data"), world.unit("a")
    with world.db.write() as conn:
        piece = evidence.add_file(conn, lan, "1.1", kept, evidence.NOTHING, world.now)
    asked = ("purge", str(piece), "--reason", WHY)
    code, said = says(capsys, *asked)
    assert (code, bytes_of(tmp_path / "data", kept).exists()) == (0, True)
    assert "thêm --yes" in said
    code, said = says(capsys, *asked, "--yes")
    assert (code, bytes_of(tmp_path / "data", kept).exists()) == (0, False)
    assert kept.sha256 in said
    code, said = says(capsys, *asked, "--yes")
    assert (code, said.strip()) == (1, f"Minh chứng số {piece} đã xoá rồi.")
