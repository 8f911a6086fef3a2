"""`dti export` writes whole files where the operator wants them, or says why not and leaves nothing."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dti.main import main
from dti_core.excel.out import words
from tests.campaign.world import World
from tests.export.office import small


@pytest.fixture
def folder(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small(world)
    monkeypatch.setenv("DTI_DATABASE_URL", world.db.url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path / "data"))
    for name in ("DTI_REDIS_URL", "TELEGRAM_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_every_kind_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, more, ending in (
        ("campaign", (), "xlsx"),
        ("unit", ("--unit", "a"), "xlsx"),
        ("units", ("--group", "so"), "zip"),
        ("archive", (), "zip"),
    ):
        target = folder / f"{kind}.{ending}"
        assert main(["export", kind, "--campaign", "2026", *more, "--to", str(target)]) == 0
        assert zipfile.is_zipfile(target)
        assert f"Đã ghi {target}" in capsys.readouterr().out
    assert words.RANKING in load_workbook(folder / "campaign.xlsx").sheetnames
    assert not [path for path in folder.iterdir() if path.name.startswith(".dti-")]


@pytest.mark.parametrize(
    ("words_", "said"),
    [
        (("campaign", "--campaign", "khong"), "khong"),
        (("unit", "--campaign", "2026", "--unit", "khong"), "khong"),
        (("campaign", "--campaign", "2026", "--group", "khong"), "small:so"),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(
    folder: Path, capsys: pytest.CaptureFixture[str], words_: tuple[str, ...], said: str
) -> None:
    assert main(["export", *words_, "--to", str(folder / "x.xlsx")]) == 1
    assert said in capsys.readouterr().err
    assert not (folder / "x.xlsx").exists()


def test_a_file_that_is_there_is_kept_unless_forced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder / "x.xlsx"
    target.write_text("của tôi")
    order = ["export", "campaign", "--campaign", "2026", "--to", str(target)]
    assert main(order) == 1
    assert "--force" in capsys.readouterr().err
    assert target.read_text() == "của tôi"
    assert main([*order, "--force"]) == 0
    assert zipfile.is_zipfile(target)
    assert main(["export", "campaign", "--campaign", "2026", "--to", str(folder / "khong" / "x.xlsx")]) == 1
