"""A typed client for the person's side, used by end-to-end tests and benchmarks."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]


PATIENCE = 40.0
"""Seconds that something is waited for: a bound for machines that are busy, not an expectation."""


@dataclass(frozen=True)
class Button:
    """A button under a message."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Line:
    """One visible message. `kind` is text, photo, document, … or pin for the service line."""

    message_id: int
    sender: str  # "bot" or "person"
    kind: str
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    pinned: bool = False
    edited: bool = False
    date: int = 0
    file_name: str | None = None
    media_group_id: str | None = None

    @property
    def labels(self) -> list[str]:
        """All button texts, row by row."""
        return [button.text for row in self.buttons for button in row]

    def button(self, label_or_data: str) -> Button | None:
        """The button with this text or data."""
        found = (b for row in self.buttons for b in row if label_or_data in (b.text, b.data))
        return next(found, None)


@dataclass(frozen=True)
class Event:
    """One line of the log: `at` in seconds since the epoch, `kind` message, edit, delete, pin, toast, …"""

    seq: int
    at: float
    kind: str
    message_id: int | None
    data: Json = field(default_factory=dict)


class Sandbox:
    """A running sandbox at `base_url`."""

    def __init__(self, base_url: str, token: str = "1:sandbox") -> None:  # noqa: S107 - the sandbox's public default
        self.base_url = base_url.rstrip("/")
        self.token = token
        self.http = httpx.Client(base_url=self.base_url, timeout=30, trust_env=False)

    def close(self) -> None:
        """Close the connections."""
        self.http.close()

    def add_person(
        self, number: int, name: str, about: str = "", start_payload: str | None = None
    ) -> "Person":
        """Register a person."""
        body = {"id": number, "name": name, "about": about, "start_payload": start_payload}
        self.post("people", body)
        return Person(self, number)

    def person(self, number: int) -> "Person":
        """A person who is registered already."""
        return Person(self, number)

    def people(self) -> list[Json]:
        """Everyone."""
        found: list[Json] = self._get("people")
        return found

    def fault(self, method: str, kind: str, times: int = 1, **more: Any) -> None:
        """Let the next calls of a method go wrong (only with --faults)."""
        self.post("faults", {"method": method, "kind": kind, "times": times, **more})

    def clear_faults(self) -> None:
        """No more faults, and the clock right again."""
        self._checked(self.http.delete("/sandbox/faults", params=self._params()))

    def let_pass(self, seconds: float) -> None:
        """Move the sandbox's clock forward (only with --faults)."""
        self.post("faults/clock", {"seconds": seconds})

    def restart_update_ids(self, first: int | None = None) -> int:
        """As after a quiet week (only with --faults)."""
        return int(self.post("faults/update-ids", {"first": first})["first"])

    def call(self, method: str, **parameters: Any) -> Any:
        """Call the Bot API as the bot; the result, or RefusedByTheSandbox."""
        answer = self.http.post(f"/bot{self.token}/{method}", json=parameters).json()
        if not answer["ok"]:
            raise RefusedByTheSandbox(answer["error_code"], answer["description"])
        return answer["result"]

    def log(self, chat: int | None = None, after: int = 0) -> list[Event]:
        """The testimony: everything that was shown, in order."""
        entries = self._get("log", after=after, **({} if chat is None else {"chat": chat}))["entries"]
        return [_event(entry) for entry in entries]

    def post(self, path: str, body: Any) -> Any:
        """POST under /sandbox/."""
        return self._checked(self.http.post(f"/sandbox/{path}", params=self._params(), json=body))

    def _get(self, path: str, **query: Any) -> Any:
        return self._checked(self.http.get(f"/sandbox/{path}", params={**self._params(), **query}))

    def _params(self) -> dict[str, str]:
        return {"bot": self.token.partition(":")[0]}

    @staticmethod
    def _checked(answer: httpx.Response) -> Any:
        if answer.is_error:
            raise RefusedByTheSandbox(answer.status_code, answer.text)
        return answer.json()


