"""Updates that were put aside can be tried again or given up; nothing else can."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from dti.main import main
from dti_core.store import tables as t
from dti_core.store.database import Database


@pytest.fixture(autouse=True)
def house(tmp_path: Path, own_sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("DTI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DTI_DATABASE_URL", own_sqlite_db.url)
    row = {"channel": "telegram", "bot": "b", "conversation_key": "k", "payload": '{"text": "Lan"}',
           "received_at": datetime.now(UTC)}  # fmt: skip
    with own_sqlite_db.write() as conn:
        for number, state in enumerate(("done", "quarantined", "quarantined", "quarantined"), 1):
            values = {**row, "update_id": str(number), "state": state, "attempts": 3, "error": "ValueError"}
            conn.execute(insert(t.inbox), values)
    return own_sqlite_db


def states(db: Database) -> list[tuple[str, int]]:
    with db.read() as conn:
        return [(r.state, r.attempts) for r in conn.execute(select(t.inbox).order_by(t.inbox.c.id))]


def test_what_was_put_aside_is_listed_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inbox", "list"]) == 0
    said = capsys.readouterr().out
    assert "ValueError" in said and "3 tin" in said and "Lan" not in said


def test_it_is_tried_again_or_given_up_and_the_history_says_so(house: Database) -> None:
    assert main(["inbox", "retry", "2"]) == 0
    assert main(["inbox", "drop", "3"]) == 0
    assert states(house) == [("done", 3), ("pending", 0), ("done", 3), ("quarantined", 3)]
    assert main(["inbox", "retry", "--all"]) == 0
    assert states(house)[3] == ("pending", 0)
    with house.read() as conn:
        acts = list(conn.execute(select(t.audit.c.action, t.audit.c.subject)))
    assert [tuple(act) for act in acts] == [
        ("update_retried", "update:2"), ("update_dropped", "update:3"), ("update_retried", "update:4"),
    ]  # fmt: skip


def test_what_was_applied_is_never_applied_again(house: Database, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inbox", "retry", "1", "99"]) == 1 and main(["inbox", "drop", "1"]) == 1
    assert states(house)[0] == ("done", 3)
    assert "dti inbox list" in capsys.readouterr().err
