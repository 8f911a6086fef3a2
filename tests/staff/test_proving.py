"""The second factor at the staff's desk: asked for where it counts, and then the work goes on by itself."""

from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from bot.staff import proving
from bot.staff.registry import BUTTONS
from dti_core.campaign import tasks
from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import inviting, publishing, staffer
from dti_core.campaign.staff.inviting import Wanted
from dti_core.campaign.staff.roster import members
from dti_core.campaign.staff.roster.members import Newcomer
from dti_core.messages.model import Message, plain
from dti_core.messages.staff import audit as audit_texts
from dti_core.messages.staff import export, review_verbs, ticking, trouble
from dti_core.messages.staff import proving as texts
from dti_core.messages.staff import publishing as publishing_texts
from dti_core.messages.staff import roster as roster_texts
from dti_core.messages.staff.publishing_views import Decision
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.databases import SEALER
from tests.staff.office import Hand, staff

EVERYBODY = ("w", "-")


@pytest.fixture
def manager(small_world: World) -> Hand:
    small_world.unit("a")
    hand = staff(small_world)
    small_world.db.carry(**{OPTION: Policy("required", 15)})
    return hand


def secret_in(message: Message) -> str:
    assert message.sealed is not None
    return SEALER.open(message.sealed, "message").decode().replace(" ", "")


def sets_up(hand: Hand, data_dir: Path) -> str:
    """Scans the code and types what the app shows."""
    hand.waits(data_dir)
    secret = secret_in(hand.messages[-1])
    types_code(hand, secret)
    return secret


def types_code(hand: Hand, secret: str) -> list[Message]:
    return hand.types(pyotp.TOTP(secret).at(int(hand.world.now.timestamp())))


def kinds(hand: Hand) -> list[str]:
    return [row.kind for row in hand.world.rows(t.task)]


def test_a_bulk_export_waits_for_the_code_and_then_goes_on_by_itself(manager: Hand, tmp_path: Path) -> None:
    manager.does(export.GROUP, "campaign", export.EVERYBODY)
    assert kinds(manager) == [proving.SETUP]
    sets_up(manager, tmp_path)
    assert kinds(manager) == [proving.SETUP, "export"]
    manager.waits(tmp_path)
    assert any(
        message.attachment and message.attachment.name.endswith(".xlsx") for message in manager.messages
    )


def test_within_the_quarter_of_an_hour_no_second_code_is_asked_for_and_later_it_is(
    manager: Hand, tmp_path: Path
) -> None:
    manager.does(export.GROUP, "campaign", export.EVERYBODY)
    secret = sets_up(manager, tmp_path)
    manager.waits(tmp_path)
    manager.does(export.GROUP, "archive", export.EVERYBODY)
    assert kinds(manager).count("export") == 2
    manager.world.now += timedelta(minutes=16)
    manager.does(export.GROUP, "units", export.EVERYBODY)
    assert manager.messages[-1] == texts.ASK
    types_code(manager, secret)
    assert kinds(manager).count("export") == 3


def test_a_wrong_code_does_nothing_and_says_how_many_tries_are_left(manager: Hand, tmp_path: Path) -> None:
    manager.does(export.GROUP, "campaign", export.EVERYBODY)
    manager.waits(tmp_path)
    manager.types("000000")
    assert "còn 4 lần" in manager.text
    manager.types("không có")
    assert manager.messages[-1] == texts.NOT_A_CODE
    assert kinds(manager) == [proving.SETUP]


def test_whoever_stops_has_done_nothing(manager: Hand, tmp_path: Path) -> None:
    manager.does(export.GROUP, "campaign", export.EVERYBODY)
    manager.press("Thôi")
    manager.waits(tmp_path)
    secret = secret_in(manager.messages[-1])
    types_code(manager, secret)
    assert "export" not in kinds(manager)


def test_the_secret_is_in_no_column_of_the_outbox(manager: Hand, tmp_path: Path) -> None:
    manager.does(export.GROUP, "campaign", export.EVERYBODY)
    manager.waits(tmp_path)
    secret = secret_in(manager.messages[-1])
    said = [row.payload for row in manager.world.rows(t.outbox)]
    assert not [text for text in said if secret in text.replace(" ", "")]


