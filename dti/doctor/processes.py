"""Who lives, by their signs of life; what troubles them; who may send."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from importlib.metadata import version

from sqlalchemy import Connection

from dti.doctor import texts
from dti.doctor.finding import Code, Finding, judged
from dti_core.campaign import heartbeats, leases
from dti_core.campaign.heartbeats import Process

KINDS: dict[str, Code] = {"bot": "process.bot", "worker": "process.worker", "sweeper": "process.sweeper"}
UNHELD = timedelta(seconds=30)
"""How long the right to send may be nobody's while a bot lives."""


def examine(conn: Connection, now: datetime) -> Iterator[Finding]:
    """Every kind of process, the troubles of those that live, the right to send."""
    known = heartbeats.all_of(conn)
    alive = [each for each in known if each.is_alive(now)]
    for kind, code in KINDS.items():
        yield of_kind(kind, code, known, now)
    yield from _troubles(alive)
    if any(each.sign.kind == "bot" for each in alive):
        yield from _rights(conn, now)


def of_kind(kind: str, code: Code, known: Sequence[Process], now: datetime) -> Finding:
    """Whether any process of this kind lives."""
    mine = [each for each in known if each.sign.kind == kind]
    silent = [each.seen_at for each in mine if not each.is_alive(now)]
    living = len(mine) - len(silent)
    if not known:
        return Finding(code, None, texts.never_ran(kind))
    return judged(code, living > 0, texts.lives(kind, living, len(silent)), texts.dead(kind, silent))


def _troubles(alive: Sequence[Process]) -> Iterator[Finding]:
    ours = version("dti")
    for each in alive:
        for trouble in each.sign.troubles:
            yield Finding("process.trouble", False, *texts.trouble(each.sign.kind, trouble))
        if each.sign.version != ours:
            yield Finding(
                "process.trouble", False, *texts.other_version(each.sign.kind, each.sign.version, ours)
            )


def _rights(conn: Connection, now: datetime) -> Iterator[Finding]:
    for right in leases.all_of(conn):
        if right.name.startswith("sender:"):
            held = right.expires_at > now - UNHELD
            yield judged("lease.sender", held, texts.right_held(), texts.right_lost(right.expires_at))
