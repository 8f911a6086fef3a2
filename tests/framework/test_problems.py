"""Every problem of the catalogue has a file that shows it, and says where it is and what to do."""

import re
from pathlib import Path

import pytest

from dti_core.framework.catalogue import CATALOGUE, render
from dti_core.framework.checks import COVERABLE
from dti_core.framework.library import find
from dti_core.framework.loader import Loaded, load, load_text
from dti_core.framework.syntax import MAX_CHARACTERS
from tests.framework.small import BROKEN, load_changed

FILES = sorted(BROKEN.glob("*.yaml"))
WITHOUT_A_FILE = {"unreadable-file", "unknown-framework", "too-large", "too-many-problems"}
ANOMALY = "anomalies:\n  - {at: framework, printed: x, found: y, handling: z"
VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def codes(loaded: Loaded) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in loaded.problems]


def expected(path: Path) -> tuple[str, int]:
    head = path.read_bytes().split(b"\n")[0].decode()
    found = re.fullmatch(r"# (\S+), dòng (\d+)", head)
    assert found, head
    return found.group(1), int(found.group(2))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_with_one_mistake_yields_exactly_that_problem_at_its_line(path: Path) -> None:
    loaded = load(path)
    told = loaded.problems or loaded.notes
    assert [(each.code, each.line) for each in told] == [expected(path)]


def test_every_problem_of_the_catalogue_has_a_file_that_shows_it() -> None:
    assert {expected(path)[0] for path in FILES} | WITHOUT_A_FILE == set(CATALOGUE)


def test_every_problem_reads_as_vietnamese_without_gaps() -> None:
    for path in FILES:
        loaded = load(path)
        for problem in loaded.problems or loaded.notes:
            for sentence in (problem.message, problem.cause, problem.fix):
                assert VIETNAMESE.search(sentence), sentence
                assert not re.search(r"None|\(\)|“”| \.|  ", sentence), sentence


def test_a_problem_is_rendered_with_its_place_cause_and_fix() -> None:
    shown = render(load_changed(("    max: 20\n", "    maxx: 20\n")).problems[0])
    assert shown.startswith("thu.yaml:19:5  Không có mục tên “maxx” ở đây.")
    assert "Vì sao: " in shown
    assert "Cách sửa: " in shown
    assert "Có phải ý Anh/Chị là “max”?" in shown


def test_a_file_with_ten_mistakes_names_all_ten_at_once() -> None:
    loaded = load_changed(
        ("title: Bộ thử", "titel: Bộ thử"),
        ("level: so", "level: xa"),
        ("2024-01-31", "31/1/2024"),
        ("max_points: 20", 'max_points: "20"'),
        ("place: Điều 1}", "palce: Điều 1}"),
        ("order: [council, self]", "order: [councl, self]"),
        ("{id: so, title: Sở}", '{id: so, title: ""}'),
        ("kind: yes_no", "kind: yesno"),
        ('"info:6"]', '"info:66"]'),
        ("numerator: [a]", "numerator: [c]"),
        ("target: in-san", "targt: in-san"),
    )
    assert {code for code, _ in codes(loaded)} >= {
        "unknown-key",
        "unknown-value",
        "bad-date",
        "number-expected",
        "unknown-assessor",
        "empty-text",
        "unknown-shared",
        "unknown-input",
        "unknown-parameter",
    }
    assert [problem.line for problem in loaded.problems] == sorted(p.line for p in loaded.problems)
    assert loaded.framework is None


def test_places_stay_right_behind_an_entry_that_had_to_be_cut_out() -> None:
    loaded = load_changed(
        ('{id: "5", label: Số công chức, kind: count}', '{id: "5", label: Số công chức, kind: dem}'),
        ('- code: "1.1"', '- kode: "1.1"'),
        ("denominator: [b]", "denominator: [c]"),
    )
    assert ("unknown-value", 14) in codes(loaded)
    assert ("unknown-key", 21) in codes(loaded)
    assert ("unknown-input", 32) in codes(loaded)


def test_a_broken_entry_is_not_also_blamed_on_those_that_use_it() -> None:
    assert codes(load_changed(("label: Số viên chức, kind: count", "label: Số viên chức, kind: dem"))) == [
        ("unknown-value", 15)
    ]
    assert codes(load_changed(("{source: assumed, reason", "{sourse: assumed, reason"))) == [
        ("unknown-key", 8)
    ]
    assert codes(load_changed(("type: ratio", "type: tyle"))) == [("unknown-rule-type", 32)]


def test_a_broken_maximum_does_not_raise_false_alarms_about_sums() -> None:
    assert codes(
        load_changed(("        max: 10\n        inputs:\n", '        max: "10"\n        inputs:\n'))
    ) == [("number-expected", 28)]


@pytest.mark.parametrize(
    ("change", "meant"),
    [
        (("kind: yes_no", "kind: yesno"), "yes_no"),
        (("type: ratio", "type: ratoi"), "ratio"),
        (("basis: {other: hieu", "basis: {other: hiieu"), "hieu"),
        (("order: [council", "order: [counsil"), "council"),
        (("numerator: [a]", "numerater: [a]"), "numerator"),
    ],
)
def test_a_misspelt_word_is_answered_with_what_was_probably_meant(
    change: tuple[str, str], meant: str
) -> None:
    assert [problem.suggestion for problem in load_changed(change).problems] == [meant]


def test_another_number_is_never_suggested_for_a_number() -> None:
    problem = load_changed(('"info:6"]', '"info:7"]')).problems[0]
    assert (problem.code, problem.suggestion) == ("unknown-shared", None)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem in COVERABLE], ids=lambda path: path.stem
)
def test_a_contradiction_of_the_document_is_a_note_once_an_anomaly_explains_it(path: Path) -> None:
    problem = load(path).problems[0]
    cover = re.search(r"covers: \[(.+?)\]", problem.fix)
    assert cover, problem.fix
    entry = f'\n{ANOMALY}, covers: ["{cover.group(1)}"]}}\n'
    loaded = load_text(path.read_text(encoding="utf-8") + entry, path.name)
    assert loaded.problems == ()
    assert [note.code for note in loaded.notes] == [path.stem]
    assert loaded.framework is not None


def test_an_anomaly_excuses_no_mistake_of_the_author() -> None:
    text = (BROKEN / "unknown-input.yaml").read_text(encoding="utf-8")
    entry = (
        'anomalies:\n  - {at: framework, printed: x, found: y, handling: z, covers: ["unknown-input@1.1"]}\n'
    )
    loaded = load_text(text + entry, "x.yaml")
    assert [problem.code for problem in loaded.problems] == ["unknown-input", "anomaly-covers-nothing"]


def test_a_missing_file_a_folder_and_an_unknown_id_are_problems_like_any_other(tmp_path: Path) -> None:
    assert codes(load(tmp_path / "khong-co.yaml")) == [("unreadable-file", 0)]
    assert codes(load(tmp_path)) == [("unreadable-file", 0)]
    assert codes(find("an-giang-2024-sở")) == [("unknown-framework", 0)]


def test_an_endless_file_is_refused_before_it_is_read() -> None:
    assert codes(load_text("#" * (MAX_CHARACTERS + 1), "x.yaml")) == [("too-large", 0)]
