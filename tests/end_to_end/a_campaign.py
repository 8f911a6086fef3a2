"""What the people of a campaign do, step by step, at their chats and in their workbooks."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from dti_core.campaign import bots
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import audit, staffer
from dti_core.campaign.staff.roster import snapshot
from dti_core.excel.out import words
from dti_core.excel.roster.layout import CONTACTS, STAFF, UNITS
from dti_core.excel.roster.template import FIRST_ROW, make
from dti_core.messages import codec
from dti_core.messages.model import plain
from dti_core.messages.staff import review_verbs as review
from dti_core.messages.staff.audit_views import Entry, Lookup
from dti_core.store import tables as t
from tests.campaign.world import CLOSES, World
from tests.staff.office import Hand, staff
from tests.staff.test_forms_answers import cell, download, edited, fill
from tests.staff.test_roster_chat import links, use

SLUGS = "abcdef"
GROUP = "Sở, ban, ngành"
Standings = dict[str, tuple[int, float]]


@dataclass
class Campaign:
    """One campaign from its roster to its book; `people` are the contacts by unit."""

    world: World
    data_dir: Path
    people: dict[str, Hand] = field(default_factory=dict)
    invited: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.world.db.write() as conn:
            bots.note(conn, "telegram", "bot", "dti_bot", self.world.now)
        self.chief = staff(self.world)

    def joins(self, *slugs: str) -> None:
        """Contacts open their links and agree."""
        for slug in slugs:
            self.people[slug] = use(self.world, self.invited[contact_of(slug)])

    def staff_joins(self) -> None:
        self.reviewer = use(self.world, self.invited["An"])
        self.member = use(self.world, self.invited["Bình"])

    def state(self, slug: str) -> str:
        (row,) = self.world.rows(t.enrolment, id=self.world.units[slug])
        return str(row.state)

    def told(self, slug: str) -> list[str]:
        """Everything that the unit's contact was ever sent."""
        rows = self.world.rows(t.outbox, identity_id=self.people[slug].speaker.identity)
        return [plain(codec.load(row.payload).text) for row in rows]

    def told_since(self, before: dict[str, int]) -> dict[str, list[str]]:
        """What each contact was sent since `counts`."""
        new = {slug: self.told(slug)[many:] for slug, many in before.items()}
        return {slug: texts for slug, texts in new.items() if texts}

    def counts(self) -> dict[str, int]:
        return {slug: len(self.told(slug)) for slug in self.people}


def contact_of(slug: str) -> str:
    return f"Lan {slug.upper()}"


def roster_book(campaign: Campaign) -> bytes:
    """The template, filled in: six units with a contact each, a reviewer and a member of the council."""
    blank = BytesIO()
    with campaign.world.db.read() as conn:
        taken = snapshot.take(conn, campaign.world.campaign)
    make(blank, list(taken.frameworks.values()), taken)

    def edit(book: Any) -> None:
        _rows(book[UNITS.title], [(f"Sở {slug.upper()}", slug) for slug in SLUGS])
        people = [(f"Sở {s.upper()}", contact_of(s), "Đầu mối", f"091234567{n}") for n, s in enumerate(SLUGS)]
        _rows(book[CONTACTS.title], people)
        _rows(book[STAFF.title], [("An", "Thẩm định"), ("Bình", "Thành viên Hội đồng")])

    return edited(blank.getvalue(), edit)


def _rows(sheet: Any, rows: list[tuple[str, ...]]) -> None:
    for number, row in enumerate(rows, FIRST_ROW):
        for column, text in enumerate(row, 1):
            sheet.cell(number, column).value = text


def roster_comes_in(campaign: Campaign) -> None:
    """The manager sends the book, looks at the preview, applies it."""
    chief = campaign.chief
    chief.sends(campaign.data_dir, "danh-ba.xlsx", roster_book(campaign))
    chief.waits(campaign.data_dir)
    assert "Mới: 6 đơn vị, 6 người liên hệ, 2 cán bộ" in chief.text
    assert campaign.world.rows(t.enrolment) == [], "nothing is written before the yes"
    chief.press("Áp dụng")
    names = {row.id: row.slug for row in campaign.world.rows(t.unit)}
    campaign.world.units = {names[row.unit_id]: row.id for row in campaign.world.rows(t.enrolment)}


def everybody_is_invited(campaign: Campaign) -> None:
    """Links for all who have not joined, as a table and as sheets to print."""
    campaign.chief.press("Danh bạ")
    campaign.chief.press("Mời hàng loạt (8)")
    campaign.chief.press("Tất cả chưa tham gia (8)")
    campaign.invited = links(campaign.chief, campaign.data_dir)


