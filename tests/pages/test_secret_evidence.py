"""An access account: entered once, sealed, shown once per link to its reviewer, forgotten in the end."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from dti.main import main
from dti_core.campaign import evidence, passes, secret_evidence, submission
from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.campaign.passes import GOOD_FOR
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.secret_evidence import Account
from dti_core.campaign.staff import secret_show, staffer
from dti_core.messages.staff import review_verbs
from dti_core.messages.verbs import ACCOUNT as ACCOUNT_BUTTON
from dti_core.messages.verbs import ACCOUNT_ENVELOPE, ASK_KEY, EVIDENCE, JUSTIFY, NOT_APPLICABLE
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.pages.visiting import ACCOUNT, BASE, LINK, Browser, link_of, open_house, told
from tests.staff.office import OWN_MESSAGE, Hand, contact, staff
from tests.staff.review_room import ANSWERS

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20


def answering(world: World) -> Hand:
    open_house(world)
    lan = contact(world, "a")
    for key, value in ANSWERS.items():
        world.tell(lan.speaker, key, value)
    return lan


def entered(world: World) -> Hand:
    """A unit whose account was received."""
    lan = answering(world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    assert Browser(world).fill_in(link_of(world, lan)).status_code == 200
    return lan


def handed_in(world: World) -> Hand:
    lan = entered(world)
    with world.db.write() as conn:
        assert not isinstance(submission.submit(conn, lan.speaker, world.now), Refusal)
    return lan


def piece_of(world: World) -> int:
    (row,) = world.rows(t.evidence, kind="credential")
    return int(row.id)


def opened(world: World, piece: int) -> Account | None:
    with world.db.read() as conn:
        return secret_evidence.opened(conn, piece)


def everything(world: World) -> str:
    """All that the database holds, but for what is sealed."""
    tables = (table for name, table in vars(t).items() if name.islower() and hasattr(table, "columns"))
    return "\n".join(str(tuple(row)) for table in tables for row in world.rows(table))


def test_an_account_is_entered_on_a_page_sealed_and_told_only_as_received(world: World) -> None:
    lan = entered(world)
    assert "đã nhận tài khoản truy cập" in told(world, lan)[-1]
    assert opened(world, piece_of(world)) == Account(
        "https://lgsp.example", "thamdinh", "Dn@<2024>!", "chỉ xem"
    )
    kept = everything(world)
    assert "Dn@" not in kept
    assert "thamdinh" not in kept
    (shown,) = world.desk(lan.speaker).evidence
    assert (shown.kind, shown.title) == ("credential", "🔑 tài khoản truy cập (đã nhận, mã hoá)")
    acts = [
        (act.action, act.subject, act.new) for act in world.rows(t.audit) if act.action.startswith("secret")
    ]
    assert acts == [("secret_received", f"evidence:{piece_of(world)}", "1.1 page")]


def test_a_link_works_once_and_looking_at_it_uses_nothing_up(world: World) -> None:
    lan = answering(world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    path = link_of(world, lan)
    for _ in range(3):
        assert Browser(world).get(path).status_code == 200
    browser = Browser(world)
    assert browser.fill_in(path).status_code == 200
    assert browser.get(path).status_code == 404
    assert len(world.rows(t.evidence, kind="credential")) == 1


def test_a_link_runs_out_after_a_quarter_of_an_hour_and_a_new_one_voids_it(small_world: World) -> None:
    world = small_world
    lan = answering(world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    first = link_of(world, lan)
    lan.does(ACCOUNT_BUTTON, "1.1")
    second = link_of(world, lan)
    assert Browser(world).get(first).status_code == 404
    world.now += GOOD_FOR - timedelta(seconds=1)
    assert Browser(world).get(second).status_code == 200
    world.now += timedelta(seconds=1)
    assert Browser(world).get(second).status_code == 404


def test_only_the_hash_of_a_link_is_kept_and_the_message_that_brings_it_is_sealed(small_world: World) -> None:
    lan = answering(small_world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    token = link_of(small_world, lan).rpartition("/")[2]
    assert len(token) == 43
    assert token not in everything(small_world)


def test_of_two_who_send_a_form_at_once_one_is_taken(world: World) -> None:
    lan = answering(world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    token = link_of(world, lan).rpartition("/")[2]
    with world.db.write() as conn:
        assert passes.use(conn, token, world.now) is not None
        assert passes.use(conn, token, world.now) is None


@pytest.mark.parametrize("token", ["x", "a" * 43, "..", "%00", "a" * 3000])
def test_a_made_up_link_leads_nowhere(small_world: World, token: str) -> None:
    assert Browser(small_world).get(f"/m/{token}").status_code == 404


def test_a_form_from_elsewhere_is_not_taken(small_world: World) -> None:
    world = small_world
    lan = answering(world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    path = link_of(world, lan)
    assert Browser(world).post(path, ACCOUNT).status_code == 400
    assert Browser(world).post(path, {**ACCOUNT, "csrf": "a" * 43}).status_code == 400
    assert Browser(world).fill_in(path, origin="https://evil.example").status_code == 400
    assert Browser(world).fill_in(path, {**ACCOUNT, "note": "x" * 9000}).status_code == 400
    assert world.rows(t.evidence, kind="credential") == []
    assert Browser(world).fill_in(path, origin=BASE).status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"password": ""}, {"user": " "}, {"password": "x" * 501}, {"note": "\x00"}]
)
def test_an_incomplete_form_is_asked_for_again_without_repeating_what_was_typed(
    small_world: World, wrong: dict[str, str]
) -> None:
    lan = answering(small_world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    path = link_of(small_world, lan)
    answer = Browser(small_world).fill_in(path, {**ACCOUNT, **wrong})
    assert "Cần tên đăng nhập và mật khẩu" in answer.text
    assert "thamdinh" not in answer.text
    assert small_world.rows(t.evidence, kind="credential") == []


def test_every_page_says_that_it_is_not_to_be_kept_framed_or_told_of(small_world: World) -> None:
    lan = answering(small_world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    browser = Browser(small_world)
    for answer in (
        browser.get(link_of(small_world, lan)),
        browser.get("/m/none"),
        browser.post("/m/none", {}),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "max-age" in answer.headers["strict-transport-security"]
    cookie = browser.get(link_of(small_world, lan)).headers["set-cookie"].lower()
    assert cookie.startswith("__host-dti=")
    assert {"httponly", "secure", "samesite=strict"} <= {part.strip() for part in cookie.split(";")}


def test_a_reviewer_sees_it_once_per_link_and_each_time_is_written_down(world: World) -> None:
    handed_in(world)
    binh = staff(world, "reviewer")
    binh.does(review_verbs.ITEM, world.units["a"], "1.1")
    for _ in range(2):
        binh.does(review_verbs.ACCOUNT, piece_of(world))
        browser, path = Browser(world), link_of(world, binh)
        assert "Dn@" not in browser.get(path).text
        answer = browser.fill_in(path, {})
        assert "Dn@&lt;2024&gt;!" in answer.text
        assert browser.get(path).status_code == 404
    acts = world.rows(t.audit, action="secret_shown")
    assert [(act.person_id, act.subject) for act in acts] == [
        (binh.speaker.person, f"evidence:{piece_of(world)}")
    ] * 2
    assert "Dn@" not in everything(world)


@pytest.mark.parametrize(
    ("role", "scope"),
    [("manager", {}), ("reviewer", {"groups": "khac"}), ("council", {}), ("expert", {}), ("observer", {})],
)
def test_nobody_else_is_given_a_link(small_world: World, role: str, scope: dict[str, str]) -> None:
    handed_in(small_world)
    minh = staff(small_world, role, **scope)
    minh.does(review_verbs.ACCOUNT, piece_of(small_world))
    links = [text for text in told(small_world, minh) if LINK.search(text)]
    assert bool(links) == (role == "manager")  # who may review everything


def test_a_reviewer_who_lost_the_role_or_a_unit_that_is_back_at_work_shows_nothing(
    small_world: World,
) -> None:
    world = small_world
    handed_in(world)
    binh = staff(world, "reviewer")
    binh.does(review_verbs.ACCOUNT, piece_of(world))
    path = link_of(world, binh)
    with world.db.write() as conn:
        mine = t.assignment.c.person_id == binh.speaker.person
        conn.execute(t.assignment.update().where(mine).values(revoked_at=world.now))
    answer = Browser(world).fill_in(path, {})
    assert answer.status_code == 403
    assert "Dn@" not in answer.text


@pytest.mark.parametrize("state", ["not_started", "in_progress", "verified", "council_decided", "published"])
def test_only_while_a_unit_is_under_review_it_is_shown(small_world: World, state: str) -> None:
    world = small_world
    handed_in(world)
    binh = staff(world, "reviewer")
    with world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state=state))
        who = staffer.of(conn, binh.speaker)
        assert who is not None
        refused = secret_show.offer(conn, who, binh.speaker, piece_of(world), world.now)
    assert isinstance(refused, Refusal)


def test_where_a_second_factor_is_required_the_link_waits_for_it(small_world: World) -> None:
    world = small_world
    handed_in(world)
    world.db.carry(**{OPTION: Policy("required")})
    binh = staff(world, "reviewer")
    binh.does(review_verbs.ACCOUNT, piece_of(world))
    assert not [text for text in told(world, binh) if LINK.search(text)]
    with world.db.write() as conn:
        who = staffer.of(conn, binh.speaker)
        assert who is not None
        refused = secret_show.offer(conn, who, binh.speaker, piece_of(world), world.now)
    assert isinstance(refused, Refusal)
    assert world.rows(t.page_pass, purpose="show") == []


@pytest.mark.parametrize("role", ["council", "expert", "observer"])
def test_who_does_not_review_is_refused_whatever_the_button(small_world: World, role: str) -> None:
    handed_in(small_world)
    minh = staff(small_world, role)
    with small_world.db.write() as conn:
        who = staffer.of(conn, minh.speaker)
        assert who is not None
        refused = secret_show.offer(conn, who, minh.speaker, piece_of(small_world), small_world.now)
    assert refused == Refusal("not_allowed", "review")


def test_the_unit_itself_never_sees_it_again(small_world: World) -> None:
    lan = entered(small_world)
    lan.does(EVIDENCE, "1.1")
    lan.does(review_verbs.ACCOUNT, piece_of(small_world))
    assert not [text for text in told(small_world, lan)[-2:] if LINK.search(text)]


@pytest.mark.parametrize("state", ["verified", "council_decided", "published"])
def test_it_is_forgotten_when_the_review_ends(world: World, state: str) -> None:
    handed_in(world)
    piece = piece_of(world)
    with world.db.read() as conn:
        assert not secret_evidence.due(conn, world.now)
    with world.db.write() as conn:
        conn.execute(t.enrolment.update().values(state=state))
    assert secret_evidence.run(world.db, world.now) == 1
    assert opened(world, piece) is None
    assert secret_evidence.run(world.db, world.now) == 0
    assert [act.subject for act in world.rows(t.audit, action="secret_purged")] == [f"evidence:{piece}"]


def test_it_is_forgotten_when_it_is_withdrawn(small_world: World) -> None:
    lan = entered(small_world)
    with small_world.db.write() as conn:
        evidence.withdraw(conn, lan.speaker, piece_of(small_world), small_world.now)
    assert secret_evidence.run(small_world.db, small_world.now) == 1
    assert opened(small_world, piece_of(small_world)) is None


def test_sealed_text_put_into_another_row_does_not_open(small_world: World) -> None:
    entered(small_world)
    with small_world.db.write() as conn:
        (row,) = conn.execute(t.evidence_secret.select()).all()
        other = {"evidence_id": row.evidence_id + 1, "sealed": row.sealed, "by_envelope": False, "at": row.at}
        base = conn.execute(t.evidence.select()).mappings().one()
        conn.execute(t.evidence.insert(), {**base, "id": row.evidence_id + 1})
        conn.execute(t.evidence_secret.insert(), other)
        with pytest.raises(Exception, match="credential"):
            secret_evidence.opened(conn, row.evidence_id + 1)


def test_without_pages_an_envelope_is_asked_for_and_only_that_is_recorded(small_world: World) -> None:
    lan = contact(small_world, "a")
    lan.does(ACCOUNT_BUTTON, "1.1")
    assert any("phong bì dán kín" in text and "Sở KH&CN" in text for text in told(small_world, lan))
    lan.does(ACCOUNT_ENVELOPE, "1.1")
    (row,) = small_world.rows(t.evidence_secret)
    assert (row.sealed, row.by_envelope) == (None, True)
    assert small_world.rows(t.page_pass) == []


def test_pages_that_have_not_been_alive_lately_are_not_offered(small_world: World) -> None:
    open_house(small_world)
    small_world.now += passes.SEEN_WITHIN + timedelta(seconds=1)
    with small_world.db.read() as conn:
        assert passes.address(conn, small_world.now) is None


def test_a_criterion_that_takes_no_account_gets_none(small_world: World) -> None:
    lan = answering(small_world)
    with small_world.db.write() as conn:
        refused = secret_evidence.offer(conn, lan.speaker, "1.2", small_world.now)
    assert refused == Refusal("unknown_criterion", "1.2")


def test_a_password_typed_into_the_chat_is_kept_nowhere(
    small_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = answering(small_world)
    lan.does(EVIDENCE, "1.1")
    words = "tài khoản: thamdinh, mật khẩu: Dn@2024!"
    arrived = {**lan._update(), "payload": f'{{"text": "{words}"}}'}
    monkeypatch.setattr(lan, "_update", lambda: arrived)
    lan.types(words)
    assert "không lưu, tin vừa gửi đã được xoá" in lan.text
    assert lan.messages[-1].removes == OWN_MESSAGE
    assert "Dn@2024" not in everything(small_world)


@pytest.mark.parametrize("scene", [(ASK_KEY, "1.1:a", "1.1"), (NOT_APPLICABLE, "1.1"), (JUSTIFY, "1.1")])
def test_nor_where_something_else_is_asked_about_the_criterion(
    small_world: World, scene: tuple[str, ...]
) -> None:
    lan = answering(small_world)
    lan.does(*scene)
    lan.types("mật khẩu: Dn@2024!")
    assert "không lưu" in lan.text
    assert "Dn@2024" not in everything(small_world)


def test_a_password_written_under_a_file_is_not_kept_but_the_file_is(
    small_world: World, tmp_path: Path
) -> None:
    lan = answering(small_world)
    lan.does(EVIDENCE, "1.1")
    said = lan.sends(tmp_path, "anh.png", PNG, caption="mật khẩu: Dn@2024!")
    assert any(message.removes == OWN_MESSAGE for message in said)
    assert [row.file_name for row in small_world.rows(t.evidence)] == ["anh.png"]
    assert "Dn@2024" not in everything(small_world)


def test_after_the_deadline_the_page_says_so_and_keeps_nothing(small_world: World) -> None:
    lan = answering(small_world)
    lan.does(ACCOUNT_BUTTON, "1.1")
    path = link_of(small_world, lan)
    with small_world.db.write() as conn:
        submission.submit(conn, lan.speaker, small_world.now)
    assert Browser(small_world).fill_in(path).status_code == 403
    assert small_world.rows(t.evidence, kind="credential") == []


def test_it_is_never_in_a_log_or_a_repr(small_world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    entered(small_world)
    assert "Dn@" not in caplog.text
    assert "Dn@" not in repr(Account("a", "b", "Dn@<2024>!"))


def test_the_operator_empties_an_account_before_its_time(
    small_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handed_in(small_world)
    monkeypatch.setenv("DTI_DATABASE_URL", small_world.db.url)
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    piece = piece_of(small_world)
    argv = ["evidence", "purge", str(piece), "--campaign", "2026", "--reason", "Sai hệ thống.", "--yes"]
    assert main(["evidence", "list", "--campaign", "2026"]) == 0
    assert "tài khoản truy cập" in capsys.readouterr().out
    assert main(argv) == 0
    assert opened(small_world, piece) is None
    (act,) = small_world.rows(t.audit, action="secret_purged")
    assert act.reason == "Sai hệ thống."
    assert main(argv) == 0
    assert "đã xoá rồi" in capsys.readouterr().out
