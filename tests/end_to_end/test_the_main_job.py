"""A contact fills in all 35 criteria over HTTP with the real bot, workers and queue."""

import json
from pathlib import Path

import pytest

from dti.main import main
from sandbox.client import Line, Person, Sandbox
from tests.end_to_end.contact import Contact
from tests.end_to_end.household import Household, wait_until

UNIT = "so-khoa-hoc"
NUMBER = 7014


def status(person: Person) -> str:
    return next((line.text for line in person.transcript() if line.pinned), "")


def invitation(sandbox: Sandbox, number: int) -> str:
    return next(person["start_payload"] for person in sandbox.people() if person["id"] == number)


def mostly_yes(line: Line) -> bool:
    """A few honest noes, so that the points are not simply the maximum."""
    return not any(code in line.text for code in ("1.4 ·", "2.4 ·", "5.9 ·", "6.2 ·"))


def stored_answers(household: Household) -> dict[str, object]:
    """What is stored for the unit, in the shape of `dti score`'s file."""
    rows = household.rows(
        "SELECT a.input_key, a.value FROM answer a JOIN enrolment e ON e.id = a.enrolment_id "
        "JOIN unit u ON u.id = e.unit_id WHERE u.slug = ? AND a.value IS NOT NULL",
        UNIT,
    )
    info: dict[str, object] = {}
    answers: dict[str, dict[str, object]] = {}
    for key, text in rows:
        owner, _, name = key.rpartition(":")
        value = text == "true" if text in ("true", "false") else _number(text)
        if owner == "info":
            info[name] = value
        else:
            answers.setdefault(owner, {})[name] = value
    return {"units": [{"id": UNIT, "info": info, "answers": answers}]}


def _number(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def test_all_35_criteria_answered_in_chat_earn_what_dti_score_says(
    running: Household, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contact = Contact(sandbox.person(NUMBER), mostly_yes)
    contact.join(invitation(sandbox, NUMBER))
    for _ in range(140):
        if "Nộp" in contact.asked().labels:
            break
        contact.go_on()
    contact.person.wait_for_text("35/35 tiêu chí")
    wait_until(running.is_scored)

    file = tmp_path / "answers.json"
    file.write_text(json.dumps(stored_answers(running)))
    assert main(["score", "--framework", "an-giang-2024-so", str(file), "--json"]) == 0
    expected = json.loads(capsys.readouterr().out)["units"][0]

    assert {state["state"] for state in expected["criteria"].values()} == {"answered"}
    stored = running.rows(
        "SELECT s.points_micro FROM score s JOIN enrolment e ON e.id = s.enrolment_id "
        "JOIN unit u ON u.id = e.unit_id WHERE u.slug = ?",
        UNIT,
    )
    assert stored[0][0] / 1e6 == pytest.approx(expected["points"], abs=1e-4)
    shown = f"{expected['points']:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    contact.person.wait_for(lambda _: f"{shown} / 420 điểm" in status(contact.person))


def test_an_answer_changes_points_and_rank_in_the_pinned_status(sandbox: Sandbox) -> None:
    contact = Contact(sandbox.person(7010))  # Sở Lao động: a quarter answered by the seed
    contact.answer_with(contact.person.start)
    contact.person.wait_for(lambda _: "tạm xếp" in status(contact.person))
    before = status(contact.person)
    for _ in range(30):
        contact.go_on()
    contact.person.wait_for(lambda _: _rank(status(contact.person)) < _rank(before))


def _rank(text: str) -> int:
    return int(text.partition("tạm xếp ")[2].partition("/")[0] or 99)


def test_what_one_phone_answers_the_other_phone_sees(sandbox: Sandbox) -> None:
    """Two open pages are two phones: a button drawn before the other's answer explains itself."""
    contact = Contact(sandbox.person(7009))
    contact.answer_with(contact.person.start)
    while "Không" not in contact.asked().labels:
        contact.go_on()
    question = contact.asked()
    contact.answer_with(lambda: contact.person.press("Có", question.message_id))
    late = contact.answer_with(lambda: contact.person.press("Không", question.message_id))
    assert "Giữ nguyên" in late.labels and "Trả lời lại" in late.labels
