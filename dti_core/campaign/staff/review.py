"""What a reviewer says of one criterion: accepted, points adjusted, sent back, noted, taken back."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection

from dti_core.campaign import unit_answers
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_columns, review_seen
from dti_core.campaign.staff.powers import Power
from dti_core.campaign.staff.review_item import by_rule, maximum, scores
from dti_core.campaign.staff.review_place import Place, begin, take
from dti_core.campaign.staff.review_record import Ruling, give, record, retire, say
from dti_core.campaign.staff.review_verdict import verdict_of
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.framework.framework import Node
from dti_core.messages.staff.review_views import Verdict
from dti_core.scoring.model import CriterionScore


@dataclass(frozen=True)
class Target:
    """Which criterion of which unit. `stamp`: how it was drawn; None where nobody had to see it."""

    enrolment: int
    criterion: str
    stamp: str | None = None


@dataclass(frozen=True)
class Done:
    """What holds now, to be told in one line."""

    unit: str
    name: str
    points: Fraction
    state: str


@dataclass(frozen=True)
class _Hand:
    """A criterion in hand: the place, the node, what is seen of it and where its review stands."""

    place: Place
    node: Node
    seen: str
    verdict: Verdict

    def score(self, conn: Connection, *, as_computed: bool = False) -> CriterionScore:
        """The points as they stand; `as_computed`: without those that reviewers gave by hand."""
        answers = unit_answers.unit_answers(conn, self.place.row, self.place.framework)
        if as_computed:
            answers = by_rule(self.place, answers, self.node)
        return scores(conn, self.place, answers, self.node)[0]


def open_(conn: Connection, staffer: Staffer, enrolment: int, now: datetime) -> Refusal | None:
    """The first look at a unit's criteria: its review has begun."""
    place = take(conn, staffer, enrolment, "review", now=now)
    if isinstance(place, Refusal):
        return place
    begin(conn, place, now)
    return None


def accept(conn: Connection, staffer: Staffer, target: Target, now: datetime) -> Done | Refusal:
    """The points hold as they are computed; points given by hand before are taken back."""
    hand = _take(conn, staffer, target, "review", now)
    if isinstance(hand, Refusal):
        return hand
    score = hand.score(conn, as_computed=True)
    if score.state in ("not_asked", "requested"):
        return Refusal(
            "nothing_to_accept" if score.state == "not_asked" else "request_first", target.criterion
        )
    retire(conn, hand.place, hand.node, now)
    record(conn, hand.place, hand.node, Ruling("accepted", hand.seen), now)
    return _done(hand, score.points, "accepted")


def adjust(
    conn: Connection, staffer: Staffer, target: Target, points: Fraction, reason: str, now: datetime
) -> Done | Refusal:
    """Points in the reviewers' column, 0…max, with the reason that the unit will read."""
    hand = _take(conn, staffer, target, "review", now)
    if isinstance(hand, Refusal):
        return hand
    refusal = _why_no_points(conn, hand, points, reason)
    if refusal is not None:
        return refusal
    give(conn, hand.place, hand.node, points, reason.strip(), now)
    record(conn, hand.place, hand.node, Ruling("adjusted", hand.seen, reason.strip(), points), now)
    return _done(hand, points, "adjusted")


def send_back(
    conn: Connection, staffer: Staffer, target: Target, reason: str, now: datetime
) -> Done | Refusal:
    """To be answered again; the unit is told when the batch is closed, not before."""
    hand = _take(conn, staffer, target, "review", now)
    if isinstance(hand, Refusal):
        return hand
    if not _is_reason(reason):
        return Refusal("reason_needed", target.criterion)
    if hand.score(conn).state in ("not_asked", "exempt"):
        return Refusal("nothing_to_return", target.criterion)
    retire(conn, hand.place, hand.node, now)
    record(conn, hand.place, hand.node, Ruling("returned", hand.seen, reason.strip()), now)
    return _done(hand, Fraction(0), "returned")


def take_back(conn: Connection, staffer: Staffer, target: Target, now: datetime) -> Done | Refusal:
    """As if nothing had been said: points given by hand are taken back, the history stays."""
    hand = _take(conn, staffer, target, "review", now)
    if isinstance(hand, Refusal):
        return hand
    retire(conn, hand.place, hand.node, now)
    record(conn, hand.place, hand.node, Ruling("unreviewed", None, action="reset"), now)
    return _done(hand, hand.score(conn).points, "unreviewed")


def comment(conn: Connection, staffer: Staffer, target: Target, text: str, now: datetime) -> Done | Refusal:
    """A note for the other reviewers and the council; the unit does not see it."""
    hand = _take(conn, staffer, replace(target, stamp=None), "review", now, waiting=True)
    if isinstance(hand, Refusal):
        return hand
    if not _is_reason(text):
        return Refusal("reason_needed", target.criterion)
    say(conn, hand.place, hand.node, Ruling(hand.verdict.state, None, text.strip(), action="commented"), now)
    return _done(hand, Fraction(0), hand.verdict.state)


def assess(
    conn: Connection, staffer: Staffer, target: Target, points: Fraction, reason: str, now: datetime
) -> Done | Refusal:
    """Points in the expert's column; the reviewers' own word stays as it is."""
    hand = _take(conn, staffer, target, "assess", now, waiting=True)
    if isinstance(hand, Refusal):
        return hand
    if review_columns.of(staffer, hand.place.framework, hand.node) != "expert":
        return Refusal("no_column", target.criterion)
    refusal = _why_no_points(conn, hand, points, reason)
    if refusal is not None:
        return refusal
    give(conn, hand.place, hand.node, points, reason.strip(), now, column="expert")
    return _done(hand, points, "assessed")


def _take(
    conn: Connection, staffer: Staffer, target: Target, power: Power, now: datetime, *, waiting: bool = False
) -> _Hand | Refusal:
    """The criterion, where this person may decide on it and it is as they saw it; review begins with it."""
    place = take(conn, staffer, target.enrolment, power, now=now)
    if isinstance(place, Refusal):
        return place
    node = place.criterion(target.criterion)
    if isinstance(node, Refusal):
        return node
    seen = review_seen.digest(conn, place.enrolment, place.framework, node.id)
    verdict = verdict_of(conn, place.enrolment, node.id, seen)
    stamp = review_seen.stamp(seen, verdict.state, verdict.at)
    if target.stamp is not None and target.stamp != stamp:
        return Refusal("seen_before", node.id)
    if not waiting and place.seat.state == "returned" and verdict.state == "returned" and verdict.told:
        return Refusal("waiting_for_unit", node.id)
    return _Hand(begin(conn, place, now) if power == "review" else place, node, seen, verdict)


def _why_no_points(conn: Connection, hand: _Hand, points: Fraction, reason: str) -> Refusal | None:
    if not 0 <= points <= maximum(hand.place, hand.node):
        return Refusal("bad_value", hand.node.id)
    if not _is_reason(reason):
        return Refusal("reason_needed", hand.node.id)
    if review_columns.of(hand.place.staffer, hand.place.framework, hand.node) is None:
        return Refusal("no_column", hand.node.id)
    return Refusal("exempt", hand.node.id) if hand.score(conn).state == "exempt" else None


def _is_reason(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST_TEXT and "\x00" not in text


def _done(hand: _Hand, points: Fraction, state: str) -> Done:
    return Done(hand.place.row.unit_name, hand.node.name, points, state)
