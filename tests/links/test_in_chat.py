"""What contacts and reviewers see of a link, and a look on request."""

from datetime import timedelta

from dti_core.campaign.links import queue
from dti_core.campaign.links.finding import Finding
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import link_requests
from dti_core.messages.links import Checked, beyond, said
from dti_core.messages.model import plain
from dti_core.messages.staff import review_verbs
from dti_core.messages.verbs import EVIDENCE_LIST
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.links.test_use_cases import ALIVE, GONE, file, heard, settle
from tests.staff.office import contact, staff
from tests.staff.review_room import handed_in, seat


def working(world: World) -> None:
    """Some process looks at links."""
    with world.db.write() as conn:
        queue.take_right(conn, "somebody", world.now)


def test_the_list_of_evidence_says_what_was_found(small_world: World) -> None:
    lan = contact(small_world, "noi-vu")
    file(small_world, lan.speaker)
    settle(small_world, ALIVE)
    file(small_world, lan.speaker, "https://angiang.gov.vn/mat")
    settle(small_world, GONE)
    lan.does(EVIDENCE_LIST, "1.1")
    assert "sonoivu.angiang.gov.vn/kh ✓ mở được" in lan.text
    assert "angiang.gov.vn/mat ⚠ không mở được – trang không tồn tại (lỗi 404)" in lan.text


def test_a_reviewer_sees_title_where_it_leads_and_whose_it_is(small_world: World) -> None:
    handed_in(small_world, "noi-vu")
    settle(small_world, Finding("alive", None, 200, "https://bao.example.vn/x", "Tin bài"))
    binh = staff(small_world, "reviewer")
    binh.does(review_verbs.ITEM, small_world.units["noi-vu"], "1.1")
    assert "✓ mở được (“Tin bài”, chuyển đến https://bao.example.vn/x, không phải trang .gov.vn)" in binh.text


def test_a_reviewer_has_links_looked_at_and_hears_what_was_found(small_world: World) -> None:
    lan = handed_in(small_world, "noi-vu")
    settle(small_world, ALIVE)
    working(small_world)
    binh = staff(small_world, "reviewer")
    binh.does(review_verbs.ITEM, small_world.units["noi-vu"], "1.1")
    binh.press("Kiểm tra liên kết")
    assert "Đang kiểm tra 1 liên kết" in binh.text
    assert settle(small_world, GONE) == 1
    told = heard(small_world, binh.speaker)[-1]
    assert "Sở noi-vu · 1.1 – đã kiểm tra 1 liên kết" in told
    assert "trang không tồn tại" in told
    assert not any("không mở được" in one for one in heard(small_world, lan))


def test_where_nobody_looks_at_links_the_reviewer_is_told_so(small_world: World) -> None:
    handed_in(small_world, "noi-vu")
    settle(small_world, ALIVE)
    binh = staff(small_world, "reviewer")
    unit = small_world.units["noi-vu"]
    binh.does(review_verbs.CHECK_LINKS, unit, "1.1")
    assert "không kiểm tra liên kết" in binh.text
    working(small_world)
    binh.does(review_verbs.CHECK_LINKS, unit, "1.2")
    assert "không có liên kết nào" in binh.text
    small_world.now += timedelta(hours=1)
    binh.does(review_verbs.CHECK_LINKS, unit, "1.1")
    assert "không kiểm tra liên kết" in binh.text


def test_only_reviewers_within_reach_have_links_looked_at(small_world: World) -> None:
    lan = handed_in(small_world, "noi-vu")
    settle(small_world, ALIVE)
    working(small_world)
    unit = small_world.units["noi-vu"]
    for role, scope in (("observer", {}), ("expert", {}), ("council", {}), ("reviewer", {"groups": "khac"})):
        staff(small_world, role, **scope).does(review_verbs.CHECK_LINKS, unit, "1.1")
    assert len(small_world.rows(t.evidence_check)) == 1
    contact(small_world, "noi-vu").does(review_verbs.CHECK_LINKS, unit, "1.1")
    assert len(small_world.rows(t.evidence_check)) == 1
    assert lan.person


def test_the_use_case_itself_asks_for_the_power_to_review(small_world: World) -> None:
    handed_in(small_world, "noi-vu")
    working(small_world)
    who = seat(small_world, staff(small_world, "observer"))
    with small_world.db.write() as conn:
        asked = link_requests.ask(conn, who, small_world.units["noi-vu"], "1.1", 1, small_world.now)
        assert asked == link_requests.ask_all(conn, who, small_world.now) == Refusal("not_allowed", "review")


def test_every_finding_has_words_of_its_own() -> None:
    codes = ("alive", "restricted:403", "failed:404", "failed:503", "failed:not_found", "failed:timeout",
             "failed:certificate", "refused:private", "refused:login", "unknown:no_network")  # fmt: skip
    assert len({said(code) for code in codes}) == len(codes)


def test_a_moved_page_is_one_that_leads_elsewhere_not_one_with_a_slash() -> None:
    same = Checked("http://www.so.gov.vn/a", "alive", "https://so.gov.vn/a/")
    assert beyond(same) == ""
    assert "chuyển đến" in beyond(Checked("http://so.gov.vn/a", "alive", "https://so.gov.vn/b"))
    assert plain(()) == ""
