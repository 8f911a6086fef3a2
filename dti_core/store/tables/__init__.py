"""Every table: the SQLModel classes, and (in lower case) the same tables for prepared Core statements."""

from typing import cast

from sqlalchemy import Table

from dti_core.store.base import Base
from dti_core.store.base import metadata as metadata
from dti_core.store.tables.access import (
    AccessRules,
    FactorPass,
    InvitationCode,
    InvitationProof,
    SecondFactor,
    Upload,
)
from dti_core.store.tables.answers import Answer, AnswerRevision, Deferral, ExemptionRequest, Justification
from dti_core.store.tables.campaigns import (
    Campaign,
    CampaignFramework,
    CampaignRules,
    Enrolment,
    FrameworkText,
    Unit,
)
from dti_core.store.tables.delivery import Conversation, Inbox, Outbox, StatusMessage
from dti_core.store.tables.people import Assignment, Consent, Identity, Invitation, InvitationTry, Person
from dti_core.store.tables.privacy import PrivacyRequest, Upkeep
from dti_core.store.tables.proof import Evidence, EvidenceCheck, EvidencePurge, StoredFile
from dti_core.store.tables.publishing import PaperSource, Publication, Result, Submission
from dti_core.store.tables.reminders import Reminder, ReminderRule, ReminderSent
from dti_core.store.tables.reviews import ReferenceValue, Review, ReviewEvent
from dti_core.store.tables.scores import (
    Assessment,
    CriterionScore,
    PeerBest,
    PeerGroup,
    PeerValue,
    Reference,
    Score,
    Subtotal,
)
from dti_core.store.tables.secrets import EvidenceSecret, PagePass
from dti_core.store.tables.staff import Member, Proposal, Task
from dti_core.store.tables.system import Audit, BotAccount, Heartbeat, Lease


def _core(model: type[Base]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]  # SQLModel adds it at run time


access_rules = _core(AccessRules)
answer = _core(Answer)
answer_revision = _core(AnswerRevision)
assessment = _core(Assessment)
assignment = _core(Assignment)
audit = _core(Audit)
bot_account = _core(BotAccount)
campaign = _core(Campaign)
campaign_framework = _core(CampaignFramework)
campaign_rules = _core(CampaignRules)
consent = _core(Consent)
conversation = _core(Conversation)
criterion_score = _core(CriterionScore)
deferral = _core(Deferral)
enrolment = _core(Enrolment)
evidence = _core(Evidence)
evidence_check = _core(EvidenceCheck)
evidence_purge = _core(EvidencePurge)
evidence_secret = _core(EvidenceSecret)
exemption_request = _core(ExemptionRequest)
factor_pass = _core(FactorPass)
framework_text = _core(FrameworkText)
heartbeat = _core(Heartbeat)
identity = _core(Identity)
inbox = _core(Inbox)
invitation = _core(Invitation)
invitation_code = _core(InvitationCode)
invitation_proof = _core(InvitationProof)
invitation_try = _core(InvitationTry)
justification = _core(Justification)
lease = _core(Lease)
member = _core(Member)
outbox = _core(Outbox)
page_pass = _core(PagePass)
paper_source = _core(PaperSource)
peer_best = _core(PeerBest)
peer_group = _core(PeerGroup)
peer_value = _core(PeerValue)
person = _core(Person)
proposal = _core(Proposal)
privacy_request = _core(PrivacyRequest)
publication = _core(Publication)
reference = _core(Reference)
reference_value = _core(ReferenceValue)
reminder = _core(Reminder)
reminder_rule = _core(ReminderRule)
reminder_sent = _core(ReminderSent)
result = _core(Result)
review = _core(Review)
review_event = _core(ReviewEvent)
score = _core(Score)
status_message = _core(StatusMessage)
second_factor = _core(SecondFactor)
stored_file = _core(StoredFile)
submission = _core(Submission)
subtotal = _core(Subtotal)
task = _core(Task)
unit = _core(Unit)
upkeep = _core(Upkeep)
upload = _core(Upload)
