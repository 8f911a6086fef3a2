"""The second factor: one-time codes (TOTP, RFC 6238) before what would hurt most in a stranger's hand.

A secret is sealed in the store, a code works once, wrong ones lock after a few tries, and a right one opens
one chat for a while. What the deployment asks for rides on every transaction of its database.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyotp
from sqlalchemy import Connection, Row, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign.factor_policy import OPTION, Policy
from dti_core.campaign.history import OPERATOR, Act, Who, record_act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import sealing
from dti_core.store import tables as t

STEP_SECONDS = 30
DRIFT = 1
"""Half minutes by which a phone's clock may be off, either way."""
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
_f = t.second_factor.c


@dataclass(frozen=True)
class Proof:
    """Where one of the staff stands with their second factor, in the chat that they speak from."""

    asked: bool
    enrolled: bool
    good_until: datetime | None = None

    def refusal(self, now: datetime) -> Refusal | None:
        """Why what is guarded cannot be done yet; None where it can."""
        if not self.asked or (self.good_until is not None and now < self.good_until):
            return None
        return Refusal("second_factor", "code" if self.enrolled else "enrol")


@dataclass(frozen=True)
class Setup:
    """What an authenticator app takes up: the secret in letters, and as the address that a QR code holds."""

    secret: str
    address: str


@dataclass(frozen=True)
class Holder:
    """Somebody with a second factor; `since` None: begun, not in force."""

    person: int
    name: str
    since: datetime | None
    locked_until: datetime | None


def everybody(conn: Connection, now: datetime) -> list[Holder]:
    """Who has one, by name."""
    named = select(t.second_factor, t.person.c.name).join(t.person, t.person.c.id == _f.person_id)
    rows = conn.execute(named.order_by(t.person.c.name, _f.person_id))
    return [
        Holder(row.person_id, row.name, row.confirmed_at, row.locked_until if _is_locked(row, now) else None)
        for row in rows
    ]


def policy(conn: Connection) -> Policy:
    """What the deployment asks for; where nobody said, everything."""
    carried = conn.get_execution_options().get(OPTION)
    return carried if isinstance(carried, Policy) else Policy()


_STANDING = (
    select(_f.confirmed_at, t.factor_pass.c.good_until)
    .select_from(t.identity)
    .outerjoin(t.second_factor, _f.person_id == t.identity.c.person_id)
    .outerjoin(t.factor_pass, t.factor_pass.c.identity_id == t.identity.c.id)
    .where(t.identity.c.id == bindparam("identity"), t.identity.c.person_id == bindparam("person"))
)


def proof(conn: Connection, person: int, identity: int) -> Proof:
    """Where this person stands in this chat."""
    mode = policy(conn).mode
    if mode == "off":
        return Proof(asked=False, enrolled=False)
    row = conn.execute(_STANDING, {"person": person, "identity": identity}).one_or_none()
    enrolled = row is not None and row.confirmed_at is not None
    return Proof(mode == "required" or enrolled, enrolled, row.good_until if row and enrolled else None)


def begin(conn: Connection, person: int, account: str, now: datetime) -> Setup | Refusal:
    """A fresh secret, not in force before a code of it was given; one that is in force is never replaced."""
    row = _locked(conn, person)
    if row is not None and row.confirmed_at is not None:
        return Refusal("second_factor", "enrolled")
    if row is not None and _is_locked(row, now):
        return Refusal("factor_locked")
    secret = pyotp.random_base32()
    fresh = {"sealed": sealing.of(conn).seal(secret.encode(), _purpose(person)), "created_at": now}
    made = upsert(t.second_factor).values(person_id=person, last_step=0, failures=0, **fresh)
    conn.execute(made.on_conflict_do_update(index_elements=["person_id"], set_={**fresh, "last_step": 0}))
    return Setup(secret, pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name="DTI"))


def enter(conn: Connection, speaker: Speaker, code: str, now: datetime) -> Refusal | None:
    """A code was typed: the first right one puts the secret in force, each opens this chat for a while."""
    row = _locked(conn, speaker.person)
    if row is None:
        return Refusal("second_factor", "enrol")
    if _is_locked(row, now):
        return Refusal("factor_locked")
    step = _step_of(conn, row, code, now)
    who = Who(speaker.person, speaker.channel)
    if step is None:
        return _failed(conn, row, who, now)
    right = {"last_step": step, "failures": 0, "locked_until": None}
    confirmed = row.confirmed_at or now
    mine = update(t.second_factor).where(_f.person_id == speaker.person)
    conn.execute(mine.values(**right, confirmed_at=confirmed))
    if row.confirmed_at is None:
        record_act(conn, who, Act("second_factor_set", f"person:{speaker.person}"), now)
    good = {"good_until": now + timedelta(minutes=policy(conn).minutes)}
    passed = upsert(t.factor_pass).values(identity_id=speaker.identity, **good)
    conn.execute(passed.on_conflict_do_update(index_elements=["identity_id"], set_=good))
    return None


def reset(conn: Connection, person: int, now: datetime, who: Who = OPERATOR) -> bool:
    """Forget a person's second factor (a lost phone); False where there was none."""
    gone = conn.execute(delete(t.second_factor).where(_f.person_id == person)).rowcount
    mine = select(t.identity.c.id).where(t.identity.c.person_id == person)
    conn.execute(delete(t.factor_pass).where(t.factor_pass.c.identity_id.in_(mine)))
    if gone:
        record_act(conn, who, Act("second_factor_reset", f"person:{person}"), now)
    return bool(gone)


def _locked(conn: Connection, person: int) -> Row[Any] | None:
    """The person's row, kept from others until the transaction ends: two guesses at once count as two."""
    mine = select(t.second_factor).where(_f.person_id == person).with_for_update()
    return conn.execute(mine).one_or_none()


def _is_locked(row: Row[Any], now: datetime) -> bool:
    return row.locked_until is not None and now < row.locked_until


def _step_of(conn: Connection, row: Row[Any], code: str, now: datetime) -> int | None:
    """The half minute that a code belongs to; None for a wrong one and for one that was used."""
    try:
        secret = sealing.of(conn).open(row.sealed, _purpose(row.person_id)).decode()
    except sealing.Unsealable:
        return None
    totp, here = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    given = "".join(code.split())
    for step in range(here - DRIFT, here + DRIFT + 1):
        if step > row.last_step and pyotp.utils.strings_equal(totp.generate_otp(step), given):
            return step
    return None


def _failed(conn: Connection, row: Row[Any], who: Who, now: datetime) -> Refusal:
    failures = row.failures + 1
    locked = failures >= TRIES
    values = {"failures": 0 if locked else failures, "locked_until": now + LOCKED_FOR if locked else None}
    conn.execute(update(t.second_factor).where(_f.person_id == row.person_id).values(**values))
    if not locked:
        return Refusal("wrong_code", str(TRIES - failures))
    record_act(conn, who, Act("second_factor_locked", f"person:{row.person_id}"), now)
    return Refusal("factor_locked")


def _purpose(person: int) -> str:
    return f"totp:{person}"
