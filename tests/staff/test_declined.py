"""Who opened an invitation and said "không phải tôi" is marked for those who invite."""

from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign import invitations
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import inviting, staffer
from dti_core.campaign.staff.inviting import Wanted
from dti_core.campaign.staff.roster.listing import Roster
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import CONSENT, World
from tests.staff.office import staff


def decline(world: World, slug: str) -> str:
    """A stranger opened the unit's link and declined; the token."""
    token, stranger = world.token(slug), world.stranger()
    with world.db.write() as conn:
        view = invitations.look_up(conn, token, stranger.person, world.now)
        assert invitations.decline(conn, stranger, view.id, world.now) is None
    return token


def standing(world: World, slug: str) -> str:
    with world.db.read() as conn:
        roster = Roster(conn, staffer.operator(world.campaign), world.now)
        (card,) = [card for card in roster.cards() if card.enrolment == world.units[slug]]
    return card.standing


def test_a_declined_invitation_is_marked_with_when_and_counts_as_to_be_invited(world: World) -> None:
    world.enrol("a")
    decline(world, "a")
    assert standing(world, "a") == "declined"
    chief = staff(world)
    chief.does("s.ro.u", world.units["a"])
    assert "✗" in chief.text
    assert "báo không phải mình lúc 15 giờ ngày 01/03/2026" in chief.text
    assert "Mời lại" in chief.labels()
    chief.does("s.ro.b")
    assert "Chỉ người chưa có thư mời (1)" in chief.labels()


def test_a_new_invitation_clears_the_mark(world: World) -> None:
    world.enrol("a")
    decline(world, "a")
    chief = staffer.operator(world.campaign)
    with world.db.write() as conn:
        guests = inviting.guests(conn, chief, Wanted(only_uninvited=True), world.now)
        assert not isinstance(guests, Refusal)
        inviting.issue(conn, chief, inviting.tickets(guests, world.now, "Asia/Ho_Chi_Minh"), world.now)
    assert standing(world, "a") == "invited"


def test_the_right_person_may_still_accept(world: World) -> None:
    world.enrol("a")
    token, lan = decline(world, "a"), world.stranger()
    with world.db.write() as conn:
        view = invitations.look_up(conn, token, lan.person, world.now)
        assert isinstance(invitations.accept(conn, lan, view.id, CONSENT, "telegram", world.now), int)
    assert standing(world, "a") != "declined"


def test_declining_a_link_that_somebody_used_marks_nothing(world: World) -> None:
    world.enrol("a")
    token, stranger, lan = world.token("a"), world.stranger(), world.stranger()
    with world.db.write() as conn:
        opened = invitations.look_up(conn, token, stranger.person, world.now)
        view = invitations.look_up(conn, token, lan.person, world.now)
        invitations.accept(conn, lan, view.id, CONSENT, "telegram", world.now)
        invitations.decline(conn, stranger, opened.id, world.now)
    assert [row.declined_at for row in world.rows(t.invitation)] == [None]


def test_the_list_at_the_command_line_says_so(
    own_sqlite_db: Database,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DTI_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    world = World(own_sqlite_db).begin()
    world.enrol("a")
    decline(world, "a")
    assert main(["roster", "list", "--campaign", "2026"]) == 0
    assert (
        "✗ Chưa có tên – đầu mối (báo không phải mình lúc 15 giờ ngày 01/03/2026)" in capsys.readouterr().out
    )
    assert main(["roster", "list", "--campaign", "2026", "--json"]) == 0
    assert '"standing": "declined"' in capsys.readouterr().out
