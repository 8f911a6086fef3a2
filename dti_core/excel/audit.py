"""The history as a table, a workbook or CSV."""

from collections.abc import Iterable
from pathlib import Path

from dti_core.excel import listing
from dti_core.messages.staff import audit as texts
from dti_core.messages.staff.audit_views import Entry

HISTORY = listing.Listing(
    "Nhật ký",
    (("Thời điểm", 18), ("Người", 26), ("Qua", 12), ("Đơn vị", 34), ("Việc", 32), ("Mã việc", 24),
     ("Đối tượng", 26), ("Giá trị cũ", 36), ("Giá trị mới", 36), ("Lý do", 50)),
)  # fmt: skip


def book(entries: Iterable[Entry], path: Path, title: str, zone: str) -> int:
    """Write the workbook, the rows as they come; how many."""
    return listing.book(HISTORY, (row(one, zone) for one in entries), path, title)


def comma_separated(entries: Iterable[Entry], path: Path, zone: str) -> int:
    """Write a CSV; how many rows."""
    return listing.comma_separated(HISTORY, (row(one, zone) for one in entries), path)


def row(entry: Entry, zone: str) -> tuple[str, ...]:
    """One line of the table."""
    return (
        listing.moment(entry.at, zone),
        texts.who(entry),
        texts.CHANNELS.get(entry.channel, entry.channel),
        entry.unit or "",
        texts.what(entry.action),
        entry.action,
        entry.subject,
        entry.old or "",
        entry.new or "",
        entry.reason or "",
    )
