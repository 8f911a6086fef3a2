"""Who has access to what, as a table, a workbook or CSV."""

from collections.abc import Iterable
from pathlib import Path

from dti_core.excel import listing
from dti_core.messages.staff import access as texts
from dti_core.messages.staff.access_views import Access

ACCESS = listing.Listing(
    "Ai có quyền gì",
    (("Họ tên", 28), ("Vai trò", 24), ("Đơn vị", 36), ("Phạm vi", 44), ("Có quyền từ", 18),
     ("Người cấp", 28), ("Tài khoản", 36), ("Dùng lần cuối", 18), ("Xác nhận hai bước từ", 20)),
)  # fmt: skip


def book(given: Iterable[Access], path: Path, title: str, zone: str) -> int:
    """Write the workbook; how many roles."""
    return listing.book(ACCESS, (row(one, zone) for one in given), path, title)


def comma_separated(given: Iterable[Access], path: Path, zone: str) -> int:
    """Write a CSV; how many roles."""
    return listing.comma_separated(ACCESS, (row(one, zone) for one in given), path)


def row(one: Access, zone: str) -> tuple[str, ...]:
    """One line of the table."""
    return (
        one.name,
        texts.role(one),
        one.unit or "",
        texts.scope(one),
        listing.moment(one.since, zone),
        texts.granted_by(one),
        texts.accounts(one.accounts),
        listing.moment(one.seen, zone) if one.seen else texts.NEVER,
        listing.moment(one.factor, zone) if one.factor else texts.NO_FACTOR,
    )
