"""Workbooks that the staff send: read by a worker, which finds out what they are."""

from bot.dialogue.events import StoredFile
from bot.staff.desk import Desk
from bot.staff.feature import Feature
from dti_core.campaign import tasks
from dti_core.messages.staff import books as texts

RECEIVED = "book_received"


def _received(desk: Desk, file: StoredFile, _caption: str | None) -> None:
    """Whatever it is, it is weighed before it is opened, and not in the conversation's transaction."""
    asked = {"sha256": file.sha256, "name": file.name}
    tasks.ask(
        desk.conn,
        RECEIVED,
        asked,
        desk.now,
        campaign=desk.staffer.campaign,
        requester=desk.requester,
        mark=f"{RECEIVED}:{desk.speaker.person}:{file.sha256}",
    )
    desk.say(texts.reading(file.name))


FEATURE = Feature(files=_received)
