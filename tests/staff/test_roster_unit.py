"""One more unit on the roster by buttons: picked, named, looked at, added once; then its people."""

from pathlib import Path

import pytest

from dti_core.campaign import invitations, setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import adding
from dti_core.campaign.staff.roster.adding import NewUnit
from dti_core.messages.model import ACTION_LIMIT
from dti_core.messages.staff import roster_unit as texts
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff
from tests.staff.review_room import seat
from tests.staff.test_roster_chat import use

PLAIN = "groups:\n  - {id: so, title: Sở}\n"


def begins(hand: Hand, group: str = "Sở, ban, ngành") -> None:
    hand.does("s.ro")
    hand.press("Thêm đơn vị")
    hand.press(group)


def named(hand: Hand, name: str, group: str = "Sở, ban, ngành") -> None:
    begins(hand, group)
    hand.press("Tiếp tục")
    hand.types(name)


def units(world: World) -> list[tuple[str, str, str, str, bool]]:
    names = {row.id: (row.slug, row.name) for row in world.rows(t.unit)}
    return [(*names[r.unit_id], r.group_id, r.traits, r.volunteer) for r in world.rows(t.enrolment)]


def test_a_unit_is_added_and_gets_its_contact_in_a_few_taps(world: World) -> None:
    chief = staff(world)
    begins(chief, "Khác")
    chief.press("○ Cơ quan đặc thù")
    assert "✓ Cơ quan đặc thù" in chief.labels()
    chief.press("Tiếp tục")
    chief.types("Sở  Nội vụ ")
    assert "Thêm Sở Nội vụ vào danh bạ?" in chief.text
    assert "Nhóm: Khác" in chief.text and "Đặc điểm: Cơ quan đặc thù" in chief.text
    assert units(world) == [], "nothing before the yes"
    chief.press("Thêm")
    assert units(world) == [("so-noi-vu", "Sở Nội vụ", "khac", "dac-thu", False)]
    (act,) = world.rows(t.audit, action="unit_enrolled")
    assert (act.subject, act.person_id) == ("unit:so-noi-vu", chief.speaker.person)
    assert "Sở Nội vụ" in chief.text
    chief.press("Thêm người")
    chief.press("Đầu mối")
    chief.types("Trần Văn Minh")
    assert [row.name for row in world.rows(t.member)] == ["Trần Văn Minh"]


def test_a_second_yes_adds_nothing_and_shows_the_unit(world: World) -> None:
    chief = staff(world)
    named(chief, "Sở A")
    yes = next(c.action for row in chief.messages[-1].choices for c in row if c.label == "Thêm")
    for _ in range(2):
        chief.does(yes.verb, *yes.args)
        assert chief.text.startswith("Sở A") and "Thêm người" in chief.labels()
    assert len(units(world)) == 1
    assert len(world.rows(t.audit, action="unit_enrolled")) == 1


def test_a_name_that_is_there_is_refused_with_the_unit_at_hand_and_asked_again(small_world: World) -> None:
    small_world.enrol("a")
    chief = staff(small_world)
    named(chief, "SỞ a")
    assert "đã có trong danh bạ" in chief.text
    assert "Xem đơn vị" in chief.labels()
    chief.types("So A")
    assert "gần giống Sở a" in chief.text
    chief.types("Sở B")
    chief.press("Thêm")
    assert [name for _, name, *_ in units(small_world)] == ["Sở a", "Sở B"]


def test_a_name_typed_again_at_the_last_look_is_the_one_that_counts(small_world: World) -> None:
    chief = staff(small_world)
    named(chief, "Sở Y te")
    old = next(c.action for row in chief.messages[-1].choices for c in row if c.label == "Thêm")
    chief.types("Sở Y tế")
    chief.does(old.verb, *old.args)
    assert "đã cũ" in chief.text
    assert units(small_world) == [], "the old screen showed another name"
    chief.press("Thêm đơn vị")
    chief.press("Khác")
    chief.press("Tiếp tục")
    chief.types("Sở Y tế")
    chief.press("Thêm")
    assert [name for _, name, *_ in units(small_world)] == ["Sở Y tế"]


@pytest.mark.parametrize("words", ["x", "12345", "Sở A\nSở B", "Sở " + "a" * 200])
def test_what_is_no_name_of_one_unit_is_asked_back(small_world: World, words: str) -> None:
    chief = staff(small_world)
    named(chief, words)
    assert "Chưa rõ tên đơn vị" in chief.text
    chief.types("Sở A")
    assert "Thêm Sở A vào danh bạ?" in chief.text


