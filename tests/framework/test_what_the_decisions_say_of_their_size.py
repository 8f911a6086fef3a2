"""The sentences and overviews of the decisions, read beside the tables of the annexes."""

import re

from tests.framework.readers import prose
from tests.framework.readers.documents import SOURCES, document, text


def tabled(framework_id: str) -> list[tuple[str, prose.Size]]:
    read = document(framework_id)
    sizes = zip(read.of_kind("index"), prose.counted_indices(read), strict=True)
    return [(each.title, prose.Size(None, size.criteria, int(each.maximum or 0))) for each, size in sizes]


def test_the_tables_of_dieu_5_of_an_giang_agree_with_the_annexes() -> None:
    so, huyen = tabled("an-giang-2024-so"), tabled("an-giang-2024-huyen")
    shared, pillars = huyen[:5], huyen[5:]
    by_pillar = [index for pillar in pillars for index in (*shared, pillar)]
    assert prose.tabled_indices(text("an-giang-2024-so")) == [*so, *huyen, *by_pillar]


def test_the_groups_of_dieu_5_of_an_giang_add_up() -> None:
    printed = re.findall(r"^ *I{1,2} Nhóm \D+ (\d+) (\d+) *$", text("an-giang-2024-so"), re.MULTILINE)
    groups = []
    for indices in (tabled("an-giang-2024-so"), tabled("an-giang-2024-huyen")):
        for group in (indices[:5], indices[5:]):
            groups.append((sum(s.criteria for _, s in group), sum(s.points or 0 for _, s in group)))
    assert [(int(criteria), int(points)) for criteria, points in printed] == groups


def test_the_sentences_tell_the_size_of_every_table() -> None:
    assert prose.stated_wholes(text("so-2021")) == [prose.Size(29, 61)]
    annexes = [prose.Size(32, 63), prose.Size(31, 71), prose.Size(19, 41), prose.Size(20, 47)]
    assert prose.stated_wholes(text("hai-duong-2022-so")) == annexes


def test_the_number_and_date_of_a_draft_are_read_as_far_as_they_are_printed() -> None:
    printed = {each: prose.number_and_date(document(each).text) for each in SOURCES}
    assert printed["an-giang-2024-so"] == ("1407/QĐ-UBND", "2024-09-13")
    assert printed["thua-thien-hue-2021-tinh"] == (None, "2021-11")
    assert printed["thua-thien-hue-2021-huyen"] == (None, "2021")
    assert printed["hai-duong-2022-so"] == printed["hai-duong-2022-huyen"] == (None, "2022-03")
    assert printed["so-2021"] == (None, "2021")
    assert printed["dong-nai-2024-tinh"] == (None, None)


def test_the_pillars_are_read_with_their_totals() -> None:
    assert prose.stated_pillars(text("an-giang-2024-huyen")) == [
        ("Chính quyền số", 495),
        ("Kinh tế số", 430),
        ("Xã hội số", 485),
    ]
    hai_duong = [("Chính quyền số", 200), ("Kinh tế số", 95), ("Xã hội số", 125)]
    assert prose.stated_pillars(text("hai-duong-2022-huyen")) == hai_duong
