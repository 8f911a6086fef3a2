"""The functions of every kind of task: wired here, because books and pictures stand above the use cases."""

from bot import forms, own_data
from bot.staff import books, export, proving, roster
from bot.staff import forms as staff_forms
from dti import (
    closing_errands,
    export_errands,
    factor_errands,
    form_errands,
    pictures,
    privacy_errands,
    purge_errands,
    roster_errands,
    self_form_errands,
)
from dti.received_books import Reader, reading_with
from dti_core.campaign import own_chart, self_forms
from dti_core.campaign.errands import Kinds
from dti_core.campaign.staff import drawings, purging, reminder_rounds, reminders

READERS: tuple[Reader, ...] = (
    *form_errands.READERS,
    roster_errands.READER,
)
"""Books that the staff may send, in the order in which they are tried."""

KINDS: Kinds = {
    reminders.TASK: reminder_rounds.run,
    books.RECEIVED: reading_with(READERS),
    roster.BOOK: roster_errands.roster_book,
    roster.INVITATIONS: roster_errands.invitations,
    drawings.BOARD: pictures.board,
    drawings.UNIT: pictures.unit,
    own_chart.KIND: pictures.own,
    forms.QUESTIONNAIRE: form_errands.make_questionnaire,
    forms.ANSWERS: form_errands.read_answers,
    staff_forms.MADE: form_errands.make_for_staff,
    **closing_errands.KINDS,
    export.TASK: export_errands.export,
    proving.SETUP: factor_errands.setup,
    self_forms.KIND: self_form_errands.draw,
    own_data.BOOK: privacy_errands.own_data_book,
    purging.TASK: purge_errands.remove,
}
