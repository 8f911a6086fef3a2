"""What was asked for while one might is not done for whom it is no longer theirs."""

from pathlib import Path

import pytest

from dti import form_errands
from dti_core.campaign import deferrals, own_chart, self_forms
from dti_core.campaign.errands import Errand
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.tasks import Claimed, Requester
from tests.access.callers import Street


@pytest.mark.parametrize("who", ["revoked", "clerk who left the staff", "stranger in another's role"])
def test_a_chart_a_form_and_a_book_that_wait_are_not_made_any_more(
    street: Street, tmp_path: Path, who: str
) -> None:
    task = _task(street, street.standing[who])
    errand = Errand(street.house.db, tmp_path, task, street.house.mine.now)
    with street.house.db.read() as conn:
        chart = own_chart.of(conn, task.requester, street.house.mine.now)
        form = self_forms.of_task(conn, task)
    assert isinstance(chart, Refusal) and isinstance(form, Refusal)
    assert form_errands.make_questionnaire(errand) == form_errands.GONE


def test_they_are_made_for_whose_unit_it_is(street: Street, tmp_path: Path) -> None:
    task = _task(street, street.owner)
    with street.house.db.read() as conn:
        form = self_forms.of_task(conn, task)
    made = form_errands.make_questionnaire(Errand(street.house.db, tmp_path, task, street.house.mine.now))
    assert not isinstance(form, Refusal) and form[0] == "bimat" and made != form_errands.GONE


@pytest.mark.parametrize(("subject", "may"), [("1.2", True), ("1.1", False), ("info:1", False)])
def test_a_provider_puts_off_only_what_is_theirs(street: Street, subject: str, may: bool) -> None:
    with street.as_("in_progress") as scene:
        done = deferrals.defer(scene.conn, street.within["provider"], subject, street.house.mine.now)
    assert (done is None) is may


def _task(street: Street, speaker: Speaker) -> Claimed:
    requester = Requester(speaker.person, speaker.active_assignment, speaker.identity)
    arguments = {"enrolment": street.house.unit}
    return Claimed(1, self_forms.KIND, arguments, street.house.mine.campaign, requester)
