"""Whatever workbook leaves the house: text from people is text in it, and sound, in every sheet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from dti_core.campaign.staff.roster import snapshot
from dti_core.excel import access, announcement, audit, invitations, looks, own_data
from dti_core.excel.book import clean
from dti_core.excel.forms import questionnaire
from dti_core.excel.forms.questionnaire import Place
from dti_core.excel.out.inert import DANGEROUS
from dti_core.excel.roster import template
from dti_core.excel.self_form import book as self_form
from dti_core.messages.paper.invitation import Card, Letter
from dti_core.messages.staff.access_views import Access, Account
from dti_core.messages.staff.audit_views import Entry
from dti_core.messages.staff.publishing_views import Decision, Line, Table
from dti_core.store import tables as t
from dti_core.survey.questionnaire import EvidenceView
from tests.campaign.world import World
from tests.conversations.world import known
from tests.export.office import HOSTILE
from tests.papers.test_form import answered, form_of
from tests.staff.office import staff
from tests.staff.review_room import handed_in
from tests.staff.test_forms_staff import book as staff_book

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
UNSOUND = "\x00\x0b\ud800￾ Sở _x0041_"
EVIL = [*HOSTILE, " =1+1", UNSOUND]


def questionnaire_of(evil: str, _folder: Path) -> bytes:
    view = answered(known("an-giang-2024-so"), unit_name=evil, justifications={"1.1": evil})
    link = EvidenceView(1, "1.1", "link", f"https://x.vn/{evil}", note=evil, document_number=evil)
    return questionnaire.make(replace(view, evidence=(link,)), Place("2026", "a"), NOW)


def form_to_sign(evil: str, _folder: Path) -> bytes:
    view = answered(known("an-giang-2024-so"), unit_name=evil, justifications={"3.1": evil})
    return self_form.write(form_of(replace(view, evidence=(EvidenceView(1, "1.1", "file", evil),))))


def invited(evil: str, _folder: Path) -> bytes:
    card = Card(evil, evil, evil, evil, "https://t.me/b?start=x")
    return invitations.book([invitations.Guest(card, evil, evil)], Letter(evil, evil, evil, evil))


def announced(evil: str, _folder: Path) -> bytes:
    line = Line(1, "a", evil, 1, Fraction(1), Fraction(1), Fraction(10))
    table = Table("f", evil, "g", evil, Fraction(10), False, (line,))
    return announcement.book(evil, (table,), Decision(evil, date(2026, 3, 2)))


def history(evil: str, folder: Path) -> bytes:
    entry = Entry(NOW, evil, "telegram", evil, "answer_changed", evil, evil, evil, evil)
    audit.book([entry], folder / "a.xlsx", evil, "Asia/Ho_Chi_Minh")
    return (folder / "a.xlsx").read_bytes()


def who_has_access(evil: str, folder: Path) -> bytes:
    accounts = (Account(evil, evil),)
    given = Access(1, evil, evil, True, evil, (evil,), (evil,), (evil,), NOW, evil, accounts, NOW, None)
    access.book([given], folder / "a.xlsx", evil, "Asia/Ho_Chi_Minh")
    return (folder / "a.xlsx").read_bytes()


def own(evil: str, folder: Path) -> bytes:
    own_data.book([("answers", [{"value": evil, "at": evil}])], folder / "a.xlsx")
    return (folder / "a.xlsx").read_bytes()


WRITERS: list[Callable[[str, Path], bytes]] = [
    questionnaire_of, form_to_sign, invited, announced, history, who_has_access, own,
]  # fmt: skip


def assert_inert(content: bytes) -> int:
    """How many cells hold what might be dangerous."""
    seen = 0
    for sheet in load_workbook(BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)
                assert cell.comment is None or not cell.comment.text.startswith(DANGEROUS)
                target = cell.hyperlink.target if cell.hyperlink else None
                assert target is None or target.startswith("https://")
                if isinstance(cell.value, str) and cell.value.startswith(DANGEROUS):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate)
                    seen += 1
        for part in (sheet.oddHeader, sheet.oddFooter):
            assert not any(
                (one.text or "").startswith(DANGEROUS) for one in (part.left, part.center, part.right)
            )
    return seen


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("writer", WRITERS)
def test_every_book_keeps_text_as_text(
    writer: Callable[[str, Path], bytes], evil: str, tmp_path: Path
) -> None:
    seen = assert_inert(writer(evil, tmp_path))
    assert seen or not evil.startswith(tuple("=+-@"))


@pytest.mark.parametrize("evil", ["=1+1", "@SUM(A1)", UNSOUND])
def test_the_books_of_the_roster_and_of_the_review_too(small_world: World, tmp_path: Path, evil: str) -> None:
    handed_in(small_world, "a")
    with small_world.db.write() as conn:
        conn.execute(t.unit.update().values(name=evil.replace("\ud800", "").replace("\x00", "")))
    for label in ("Bảng thẩm định", "Bảng số liệu đối chiếu"):
        assert_inert(staff_book(staff(small_world), tmp_path, label))
    with small_world.db.read() as conn:
        taken = snapshot.take(conn, small_world.campaign)
    template.make(tmp_path / "a.xlsx", list(taken.frameworks.values()), taken)
    assert_inert((tmp_path / "a.xlsx").read_bytes())


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "a_x000D_b", "Sở Nội vụ"])
def test_what_looks_like_a_character_s_number_comes_back_as_it_was_typed(text: str, tmp_path: Path) -> None:
    made: Any = Workbook()
    looks.say(made.active["A1"], text)
    made.save(tmp_path / "a.xlsx")
    assert clean(str(load_workbook(tmp_path / "a.xlsx").active["A1"].value)) == text  # type: ignore[index]
