"""Waiting for updates: long polls, confirmation, expiry, numbering."""

import threading
import time
from typing import Any

from sandbox.client import Person, Sandbox
from tests.sandbox.refusals import refusal


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def wait_until(sandbox: Sandbox, *, online: bool) -> None:
    """Until the server holds a poll, or none."""
    until = time.monotonic() + 10
    while sandbox.http.get("/sandbox/state").json()["bot"]["online"] is not online:
        assert time.monotonic() < until
        time.sleep(0.01)


class Poll(threading.Thread):
    """A long poll in the background."""

    def __init__(self, sandbox: Sandbox, **parameters: Any) -> None:
        super().__init__(daemon=True)
        self.sandbox, self.parameters = sandbox, parameters
        self.answer: dict[str, Any] = {}

    def run(self) -> None:
        url = f"/bot{self.sandbox.token}/getUpdates"
        self.answer = self.sandbox.http.post(url, json={"timeout": 20, **self.parameters}).json()

    def started(self) -> "Poll":
        """Start it and wait until the server holds it."""
        self.start()
        wait_until(self.sandbox, online=True)
        return self

    def result(self) -> dict[str, Any]:
        self.join(10)
        assert not self.is_alive(), "the poll is still waiting"
        return self.answer


def test_updates_come_again_until_a_higher_offset_confirms_them(sandbox: Sandbox, person: Person) -> None:
    for text in ("một", "hai", "ba"):
        person.say(text)
    first = sandbox.call("getUpdates")
    assert texts(first) == ["một", "hai", "ba"]
    assert sandbox.call("getUpdates") == first
    ids = [update["update_id"] for update in first]
    assert ids == list(range(ids[0], ids[0] + 3))
    assert texts(sandbox.call("getUpdates", offset=ids[1])) == ["hai", "ba"]
    assert texts(sandbox.call("getUpdates", offset=ids[0])) == ["hai", "ba"]
    assert sandbox.call("getUpdates", offset=ids[2] + 1) == []


def test_a_negative_offset_keeps_only_the_last(sandbox: Sandbox, person: Person) -> None:
    for text in ("một", "hai", "ba"):
        person.say(text)
    assert texts(sandbox.call("getUpdates", offset=-1)) == ["ba"]


def test_the_limit_is_kept_and_never_above_100(sandbox: Sandbox, person: Person) -> None:
    for number in range(102):
        person.say(str(number))
    assert len(sandbox.call("getUpdates", limit=3)) == 3
    assert len(sandbox.call("getUpdates", limit=1000)) == 100


def test_a_waiting_poll_is_answered_by_the_next_message(sandbox: Sandbox, person: Person) -> None:
    poll = Poll(sandbox).started()
    person.say("tới đây")
    assert texts(poll.result()["result"]) == ["tới đây"]


def test_a_poll_without_news_ends_empty_after_its_timeout(sandbox: Sandbox) -> None:
    assert sandbox.call("getUpdates", timeout=1) == []


def test_a_second_poller_ends_the_first_with_409(sandbox: Sandbox, person: Person) -> None:
    older = Poll(sandbox).started()
    newer = Poll(sandbox)
    newer.start()
    assert older.result()["error_code"] == 409
    assert older.result()["description"].startswith("Conflict: terminated by other getUpdates request")
    person.say("cho người mới")
    assert texts(newer.result()["result"]) == ["cho người mới"]


def test_setting_a_webhook_ends_the_poll_and_forbids_others(sandbox: Sandbox) -> None:
    poll = Poll(sandbox).started()
    sandbox.call("setWebhook", url="http://127.0.0.1:9/nowhere")
    assert poll.result()["error_code"] == 409
    code, words = refusal(sandbox, "getUpdates")
    assert (code, words.startswith("Conflict: can't use getUpdates method while webhook is active")) == (
        409,
        True,
    )
    sandbox.call("deleteWebhook")
    assert sandbox.call("getUpdates") == []


def test_kinds_that_are_not_allowed_are_not_queued(sandbox: Sandbox, person: Person) -> None:
    sandbox.call("getUpdates", allowed_updates=["callback_query"])
    person.say("không ai nghe")
    assert sandbox.call("getUpdates") == []
    sandbox.call("getUpdates", allowed_updates=["message"])
    person.say("có người nghe")
    assert texts(sandbox.call("getUpdates")) == ["có người nghe"]


def test_messages_wait_24_hours_and_presses_150_seconds(sandbox: Sandbox, person: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Nút", "callback_data": "a"}]]}
    sandbox.call("sendMessage", chat_id=person.id, text="?", reply_markup=markup)
    person.say("chữ")
    person.press("Nút")
    sandbox.let_pass(151)
    assert texts(sandbox.call("getUpdates")) == ["chữ"]
    sandbox.let_pass(24 * 3600)
    assert sandbox.call("getUpdates") == []


def test_numbering_may_start_again_lower_and_an_old_offset_loses_nothing(
    sandbox: Sandbox, person: Person
) -> None:
    person.say("trước")
    old = sandbox.call("getUpdates")[-1]["update_id"] + 1
    assert sandbox.call("getUpdates", offset=old) == []
    assert sandbox.restart_update_ids(first=1000) == 1000
    person.say("sau")
    [update] = sandbox.call("getUpdates", offset=old)
    assert (update["update_id"], update["message"]["text"]) == (1000, "sau")
    assert sandbox.call("getUpdates", offset=1001) == []


def test_redelivery_and_disorder_can_be_ordered(sandbox: Sandbox, person: Person) -> None:
    person.say("một")
    first = sandbox.call("getUpdates")
    offset = first[-1]["update_id"] + 1
    assert sandbox.call("getUpdates", offset=offset) == []
    sandbox.fault("getUpdates", "duplicate_updates")
    person.say("hai")
    assert texts(sandbox.call("getUpdates", offset=offset))[-2:] == ["một", "hai"]
    person.say("ba")
    sandbox.fault("getUpdates", "reorder_updates")
    assert texts(sandbox.call("getUpdates", offset=offset)) == ["ba", "hai"]
    assert texts(sandbox.call("getUpdates", offset=offset)) == ["hai", "ba"]


def test_a_poller_that_hung_up_takes_nothing_with_it(sandbox: Sandbox, person: Person) -> None:
    import socket
    from urllib.parse import urlsplit

    parts = urlsplit(sandbox.base_url)
    with socket.create_connection((parts.hostname, parts.port)) as gone:
        gone.sendall(
            f"GET /bot{sandbox.token}/getUpdates?timeout=20 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        )
        wait_until(sandbox, online=True)
    wait_until(sandbox, online=False)
    person.say("vẫn còn")
    assert texts(sandbox.call("getUpdates")) == ["vẫn còn"]
