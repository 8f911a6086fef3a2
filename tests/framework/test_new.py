"""`dti framework new` and `from-xlsx` as an author calls them."""

import argparse
import re
from pathlib import Path

import pytest
import yaml

from dti import framework as command
from dti_core.framework.drafting.guess import MAKERS, guess
from dti_core.framework.drafting.guess_texts import WHY
from dti_core.framework.drafting.yaml_text import SIGNS, scalar
from dti_core.framework.library import DEFAULT_FOLDER
from dti_core.framework.loader import load
from dti_core.framework.marked import read
from tests.framework.annex_books import HEAD, save

PLAIN = "a|6.10|true|yes|2024-01-31|12:30|1e3|0x1|- a|a: b|a #b|#a|a,b|[a]|“a”|a\tb|10%|~|x: |a:|Có, {không}"
ODD = 'nói "thế"|ai?|= 1|@a|a\nb|0,5|? a|*a|&a|!a|\\a|%a'
RULES = {"yes_no", "ladder", "ratio", "count", "inverse", "relative", "assessed", "parts"}


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DTI_FRAMEWORKS_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers(required=True))
    args = parser.parse_args(["framework", *words])
    return int(args.run(args))


def test_a_new_file_is_sound_and_shows_every_way_of_calculating(tmp_path: Path) -> None:
    assert run("new", "an-giang-2025-huyen", "--title", 'Bộ "mới": 2025') == 0
    made = tmp_path / "an-giang-2025" / "huyen.yaml"
    loaded = load(made)
    assert yaml.safe_load(made.read_text(encoding="utf-8"))["level"] == "huyen"
    assert loaded.problems == ()
    assert loaded.framework is not None
    assert (loaded.framework.id, loaded.framework.spec.level) == ("an-giang-2025-huyen", "huyen")
    assert loaded.framework.spec.title == 'Bộ "mới": 2025'
    assert {node.rule.type for node in loaded.framework.criteria if node.rule} == RULES
    assert loaded.framework.attainable_points == loaded.framework.spec.max_points


def test_a_new_file_tells_what_comes_next_and_is_never_written_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("new", "thu", "--to", "a/b.yaml") == 0
    shown = capsys.readouterr().out
    assert "Đã tạo a/b.yaml" in shown
    assert "dti framework check a/b.yaml" in shown
    Path("a/b.yaml").write_text("của tôi", encoding="utf-8")
    assert run("new", "thu", "--to", "a/b.yaml") == 1
    assert "đã có, không ghi đè" in capsys.readouterr().err
    assert Path("a/b.yaml").read_text(encoding="utf-8") == "của tôi"
    assert [path.name for path in Path("a").iterdir()] == ["b.yaml"]


def test_the_first_line_finds_the_schema_from_where_the_file_is(tmp_path: Path) -> None:
    run("new", "xa", "--to", "xa.yaml")
    far = Path("xa.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (
        far
        == f"# yaml-language-server: $schema={(DEFAULT_FOLDER / 'framework.schema.json').resolve().as_uri()}"
    )
    (tmp_path / "framework.schema.json").write_text("{}", encoding="utf-8")
    run("new", "gan-so")
    near = Path("gan/so.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert near == "# yaml-language-server: $schema=../framework.schema.json"


def test_a_bad_or_taken_id_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "An Giang") == 1
    assert "không dùng làm mã được" in capsys.readouterr().err
    assert run("new", "moi-so") == 0
    assert run("new", "moi-so", "--to", "khac.yaml") == 1
    assert "Mã “moi-so” đã có ở moi/so.yaml" in capsys.readouterr().err


