"""A simulated contact who knows only what the messages say: reads, taps and types until it is submitted."""

import random
import re
from dataclasses import dataclass, field

from dti_core.messages.model import Message, plain
from tests.conversations.world import World, labels

HEADING = re.compile(r"(?m)^(\d+\.\d+ ·|Thông tin chung \d+/)")


@dataclass
class Contact:
    """Answers at random but sensibly; `told` keeps what was answered to which heading."""

    world: World
    dice: random.Random
    told: dict[str, list[str]] = field(default_factory=dict)
    turns: int = 0

    def fill_in(self, most_turns: int = 400) -> None:
        """From the first word to the submission."""
        (message, *_) = self.world.types("/start")
        while not self._finished(message):
            self.turns += 1
            assert self.turns < most_turns, f"going in circles at: {plain(message.text)}"
            message = self._answer(message)[-1]

    def _finished(self, message: Message) -> bool:
        return "Đã nộp lúc" in plain(message.text)

    def _answer(self, message: Message) -> tuple[Message, ...]:
        offered, text = labels(message), plain(message.text)
        for final in ("Làm các câu để sau", "Vẫn nộp", "Nộp"):
            if final in offered:
                return self.world.presses(final)
        if "Minh chứng cho" in text:
            return self._prove(offered)
        if "Có" in offered:
            return self._tap(text, self.dice.choice(["Có", "Không"]))
        if self.dice.random() < 0.05 and "Để sau" in offered and self.turns < 60:
            return self.world.presses("Để sau")
        whole = next((label for label in offered if re.fullmatch(r"[\d.]+/[\d.]+", label)), None)
        if whole and self.dice.random() < 0.3:
            return self._tap(text, whole)
        return self._type(text, offered)

    def _prove(self, offered: list[str]) -> tuple[Message, ...]:
        if self.dice.random() < 0.5:
            return self.world.types(f"https://so.angiang.gov.vn/{self.turns} trang {self.turns}")
        return self.world.presses(offered[0])

    def _tap(self, text: str, label: str) -> tuple[Message, ...]:
        self._note(text, label)
        return self.world.presses(label)

    def _type(self, text: str, offered: list[str]) -> tuple[Message, ...]:
        if "Đúng, là 0" in offered:
            return self._tap(text, "Đúng, là 0")
        said = self._words(text)
        self._note(text, said)
        return self.world.types(said)

    def _words(self, text: str) -> str:
        question = _asked(text)
        among = re.search(r"trong ([\d.]+)", question)
        if "118/120" in question:
            whole = self.dice.randint(10, 900)
            return f"{self.dice.randint(0, whole)}/{whole}"
        if among:
            return str(self.dice.randint(0, int(among[1].replace(".", ""))))
        if "bao nhiêu" in question:
            return str(self.dice.randint(1, 900))
        if "Điện thoại" in question:
            return "0912 345 678"
        if "Thư điện tử" in question:
            return "an@angiang.gov.vn"
        return "so.angiang.gov.vn" if "trang/cổng" in question else "Sở thử nghiệm"

    def _note(self, text: str, said: str) -> None:
        heading = HEADING.findall(text)
        assert heading, text
        self.told.setdefault(heading[-1].split(" ·")[0], []).append(said)


def _asked(text: str) -> str:
    """The block with the question; how points are computed stands below it."""
    blocks = text.split("\n\n")
    return next((block for block in reversed(blocks) if HEADING.match(block)), blocks[-1])
