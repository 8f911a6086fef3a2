"""Last year's accepted evidence: offered to the contact one by one, never taken by itself; seen in review."""

from dti_core.campaign import evidence
from dti_core.campaign.refusal import Refusal
from dti_core.messages.model import plain
from dti_core.store import tables as t
from dti_core.survey import progress
from tests.campaign.world import World
from tests.staff.a_year_later import FILE, begin
from tests.staff.office import Hand, contact, staff
from tests.staff.review_room import ANSWERS, accept, adjust, item


def last_year(world: World, slug: str = "a") -> None:
    """Answered, proved (1.1 by link and file, 1.2 by link), handed in; 1.1 was accepted, 1.2 adjusted."""
    lan = world.unit(slug)
    for key, value in ANSWERS.items():
        world.tell(lan, key, value)
    with world.db.write() as conn:
        details = evidence.Details("mục 2", "12/KH-SNV", "2025-03-05")
        evidence.add_file(conn, lan, "1.1", FILE, details, world.now)
        evidence.add_link(conn, lan, "1.2", "https://a.gov.vn/12", evidence.NOTHING, world.now)
        evidence.add_link(conn, lan, "1.1", "https://a.gov.vn/11", evidence.NOTHING, world.now)
        conn.execute(t.enrolment.update().values(state="submitted", submitted_at=world.now))
    world.drain()
    accept(world, slug, "1.1")
    adjust(world, slug, "1.2", "7")


def at_the_evidence(world: World) -> Hand:
    """The contact of the next round, who has just answered 1.1."""
    lan = world.join("a")
    world.tell(lan, "info:1", "60")
    world.tell(lan, "1.1:a", "true")
    hand = contact(world, "a")
    hand.does("ev", "1.1")
    return hand


def test_only_accepted_evidence_of_the_same_criterion_is_offered(world: World) -> None:
    last_year(world)
    after = begin(world)
    view = after.desk(after.join("a"))
    assert {(one.criterion, one.title) for one in view.earlier} == {
        ("1.1", "ke-hoach.pdf"),
        ("1.1", "https://a.gov.vn/11"),
    }
    assert view.evidence == ()


def test_each_piece_is_used_again_with_one_tap_and_keeps_what_was_said_of_it(small_world: World) -> None:
    last_year(small_world)
    after = begin(small_world)
    hand = at_the_evidence(after)
    assert "Minh chứng năm 2025:" in hand.text and "số 12/KH-SNV, ngày 05/03/2025, mục 2" in hand.text
    hand.press("Dùng lại 1")
    assert "dùng lại “ke-hoach.pdf” của năm 2025" in hand.text
    assert "Năm 2025: https://a.gov.vn/11" in hand.text, "the other one is still offered"
    (piece,) = after.rows(t.evidence, enrolment_id=after.units["a"])
    said = (piece.criterion, piece.document_number, piece.document_date, piece.place)
    assert said == ("1.1", "12/KH-SNV", "2025-03-05", "mục 2")
    (old,) = [row for row in after.rows(t.evidence, file_sha256=FILE.sha256) if row.id != piece.id]
    assert (piece.reused_from, old.enrolment_id, old.withdrawn_at) == (
        old.id,
        small_world.units["a"],
        None,
    )
    hand.press("Dùng lại của năm 2025")
    assert "1.2" in hand.text, "on with the next question"
    again = hand.does("ly", "1.1", piece.reused_from)
    assert again and len(after.rows(t.evidence, enrolment_id=after.units["a"])) == 2


def test_a_criterion_that_means_something_else_now_is_offered_nothing(world: World) -> None:
    last_year(world)
    changed = world.text.replace("title: Có kế hoạch\n", "title: Có quy chế làm việc nội bộ\n")
    changed = changed.replace("id: small", "id: smaller")
    after = begin(world, changed)
    assert after.desk(after.join("a")).earlier == ()


def test_nobody_uses_what_is_not_offered_to_their_own_unit(world: World) -> None:
    last_year(world)
    world.enrol("b")
    after = begin(world)
    after.join("a")
    other = after.join("b")
    (piece, *_) = world.rows(t.evidence, criterion="1.1")
    with after.db.write() as conn:
        refused = evidence.reuse_earlier(conn, other, piece.id, "1.1", after.now)
    assert refused == Refusal("unknown_evidence", str(piece.id))
    mine = after.speakers["a"]
    with after.db.write() as conn:
        elsewhere = evidence.reuse_earlier(conn, mine, piece.id, "1.2", after.now)
    assert isinstance(elsewhere, Refusal)
    assert after.rows(t.evidence, enrolment_id=after.units["a"]) == []


def test_evidence_that_was_withdrawn_last_year_is_not_offered(small_world: World) -> None:
    last_year(small_world)
    with small_world.db.write() as conn:
        conn.execute(t.evidence.update().values(withdrawn_at=small_world.now))
    after = begin(small_world)
    assert after.desk(after.join("a")).earlier == ()


def test_what_is_offered_counts_for_nothing_until_it_is_used(small_world: World) -> None:
    last_year(small_world)
    after = begin(small_world)
    lan = after.join("a")
    after.tell(lan, "1.1:a", "true")
    view = after.desk(lan)
    assert progress.lacks_evidence(view, "1.1")
    assert len(progress.offered_again(view, "1.1")) == 2


def test_reviewers_see_last_years_value_points_and_evidence(small_world: World) -> None:
    last_year(small_world)
    after = begin(small_world)
    handed_in_again(after)
    seen = item(after, "a", "1.1")
    assert seen.before is not None and seen.before.points is not None
    assert [one.title for one in seen.before.proofs] == ["ke-hoach.pdf", "https://a.gov.vn/11"]
    assert next(one.last_year for one in item(after, "a", "1.2").figures if one.key == "1.2:a") == "57 người"
    hand = staff(after, "reviewer")
    hand.does("s.rt", after.units["a"], "1.1")
    assert "Kỳ trước (2025)" in hand.text and "ke-hoach.pdf" in hand.text
    hand.press("📄 kỳ trước 1")
    assert plain(hand.messages[-1].text) == "📄 ke-hoach.pdf"


def test_a_reviewer_of_another_round_fetches_no_file_that_is_not_offered(small_world: World) -> None:
    last_year(small_world)
    after = begin(small_world)
    hand = staff(after, "reviewer")
    (other,) = small_world.rows(t.evidence, criterion="1.2")
    with after.db.write() as conn:
        conn.execute(
            t.evidence.update()
            .where(t.evidence.c.id == other.id)
            .values(kind="file", url=None, file_sha256=FILE.sha256, file_name="khac.pdf")
        )
    hand.does("s.rf", other.id)
    assert "khac.pdf" not in hand.text


def handed_in_again(world: World) -> None:
    lan = world.join("a")
    for key, value in ANSWERS.items():
        world.tell(lan, key, value)
    with world.db.write() as conn:
        mine = t.enrolment.c.id == world.units["a"]
        conn.execute(t.enrolment.update().where(mine).values(state="submitted", submitted_at=world.now))
    world.drain()
