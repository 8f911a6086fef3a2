"""What next year's campaign would take over from this one, before anything is written."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dti_core.campaign import carried, frameworks, setup, words
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import next_campaign, next_people, powers
from dti_core.campaign.staff.next_campaign import NextPlan, pinned
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework
from dti_core.messages.staff.next_views import Following, NextOutlook
from dti_core.store import tables as t

YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
LONGEST_SLUG = 60


def following_year(text: str) -> str:
    """A title or short name with its years one later; as it is where it names none."""
    return YEAR.sub(lambda found: str(int(found[0]) + 1), text)


def free_slug(conn: Connection, old: str, year: int) -> str:
    """A short name for the next round that nobody has: the years one later, else the year at its end."""
    named = following_year(old)
    wanted = (named if named != old else f"{old}-{year}")[:LONGEST_SLUG]
    taken, number = set(setup.campaigns(conn)), 2
    found = wanted
    while found in taken:
        found, number = f"{wanted[: LONGEST_SLUG - 4]}-{number}", number + 1
    return found


def suggested(
    conn: Connection, staffer: Staffer, opens_at: datetime, closes_at: datetime
) -> NextPlan | Refusal:
    """The plan that needs least words: the same frameworks, and every year one later."""
    if refusal := next_campaign.refused(staffer):
        return refusal
    row = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    year = row.reference_year + 1
    slug = free_slug(conn, row.slug, year)
    return NextPlan(slug, following_year(row.title), year, opens_at, closes_at)


def foresee(conn: Connection, staffer: Staffer, plan: NextPlan) -> NextOutlook | Refusal:
    """What the plan would do. Raises `BrokenFramework` for a text that cannot be read."""
    if refusal := next_campaign.refused(staffer):
        return refusal
    campaign = staffer.campaign
    old = conn.execute(select(t.campaign).where(t.campaign.c.id == campaign)).one()
    pairs = {
        row.framework_id: (
            frameworks.framework(conn, row.content_hash),
            frameworks.parse(plan.texts.get(row.framework_id, row.text)),
        )
        for row in pinned(conn, campaign)
    }
    units = _units(conn, campaign)
    people, idle = next_people.taken(conn, campaign, {name: new for name, (_, new) in pairs.items()})
    return NextOutlook(
        slug=plan.slug,
        title=plan.title,
        year=plan.reference_year,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        time_zone=old.time_zone,
        frameworks=tuple(_following(*pair) for pair in pairs.values()),
        units=len(units),
        groups=len({(row.framework_id, row.group_id) for row in units}),
        people=len(people),
        staff=_count_staff(conn, campaign),
        evidence=_count_evidence(conn, campaign, pairs),
        dropped=tuple(_dropped(units, pairs)),
        homeless=tuple(_homeless(units, pairs)),
        idle=idle,
        followers=_followers(conn, campaign),
    )


Pairs = dict[str, tuple[Framework, Framework]]


def _following(old: Framework, new: Framework) -> Following:
    same = carried.of(old, new)
    keys = [each for item in new.spec.info for each in (item.fields or (item,))]
    info = sum(key.startswith("info:") for key in same.keys.values())
    return Following(
        old=old.id,
        old_title=old.spec.title,
        new=new.id,
        new_title=new.spec.title,
        same=old.content_hash == new.content_hash,
        keys=(info, len(keys)),
        criteria=(len(same.criteria), len(new.criteria)),
    )


def _units(conn: Connection, campaign: int) -> list[Row[Any]]:
    e = t.enrolment.c
    rows = select(t.enrolment, t.unit.c.name).join(t.unit, t.unit.c.id == e.unit_id)
    return list(conn.execute(rows.where(e.campaign_id == campaign).order_by(t.unit.c.name, e.id)))


def _dropped(units: Iterable[Row[Any]], pairs: Pairs) -> Iterable[tuple[str, str]]:
    for row in units:
        old, new = pairs[row.framework_id]
        titles = {one.id: one.title for one in old.spec.traits}
        known = {one.id for one in new.spec.traits}
        yield from ((row.name, titles.get(one, one)) for one in sorted(words.split(row.traits) - known))


def _homeless(units: Iterable[Row[Any]], pairs: Pairs) -> Iterable[tuple[str, str]]:
    for row in units:
        old, new = pairs[row.framework_id]
        titles = {one.id: one.title for one in old.spec.groups}
        if row.group_id not in {one.id for one in new.spec.groups}:
            yield row.name, titles.get(row.group_id, row.group_id)


def _count_staff(conn: Connection, campaign: int) -> int:
    a = t.assignment.c
    mine = (a.campaign_id == campaign, a.role.in_(powers.STAFF_ROLES), a.revoked_at.is_(None))
    return int(conn.execute(select(func.count()).select_from(t.assignment).where(*mine)).scalar_one())


def _count_evidence(conn: Connection, campaign: int, pairs: Pairs) -> int:
    """Accepted pieces under criteria that mean the same."""
    again = {name: set(carried.of(*pair).criteria.values()) for name, pair in pairs.items()}
    e, r = t.evidence.c, t.review.c
    rows = (
        select(t.enrolment.c.framework_id, e.criterion, func.count().label("many"))
        .join(t.enrolment, t.enrolment.c.id == e.enrolment_id)
        .join(t.review, (r.enrolment_id == e.enrolment_id) & (r.criterion == e.criterion))
        .where(t.enrolment.c.campaign_id == campaign, r.state == "accepted", e.withdrawn_at.is_(None))
        .group_by(t.enrolment.c.framework_id, e.criterion)
    )
    return sum(row.many for row in conn.execute(rows) if row.criterion in again.get(row.framework_id, ()))


def _followers(conn: Connection, campaign: int) -> tuple[str, ...]:
    rules = t.campaign_rules.c
    named = select(t.campaign.c.title).join(t.campaign_rules, rules.campaign_id == t.campaign.c.id)
    rows = named.where(rules.previous_id == campaign).order_by(t.campaign.c.id)
    return tuple(conn.execute(rows).scalars())
