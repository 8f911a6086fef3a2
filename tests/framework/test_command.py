"""`dti framework …` as an operator or a script calls it."""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dti import framework as command
from tests.framework.small import AN_GIANG, BROKEN

SO = AN_GIANG / "so.yaml"
NODE_KEYS = ["id", "code", "printed_code", "title", "kind", "parent", "pillar", "max_points", "pool"]
NODE_KEYS += ["assessors", "rule", "inputs", "evidence", "basis"]


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DTI_FRAMEWORKS_DIR", raising=False)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["framework", *words])
    return int(args.run(args))


def run_json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    run(*words, "--json")
    return json.loads(capsys.readouterr().out)


def test_list_names_the_framework(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    assert "an-giang-2024-so" in capsys.readouterr().out
    assert "an-giang-2024-so" in [each["id"] for each in run_json(capsys, "list")]


def test_show_as_json_has_exactly_the_promised_keys(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run_json(capsys, "show", "an-giang-2024-so")
    top = "id,title,level,decision,max_points,attainable_points,pillars,assessors,info,nodes,anomalies"
    assert list(shown) == top.split(",")
    assert list(shown["decision"]) == ["number", "date", "issuer", "source"]
    assert all(list(node) == NODE_KEYS for node in shown["nodes"])
    assert all(list(item) == ["id", "label", "measure", "kind"] for item in shown["info"])
    assert all(list(each) == ["at", "printed", "found", "handling", "note"] for each in shown["anomalies"])


def test_show_as_json_gives_numbers_as_printed(capsys: pytest.CaptureFixture[str]) -> None:
    run("show", "an-giang-2024-so", "--json")
    text = capsys.readouterr().out
    assert '"max_points": 420,' in text
    assert '"max_points": 10,' in text
    assert '"target": 0.1,' in text
    assert "10.0" not in text


def test_show_as_json_gives_rule_inputs_and_basis_of_a_criterion(capsys: pytest.CaptureFixture[str]) -> None:
    nodes = {node["id"]: node for node in run_json(capsys, "show", str(SO))["nodes"]}
    assert nodes["3.1"]["rule"] == {
        "type": "ratio",
        "numerator": ["a"],
        "denominator": ["b"],
        "scale": 1,
        "target": 1,
        "below": "scaled",
        "zero_denominator": "zero",
        "excess": "refuse",
    }
    assert [item["shared"] for item in nodes["3.1"]["inputs"]] == [None, ["info:5", "info:6"]]
    assert nodes["5.1"]["inputs"][1]["shared"] == "info:9"
    assert set(nodes["3.1"]["basis"]["denominator"]) == {"source", "place", "reason", "reference"}
    assert (nodes["1"]["rule"], nodes["1"]["parent"], nodes["1.1"]["parent"]) == (None, None, "1")


def test_show_reads_as_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "an-giang-2024-so") == 0
    text = capsys.readouterr().out
    assert "Quyết định 1407/QĐ-UBND ngày 13/9/2024" in text
    assert "Thang điểm in: 420 · có thể đạt: 420" in text
    assert "3.1  Tỷ lệ cán bộ, công chức, viên chức được trang bị máy tính" in text


def test_check_passes_and_tells_the_anomalies(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "an-giang-2024-so") == 0
    text = capsys.readouterr().out
    assert "không có lỗi; ghi nhận 17 chỗ bất thường" in text
    assert "Điều 5.1" in text


def test_check_of_a_sound_file_also_says_what_is_better_written_otherwise(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = BROKEN / "unquoted-question.yaml"
    assert run("check", str(path)) == 0
    text = capsys.readouterr().out
    assert f"(nên sửa) {path}:29:" in text
    assert "Đặt cả câu trong nháy kép" in text


def test_check_of_a_broken_file_exits_1_and_explains(capsys: pytest.CaptureFixture[str]) -> None:
    path = BROKEN / "unknown-key.yaml"
    assert run("check", str(path)) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{path}:21:9  Không có mục tên “titlee” ở đây." in shown.err
    assert shown.err.rstrip().endswith("1 lỗi.")


def test_check_as_json_gives_every_part_of_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    report = run_json(capsys, "check", str(BROKEN / "unknown-key.yaml"))
    assert report["ok"] is False
    assert list(report["problems"][0]) == [
        "code",
        "file",
        "line",
        "column",
        "value",
        "message",
        "cause",
        "fix",
        "suggestion",
    ]


def test_check_without_a_name_checks_the_whole_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mot").mkdir()
    (tmp_path / "mot" / "so.yaml").write_bytes(SO.read_bytes())
    (tmp_path / "mot" / "hong.yaml").write_bytes((BROKEN / "unknown-key.yaml").read_bytes())
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path))
    assert run("check") == 1
    shown = capsys.readouterr()
    assert "so.yaml: không có lỗi" in shown.out
    assert "hong.yaml: 1 lỗi." in shown.err


def test_a_broken_framework_is_not_shown_but_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", str(BROKEN / "missing-key.yaml")) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Thiếu mục bắt buộc “title”" in shown.err


def test_an_unknown_id_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "an-giang-2023-so") == 1
    assert "Có phải ý Anh/Chị là “an-giang-2024-so”?" in capsys.readouterr().err


def test_an_empty_folder_is_said_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path))
    assert (run("list"), run("check"), run("show")) == (1, 1, 1)
    assert capsys.readouterr().err.count("Không thấy bộ chỉ số nào") == 2


def test_schema_prints_the_committed_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert capsys.readouterr().out == (AN_GIANG.parent / "framework.schema.json").read_text(encoding="utf-8")


def test_describing_the_command_imports_nothing_heavy() -> None:
    words = "import sys, dti.framework; print({'pydantic', 'yaml', 'dti_core.framework'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