def test_a_published_campaign_takes_no_unit_even_at_the_last_step(small_world: World) -> None:
    chief = staff(small_world)
    named(chief, "Sở A")
    with small_world.db.write() as conn:
        conn.execute(t.campaign.update().values(state="published"))
    chief.press("Thêm")
    assert "đã công bố" in chief.text
    chief.does("s.ro.n")
    assert "đã công bố" in chief.text
    assert units(small_world) == []


def test_a_manager_of_one_group_adds_only_there(small_world: World) -> None:
    chief = staff(small_world, groups="khac")
    chief.does("s.ro.n")
    assert "đặc điểm" in chief.text, "there is one group to choose from"
    chief.press("Tiếp tục")
    chief.types("Sở A")
    chief.press("Thêm")
    assert [group for _, _, group, *_ in units(small_world)] == ["khac"]
    who = seat(small_world, chief)
    with small_world.db.write() as conn:
        refused = adding.add(conn, who, NewUnit("Sở B", "small", "so"), small_world.now)
    assert refused == Refusal("out_of_reach", "Sở B")
    assert len(units(small_world)) == 1


def test_only_what_there_is_a_choice_in_is_asked(small_world: World) -> None:
    text = small_world.text
    for gone in ("groups:", "traits:", "exemptions:"):
        head = text.index(gone)
        tail = next(n for n in range(head + 1, len(text)) if text[n - 1] == "\n" and text[n] not in " ")
        text = text[:head] + (PLAIN if gone == "groups:" else "") + text[tail:]
    world = World(small_world.db, text=text.replace("id: small", "id: plain")).begin(slug="plain")
    chief = staff(world)
    chief.does("s.ro.n")
    assert "Tên đơn vị mới?" in chief.text
    chief.types("Sở A")
    chief.press("Thêm")
    assert len(units(world)) == 1


def test_where_the_decision_lets_units_volunteer_it_is_asked(small_world: World) -> None:
    text = small_world.text.replace(
        "max_points: 40", "volunteers: {text: Khuyến khích, place: Điều 2}\nmax_points: 40", 1
    )
    world = World(small_world.db, text=text.replace("id: small", "id: free")).begin(slug="free")
    chief = staff(world)
    begins(chief)
    chief.press("Tiếp tục")
    chief.press("Tự nguyện tham gia, không xếp hạng")
    chief.types("Tỉnh Đoàn")
    assert "Tự nguyện tham gia, không xếp hạng" in chief.text
    chief.press("Thêm")
    assert units(world)[0][4] is True


def test_of_several_frameworks_one_is_chosen_first(small_world: World) -> None:
    second = small_world.text.replace("id: small", "id: huyen").replace(
        "Bộ chỉ số nhỏ để kiểm thử", "Cấp huyện"
    )
    with small_world.db.write() as conn:
        setup.adopt_framework(conn, small_world.campaign, second, small_world.now)
    small_world.enrol("a")
    chief = staff(small_world)
    chief.does("s.ro.n")
    chief.press("Cấp huyện")
    chief.press("Khác")
    chief.press("Tiếp tục")
    chief.types("Sở a")
    assert "Bộ chỉ số: Cấp huyện" in chief.text
    assert "đã tham gia bộ chỉ số khác" in chief.text
    chief.press("Thêm")
    assert {row.framework_id for row in small_world.rows(t.enrolment)} == {"small", "huyen"}
    assert len(small_world.rows(t.unit)) == 1, "the same unit, assessed twice"


def test_the_new_unit_is_invited_and_answers(small_world: World, tmp_path: Path) -> None:
    chief = staff(small_world)
    named(chief, "Sở A")
    chief.press("Thêm")
    chief.press("Mời")
    chief.waits(tmp_path)
    assert "cho 1 người" in chief.text
    with small_world.db.write() as conn:
        token = invitations.issue(conn, small_world.rows(t.enrolment)[0].id, "contact", small_world.now)
    assert "Thông tin chung" in use(small_world, token).text


def test_every_button_fits_a_long_name(small_world: World) -> None:
    chief = staff(small_world)
    named(chief, "Ủy ban " + "nhân dân " * 20)
    for message in chief.messages:
        for row in message.choices:
            assert all(len(one.action.encode().encode()) <= ACTION_LIMIT for one in row)
    assert texts.YES in {c.action.verb for row in chief.messages[-1].choices for c in row}
