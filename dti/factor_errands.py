"""Draws the code that sets a second factor up; the secret leaves in that one message and nowhere else."""

from io import BytesIO

import segno
from sqlalchemy import select

from dti_core.campaign import handouts, hidden_words, second_factor
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import staffer
from dti_core.messages.staff import proving as texts
from dti_core.messages.staff import trouble
from dti_core.store import tables as t


def setup(errand: Errand) -> Outcome:
    """A new secret with its picture, unless one is in force."""
    with errand.db.write() as conn:
        who = staffer.at_work(conn, errand.task.requester)
        if who is None or who.who.person is None:
            return Outcome((trouble.NOT_ALLOWED,))
        named = select(t.person.c.name).where(t.person.c.id == who.who.person)
        made = second_factor.begin(conn, who.who.person, conn.execute(named).scalar_one(), errand.now)
        if isinstance(made, Refusal):
            locked = made.code == "factor_locked"
            return Outcome((texts.refused(made.code, "0") if locked else texts.ALREADY,))
        path = handouts.place(errand.data_dir, ".png", _picture(made.address))
        message = hidden_words.hidden(conn, texts.setup(path), spaced(made.secret))
    return Outcome((message,))


def spaced(secret: str) -> str:
    """In groups of four, as it is typed over."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _picture(address: str) -> bytes:
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=8, border=3)
    return drawn.getvalue()
