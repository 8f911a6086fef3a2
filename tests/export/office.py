"""A campaign worth a book: answers, measured and given points, evidence, a volunteer, hostile texts."""

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from dti_core.campaign import answers, evidence, files, seeding
from dti_core.campaign.evidence import Details
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.export import scope
from dti_core.campaign.staff.export.scope import Scope
from dti_core.campaign.values import keys_of
from dti_core.excel.out import campaign_book
from dti_core.framework.framework import Framework
from dti_core.framework.library import available
from dti_core.framework.loader import load
from dti_core.store import tables as t
from tests.campaign.world import World

HOSTILE = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=2", "\r=3", '=HYPERLINK("http://x","y")', "＝1+1")


def a_book(world: World, path: Path, group: int | None = None, who: Any = None) -> Scope:
    """Write the campaign's book; what it covers."""
    with world.db.read() as conn:
        found = scope.read(conn, who or staffer.operator(world.campaign), world.now, group)
        assert isinstance(found, Scope), found
        campaign_book.write(conn, found, path)
    return found


def give(
    world: World, slug: str, criterion: str, assessor: str, micro: int, reason: str | None = None
) -> None:
    """Points of an assessor, as the review stores them."""
    row = {
        "enrolment_id": world.units[slug],
        "criterion": criterion,
        "assessor": assessor,
        "points_micro": micro,
        "reason": reason,
        "channel": "cli",
        "at": world.now,
    }
    with world.db.write() as conn:
        conn.execute(insert(t.assessment), row)
        mine = t.enrolment.c.id == world.units[slug]
        bumped = {"wanted_version": t.enrolment.c.wanted_version + 1}
        conn.execute(t.enrolment.update().where(mine).values(bumped))


def small(world: World) -> World:
    """Three ranked units and a volunteer of the small framework; some points given, some evidence."""
    for slug, people, machines in (("a", "60", "57"), ("b", "7", "3"), ("c", "9", "9"), ("v", "10", "10")):
        speaker = world.unit(slug, volunteer=slug == "v")
        world.tell(speaker, "info:1", people)
        world.tell(speaker, "1.1:a", "true")
        world.tell(speaker, "1.2:a", machines)
        world.tell(speaker, "1.3:a", machines)
    world.tell(world.speakers["a"], "1.2:a", "58")
    give(world, "b", "1.1", "department", 2_500_000, "=chưa đủ căn cứ")
    with world.db.write() as conn:
        evidence.add_link(
            conn, world.speakers["a"], "1.1", "https://a.gov.vn/ke-hoach", Details("mục 3"), world.now
        )
    world.drain()
    return world


def attach(world: World, data_dir: Path, slug: str, criterion: str, name: str, content: bytes) -> str:
    """A file as evidence; its hash."""
    kept = files.store(data_dir, [content], name)
    assert isinstance(kept, files.StoredFile)
    with world.db.write() as conn:
        added = evidence.add_file(conn, world.speakers[slug], criterion, kept, Details(), world.now)
    assert isinstance(added, int)
    return kept.sha256


def framework_text(framework_id: str) -> str:
    path = next(each.path for each in available() if each.id == framework_id)
    return path.read_text(encoding="utf-8")


def framework_of(framework_id: str) -> Framework:
    path = next(each.path for each in available() if each.id == framework_id)
    found = load(path).framework
    assert found is not None
    return found


def filled(world: World, units: int, now: datetime) -> World:
    """Units of a real framework with figures that differ, and points of every assessor here and there."""
    framework = framework_of(world.framework_id)
    for number in range(units):
        slug = f"u{number}"
        world.enrol(slug, volunteer=number == units - 1)
        with world.db.write() as conn:
            seeding.record_many(conn, world.units[slug], _values(framework, number), None, now)
    world.drain()
    for number in range(units):
        for place, node in enumerate(framework.criteria):
            for assessor in node.assessors:
                if assessor != "self" and (place + number) % 5 == 0 and node.max_points:
                    give(
                        world,
                        f"u{number}",
                        node.id,
                        assessor,
                        int(node.max_points * 1_000_000) // (3 + number),
                    )
    world.drain()
    return world


def _values(framework: Framework, number: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, (key, kind) in enumerate(sorted(keys_of(framework).items())):
        if (place + number) % 7 == 0:
            continue
        if kind.kind == "yes_no":
            found[key] = "true" if (place + number) % 3 else "false"
        elif kind.kind == "choice":
            found[key] = sorted(kind.choices)[(place + number) % len(kind.choices)]
        elif kind.kind in ("count", "decimal", "money"):
            figure = 3 + (place * 7 + number * 11) % 23
            found[key] = str(figure if kind.most is None else min(figure, int(kind.most)))
    return found


__all__ = ["HOSTILE", "a_book", "answers", "attach", "filled", "framework_text", "give", "small"]
