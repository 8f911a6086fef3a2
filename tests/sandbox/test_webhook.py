"""Deliveries to a webhook: secret, order, repetition until 2xx."""

import json
import queue
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from sandbox.client import Person, Sandbox
from tests.sandbox.refusals import refusal


class Receiver:
    """A bot's webhook that answers with the statuses it is told, then 200."""

    def __init__(self) -> None:
        self.statuses: queue.Queue[int] = queue.Queue()
        self.received: queue.Queue[tuple[str | None, dict[str, Any]]] = queue.Queue()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.received.put((self.headers.get("X-Telegram-Bot-Api-Secret-Token"), body))
                self.send_response(200 if receiver.statuses.empty() else receiver.statuses.get())
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def next(self) -> tuple[str | None, dict[str, Any]]:
        return self.received.get(timeout=10)


@pytest.fixture
def receiver(sandbox: Sandbox) -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    sandbox.call("deleteWebhook", drop_pending_updates=True)
    receiver.server.shutdown()
    receiver.server.server_close()


def test_updates_arrive_in_order_with_the_secret(
    sandbox: Sandbox, person: Person, receiver: Receiver
) -> None:
    sandbox.call("setWebhook", url=receiver.url, secret_token="bi_mat-1")
    person.say("một")
    person.say("hai")
    got = [receiver.next(), receiver.next()]
    assert [secret for secret, _ in got] == ["bi_mat-1", "bi_mat-1"]
    assert [update["message"]["text"] for _, update in got] == ["một", "hai"]


def test_what_waited_before_is_delivered_too(sandbox: Sandbox, person: Person, receiver: Receiver) -> None:
    person.say("từ trước")
    sandbox.call("setWebhook", url=receiver.url)
    assert receiver.next()[1]["message"]["text"] == "từ trước"


def test_anything_but_2xx_is_repeated_and_reported(
    sandbox: Sandbox, person: Person, receiver: Receiver
) -> None:
    receiver.statuses.put(500)
    sandbox.call("setWebhook", url=receiver.url)
    person.say("nhắc lại")
    first = receiver.next()
    info = sandbox.call("getWebhookInfo")
    again = receiver.next()
    assert again == first
    assert info["pending_update_count"] == 1
    assert sandbox.call("getWebhookInfo")["last_error_message"].startswith(
        "Wrong response from the webhook: 500"
    )


def test_the_webhook_is_described(sandbox: Sandbox, receiver: Receiver) -> None:
    assert sandbox.call("getWebhookInfo")["url"] == ""
    sandbox.call("setWebhook", url=receiver.url, max_connections=7, allowed_updates=["message"])
    info = sandbox.call("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["allowed_updates"]) == (receiver.url, 7, ["message"])


def test_plain_http_elsewhere_and_odd_secrets_are_refused(sandbox: Sandbox, receiver: Receiver) -> None:
    answer = refusal(sandbox, "setWebhook", url="http://example.vn/hook")
    assert answer == (400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    answer = refusal(sandbox, "setWebhook", url=receiver.url, secret_token="có dấu")
    assert answer == (400, "Bad Request: secret token contains unallowed characters")
