"""Tasks that draw: what to draw is read first, drawn outside any transaction, handed over as a photo."""

from dti_core.campaign import handouts, own_chart
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import drawings
from dti_core.messages.contact import comparison as chart_texts
from dti_core.messages.contact.comparison import Comparison
from dti_core.messages.model import Attachment
from dti_core.messages.staff import board as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.board_view import sheets


def board(errand: Errand) -> Outcome:
    """One picture of the board; a page that there is no more of shows the last."""
    task = errand.task
    with errand.db.write() as conn:
        found = drawings.board(conn, task.requester, task.arguments, errand.now)
    if isinstance(found, Refusal):
        return Outcome((trouble.NOT_ALLOWED,))
    every = sheets(found)
    if not every:
        return Outcome((texts.nobody(found),))
    from dti_core.charts.board import draw

    number = min(int(task.arguments["sheet"]), len(every) - 1)
    return Outcome((texts.picture(found, number, _kept(errand, draw(found, every[number]), "tien-do")),))


def unit(errand: Errand) -> Outcome:
    """One unit's bars, for the staff."""
    task = errand.task
    with errand.db.write() as conn:
        found = drawings.unit(conn, task.requester, task.arguments, errand.now)
    if isinstance(found, Refusal):
        return Outcome((trouble.NOT_ALLOWED,))
    if found is None:
        return Outcome((texts.NO_POINTS,))
    return Outcome((chart_texts.caption(found, _bars(errand, found), texts.AFTER_CHART),))


def own(errand: Errand) -> Outcome:
    """The bars of one's own unit; for who is no contact any more, nothing."""
    with errand.db.read() as conn:
        found = own_chart.of(conn, errand.task.requester, errand.now)
    if isinstance(found, Refusal):
        return Outcome()
    if found is None:
        return Outcome((chart_texts.NO_POINTS,))
    return Outcome((chart_texts.caption(found, _bars(errand, found), chart_texts.own_ways(found)),))


def _bars(errand: Errand, found: Comparison) -> Attachment:
    from dti_core.charts.bars import draw

    return _kept(errand, draw(found), "bieu-do")


def _kept(errand: Errand, picture: bytes, name: str) -> Attachment:
    return Attachment(handouts.place(errand.data_dir, ".png", picture), f"{name}.png", "photo")
