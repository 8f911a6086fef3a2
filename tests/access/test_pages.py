"""The pages for access accounts: whatever else a link may be than one's own, live and still due, it opens
nothing, stores nothing and tells nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from dti_core.campaign import passes, secret_evidence
from dti_core.campaign.passes import GOOD_FOR, Place
from dti_core.campaign.people import Speaker
from dti_core.campaign.secret_evidence import Account
from dti_core.store import tables as t
from tests.access.callers import Street, gather
from tests.access.conftest import _opened
from tests.access.house import MARK, SECRETS, kept
from tests.campaign.world import World
from tests.pages.visiting import Browser, open_house
from tests.staff.office import staff

PASSWORD = "Mk@bimat"
FORGED = "f" * 43
"""What somebody puts into cookie and form alike."""
OWN = ("page_pass",)
"""A link that was refused may be used up."""


@dataclass
class Scene:
    """The foreign unit, with an account kept; a fresh copy of everything for every try."""

    world: World
    street: Street
    reviewer: Speaker
    outsider: Speaker
    piece: int

    def issue(self, speaker: Speaker, purpose: str, **place: Any) -> str:
        where: dict[str, Any] = {"purpose": purpose, "enrolment": self.street.house.unit, "criterion": "1.1",
                 "evidence": self.piece if purpose == "show" else None, **place}  # fmt: skip
        with self.world.db.write() as conn:
            return passes.issue(conn, speaker, Place(**where), self.world.now)

    def change(self, act: Callable[[Connection], object]) -> None:
        with self.world.db.write() as conn:
            act(conn)

    def state(self, state: str) -> None:
        mine = t.enrolment.c.id == self.street.house.unit
        self.change(lambda conn: conn.execute(update(t.enrolment).where(mine).values(state=state)))

    def revoke(self, speaker: Speaker) -> None:
        mine = t.assignment.c.id == speaker.active_assignment
        gone = update(t.assignment).where(mine).values(revoked_at=self.world.now, active=False)
        self.change(lambda conn: conn.execute(gone))


@pytest.fixture(scope="module")
def built(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Scene]]:
    folder = tmp_path_factory.mktemp("pages")
    database = _opened(sqlite_template, folder)
    street = gather(database)
    world = street.house.mine
    open_house(world)
    reviewer, outsider = staff(world, "reviewer").speaker, staff(street.house.other, "reviewer").speaker
    scene = Scene(world, street, reviewer, outsider, 0)
    token = scene.issue(street.owner, "enter")
    account = Account(f"https://{MARK}.example", "u", PASSWORD)
    with database.write() as conn:
        assert isinstance(secret_evidence.receive(conn, token, account, world.now), str)
        found = select(t.evidence.c.id).where(t.evidence.c.kind == "credential")
        scene.piece = conn.execute(found).scalar_one()
    database.close()
    yield folder / "dti.db", scene


@pytest.fixture
def scene(built: tuple[Path, Scene], tmp_path: Path) -> Iterator[Scene]:
    path, scene = built
    database = _opened(path, tmp_path)
    yield replace(scene, world=replace(scene.world, db=database))
    database.close()


Case = Callable[[Scene], str]


def enters(scene: Scene) -> str:
    return scene.issue(scene.street.owner, "enter")


def shows(scene: Scene) -> str:
    scene.state("in_review")
    return scene.issue(scene.reviewer, "show")


def shown_to(scene: Scene, speaker: Speaker) -> str:
    scene.state("in_review")
    return scene.issue(speaker, "show")


def used(make: Case) -> Case:
    def case(scene: Scene) -> str:
        token = make(scene)
        scene.change(lambda conn: passes.use(conn, token, scene.world.now))
        return token

    return case


def expired(make: Case) -> Case:
    def case(scene: Scene) -> str:
        token = make(scene)
        scene.world.now += GOOD_FOR
        return token

    return case


def then(make: Case, change: Callable[[Scene], object]) -> Case:
    def case(scene: Scene) -> str:
        token = make(scene)
        change(scene)
        return token

    return case


def as_another(scene: Scene) -> str:
    """Somebody else in the owner's role."""
    thief = replace(scene.world.stranger("6001"), active_assignment=scene.street.owner.active_assignment)
    return scene.issue(thief, "enter")


