"""Updates by webhook: only with the secret, and confirmed only when they are stored."""

import asyncio
import json
import socket
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from bot.intake import Inbox
from bot.telegram.setup import PortBusy
from bot.telegram.webhook import HEADER, LARGEST_BODY, app, serve
from dti_core.campaign import inbox
from dti_core.store.database import Database

SECRET = "ein-langes-geheimnis"
UPDATE: dict[str, Any] = {
    "update_id": 5,
    "message": {"message_id": 1, "from": {"id": 7}, "chat": {"id": 7, "type": "private"}, "text": "57"},
}
PRESS: dict[str, Any] = {"update_id": 6, "callback_query": {"id": "99", "from": {"id": 7}, "data": "x"}}


class Stage:
    """The web application with what it tells its neighbours."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.arrived = 0
        self.pressed: list[str] = []
        box = Inbox(db, "telegram", "1", self._count)
        self.client = TestClient(app("/hook", SECRET, box, self.pressed.append))

    def post(self, update: object, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        return self.client.post("/hook", json=update, headers=headers).status_code

    def stored(self) -> list[str]:
        with self.db.read() as conn:
            row = inbox.next_of(conn, "telegram:1:7")
            return [] if row is None else [row.payload]

    def _count(self) -> None:
        self.arrived += 1


@pytest.fixture
def stage(sqlite_db: Database) -> Stage:
    return Stage(sqlite_db)


def test_an_update_is_stored_word_for_word_and_then_confirmed(stage: Stage) -> None:
    assert stage.post(UPDATE) == 200
    assert [json.loads(text) for text in stage.stored()] == [UPDATE]
    assert stage.arrived == 1


@pytest.mark.parametrize("secret", [None, "", "falsch", SECRET + "x"])
def test_nobody_gets_in_without_the_secret(stage: Stage, secret: str | None) -> None:
    assert [stage.post(UPDATE, secret), stage.post(PRESS, secret)] == [403, 403]
    assert (stage.stored(), stage.arrived, stage.pressed) == ([], 0, [])


def test_without_the_secret_a_body_is_not_even_looked_at(stage: Stage) -> None:
    assert stage.post({"x": "y" * LARGEST_BODY}, "falsch") == 403


@pytest.mark.parametrize("body", [[], "x", {"no": "id"}, {"update_id": "5"}])
def test_what_is_no_update_is_refused(stage: Stage, body: object) -> None:
    assert stage.post(body) == 400


def test_an_enormous_body_is_not_read(stage: Stage) -> None:
    assert stage.post({**UPDATE, "x": "y" * LARGEST_BODY}) == 400
    assert (stage.stored(), stage.arrived) == ([], 0)


def test_a_body_that_does_not_say_how_long_it_is_is_not_read(stage: Stage) -> None:
    parts = iter([json.dumps(UPDATE).encode()])
    assert stage.client.post("/hook", content=parts, headers={HEADER: SECRET}).status_code == 400
    assert (stage.stored(), stage.arrived) == ([], 0)


def test_a_press_is_passed_on_to_be_acknowledged(stage: Stage) -> None:
    assert stage.post(PRESS) == 200
    assert stage.pressed == ["99"]


def test_while_the_database_is_away_nothing_is_confirmed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("insert", {}, OSError("away"))

    monkeypatch.setattr(inbox, "store", away)
    assert stage.post(UPDATE) == 503
    assert stage.arrived == 0


def test_a_repeat_is_confirmed_and_changes_nothing(stage: Stage) -> None:
    assert [stage.post(UPDATE), stage.post(UPDATE)] == [200, 200]
    with stage.db.write() as conn:
        row = inbox.next_of(conn, "telegram:1:7")
        assert row is not None
        inbox.done(conn, row.id, datetime.now(UTC))
    assert stage.post(UPDATE) == 200
    assert stage.stored() == []


def test_a_port_that_is_taken_is_said_as_such(stage: Stage) -> None:
    nobody: Any = None
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortBusy, match=str(port)):
            asyncio.run(serve("http://example.vn/hook", SECRET, port, nobody, stage.pressed.append))
