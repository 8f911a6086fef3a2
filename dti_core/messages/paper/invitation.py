"""What stands on the sheets that invite people, printed or in a workbook."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """What every sheet has in common; `until`: when the invitations expire."""

    campaign: str
    coordinator: str
    deadline: str
    until: str


@dataclass(frozen=True)
class Card:
    """One person's way in. `unit` empty: of the staff. `link` None: the bot's name is not known, the code is
    typed."""

    unit: str
    name: str
    role: str
    token: str
    link: str | None

    @property
    def heading(self) -> str:
        """Whose sheet it is."""
        return f"Thư mời: {self.unit}" if self.unit else "Thư mời: cán bộ thực hiện đánh giá"

    @property
    def who(self) -> str:
        """The person, as far as known."""
        return self.name or "Người được đơn vị giao làm đầu mối"

    @property
    def task(self) -> str:
        """The role, as a line begins."""
        return self.role[:1].upper() + self.role[1:]

    @property
    def code(self) -> str:
        """What is typed where no link can be opened."""
        return f"Mã mời: {self.token}"


def deadline(letter: Letter) -> str:
    """Until when the unit has time."""
    return f"Hạn nộp phiếu tự đánh giá: {letter.deadline}."


def steps(card: Card, letter: Letter) -> tuple[str, str]:
    """What to do, and what to mind."""
    if card.link is None:
        way = "Mở bot trong Telegram, gõ mã mời dưới đây."
    else:
        way = "Quét mã bên cạnh bằng điện thoại có Telegram, hoặc mở liên kết dưới đây, rồi bấm Bắt đầu."
    return way, f"Dùng được một lần, cho một người, đến {letter.until}. Không chuyển cho người khác."
