"""A questionnaire's values stored: every one an ordinary answer, all of them or none."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign import answers, evidence, justifications, signatures
from dti_core.campaign.evidence import Details
from dti_core.campaign.forms.answers import values
from dti_core.campaign.forms.filled import Filled
from dti_core.campaign.forms.others import LINKS, WORDS, new_links, words
from dti_core.campaign.history import Act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.messages.form_views import Comparison
from dti_core.survey.questionnaire import Questionnaire


def store(
    conn: Connection, place: Seat, view: Questionnaire, filled: Filled, shown: Comparison, now: datetime
) -> Refusal | None:
    """Store what is new or changed; the first refusal comes back, and then nothing may be kept."""
    for result in _stored(conn, place, view, filled, shown, now):
        if isinstance(result, Refusal):
            return result
    told = f"{len(shown.having('new'))} mới, {len(shown.having('changed'))} thay đổi"
    place.note(conn, Act("questionnaire_imported", "enrolment", new=told, reason=_cited(filled)), now)
    return None


def _cited(filled: Filled) -> str | None:
    """The document behind what one of the staff typed in."""
    return signatures.told(filled.cites) or None


def _stored(
    conn: Connection, place: Seat, view: Questionnaire, filled: Filled, shown: Comparison, now: datetime
) -> Iterator[object]:
    for key, text in values(view, filled, shown).items():
        yield answers.record_at(conn, place, key, text, now)
    for name in dict.fromkeys(line.id for line in shown.having("new", "changed")):
        if name.startswith(LINKS):
            criterion = name.removeprefix(LINKS)
            for link in new_links(view, filled, criterion):
                details = Details(**vars(link.details))
                may = place.may_change(criterion)
                yield (
                    evidence.keep_link(conn, place, criterion, link.url, details, now)
                    if may
                    else (Refusal("unknown_criterion", criterion))
                )
        elif name.startswith(WORDS):
            criterion = name.removeprefix(WORDS)
            yield justifications.justify_at(conn, place, criterion, words(filled, criterion), now)
