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


def show(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run("show", name) == 0
    return capsys.readouterr().out


def test_list_tells_how_many_criteria_and_points_a_framework_has(capsys: pytest.CaptureFixture[str]) -> None:
    run("list")
    lines = {line.split()[0]: " ".join(line.split()) for line in capsys.readouterr().out.splitlines()}
    assert "35 tiêu chí, 420 điểm Bộ" in lines["an-giang-2024-so"]
    assert "159 tiêu chí, 420 điểm (có thể đạt 419) Bộ" in lines["hai-duong-2022-huyen"]
    rows = {each["id"]: each for each in run_json(capsys, "list")}
    assert (rows["so-2021"]["criteria"], rows["so-2021"]["max_points"]) == (60, 180)


def test_list_says_so_where_a_file_is_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "hong").mkdir()
    (tmp_path / "hong" / "so.yaml").write_bytes((BROKEN / "unknown-key.yaml").read_bytes())
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path))
    assert run("list") == 0
    assert "có lỗi, xem bằng lệnh check" in capsys.readouterr().out
    assert [each["criteria"] for each in run_json(capsys, "list")] == [None]


def test_show_has_a_heading_over_the_indices_of_each_pillar(capsys: pytest.CaptureFixture[str]) -> None:
    text = show("hai-duong-2022-huyen", capsys)
    assert "  — Trụ cột Kinh tế số —\n  1  Chuyển đổi nhận thức  [25]\n" in text
    assert text.count("— Trụ cột ") == 3
    shared = show("an-giang-2024-huyen", capsys)
    assert "  • Kinh tế số [430]: chỉ số 1, 2, 3, 4, 5, 7\n" in shared
    assert "— Chung của các trụ cột Chính quyền số, Kinh tế số, Xã hội số —\n  1  Nhận thức số" in shared
    assert "— Trụ cột Kinh tế số —\n  7  Hoạt động kinh tế số" in shared
    assert "Trụ cột" not in show("an-giang-2024-so", capsys)


def test_show_tells_what_a_shared_maximum_is_and_where_none_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = show("hai-duong-2022-huyen", capsys)
    assert "4.8.1  Tỷ lệ DVCTT mức độ 3  [chung 10 điểm với 4.8.2]  – tỷ lệ" in text
    assert "thương mại điện tử B2C  [không in điểm]  – so với" in text
    hue = show("thua-thien-hue-2021-tinh", capsys)
    assert "1.1  Tuyên truyền, phổ biến, tập huấn về chuyển đổi số, Chính quyền số\n" in hue
    assert "[–]" not in hue


def test_show_says_who_assesses_rows_without_a_mark_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    text = show("thua-thien-hue-2021-tinh", capsys)
    assert "Dòng không in ai đánh giá: Tự đánh giá, Sở TTTT đánh giá. Bảy tiêu chí không in dấu x" in text


def test_places_of_contradictions_are_named_as_people_call_them(capsys: pytest.CaptureFixture[str]) -> None:
    text = show("hai-duong-2022-huyen", capsys) + show("dong-nai-2024-tinh", capsys) + show("so-2021", capsys)
    for place in (
        "Cả bộ chỉ số",
        "Kinh tế số 5.2.1",
        "Thông tin chung 19",
        "8.2a",
        "Điểm chung của 4.6.1, 4.6.2",
    ):
        assert f"  • {place}: in " in text


@pytest.mark.parametrize("path", sorted(AN_GIANG.parent.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_no_section_of_show_is_empty(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sections = show(str(path), capsys).rstrip("\n").split("\n\n")
    assert all(section.count("\n") >= 1 for section in sections)


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
