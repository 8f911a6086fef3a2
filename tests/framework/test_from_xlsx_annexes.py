"""The decisions' own annexes as books: what is read back is what they print."""

from pathlib import Path

import pytest

from dti_core.excel.annex.importing import Imported
from dti_core.framework.drafting.document import drafted
from dti_core.framework.framework import Framework
from dti_core.framework.library import find
from dti_core.framework.loader import Loaded, load_text
from tests.framework.annex_books import HEAD, AnnexBook, codes, flat, number, printed, read, told

SPANNED = (
    "Tự đánh giá",
    "Sở TTTT đánh giá",
    "Đánh giá trên không gian mạng",
    "Đánh giá của chuyên gia",
    "Điểm đạt được",
)
MARKED = ("self", "department", "online", "expert")


def framework(name: str) -> Framework:
    found = find(name).framework
    assert found is not None
    return found


def loaded(found: Imported) -> Loaded:
    assert found.draft is not None
    return load_text(drafted(found.draft).text, "nhap.yaml")


def test_an_giang_with_its_general_information_comes_back_as_printed(tmp_path: Path) -> None:
    decision = framework("an-giang-2024-so")
    book = AnnexBook(decision)
    book.add(
        "(Kèm theo Quyết định số 1407/QĐ-UBND ngày 13 tháng 9 năm 2024 \n"
        "của Chủ tịch Ủy ban nhân dân tỉnh An Giang)"
    )
    book.add("STT", "Chỉ số/Chỉ số thành phần")
    book.add("I", "Thông tin chung")
    for item in decision.spec.info[:-1]:
        book.add(int(item.id), item.label)
    fields = [
        book.add(12 if n == 0 else None, each.label) for n, each in enumerate(decision.spec.info[-1].fields)
    ]
    book.merge(fields[0], fields[-1], 1, 1)
    book.add("II", "Chỉ số đánh giá", "Điểm tối đa")
    for node in decision.nodes:
        book.add(float(node.code), node.title, number(node.max_points))
    found = read(book.save(tmp_path / "an-giang.xlsx"))
    assert told(found) == printed(decision)
    assert codes(found) == ["number-lost-zero"]
    assert found.draft is not None
    assert [item.label for item in found.draft.info[:-1]] == [item.label for item in decision.spec.info[:-1]]
    assert found.draft.info[-1].fields == tuple(each.label for each in decision.spec.info[-1].fields)
    assert (found.draft.number, found.draft.date) == ("1407/QĐ-UBND", "2024-09-13")
    assert loaded(found).problems == ()


@pytest.mark.parametrize("name", ["so-2021", "hai-duong-2022-so", "an-giang-2024-huyen"])
def test_a_plain_annex_comes_back_as_printed(name: str, tmp_path: Path) -> None:
    decision = framework(name)
    book = AnnexBook(decision)
    book.add(*HEAD, "Tự\nđánh\ngiá", "Sở\nTTTT\nđánh\ngiá", "Điểm\nđạt\nđược", "Ghi\nchú", bold=True)
    book.add(None, "Tổng cộng", number(decision.spec.max_points), bold=True)
    book.nodes(decision.nodes)
    found = read(book.save(tmp_path / "bang.xlsx"))
    assert told(found) == printed(decision)
    assert found.draft is not None
    assert found.draft.max_points == decision.spec.max_points
    assert [name for name, _ in found.draft.assessors] == ["self", "department"]
    assert len(found.draft.pools) == len(decision.spec.pools)
    assert {problem.code for problem in loaded(found).problems} <= {"sum-differs"}


def test_headings_over_two_rows_and_crosses_become_assessors(tmp_path: Path) -> None:
    decision = framework("thua-thien-hue-2021-tinh")
    book = AnnexBook(decision)
    top = book.add(*HEAD, "Điểm dánh giá thực tế", None, None, None, None, "Ghi chú", bold=True)
    book.add(None, None, None, *SPANNED, bold=True)
    book.merge(top, top, 4, 8)
    for column in (1, 2, 3, 9):
        book.merge(top, top + 1, column, column)
    book.add(None, "Tổng cộng", 100)
    book.nodes(decision.nodes, MARKED, notes=True)
    found = read(book.save(tmp_path / "hue.xlsx"))
    assert told(found) == printed(decision)
    assert found.draft is not None
    assert found.draft.columns[3] == ("Tự đánh giá", "self", "Điểm dánh giá thực tế")
    rows = {row.code: row for row in flat(found.draft.rows)}
    marked = {name: row.assessors or found.draft.default_assessors for name, row in rows.items()}
    crossed = [node for node in decision.criteria if set(node.assessors) & set(MARKED)]
    assert {node.code: marked[node.code] for node in crossed} == {
        node.code: node.assessors for node in crossed
    }
    assert rows["1.1.1"].note == decision.by_id["1.1.1"].note
    assert rows["1"].printed == "I"


def test_three_tables_become_three_pillars_when_all_are_asked_for(tmp_path: Path) -> None:
    decision = framework("hai-duong-2022-huyen")
    book = AnnexBook(decision)
    for count, pillar in enumerate(decision.spec.pillars, 1):
        book.add(f"{count}. {pillar.title}")
        book.add(*HEAD, "Điểm tự đánh giá", "Điểm Hội đồng thẩm định", "Điểm đạt được")
        book.add(None, "Tổng cộng", number(pillar.max))
        book.nodes(tuple(node for node in decision.nodes if node.pillar == pillar.id))
    path = book.save(tmp_path / "hai-duong.xlsx")
    refused = read(path)
    assert refused.draft is None
    assert "3. Xã hội số, trang “Phụ lục I”" in refused.remarks[0].message
    found = read(path, numbers=[1, 2, 3])
    assert told(found) == printed(decision)
    assert found.draft is not None
    assert [(each.title, each.max) for each in found.draft.pillars] == [
        (each.title, each.max) for each in decision.spec.pillars
    ]
    assert {problem.code for problem in loaded(found).problems} == {
        "max-over-parent",
        "sum-differs",
        "missing-max",
    }


def test_formulas_and_givers_of_figures_come_back_too(tmp_path: Path) -> None:
    decision = framework("dong-nai-2024-tinh")
    book = AnnexBook(decision)
    book.add("ĐƠN VỊ")
    heads = ("STT", "Chỉ số/Chỉ số thành phần", "Cách xác định và tính điểm", "Điểm tối đa", "Ghi chú")
    book.add(*heads, "Số liệu", "Đầu mối cung cấp số liệu, tài liệu kiểm chứng")
    book.add("I", "Thông tin chung")
    book.add("II", "Chỉ số đánh giá")
    book.add("STT", "Chỉ số đề xuất", "Cách xác định và tính điểm", 1000)
    for node in decision.nodes:
        book.add(node.code, node.title, node.method, number(node.max_points), node.note)
        for item in node.inputs:
            book.add(None, f"{item.id}= {item.label}", None, None, None, None, "Sở Nội vụ\nCông an tỉnh")
    found = read(book.save(tmp_path / "dong-nai.xlsx"))
    assert told(found) == printed(decision)
    assert codes(found) == []
    assert found.draft is not None
    assert found.draft.max_points == 1000
    spec = loaded(found).framework
    assert spec is not None
    node = next(each for each in spec.criteria if each.code == "3.1")
    assert [item.label for item in node.inputs] == [item.label for item in decision.by_id["3.1"].inputs]
    assert node.inputs[0].provider == ("Sở Nội vụ", "Công an tỉnh")
    assert node.method is not None
