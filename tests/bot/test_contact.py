"""A contact with the product's own conversation, from the invitation to the pinned status."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dti_core.store import tables as t
from dti_core.store.database import Database
from sandbox.client import Line, Person, Sandbox
from tests.bot.processes import BotProcess
from tests.campaign.world import SMALL, World

STATUS = "Giải thích điểm"
JOIN = "Đồng ý, bắt đầu"
NewPerson = Callable[[], Person]


@pytest.fixture(scope="module")
def shared_world(
    shared_sandbox: Sandbox, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """A small campaign with a running bot and scoring beside it."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(sqlite_template, folder / "dti.db")
    db, now = Database(f"sqlite:///{folder / 'dti.db'}"), datetime.now(UTC)
    world = World(db, SMALL.replace("kinds: [link, document]", "kinds: [link, document, credential]"), now)
    world.begin(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=9))
    bot = BotProcess(shared_sandbox, f"sqlite:///{folder / 'dti.db'}", folder, "whole").start()
    yield world
    bot.kill()
    db.close()


@pytest.fixture
def world(sandbox: Sandbox, shared_world: World) -> World:
    return shared_world


def pinned(person: Person) -> Line | None:
    """The one on top: the newest."""
    return next((line for line in reversed(person.transcript()) if line.pinned), None)


def joined(world: World, person: Person, unit: str) -> Person:
    world.enrol(unit)
    person.start(world.token(unit))
    person.wait_for_text("mời làm")
    person.press(JOIN)
    person.wait_for_text("Thông tin chung")
    return person


def test_from_the_invitation_to_an_answer_and_its_score(world: World, new_person: NewPerson) -> None:
    lan = joined(world, new_person(), "a")
    first = lan.wait_for(lambda _: pinned(lan))
    lan.say("60")
    lan.wait_for_text("✓ 60")
    assert world.rows(t.answer, input_key="info:1")[0].value == "60"
    lan.say("/sua 1.1")
    lan.wait_for_text("1.1")
    lan.press("Có")
    lan.wait_for(lambda _: "1/4" in (pinned(lan) or first).text)
    after = pinned(lan)
    assert after is not None
    assert (after.message_id, after.edited) == (first.message_id, True)
    assert "10 / 40" in after.text
    lan.delete(after.message_id)
    lan.say("/sua 1.1")
    lan.wait_for(lambda lines: lines[-1].button("Giữ “Có”"))
    lan.press("Không")
    renewed = lan.wait_for(lambda _: pinned(lan))
    assert renewed.message_id > after.message_id


def test_a_code_may_be_typed_and_works_for_one_person_only(world: World, new_person: NewPerson) -> None:
    world.enrol("c")
    token = world.token("c")
    lan, minh = new_person(), new_person()
    lan.start()
    lan.wait_for(lambda lines: lines[-1].sender == "bot")
    lan.say(token)
    lan.wait_for_text("mời làm")
    minh.start(token)
    minh.wait_for_text("mời làm")
    lan.press(JOIN)
    lan.wait_for_text("Thông tin chung")
    minh.press(JOIN)
    minh.wait_for(lambda lines: len(lines) > 2)
    assert "Thông tin chung" not in minh.screen()
    assert len(world.rows(t.assignment, enrolment_id=world.units["c"])) == 1


def test_an_invented_code_opens_nothing(world: World, new_person: NewPerson) -> None:
    lan, before = new_person(), len(world.rows(t.assignment))
    lan.start(secrets.token_urlsafe(32))
    lan.wait_for(lambda lines: lines[-1].sender == "bot")
    assert len(world.rows(t.assignment)) == before
    assert JOIN not in lan.screen()


def test_a_password_typed_into_the_chat_is_taken_out_of_it(world: World, new_person: NewPerson) -> None:
    lan = joined(world, new_person(), "k")
    lan.say("/sua 1.1")
    lan.wait_for_text("Có kế hoạch")
    lan.say("tài khoản: thamdinh, mật khẩu: Dn@2024!")
    lan.wait_for_text("tin vừa gửi đã được xoá")
    assert "Dn@2024" not in lan.screen()
    assert "Dn@2024" not in str([tuple(row) for row in world.rows(t.inbox)])


def test_a_double_tap_changes_nothing_more(world: World, new_person: NewPerson) -> None:
    lan = joined(world, new_person(), "b")
    lan.say("/sua 1.1")
    question = lan.wait_for_text("1.1")
    button = question.button("Có")
    assert button is not None
    assert button.data is not None
    lan.press(button.data, question.message_id)
    lan.press(button.data, question.message_id)
    lan.say("/trogiup")
    lan.wait_for(lambda lines: lines[-1].sender == "bot" and lines[-2].sender == "person")
    assert [row.revision for row in world.rows(t.answer_revision, enrolment_id=world.units["b"])] == [1]


def test_joining_a_second_unit_shows_its_status_and_not_the_first_ones_again(
    world: World, new_person: NewPerson
) -> None:
    lan = joined(world, new_person(), "two-one")
    lan.wait_for(lambda _: pinned(lan))
    world.enrol("two-two")
    lan.start(world.token("two-two"))
    invitation = lan.wait_for_text("mời làm đầu mối của Sở two-two")
    lan.press(JOIN, invitation.message_id)
    lan.wait_for(lambda lines: "Thông tin chung" in lines[-1].text)
    after = [line for line in lan.transcript() if line.message_id > invitation.message_id]
    assert [line.text.split(" · ")[0] for line in after if line.button(STATUS)] == ["Sở two-two"]


def test_coming_back_the_question_stands_below_the_renewed_status(
    world: World, new_person: NewPerson
) -> None:
    lan = joined(world, new_person(), "back")
    old = lan.wait_for(lambda _: pinned(lan))
    lan.start()
    renewed = lan.wait_for(
        lambda _: (line := pinned(lan)) is not None and line.message_id > old.message_id and line
    )
    lan.wait_for(
        lambda lines: "Thông tin chung" in lines[-1].text and lines[-1].message_id > renewed.message_id
    )
