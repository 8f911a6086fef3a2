"""A workbook that may be answers or evidence."""

from dti_core.messages.formatting import short
from dti_core.messages.model import Message
from dti_core.messages.rich import rich
from dti_core.messages.verbs import BOOK_ANSWERS, BOOK_EVIDENCE, button


def answers_or_evidence(name: str) -> Message:
    """It has the headings of the questionnaire, but not its mark."""
    text = rich("“{name}” là phiếu trả lời hay minh chứng?", name=short(name, 60))
    return Message(text, ((button("Phiếu trả lời", BOOK_ANSWERS), button("Minh chứng", BOOK_EVIDENCE)),))
