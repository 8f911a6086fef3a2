"""A simulated person at the page: answers, edits, proves, taps twice, types nonsense, asks for the points.

Every figure, word, address and file of theirs is used once only, so that the store can be told what it must
hold and how often. Knows the index, not the program: acts on what is on the screen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from string import ascii_lowercase
from typing import Any

from sandbox.client import Sandbox

Json = dict[str, Any]
STATUS = "points"
"""Data of the button by which the status message is told apart."""
BOTH = "cả hai số"
PATIENCE = (2.0, 15.0)
"""Between so many seconds without any answer a person does something else; each time twice as long."""
KINDS = {
    "trang mạng": "https://so{}.angiang.gov.vn",
    "thông tin điện tử chính thức của": "https://so{}.angiang.gov.vn",
    "thư điện tử": "so{}@angiang.gov.vn",
    "Thư điện tử?": "so{}@angiang.gov.vn",
    "iện thoại": "091{}",
}
"""What a question asks for, by a part of it, and how it is typed."""
LOOKS = ("list|0", "points", "next", "menu", "help", "gaps", "chart")


@dataclass
class Person:
    """One of them. `screen`: messages of the bot by number, as they are now."""

    sandbox: Sandbox
    number: int
    payload: str | None
    random: Random
    screen: dict[int, Json] = field(default_factory=dict)
    asked: int | None = None
    """The newest message of the bot but for the status."""
    waiting_since: float | None = None
    patience: float = 0.0
    unanswered: int = 0
    due: float = 0.0
    known: set[str] = field(default_factory=set)
    """Subjects that were asked so far."""
    used: set[str] = field(default_factory=set)
    acts: int = 0
    replies: int = 0

    def see(self, kind: str, number: int | None, data: Json, now: float) -> None:
        """Something was shown in the chat, or taken away."""
        if number is None or kind not in ("message", "edit", "delete"):
            return
        if kind == "delete":
            self.screen.pop(number, None)
        elif data.get("outgoing") and "pinned_message" not in data:
            self._shown(number, data, now)

    def _shown(self, number: int, data: Json, now: float) -> None:
        self.screen[number] = data
        asked = (each.partition("|") for each in buttons(data))
        self.known |= {subject for verb, _, subject in asked if verb in ("later", "evlater")}
        while len(self.screen) > 25:
            self.screen.pop(min(self.screen))
        if STATUS in buttons(data) and "next" in buttons(data):
            return
        self.asked = number
        self.replies += 1
        self.unanswered = 0
        if self.waiting_since is not None:
            self.waiting_since = None
            self.due = now + self.random.uniform(0.0, 0.5)

    def act(self, now: float) -> bool:
        """Do something if it is time; whether anything was done."""
        if now < self.due:
            return False
        if self.waiting_since is not None and now - self.waiting_since < self.patience:
            return False
        self.waiting_since = now
        self.patience = self.random.uniform(*PATIENCE) * 2**self.unanswered
        self.unanswered += 1
        self.due = now + 0.2
        self.acts += 1
        if self.acts == 1:
            self._do("start", {"payload": self.payload or ""})
        elif self.asked is None or self.asked not in self.screen:
            self._do("start", {"payload": ""})
        else:
            self._answer(self.asked, self.screen[self.asked])
        return True

    def _answer(self, number: int, message: Json) -> None:
        """What the newest message suggests; now and then something else."""
        choices = buttons(message)
        at_once = [data for data in choices if data.startswith("join|") or data == "unsubmit"]
        if at_once:
            self._press(number, at_once[0])
        elif self.random.random() < 0.12:
            self._something_else(number)
        elif any(data.startswith("evlater|") for data in choices):
            self._prove(number, choices)
        else:
            self._to_the_question(number, message, choices)

    def _to_the_question(self, number: int, message: Json, choices: list[str]) -> None:
        values = [data for data in choices if data.startswith(("a|", "sg|"))]
        by_button = not any(_is_number(data) for data in values) or self.random.random() < 0.25
        if values and by_button:
            self._tap(number, self.random.choice(values))
        elif any(data.startswith(("later|", "keep|")) for data in choices):
            self._type(message, values)
        else:
            self._wander(number)

    def _type(self, message: Json, values: list[str]) -> None:
        text = message.get("text", "")
        if BOTH in text:
            part = self._fresh(lambda: str(self.random.randint(100, 19_999)))
            return self._say(f"{part}/{self._fresh(lambda: str(self.random.randint(20_000, 99_999)))}")
        if wanted := next((kind for hint, kind in KINDS.items() if hint in text), None):
            return self._say(self._fresh(lambda: wanted.format(self.random.randint(1_000_000, 9_999_999))))
        if any(_is_number(data) for data in values):
            most = max(int(float(data.split("|")[2])) for data in values if _is_number(data))
            return self._say(str(self.random.randint(0, most)))
        if "bao nhiêu" in text:
            return self._say(self._fresh(lambda: str(self.random.randint(1_000, 99_999))))
        return self._say(self._fresh(self._words_or_figure))

    def _words_or_figure(self) -> str:
        """The question tells by no known word what it wants. Never words around a figure: where a number is
        asked for, the bot would take it, and the store would hold what nobody said in so many words."""
        if self.random.random() < 0.5:
            return str(self.random.randint(1_000, 99_999))
        return f"Phố Lê Lợi, ngõ {''.join(self.random.choices(ascii_lowercase, k=8))}"

    def _prove(self, number: int, choices: list[str]) -> None:
        chance = self.random.random()
        if chance < 0.45:
            self._say(
                self._fresh(lambda: f"https://so{self.number}.angiang.gov.vn/{self.random.getrandbits(48):x}")
            )
        elif chance < 0.55:
            self._attach(self._fresh(lambda: f"{self.random.getrandbits(64):x}"))
        elif chance < 0.75:
            self._tap(number, next(data for data in choices if data.startswith("evlater|")))
        else:
            self._wander(number)

    def _wander(self, number: int) -> None:
        """To some question that was answered before, to answer it anew."""
        self._press(number, f"re|{self.random.choice(sorted(self.known) or ['info:5'])}")

    def _something_else(self, number: int) -> None:
        chance = self.random.random()
        if chance < 0.4:
            self._press(number, self.random.choice(LOOKS))
        elif chance < 0.6:
            self._say(self.random.choice(("chắc khoảng đó", "???", "để tôi xem lại", "3.1")))
        elif chance < 0.7:
            self._do("sticker", {"emoji": "🙂"})
        else:
            old = [
                (n, data) for n, one in self.screen.items() for data in buttons(one) if data.startswith("a|")
            ]
            self._tap(*(self.random.choice(old) if old else (number, "next")))

    def _tap(self, number: int, data: str) -> None:
        """Press, now and then twice."""
        self._press(number, data)
        if self.random.random() < 0.2:
            self._press(number, data)

    def _press(self, number: int, data: str) -> None:
        self._do("press", {"message_id": number, "data": data})

    def _say(self, text: str) -> None:
        self._do("messages", {"text": text, "client_id": ""})

    def _attach(self, content: str) -> None:
        body = f"%PDF-1.4\n% {content}\n%%EOF\n".encode()
        http, path = self.sandbox.http, f"/sandbox/people/{self.number}/files"
        files = [("file", (f"{content}.pdf", body, "application/pdf"))]
        answer = http.post(
            path, params=self.sandbox._params(), files=files, data={"kind": ["document"], "caption": ""}
        )
        answer.raise_for_status()

    def _do(self, action: str, body: Json) -> None:
        self.sandbox.post(f"people/{self.number}/{action}", body)

    def _fresh(self, make: Callable[[], str]) -> str:
        while (made := make()) in self.used:
            continue
        self.used.add(made)
        return made


def buttons(message: Json) -> list[str]:
    """Data of every button under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [str(button["callback_data"]) for row in rows for button in row if "callback_data" in button]


def _is_number(data: str) -> bool:
    return bool(re.fullmatch(r"a\|[^|]+\|[\d.]+\|\d+", data))
