"""Everybody at once: one loop that reads what was shown to whom and lets each person act."""

import threading
import time
from random import Random

import httpx

from sandbox.client import RefusedByTheSandbox, Sandbox
from tests.faults.chaos.person import Person

TICK = 0.08
STAFF = 7900
"""Numbers from here on are not contacts."""


class Crowd:
    """The contacts of the demo, in a thread of their own."""

    def __init__(self, sandbox: Sandbox, seed: int) -> None:
        self._sandbox = Sandbox(sandbox.base_url, sandbox.token)
        self.people = {
            one["id"]: Person(self._sandbox, one["id"], one["start_payload"], Random(f"{seed} {one['id']}"))
            for one in sandbox.people()
            if one["id"] < STAFF
        }
        self._after = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="crowd", daemon=True)
        self.failure: BaseException | None = None

    def start(self) -> None:
        """Let them act."""
        self._thread.start()

    def stop(self) -> None:
        """Nobody does anything any more."""
        self._stop.set()
        self._thread.join()
        self._sandbox.close()
        if self.failure is not None:
            raise self.failure

    @property
    def replies(self) -> int:
        """How many answers of the bot they have seen."""
        return sum(person.replies for person in self.people.values())

    @property
    def acts(self) -> int:
        """How often they did something."""
        return sum(person.acts for person in self.people.values())

    def _run(self) -> None:
        try:
            while not self._stop.wait(TICK):
                self._look()
                self._act()
        except Exception as problem:  # noqa: BLE001 – whatever it is, `stop` raises it
            self.failure = problem

    def _look(self) -> None:
        now = time.monotonic()
        for entry in self._sandbox._get("log", after=self._after)["entries"]:
            self._after = max(self._after, entry["seq"])
            if entry["chat"] in self.people:
                self.people[entry["chat"]].see(entry["kind"], entry["message_id"], entry["data"], now)

    def _act(self) -> None:
        now = time.monotonic()
        for person in self.people.values():
            try:
                person.act(now)
            except (RefusedByTheSandbox, httpx.TransportError):
                person.due = now + 0.5