class RefusedByTheSandbox(Exception):
    """The person cannot do that now; the text says why."""


class Person:
    """One person with their phone."""

    def __init__(self, sandbox: Sandbox, number: int) -> None:
        self.sandbox = sandbox
        self.id = number

    def start(self, payload: str | None = None) -> None:
        """Press Start, with the payload of a deep link if there is one."""
        self._do("start", {"payload": payload or ""})

    def say(self, text: str, client_id: str | None = None) -> int:
        """Write; returns the id of the (last) message."""
        sent = self._do("messages", {"text": text, "client_id": client_id or ""})["messages"]
        return int(sent[-1]["message_id"])

    def press(self, label_or_data: str, message_id: int | None = None) -> str:
        """Press a button by its text or data: of this message, or of the newest that has it.

        Data that no visible button carries is sent as it is when `message_id` is given (a stale screen).
        Returns the callback's id.
        """
        for line in reversed(self.transcript()):
            button = line.button(label_or_data) if message_id in (None, line.message_id) else None
            if button is not None and button.data is not None:
                return self._press(line.message_id, button.data)
        if message_id is None:
            raise LookupError(f"no button {label_or_data!r}; visible: {self._labels()}")
        return self._press(message_id, label_or_data)

    def attach(self, content: Path | bytes, name: str = "", *, kind: str = "document", caption: str = "",
               mime: str | None = None) -> int:  # fmt: skip
        """Send one file; `kind` is photo, document, video, voice, audio or sticker."""
        return self._upload([_part(content, name, mime)], [kind], caption)[0]

    def album(
        self, items: list[tuple[Path | bytes, str]], *, kind: str = "photo", caption: str = ""
    ) -> list[int]:
        """Send several files at once: messages with one media_group_id."""
        return self._upload(
            [_part(content, name, None) for content, name in items], [kind] * len(items), caption
        )

    def sticker(self, emoji: str = "🙂") -> None:
        """Send a sticker."""
        self._do("sticker", {"emoji": emoji})

    def share_contact(self) -> None:
        """Share the phone number."""
        self._do("contact", {})

    def block(self) -> None:
        """Block the bot."""
        self._do("block", {})

    def unblock(self) -> None:
        """Unblock it."""
        self._do("unblock", {})

    def edit(self, message_id: int, text: str) -> None:
        """Edit an own message."""
        http = self.sandbox.http
        path = f"{self._path}/messages/{message_id}"
        self.sandbox._checked(http.patch(path, params=self.sandbox._params(), json={"text": text}))

    def delete(self, message_id: int) -> None:
        """Delete a message for both sides."""
        path = f"{self._path}/messages/{message_id}"
        self.sandbox._checked(self.sandbox.http.delete(path, params=self.sandbox._params()))

    def transcript(self) -> list[Line]:
        """What is on the screen now, oldest first."""
        return [_line(item) for item in self.sandbox._get("log", chat=self.id, after=2**53)["transcript"]]

    def last(self) -> Line:
        """The newest message of the bot that is not a service line."""
        return next(line for line in reversed(self.transcript()) if _is_answer(line))

    def toasts(self) -> list[str]:
        """Every toast that was shown."""
        return [e.data["text"] for e in self.sandbox.log(self.id) if e.kind == "toast" and e.data["text"]]

    def wait_for(self, predicate: Callable[[list[Line]], Any], timeout: float = PATIENCE) -> Any:
        """The first true value of `predicate(transcript)`, which is asked again at each change.

        AssertionError with what is on the screen after `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        seq = self._chat()["seq"]
        found = predicate(self.transcript())
        events = self.events(seq, deadline)
        while not found and next(events, None) is not None:
            found = predicate(self.transcript())
        if not found:
            raise AssertionError(f"waited {timeout} s in vain; on the screen:\n{self.screen()}")
        return found

    def wait_for_text(self, text: str, timeout: float = PATIENCE) -> Line:
        """The newest line of the bot that contains `text`, as soon as there is one."""
        found: Line = self.wait_for(
            lambda lines: next((x for x in reversed(lines) if x.sender == "bot" and text in x.text), None),
            timeout,
        )
        return found

    def wait_for_button(self, label: str, timeout: float = PATIENCE) -> Line:
        """The newest message with this button, as soon as there is one."""
        found: Line = self.wait_for(
            lambda lines: next((line for line in reversed(lines) if line.button(label)), None), timeout
        )
        return found

    def wait_for_answer(self, after: int, timeout: float = PATIENCE) -> Line:
        """The first message of the bot after this message id, service lines aside."""
        found: Line = self.wait_for(
            lambda lines: next(
                (line for line in lines if line.message_id > after and _is_answer(line)), None
            ),
            timeout,
        )
        return found

    def ask(self, text: str, timeout: float = PATIENCE) -> Line:
        """Write and wait for the bot's first message after it."""
        return self.wait_for_answer(self.say(text), timeout)

    def pinned(self) -> Line | None:
        """The message pinned last."""
        return next((line for line in reversed(self.transcript()) if line.pinned), None)

    def events(self, after: int, deadline: float) -> Iterator[Event]:
        """Live events after this number until `deadline` (time.monotonic()); ends when it passes."""
        while (left := deadline - time.monotonic()) > 0:
            try:
                for event in self._stream(after, left):
                    after = event.seq
                    yield event
            except (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError):
                time.sleep(min(0.05, max(deadline - time.monotonic(), 0)))

    def screen(self) -> str:
        """The transcript as text, for people who read a failed test."""
        return "\n".join(
            f"[{line.message_id}] {line.sender}: {line.text or '<' + line.kind + '>'}  {line.labels or ''}"
            for line in self.transcript()
        )

    @property
    def _path(self) -> str:
        return f"/sandbox/people/{self.id}"

    def _do(self, action: str, body: Json) -> Any:
        return self.sandbox.post(f"people/{self.id}/{action}", body)

    def _press(self, message_id: int, data: str) -> str:
        return str(self._do("press", {"message_id": message_id, "data": data})["callback_id"])

    def _chat(self) -> Json:
        found: Json = self.sandbox._get(f"people/{self.id}/chat", limit=1)
        return found

    def _upload(self, parts: list[tuple[str, bytes, str]], kinds: list[str], caption: str) -> list[int]:
        answer = self.sandbox.http.post(
            f"{self._path}/files",
            params=self.sandbox._params(),
            files=[("file", part) for part in parts],
            data={"kind": kinds, "caption": caption},
        )
        return [int(message["message_id"]) for message in self.sandbox._checked(answer)["messages"]]

    def _stream(self, after: int, timeout: float) -> Iterator[Event]:
        limits = httpx.Timeout(30, read=timeout)
        params = {**self.sandbox._params(), "after": str(after)}
        with self.sandbox.http.stream("GET", f"{self._path}/events", params=params, timeout=limits) as answer:
            ends = time.monotonic() + timeout  # signs of life of the server do not count
            for text in answer.iter_lines():
                if time.monotonic() > ends:
                    return
                if text.startswith("data: {") and text != "data: {}":
                    yield _event(json.loads(text.removeprefix("data: ")))

    def _labels(self) -> list[str]:
        return [label for line in self.transcript() for label in line.labels]


def _part(content: Path | bytes, name: str, mime: str | None) -> tuple[str, bytes, str]:
    import mimetypes

    data = content.read_bytes() if isinstance(content, Path) else content
    shown = name or (content.name if isinstance(content, Path) else "file.bin")
    return shown, data, mime or mimetypes.guess_type(shown)[0] or "application/octet-stream"


def _is_answer(line: Line) -> bool:
    return line.sender == "bot" and line.kind != "pin"


def _event(entry: Json) -> Event:
    return Event(entry["seq"], entry["at"], entry["kind"], entry["message_id"], entry["data"])


def _line(item: Json) -> Line:
    buttons = tuple(tuple(Button(**button) for button in row) for row in item.pop("buttons"))
    return Line(sender=item.pop("from"), buttons=buttons, **item)