def withdraws(scene: Scene) -> None:
    gone = update(t.evidence).where(t.evidence.c.id == scene.piece).values(withdrawn_at=scene.world.now)
    scene.change(lambda conn: conn.execute(gone))


def forgets(scene: Scene) -> None:
    scene.change(
        lambda conn: secret_evidence.forget(conn, scene.piece, scene.street.house.unit, scene.world.now)
    )


CASES: dict[str, Case] = {
    "random": lambda _: "r" * 43,
    "truncated": lambda scene: enters(scene)[:-1],
    "longer": lambda scene: enters(scene) + "a",
    "in other letters": lambda scene: enters(scene).swapcase(),
    "its hash": lambda scene: passes._hash(enters(scene)),
    "used": used(enters),
    "expired": expired(enters),
    "replaced by a newer one": then(enters, enters),
    "of who left the unit": then(enters, lambda scene: scene.revoke(scene.street.owner)),
    "of a unit that handed in": then(enters, lambda scene: scene.state("submitted")),
    "of a unit that is verified": then(enters, lambda scene: scene.state("verified")),
    "of somebody else in this role": as_another,
    "of a provider without this criterion": lambda scene: scene.issue(
        scene.street.within["provider"], "enter"
    ),
    "of one of the staff": lambda scene: scene.issue(scene.reviewer, "enter"),
    "for a criterion that takes no account": lambda scene: scene.issue(
        scene.street.owner, "enter", criterion="1.2"
    ),
    "to show, used": used(shows),
    "to show, expired": expired(shows),
    "to show, of who is a reviewer no more": then(shows, lambda scene: scene.revoke(scene.reviewer)),
    "to show, of a unit back at work": then(shows, lambda scene: scene.state("in_progress")),
    "to show, after the review": then(shows, lambda scene: scene.state("verified")),
    "to show what was withdrawn": then(shows, withdraws),
    "to show what was forgotten": then(shows, forgets),
    "to show, of a reviewer of another campaign": lambda scene: shown_to(scene, scene.outsider),
    "to show, of the unit itself": lambda scene: shown_to(scene, scene.street.owner),
}


def tried(scene: Scene, token: str) -> tuple[list[int], str]:
    """The link opened, its form sent with a mark of one's own, and both once more."""
    browser = Browser(scene.world)
    browser.cookies.set("__Host-dti", FORGED)
    path = f"/m/{token}"
    form = {"csrf": FORGED, "system": "x", "user": "ke-gian", "password": "p", "note": ""}
    answers = [browser.get(path), browser.post(path, form), browser.get(path), browser.post(path, form)]
    return [one.status_code for one in answers], " ".join(one.text for one in answers)


@pytest.mark.parametrize("name", CASES)
def test_a_link_that_is_not_ones_own_and_live_stores_and_shows_nothing(scene: Scene, name: str) -> None:
    before_now = scene.world.now
    token = CASES[name](scene)
    with scene.world.db.read() as conn:
        before = kept(conn)
    codes, said = tried(scene, token)
    with scene.world.db.read() as conn:
        after = kept(conn)
    scene.world.now = before_now
    assert codes[1] in (403, 404), codes
    assert codes[3] in (403, 404), codes
    assert [table for table in before if before[table] != after[table] and table not in OWN] == []
    assert [mark for mark in (*SECRETS, PASSWORD, "ke-gian") if mark in said] == []


def test_the_right_ones_work_so_that_the_table_can_fail(scene: Scene) -> None:
    codes, _ = tried(scene, enters(scene))
    assert codes == [200, 200, 404, 404]
    codes, said = tried(scene, shows(scene))
    assert codes == [200, 200, 404, 404]
    assert PASSWORD in said


def test_the_pages_know_only_these_addresses(scene: Scene) -> None:
    browser = Browser(scene.world)
    for path in ("/", "/m/", "/m", "/m/a/b", "/admin", "/../secret.key", "/m/..%2f..%2fsecret.key"):
        assert browser.get(path).status_code == 404, path
    assert browser.get("/alive").text == "ok"
