"""The task that draws the self-assessment form up: PDF to sign, workbook to keep."""

from dti_core.campaign import handouts, self_forms
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.refusal import Refusal
from dti_core.excel.self_form import book
from dti_core.messages.paper import form_notice as texts
from dti_core.papers import form as paper


def draw(errand: Errand) -> Outcome:
    """Read in one snapshot, drawn outside it, both files in one go."""
    with errand.db.write() as conn:
        found = self_forms.of_task(conn, errand.task)
    if isinstance(found, Refusal):
        return Outcome((texts.NOT_YOURS,))
    slug, form = found
    pdf = handouts.place(errand.data_dir, ".pdf", paper.write(form))
    workbook = handouts.place(errand.data_dir, ".xlsx", book.write(form))
    return Outcome(texts.files(form, slug, pdf, workbook))
