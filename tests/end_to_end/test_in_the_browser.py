"""The whole product on a phone's screen: real Chromium, real bot, real workers."""

import re

import pytest

from tests.browser.driver import Phone
from tests.end_to_end.household import Household

pytestmark = pytest.mark.browser

RANK = re.compile(r"tạm xếp (\d+)/19")


def rank_on_screen(phone: Phone) -> int | None:
    """As the pinned bar at the top says."""
    found = RANK.search(phone.find(".pinned").text)
    return int(found[1]) if found else None


def test_an_invited_contact_joins_types_taps_and_sees_what_each_answer_earns(
    phone: Phone, running: Household
) -> None:
    phone.open(running.address)
    phone.find("a[href^='/p/7015']").click()  # Sở Ngoại vụ: invited, not yet joined
    phone.tap("Bắt đầu")
    phone.see("Anh/Chị được mời làm đầu mối của Sở Ngoại vụ")
    phone.tap("Đồng ý, bắt đầu")
    phone.see("Thông tin chung 1/12")
    phone.see("0/35 tiêu chí", ".pinned")

    phone.type("/sua 3.1")
    phone.see("Cơ quan có bao nhiêu công chức?")
    phone.type("48")
    phone.see("Cơ quan có bao nhiêu viên chức?")
    phone.type("12 người")
    phone.see("trong 60 người (48 công chức + 12 viên chức)")
    phone.type("75")
    phone.see("75 lớn hơn tổng số 60 người")
    phone.type("57")
    phone.see("✓ 3.1: 19 điểm (57/60 = 95% × 20)")
    phone.type("https://songoaivu.angiang.gov.vn/bao-cao mục 3, trang 5")
    phone.see("đã nhận 1 liên kết (mục 3, trang 5)")
    phone.see("19 / 420 điểm", ".pinned")


def test_answering_several_questions_changes_points_and_rank_in_the_pinned_bar(
    phone: Phone, running: Household
) -> None:
    phone.open(f"{running.address}/p/7010")  # Sở Lao động: a quarter answered, close behind another
    phone.tap("Bắt đầu")
    phone.wait(lambda: rank_on_screen(phone) is not None)
    before = rank_on_screen(phone)
    phone.type("/sua 3.1")
    everyone = phone.see("được trang bị máy tính làm việc, trong").text.partition("trong ")[2].split()[0]
    phone.type(everyone)
    phone.see("✓ 3.1: 20 điểm")
    phone.tap("Chưa có, bổ sung sau")
    for criterion, earned in (("4.1", "25 điểm"), ("4.2", "25 điểm")):
        phone.see(f"{criterion} ·")
        phone.tap("Có")
        phone.see(f"✓ {criterion}: {earned}")
        phone.tap("Chưa có, bổ sung sau")
    phone.wait(lambda: (rank_on_screen(phone) or 99) < (before or 0))
