"""One's own data as a file, made by a worker for whom it is about and for nobody else."""

from dti_core.campaign import handouts
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.privacy import own_data
from dti_core.excel import own_data as table
from dti_core.messages.model import Attachment, Message
from dti_core.messages.privacy import own, sheets


def own_data_book(errand: Errand) -> Outcome:
    """Everything about the one who asked."""
    person = errand.task.requester.person or 0
    with errand.db.read() as conn:
        known = own_data.of(conn, person)
    if known is None:
        return Outcome((own.NO_SUCH,))
    path = handouts.reserve(errand.data_dir, ".xlsx")
    table.book(known.sections, errand.data_dir / path)
    act = Act("own_data_exported", f"person:{person}")
    return Outcome(
        (Message(own.MADE, attachment=Attachment(path, sheets.FILE_NAME)),),
        lambda conn: record_act(conn, Who(person, "telegram"), act, errand.now),
    )
