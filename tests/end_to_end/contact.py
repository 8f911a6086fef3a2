"""A contact who knows the index but not the program: answers what is asked with what is offered."""

import re
from collections.abc import Callable

from sandbox.client import Line, Person

OPENING = "Đồng ý, bắt đầu"
STATUS = "Giải thích điểm"
LATER = "Chưa có, bổ sung sau"
WORDS = {
    "Tên đầy đủ": "Sở Nội vụ tỉnh An Giang",
    "Địa chỉ trụ sở": "12 Tôn Đức Thắng, Long Xuyên",
    "trang/cổng thông tin điện tử chính thức": "https://sonoivu.angiang.gov.vn",
    "Họ tên người": "Nguyễn Thị Hoa",
    "Đơn vị công tác?": "Văn phòng Sở",
    "Chức vụ?": "Chánh Văn phòng",
    "Điện thoại liên hệ?": "0912345678",
    "Thư điện tử?": "hoa@angiang.gov.vn",
}
ALL_OF_THEM = re.compile(r"([\d.]+)/\1")


class Contact:
    """One person at the chat page; `yes` decides the yes/no questions."""

    def __init__(self, person: Person, yes: Callable[[Line], bool] = lambda line: True) -> None:
        self.person = person
        self.yes = yes

    def join(self, payload: str) -> None:
        """Open the invitation and agree."""
        self.person.start(payload)
        self.person.wait_for_text("mời làm đầu mối")
        self.answer_with(lambda: self.person.press(OPENING))

    def answer_with(self, act: Callable[[], object], timeout: float = 20.0) -> Line:
        """Act, and give the question that the bot shows next."""
        before = self._newest(self.person.transcript())
        act()
        found: Line = self.person.wait_for(
            lambda lines: line if (line := self._newest(lines)) != before else None, timeout
        )
        return found

    def asked(self) -> Line:
        """The newest message of the bot but for the status."""
        line = self._newest(self.person.transcript())
        assert line is not None
        return line

    @staticmethod
    def _newest(lines: list[Line]) -> Line | None:
        """Told apart by its button: the status is shown a moment before it is pinned."""
        said = (line for line in reversed(lines) if line.sender == "bot" and line.kind == "text")
        return next((line for line in said if STATUS not in line.labels), None)

    def go_on(self) -> Line:
        """Answer the question on the screen; the next one."""
        line = self.asked()
        labels = line.labels
        if "Có" in labels and "Không" in labels:
            return self.answer_with(
                lambda: self.person.press("Có" if self.yes(line) else "Không", line.message_id)
            )
        if LATER in labels:
            return self.answer_with(lambda: self.person.press(LATER, line.message_id))
        everything = next((label for label in labels if ALL_OF_THEM.fullmatch(label)), None)
        if everything:
            return self.answer_with(lambda: self.person.press(everything, line.message_id))
        return self.answer_with(lambda: self.person.say(self.words_for(line)))

    def words_for(self, line: Line) -> str:
        """What to type: words where words are asked for, both figures where both are welcome, else one."""
        for question, words in WORDS.items():
            if question in line.text:
                return words
        return "9/12" if "cả hai số" in line.text else "48" if "Thông tin chung" in line.text else "0,5"
