"""An address that was purged leaves no copy: every text of the store is looked through for it.

Left alone is what other units filed themselves, what was answered (an answer is changed by answering anew)
and what was published.
"""

import json
import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Column, ColumnElement, Connection, String, Table, delete, func, or_, select, update
from sqlmodel.sql.sqltypes import AutoString

from dti_core.messages.staff.purging_views import REMOVED_LINK
from dti_core.store import tables as t

_c, _e = t.evidence_check.c, t.evidence.c
LEFT_ALONE = {
    *("answer", "answer_revision", "framework_text", "bot_account"),
    *("evidence.url", "evidence_check.final_url", "evidence_check.title", "publication.frozen"),
}
STEM = 12
"""Letters by which texts are found that hold the address, perhaps cut short."""
_FOUND = dict.fromkeys(("final_url", "title", "dated", "mime", "size", "sha256", "whole"))


def forget(conn: Connection, address: str, pieces: Iterable[int]) -> int:
    """Forget what was found at an address, and put a tombstone wherever it stands; how many rows."""
    mine = _c.evidence_id.in_(list(pieces))
    found = conn.execute(select(_c.final_url, _c.title).where(mine)).all()
    beside = {word for row in found for word in row if word}
    conn.execute(delete(t.evidence_check).where(mine, _c.at.is_(None)))
    conn.execute(update(t.evidence_check).where(mine).values(_FOUND))
    _drop_books(conn, address)
    return sum(_in_table(conn, table, columns, address, beside) for table, columns in _places())


def elsewhere(conn: Connection, address: str, enrolment: int) -> tuple[str, ...]:
    """Other units that filed the same address."""
    named = (
        select(t.unit.c.name)
        .join(t.enrolment, t.enrolment.c.unit_id == t.unit.c.id)
        .join(t.evidence, _e.enrolment_id == t.enrolment.c.id)
        .where(_e.url == address, _e.withdrawn_at.is_(None), t.enrolment.c.id != enrolment)
    )
    return tuple(conn.execute(named.distinct().order_by(t.unit.c.name)).scalars())


def hidden(text: str, address: str) -> str:
    """The text with a tombstone for the address: whole, without its scheme, or cut short with "…"."""
    bare = _bare(address)
    scheme = r"(?<![\w.@/-])(?:https?://)?"
    whole = rf"{scheme}{_any_form(bare)}(?![\w/?#&=%~-]|\.\w)"
    said = re.sub(whole, REMOVED_LINK, text, flags=re.IGNORECASE)
    if len(bare) <= STEM:
        return said
    cut = rf"(?:https?://)?({re.escape(bare[:STEM])}[^\s\"\\]*?)(?:…|\\u2026)"
    return re.sub(cut, lambda found: REMOVED_LINK if bare.startswith(found[1]) else found[0], said)


def _bare(address: str) -> str:
    return address.partition("://")[2] or address


def _may_name(column: Column[str], address: str) -> ColumnElement[bool]:
    """By the plain letters that the address begins with: the others may stand escaped, and not every
    database knows their small forms."""
    plain = re.match(r"[ -~]*", _bare(address)[:STEM])
    return func.lower(column).contains(plain[0].lower() if plain else "", autoescape=True)


def _any_form(bare: str) -> str:
    """As it is, and as JSON in plain letters writes it."""
    escaped = "".join(letter if letter.isascii() else f"\\u{ord(letter):04x}" for letter in bare)
    return f"(?:{re.escape(bare)}|{re.escape(escaped)})"


def _places() -> Iterator[tuple[Table, list[Column[str]]]]:
    for table in t.metadata.sorted_tables:
        texts = [
            column
            for column in table.columns
            if isinstance(column.type, String | AutoString)
            and not (column.primary_key or column.foreign_keys)
            and not {table.name, f"{table.name}.{column.name}"} & LEFT_ALONE
        ]
        if texts:
            yield table, texts


def _in_table(
    conn: Connection, table: Table, columns: list[Column[str]], address: str, beside: set[str]
) -> int:
    """`beside`: what was found there goes from the rows that tell of the address."""
    mentions = or_(*(_may_name(column, address) for column in columns))
    key = list(table.primary_key.columns)
    changed = 0
    for row in conn.execute(select(*key, *columns).where(mentions)).all():
        old = {
            column.name: str(text) for column in columns if (text := getattr(row, column.name)) is not None
        }
        new = {name: said for name, text in old.items() if (said := hidden(text, address)) != text}
        if new:
            new = {name: _without(said, beside) for name, said in new.items()}
            here = [column == getattr(row, column.name) for column in key]
            conn.execute(update(table).where(*here).values(new))
            changed += 1
    return changed


def _without(text: str, words: set[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        for form in (word, json.dumps(word, ensure_ascii=False)[1:-1]):
            text = text.replace(form, REMOVED_LINK)
    return text


def _drop_books(conn: Connection, address: str) -> None:
    """Workbooks that name it: their contents go, and with them, soon, the files that were received."""
    p = t.proposal.c
    named = select(p.id, p.payload).where(_may_name(p.payload, address))
    found = [row.id for row in conn.execute(named).all() if hidden(row.payload, address) != row.payload]
    ours = update(t.proposal).where(p.id.in_(found))
    conn.execute(ours.values(payload="{}"))
    conn.execute(ours.where(p.state == "pending").values(state="outdated"))
