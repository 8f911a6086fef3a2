"""Whether handing in needs the signed form: decided in chat, in the history, and only until publishing."""

from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import staff


def test_a_manager_makes_the_signed_copy_required_in_chat_and_takes_it_back(small_world: World) -> None:
    small_world.unit("a")
    chief = staff(small_world)
    chief.does("s.dl")
    assert "Bản ký khi nộp: không bắt buộc" in chief.text
    chief.press("Bắt buộc bản ký khi nộp")
    assert small_world.rows(t.campaign_rules) == []
    chief.press("Đồng ý")
    assert "bắt buộc" in chief.text
    chief.press("Thời hạn")
    assert "Bản ký khi nộp: bắt buộc" in chief.text
    chief.press("Thôi bắt buộc bản ký")
    chief.press("Đồng ý")
    acts = [(row.old, row.new) for row in small_world.rows(t.audit, action="signed_copy_set")]
    assert acts == [("optional", "required"), ("required", "optional")]


def test_the_unit_is_asked_for_the_copy_from_then_on(small_world: World) -> None:
    lan = small_world.unit("a")
    staff(small_world).does("s.dl.sd", "required")
    assert small_world.desk(lan).dossier.signed_copy == "required"


def test_pressing_twice_writes_the_history_once(small_world: World) -> None:
    chief = staff(small_world)
    chief.does("s.dl.sd", "required")
    chief.does("s.dl.sd", "required")
    assert len(small_world.rows(t.audit, action="signed_copy_set")) == 1


def test_a_published_campaign_keeps_its_rule(small_world: World) -> None:
    chief = staff(small_world)
    with small_world.db.write() as conn:
        conn.execute(t.campaign.update().values(state="published"))
    chief.does("s.dl.sd", "required")
    assert "đã công bố" in chief.text
    assert small_world.rows(t.campaign_rules) == []


def test_a_reviewer_does_not_decide_it(small_world: World) -> None:
    staff(small_world, "reviewer").does("s.dl.sd", "required")
    assert small_world.rows(t.campaign_rules) == []
