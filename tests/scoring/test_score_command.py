"""`dti score` as an operator uses it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from dti import score, score_texts
from dti.parser import Parser
from dti_core.scoring.model import State

UNITS = {
    "units": [
        {
            "id": "noi-vu",
            "name": "Sở Nội vụ",
            "info": {"5": 48, "6": 12},
            "answers": {"3.1": {"a": 57}, "1.1": {"a": True}},
        },
        {"id": "y-te", "answers": {"3.1": {"a": 50, "b": 60}}},
        {"id": "khach", "volunteer": True},
    ]
}


def _run(*arguments: str) -> int:
    top = Parser(prog="dti")
    score.add_parser(top.add_subparsers(parser_class=Parser))
    args = top.parse_args(["score", *arguments])
    return int(args.run(args))


def _file(folder: Path, data: Any) -> str:
    path = folder / "so-lieu.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_json_has_exactly_what_was_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--framework", "an-giang-2024-so", _file(tmp_path, UNITS), "--json") == 0
    result = json.loads(capsys.readouterr().out)
    assert [unit["id"] for unit in result["units"]] == ["noi-vu", "y-te", "khach"]
    first, second, guest = result["units"]
    assert set(first) == {
        "id", "group", "points", "score", "rank", "attainable", "indices", "pillars", "criteria",
    }  # fmt: skip
    assert (first["points"], first["score"], first["rank"], first["attainable"]) == (29, 29, 1, 420)
    assert (second["points"], second["rank"], guest["rank"]) == (16.6667, 2, None)
    assert first["indices"] == {"1": 10, "2": 0, "3": 19, "4": 0, "5": 0, "6": 0}
    assert first["pillars"] == {}
    assert len(first["criteria"]) == 35
    assert set(first["criteria"]["3.1"]) == {"points", "state", "basis", "explanation"}
    assert first["criteria"]["3.1"]["points"] == 19
    assert first["criteria"]["1.2"]["state"] == "missing"


def test_people_get_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--framework", "an-giang-2024-so", _file(tmp_path, UNITS)) == 0
    out = capsys.readouterr().out
    assert "    1  Sở Nội vụ          29 / 420 điểm\n" in out
    assert "Sở Nội vụ: 29 / 420 điểm, hạng 1\n" in out
    assert "  3 Hạ tầng số: 19\n" in out
    assert "57/60 = 95% × 20 = 19 điểm" in out
    assert "khach: 0 / 420 điểm\n" in out


def test_a_framework_may_be_named_by_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(Path(__file__).parents[2] / "frameworks/an-giang-2024/so.yaml")
    assert _run("--framework", path, _file(tmp_path, UNITS), "--json") == 0


def test_answers_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(UNITS).encode())))
    assert _run("--framework", "an-giang-2024-so", "-", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["units"]) == 3


def test_mistakes_are_all_told_and_nothing_is_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _file(tmp_path, '{"units": [\n {"id": "a",\n  "answers": {"3.1": {"a": -5}, "3.9": {}}}]}')
    assert _run("--framework", "an-giang-2024-so", file, "--json") == 1
    out, err = capsys.readouterr()
    problems = json.loads(out)["problems"]
    assert [(one["place"], one["line"], one["code"]) for one in problems] == [
        ("units[0].answers.3.1.a", 3, "negative"),
        ("units[0].answers.3.9", 3, "unknown-criterion"),
    ]
    assert f"{file}:3:28  units[0].answers.3.1.a\n    Số không được âm: -5." in err
    assert err.endswith("2 chỗ cần sửa; chưa chấm điểm đơn vị nào.\n")


def test_without_json_nothing_goes_to_standard_output_when_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("--framework", "an-giang-2024-so", _file(tmp_path, "{")) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Không phải JSON hợp lệ" in err


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "Không có tệp"), (b"\xff\xfe\x00", "không phải văn bản UTF-8"), (b" " * 300, "quá lớn")],
)
def test_a_file_that_cannot_be_read_says_why(
    content: bytes | None,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(score, "MAX_BYTES", 200)
    path = tmp_path / "so-lieu.json"
    if content is not None:
        path.write_bytes(content)
    assert _run("--framework", "an-giang-2024-so", str(path), "--json") == 1
    out, err = capsys.readouterr()
    assert message in err
    assert json.loads(out)["problems"][0]["code"] == "unusable"


def test_a_folder_is_not_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--framework", "an-giang-2024-so", str(tmp_path)) == 1
    assert "Không đọc được" in capsys.readouterr().err


def test_an_unknown_framework_is_told_with_what_was_probably_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("--framework", "an-giang-2024-soo", _file(tmp_path, UNITS), "--json") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["problems"][0]["suggestion"] == "an-giang-2024-so"
    assert "an-giang-2024-so" in err


def test_frameworks_may_live_in_another_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path))
    assert _run("--framework", "an-giang-2024-so", _file(tmp_path, UNITS)) == 1


def test_every_state_has_a_word() -> None:
    assert set(score_texts.STATES) == set(State.__args__)  # type: ignore[attr-defined]  # what Literal keeps