def test_the_message_with_the_secret_is_replaced_once_it_was_taken_up(manager: Hand, tmp_path: Path) -> None:
    manager.does(export.GROUP, "campaign", export.EVERYBODY)
    manager.waits(tmp_path)
    (shown,) = [row for row in manager.world.rows(t.outbox) if '"sealed"' in row.payload]
    types_code(manager, secret_in(manager.messages[-1]))
    replacing = [row for row in manager.world.rows(t.outbox) if row.edit_ref == f"@{shown.id}"]
    assert len(replacing) == 1


def test_what_was_ticked_waits_for_the_code_too(manager: Hand) -> None:
    manager.does(ticking.TICK, "xa", manager.world.units["a"], 0)
    manager.does(ticking.DONE, "xa")
    assert kinds(manager) == [proving.SETUP]


def test_one_units_report_takes_no_code(manager: Hand) -> None:
    manager.does(export.UNIT, manager.world.units["a"])
    assert kinds(manager) == ["export"]


def test_inviting_contacts_takes_none_and_inviting_staff_does(manager: Hand) -> None:
    manager.world.enrol("b")
    manager.does(roster_texts.BULK_GO, *EVERYBODY)
    assert kinds(manager) == ["invitations"]
    with manager.world.db.write() as conn:
        conn.execute(t.member.insert(), expert(manager.world))
    manager.does(roster_texts.BULK_GO, *EVERYBODY)
    assert kinds(manager) == ["invitations", proving.SETUP]


def expert(world: World) -> dict[str, object]:
    return {"campaign_id": world.campaign, "role": "expert", "name": "Bình", "created_at": world.now}


def test_the_use_cases_themselves_refuse_without_a_proof(manager: Hand) -> None:
    world = manager.world
    with world.db.write() as conn:
        conn.execute(t.member.insert(), expert(world))
        who = staffer.of(conn, manager.speaker)
        assert who is not None
        guests = inviting.guests(conn, who, Wanted(), world.now)
        assert not isinstance(guests, Refusal)
        tickets = inviting.tickets(guests, world.now, "Asia/Ho_Chi_Minh")
        (member,) = conn.execute(t.member.select()).all()
        said = [
            publishing.publish(conn, who, Decision("1/QĐ", world.now.date()), "mark", world.now),
            publishing.reopen(conn, who, "vì", world.now),
            inviting.issue(conn, who, tickets, world.now),
            members.replace(conn, who, f"m{member.id}", Newcomer("Cường"), world.now),
        ]
    assert said == [Refusal("second_factor", "enrol")] * 4


def test_a_worker_makes_no_bulk_export_that_was_slipped_past_the_desk(manager: Hand, tmp_path: Path) -> None:
    world = manager.world
    with world.db.write() as conn:
        requester = tasks.Requester(
            manager.speaker.person, manager.speaker.active_assignment, manager.speaker.identity
        )
        tasks.ask(
            conn, "export", {"kind": "campaign"}, world.now, campaign=world.campaign, requester=requester
        )
    manager.waits(tmp_path)
    assert manager.messages[-1] == trouble.UNPROVEN


GUARDED = (publishing_texts.DO, publishing_texts.UNDO_DO, audit_texts.BOOK, review_verbs.PURGE_YES)


@pytest.mark.parametrize("verb", GUARDED)
def test_what_publishes_or_takes_the_history_away_waits_for_the_code(manager: Hand, verb: str) -> None:
    manager.does(verb, *("1",) * BUTTONS[verb].args)
    assert manager.messages[-1] == texts.SETTING_UP


def test_by_its_own_word_one_can_be_set_up_ahead(manager: Hand, tmp_path: Path) -> None:
    manager.types("/haibuoc")
    sets_up(manager, tmp_path)
    assert manager.messages[-1] == texts.PASSED
    manager.types("/haibuoc")
    assert manager.messages[-1] == texts.IS_SET_UP


def test_where_it_is_off_nobody_is_asked(manager: Hand) -> None:
    manager.world.db.carry(**{OPTION: Policy("off")})
    manager.does(export.GROUP, "campaign", export.EVERYBODY)
    assert kinds(manager) == ["export"]
    manager.types("/haibuoc")
    assert plain(manager.messages[-1].text) == plain(texts.NOT_USED.text)