def examples(chief: Hand, many: int) -> dict[str, str]:
    """Unit → the exact words that a reminder would bring it, leafed through."""
    found = {}
    for _ in range(many):
        unit, words_ = re.findall(r"Nội dung gửi (.+):\n“(.+)”", chief.text)[0]
        found[unit] = words_
        chief.press("Ví dụ khác")
    return found


def answers_by_chat(hand: Hand, *words: str) -> None:
    """One after the other, as the bot asks."""
    for word in words:
        hand.types(word)


def answers_by_workbook(campaign: Campaign, slug: str, link: str, **values: Any) -> None:
    """The questionnaire goes out, is filled in, comes back and is applied."""
    hand = campaign.people[slug]

    def edit(book: Any) -> None:
        fill(**values)(book)
        cell(book, "1.1:a", "Thêm minh chứng (liên kết)").value = link

    book = edited(download(hand, campaign.data_dir), edit)
    hand.sends(campaign.data_dir, "phieu.xlsx", book)
    hand.waits(campaign.data_dir)
    assert "Ghi 6 mục" in hand.labels(), hand.text
    hand.press("Ghi 6 mục")


def hands_in(hand: Hand) -> None:
    hand.types("/nop")
    hand.press("Nộp" if "Nộp" in hand.labels() else "Vẫn nộp")


def returns(campaign: Campaign, reviewer: Hand, slug: str, criterion: str, reason: str) -> None:
    """One criterion goes back, with its reason and a term."""
    unit = campaign.world.units[slug]
    reviewer.does(review.ITEM, unit, criterion)
    reviewer.press("Trả lại")
    reviewer.types(reason)
    reviewer.does(review.SEND, unit)
    reviewer.press("5 ngày")


def adjusts(campaign: Campaign, reviewer: Hand, slug: str, criterion: str, points: str, reason: str) -> None:
    reviewer.does(review.ITEM, campaign.world.units[slug], criterion)
    reviewer.press("Sửa điểm")
    reviewer.types(points)
    reviewer.types(reason)


def finishes(campaign: Campaign, reviewer: Hand, *slugs: str) -> None:
    """Each unit's review is ended."""
    for slug in slugs:
        reviewer.does(review.VERIFY, campaign.world.units[slug])
        reviewer.press("Kết thúc thẩm định")


def ends_self_assessment(campaign: Campaign) -> None:
    """The deadline passes; a worker closes what is unfinished."""
    campaign.world.now = CLOSES + timedelta(hours=1)
    campaign.chief.waits(campaign.data_dir)


def council_concludes(campaign: Campaign) -> None:
    """All units of the group at once: no contest waits."""
    campaign.world.now += timedelta(days=2)
    member = campaign.member
    member.starts()
    for label in ("Hội đồng", GROUP, "Kết luận 6 đơn vị", "Kết luận"):
        member.press(label)
    campaign.world.drain()


def publishes(campaign: Campaign, decision: str) -> None:
    chief = campaign.chief
    chief.starts()
    chief.press("Công bố")
    chief.press("Nhập số quyết định")
    chief.types(decision)
    chief.press("Công bố")


def history(campaign: Campaign) -> list[Entry]:
    """All of it, the newest first."""
    with campaign.world.db.read() as conn:
        found = audit.page(conn, staffer.operator(campaign.world.campaign), Lookup(), 0, 10_000)
    assert not isinstance(found, Refusal), found
    return found[0]


def final_book(campaign: Campaign) -> Path:
    """The campaign's book, ordered in the chat."""
    chief = campaign.chief
    chief.starts()
    for label in ("Xuất Excel", "Sổ cả kỳ", GROUP):
        chief.press(label)
    made = [one.attachment for one in chief.waits(campaign.data_dir) if one.attachment]
    assert len(made) == 1, chief.text
    return campaign.data_dir / made[0].path


def opened(book: Path) -> Any:
    """With the results that we wrote beside the formulas."""
    return load_workbook(book, data_only=True)


def ranking(book: Any) -> Standings:
    """Unit → (rank, points) as the sheet of the ranking shows them."""
    units = {f"Sở {slug.upper()}": slug for slug in SLUGS}
    rows = list(book[words.RANKING].iter_rows(values_only=True))
    return {units[row[1]]: (row[0], row[4]) for row in rows if row[1] in units}


def form_totals(book: Any) -> dict[str, float]:
    """Unit → the sum at the foot of its own form, to hundredths as the ranking shows it."""
    names = [name for name in book.sheetnames if name[:2].isdecimal()]
    forms = {name[-1].lower(): book[name] for name in names}
    lines = {slug: list(sheet.iter_rows(values_only=True)) for slug, sheet in forms.items()}
    return {slug: _total(rows) for slug, rows in lines.items()}


def _total(rows: list[Any]) -> float:
    (line,) = [row for row in rows if row[1] == words.TOTAL]
    return round(line[5], 2)
