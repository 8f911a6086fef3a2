"""From a link that is filed to what its people and reviewers hear of it."""

from datetime import timedelta
from typing import Any

from dti_core.campaign import evidence, submission
from dti_core.campaign.links import queue, rechecks, storing
from dti_core.campaign.links.finding import Finding
from dti_core.campaign.people import Speaker
from dti_core.messages import codec
from dti_core.messages.model import plain
from dti_core.store import tables as t
from tests.campaign.world import CLOSES, World
from worker.links.checking import host_of

URL = "https://sonoivu.angiang.gov.vn/kh"
ALIVE = Finding("alive", None, 200, URL, "Kế hoạch", "2024-03-05", "text/html", 9, "a" * 64)
GONE = Finding("failed", "404", 404, URL)
SLOW = Finding("failed", "timeout")


def file(world: World, who: Speaker, url: str = URL, criterion: str = "1.1") -> int:
    with world.db.write() as conn:
        piece = evidence.add_link(conn, who, criterion, url, evidence.NOTHING, world.now)
    assert isinstance(piece, int), piece
    return piece


def waits(world: World) -> list[queue.Job]:
    with world.db.read() as conn:
        return queue.due(conn, world.now, host_of)


def settle(world: World, found: Finding) -> int:
    """Look at everything that waits."""
    jobs = waits(world)
    for job in jobs:
        with world.db.write() as conn:
            assert storing.store(conn, job, found, world.now)
    return len(jobs)


def heard(world: World, who: Speaker) -> list[str]:
    rows = world.rows(t.outbox, identity_id=who.identity)
    return [plain(codec.load(row.payload).text) for row in rows]


def looks(world: World, piece: int) -> list[Any]:
    return world.rows(t.evidence_check, evidence_id=piece)


def test_a_filed_link_waits_to_be_looked_at_and_keeps_every_finding(world: World) -> None:
    lan = world.unit("noi-vu")
    piece = file(world, lan)
    assert [(job.evidence, job.url) for job in waits(world)] == [(piece, URL)]
    assert settle(world, ALIVE) == 1
    with world.db.write() as conn:
        queue.ask(conn, piece, world.now)
    assert settle(world, GONE) == 1
    first, second = looks(world, piece)
    assert (first.outcome, first.title, first.dated, first.sha256) == (
        "alive",
        "Kế hoạch",
        "2024-03-05",
        "a" * 64,
    )
    assert (second.outcome, second.reason, second.status) == ("failed", "404", 404)
    (row,) = world.rows(t.evidence, id=piece)
    assert (row.link_check, row.checked_at) == ("failed:404", world.now)
    assert [one.check for one in world.desk(lan).evidence] == ["failed:404"]


def test_one_link_has_one_open_look_and_a_late_finding_changes_nothing(world: World) -> None:
    piece = file(world, world.unit("noi-vu"))
    (job,) = waits(world)
    with world.db.write() as conn:
        queue.ask(conn, piece, world.now)
        queue.ask(conn, piece, world.now)
    assert len(waits(world)) == 1
    assert settle(world, ALIVE) == 1
    with world.db.write() as conn:
        assert not storing.store(conn, job, GONE, world.now)
    assert world.rows(t.evidence, id=piece)[0].link_check == "alive"


def test_files_are_not_looked_at_and_withdrawn_links_no_more(small_world: World) -> None:
    lan = small_world.unit("noi-vu")
    piece = file(small_world, lan)
    with small_world.db.write() as conn:
        evidence.withdraw(conn, lan, piece, small_world.now)
    assert waits(small_world) == []


def test_a_link_that_does_not_open_is_told_once_to_who_is_in_charge_all_in_one_message(world: World) -> None:
    lan = world.unit("noi-vu")
    file(world, lan)
    file(world, lan, URL + "/2", "1.2")
    settle(world, GONE)
    (said,) = heard(world, lan)
    assert said.startswith("2 liên kết minh chứng không mở được")
    assert "1.1: sonoivu.angiang.gov.vn/kh – trang không tồn tại (lỗi 404)" in said


def test_a_link_that_may_only_be_out_of_order_is_tried_three_times_before_anybody_hears(world: World) -> None:
    lan = world.unit("noi-vu")
    piece = file(world, lan)
    settle(world, SLOW)
    assert (waits(world), heard(world, lan)) == ([], [])
    world.now += timedelta(minutes=10)
    settle(world, SLOW)
    assert (waits(world), heard(world, lan)) == ([], [])
    world.now += timedelta(hours=2)
    settle(world, SLOW)
    world.now += timedelta(days=2)
    assert waits(world) == []
    assert [row.attempt for row in looks(world, piece)] == [1, 2, 3]
    (said,) = heard(world, lan)
    assert "quá lâu không phản hồi" in said


def test_our_own_lack_of_a_network_is_nobodys_broken_link(small_world: World) -> None:
    lan = small_world.unit("noi-vu")
    file(small_world, lan)
    for pause in (0, 10, 120):
        small_world.now += timedelta(minutes=pause)
        settle(small_world, Finding("unknown", "no_network"))
    assert heard(small_world, lan) == []


def test_nobody_is_bothered_who_can_no_longer_mend_it(small_world: World) -> None:
    lan = small_world.unit("noi-vu")
    file(small_world, lan)
    with small_world.db.write() as conn:
        submission.submit(conn, lan, small_world.now)
    settle(small_world, GONE)
    assert heard(small_world, lan) == []


def test_before_the_deadline_every_link_is_looked_at_once_more(world: World) -> None:
    file(world, world.unit("noi-vu"))
    settle(world, ALIVE)
    with world.db.read() as conn:
        assert not rechecks.due(conn, world.now)
    world.now = CLOSES - timedelta(days=1)
    with world.db.read() as conn:
        assert rechecks.due(conn, world.now)
    assert rechecks.run(world.db, world.now) == 1
    assert rechecks.run(world.db, world.now) == 0
    assert settle(world, ALIVE) == 1
    with world.db.read() as conn:
        assert not rechecks.due(conn, world.now)
    world.now = CLOSES + timedelta(seconds=1)
    with world.db.read() as conn:
        assert not rechecks.due(conn, world.now)


def test_a_round_takes_a_few_of_each_host_so_that_one_keeps_nobody_waiting(small_world: World) -> None:
    lan = small_world.unit("noi-vu")
    for number in range(10):
        file(small_world, lan, f"https://cham.gov.vn/{number}")
    file(small_world, lan, "https://nhanh.gov.vn/")
    hosts = [host_of(job.url) for job in waits(small_world)]
    assert hosts.count("cham.gov.vn") == queue.MOST_PER_HOST
    assert "nhanh.gov.vn" in hosts
