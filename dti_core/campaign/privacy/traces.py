"""Where a person's name or number stands in words that were written about them: history, previews, messages.

Answers, evidence and reasons that belong to the unit are never touched. A name of several words is replaced
wherever it stands as words, a short one only where it is the whole value: "Lan" is also part of other words.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, or_, select, update

from dti_core.store import tables as t

PLACES: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (t.audit, ("old", "new", "reason")),
    (t.proposal, ("payload", "file_name")),
    (t.outbox, ("payload",)),
    (t.task, ("error",)),
    (t.reminder_sent, ("error",)),
)


@dataclass(frozen=True)
class Known:
    """What a person is known by."""

    names: frozenset[str]
    numbers: frozenset[str]
    """Telephones, e-mail addresses and account numbers."""


def known_as(conn: Connection, person: int) -> Known:
    """Every name and number under which the store knows a person."""
    accounts = conn.execute(select(t.identity).where(t.identity.c.person_id == person)).all()
    listed = conn.execute(select(t.member).where(t.member.c.person_id == person)).all()
    own = conn.execute(select(t.person.c.name).where(t.person.c.id == person)).scalars()
    names = {*own, *(a.display_name for a in accounts), *(m.name for m in listed)}
    numbers = {*(a.external_id for a in accounts), *(m.phone for m in listed), *(m.email for m in listed)}
    return Known(frozenset(filter(None, names)), frozenset(filter(None, numbers)))


def replace(conn: Connection, known: Known, instead: str) -> int:
    """Put a pseudonym in their place; how many rows were changed."""
    pattern = _pattern(known)
    if pattern is None:
        return 0
    words = sorted(form for word in known.names | known.numbers for form in _forms(word))

    def hidden(text: str) -> str:
        return instead if text in known.names else pattern.sub(instead, text)

    return sum(_in_table(conn, table, columns, words, hidden) for table, columns in PLACES)


def _in_table(
    conn: Connection, table: Table, columns: tuple[str, ...], words: list[str], hidden: Callable[[str], str]
) -> int:
    mentions = or_(*(table.c[name].contains(word, autoescape=True) for name in columns for word in words))
    key = list(table.primary_key.columns)
    changed = 0
    for row in conn.execute(select(*key, *(table.c[name] for name in columns)).where(mentions)).all():
        values = _changed(row, columns, hidden)
        if values:
            here = [column == getattr(row, column.name) for column in key]
            conn.execute(update(table).where(*here).values(values))
            changed += 1
    return changed


def _changed(row: Any, columns: tuple[str, ...], hidden: Callable[[str], str]) -> dict[str, str]:
    old = {name: text for name in columns if (text := getattr(row, name)) is not None}
    return {name: new for name, text in old.items() if (new := hidden(text)) != text}


def _pattern(known: Known) -> re.Pattern[str] | None:
    words = {word for word in known.names if " " in word} | known.numbers
    forms = {re.escape(form) for word in words for form in _forms(word)}
    if not forms and not known.names:
        return None
    longest_first = sorted(forms, key=len, reverse=True) or ["(?!)"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def _forms(word: str) -> set[str]:
    """As it is, and as JSON writes it."""
    return {word, json.dumps(word, ensure_ascii=False)[1:-1]}