def test_a_book_becomes_a_sound_file_and_every_guess_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    rows = ((1, "Nhận thức", 20), ("1.1", "Có kế hoạch", 10), ("1.2", "Mức độ hài lòng", 10))
    book = save(Path("bang.xlsx"), HEAD, *rows)
    assert run("from-xlsx", str(book), "--id", "moi-so") == 0
    shown = capsys.readouterr().out
    assert "Đã ghi moi/so.yaml: 1 chỉ số chính, 2 tiêu chí; thang điểm 20." in shown
    assert "* 1.2  ba mức" in shown
    assert "Cần người xem (1 tiêu chí):" in shown
    loaded = load(Path("moi/so.yaml"))
    assert loaded.framework is not None
    bases = [basis for node in loaded.framework.criteria for basis in node.basis.values()]
    assert {(each.source, each.reason) for each in bases} == {("assumed", "đoán theo tiêu đề")}


def test_a_draft_with_problems_is_written_and_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    book = save(Path("bang.xlsx"), HEAD, (1, "Nhận thức", 20), ("1.1", "Có kế hoạch", None))
    assert run("from-xlsx", str(book), "--id", "moi-so") == 1
    shown = capsys.readouterr().out
    assert "kiểm tra còn 2 lỗi" in shown
    assert re.search(r"moi/so\.yaml:\d+:\d+  Tiêu chí 1\.1 không có điểm tối đa\.", shown)


def test_nothing_is_written_of_a_book_that_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bang.xlsx").write_text("STT,a", encoding="utf-8")
    assert run("from-xlsx", "bang.xlsx", "--to", "moi/so.yaml") == 1
    assert "Chưa ghi tệp nào." in capsys.readouterr().err
    assert not Path("moi").exists()


@pytest.mark.parametrize(
    ("title", "why", "kind"),
    [
        ("Có kế hoạch chuyển đổi số", "deed", "yes_no"),
        ("Văn bản chỉ đạo do người đứng đầu ký", "deed", "yes_no"),
        ("Tỷ lệ CBCC có thư điện tử", "share", "ratio"),
        ("Tỷ lệ máy tính cài phần mềm phòng chống mã độc", "share", "ratio"),
        ("Tỷ lệ vi phạm trễ thời gian trả hồ sơ", "bad-share", "inverse"),
        ("Tỷ lệ chi trả gói cước/ thu nhập bình quân", "price", "inverse"),
        ("Số cuộc họp về chuyển đổi số", "meetings", "count"),
        ("Số lượng tin, bài về chuyển đổi số", "news", "count"),
        ("Tần suất hệ thống truyền thanh phát sóng chuyên mục", "broadcasts", "count"),
        ("Số lượng máy chủ được cài phần mềm", "of-a-whole", "ratio"),
        ("Số lượng tên miền .vn", "amount", "relative"),
        ("Tổng chi Ngân sách nhà nước cho chính quyền số", "spending", "ratio"),
        ("Tổng kinh phí chi cho an toàn thông tin", "security-spending", "ratio"),
        ("Mức độ ứng dụng AI", "degree", "ladder"),
        ("Vi phạm chính sách truy cập không được phép", "violation", "inverse"),
        ("Cơ quan, đơn vị có mạng LAN", "deed", "yes_no"),
        ("Tổng số công chức đã đăng ký chứng thư số", "of-a-whole", "ratio"),
        ("Tính minh bạch của ngân sách", "nothing", "yes_no"),
    ],
)
def test_titles_are_read_the_way_officials_read_them(title: str, why: str, kind: str) -> None:
    found = guess(title, "10")
    assert (found.why, found.type) == (why, kind)


def test_every_guess_has_words_for_its_reason() -> None:
    assert set(MAKERS) == set(WHY)


def test_what_is_written_is_read_back_as_the_same_words_by_every_reader() -> None:
    for words in f"{PLAIN}|{ODD}".split("|"):
        for text in (f"k: {scalar(words)}\n", f"k: {{v: {scalar(words, SIGNS)}}}\n"):
            meant = {"k": {"v": words}} if "{v: " in text else {"k": words}
            assert read(text).data == meant
            assert yaml.safe_load(text) == meant
