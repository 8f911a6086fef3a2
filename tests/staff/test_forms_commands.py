"""Books to fill in on the command line, and through LibreOffice, which rewrites the whole file."""

import subprocess
from pathlib import Path

import pytest

from dti.main import main
from tests.export.recalculated import SOFFICE, libreoffice
from tests.staff.test_forms_answers import edited, fill
from tests.staff.test_roster_commands import IN, UNITS, folder, load, rows

__all__ = ["folder"]
DOC = ("--document", "12/BC-SNV ngày 28/2/2026")
OUT = ("export", "questionnaire", *IN, "--unit", "so-a", "--to", "phieu.xlsx")


@pytest.fixture
def answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A filled-in questionnaire of Sở A."""
    assert load(folder, "--yes", sheets=(UNITS,)) == 0
    assert main([*OUT]) == 0
    path = folder / "phieu.xlsx"
    path.write_bytes(edited(path.read_bytes(), fill(info_1=60, k_1_1_a="Có", k_1_2_a=57, k_1_4_a="Vừa")))
    capsys.readouterr()
    return path


def stored(folder: Path) -> dict[str, str]:
    return {row.input_key: row.value for row in rows(folder, "answer")}  # type: ignore[attr-defined]


def test_an_import_stores_only_when_told_to(
    folder: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "answers", "phieu.xlsx", *IN]) == 0
    assert "Chưa ghi gì" in capsys.readouterr().out
    assert stored(folder) == {}
    assert main(["import", "answers", "phieu.xlsx", *IN, *DOC, "--yes"]) == 0
    assert "Đã ghi 4 mục" in capsys.readouterr().out
    assert stored(folder) == {"info:1": "60", "1.1:a": "true", "1.2:a": "57", "1.4:a": "vua"}
    assert main([*OUT]) == 1
    assert main([*OUT, "--force"]) == 0


def test_a_conflict_is_stored_only_with_a_side_named(
    folder: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "answers", "phieu.xlsx", *IN, *DOC, "--yes"]) == 0
    other = folder / "khac.xlsx"
    other.write_bytes(edited(answers.read_bytes(), fill(k_1_2_a=50)))
    assert main(["import", "answers", "khac.xlsx", *IN, *DOC, "--yes"]) == 1
    assert "--conflicts" in capsys.readouterr().out
    assert stored(folder)["1.2:a"] == "57"
    assert main(["import", "answers", "khac.xlsx", *IN, *DOC, "--yes", "--conflicts", "file"]) == 0
    assert stored(folder)["1.2:a"] == "50"


def test_what_is_typed_in_for_a_unit_cites_its_document(
    folder: Path, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "answers", "phieu.xlsx", *IN, "--yes"]) == 1
    assert "--document" in capsys.readouterr().out
    for bad in ("12/BC-SNV", "hôm nọ", "12/BC-SNV ngày 1/1/2090"):
        assert main(["import", "answers", "phieu.xlsx", *IN, "--document", bad, "--yes"]) == 1
        assert "Chưa rõ số hoặc ngày" in capsys.readouterr().err
    assert stored(folder) == {}
    assert main(["import", "answers", "phieu.xlsx", *IN, *DOC, "--yes"]) == 0
    assert "Theo văn bản số 12/BC-SNV ngày 28/02/2026 của đơn vị." in capsys.readouterr().out
    (act,) = [row for row in rows(folder, "audit") if row.action == "questionnaire_imported"]  # type: ignore[attr-defined]
    assert act.reason == "12/BC-SNV; 2026-02-28"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_book_that_libreoffice_rewrote_says_the_same(folder: Path, answers: Path) -> None:
    for suffix in ("ods", "xlsx"):
        source = "phieu.xlsx" if suffix == "ods" else "phieu.ods"
        subprocess.run(
            [*libreoffice(), "--convert-to", suffix, source],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=100,
        )
    assert main(["import", "answers", "phieu.xlsx", *IN, *DOC, "--yes"]) == 0
    assert stored(folder) == {"info:1": "60", "1.1:a": "true", "1.2:a": "57", "1.4:a": "vua"}


def test_a_book_with_nothing_to_fill_in_is_not_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert load(folder, "--yes", sheets=(UNITS,)) == 0
    assert main(["export", "measured-template", *IN, "--to", "bang.xlsx"]) == 1
    assert "Bảng số đo: kỳ này không có gì để điền" in capsys.readouterr().err
    assert not (folder / "bang.xlsx").exists()


@pytest.mark.parametrize("kind", ["review-book", "references-template"])
def test_the_staffs_books_are_made_and_read_as_empty(
    folder: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load(folder, "--yes", sheets=(UNITS,)) == 0
    assert main(["export", kind, *IN, "--to", "bang.xlsx"]) == 0
    assert main(["import", kind.split("-", maxsplit=1)[0], "bang.xlsx", *IN, "--yes"]) == 0
    assert "Đã ghi 0 mục" in capsys.readouterr().out
    assert main(["import", "answers", "bang.xlsx", *IN]) == 1


def test_a_file_that_could_hurt_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.xlsx").write_bytes(b"a;b\n1;2\n")
    assert main(["import", "answers", "x.xlsx", *IN]) == 1
    assert "Cách sửa" in capsys.readouterr().err
