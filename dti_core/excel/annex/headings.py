"""What a column holds, by the words above it."""

import re
from collections.abc import Mapping

from dti_core.framework.plain import bare

ASSESSORS = ("self", "department", "online", "expert", "council")
"""In the order in which assessments usually follow each other."""
CODE_WORDS = frozenset({"stt", "tt", "so tt", "so thu tu", "ma", "ma so", "ma chi so", "ma tieu chi"})
HEADINGS: Mapping[str, re.Pattern[str]] = {
    holds: re.compile(pattern)
    for holds, pattern in {
        "provider": r"cung cap|don vi chu tri|dau moi",
        "max": r"^(thang |so |muc )?(diem )?(so )?(toi da|chuan|tran)( \(.*\))?$|^(thang |so )?diem$",
        "final": r"dat duoc|diem dat|ket qua cuoi|diem cuoi",
        "self": r"tu danh gia|tu cham",
        "online": r"khong gian mang|moi truong mang|truc tuyen danh gia",
        "expert": r"chuyen gia",
        "council": r"hoi dong",
        "department": r"(so |to giup viec|tham dinh).*(danh gia|tham dinh|cham)|^(diem )?tham dinh$",
        "method": r"cach (xac dinh|tinh|cham)|phuong phap|cong thuc",
        "evidence": r"kiem chung|tlkc|minh chung|chung minh",
        "note": r"ghi chu",
        "data": r"^so lieu|gia tri",
        "title": r"chi so|tieu chi|noi dung|ten chi tieu",
    }.items()
}
"""The first that fits counts: “Đầu mối cung cấp số liệu, tài liệu kiểm chứng” is a provider's column."""
LONGEST = 120
TOTAL = re.compile(
    r"(tong|cong|tong cong|tong so|tong diem|tong so diem|cong diem|tong cong diem)( \(.*\))?[:.]?"
)
INFO = re.compile(r"thong tin chung\b.*")
SECTION = re.compile(r"(bo |cac |bang )?(chi so|tieu chi) (danh gia|chi tiet)\b.*")
NOTE = re.compile(r"(ghi chu|luu y|noi nhan|chu thich)\b.*")


def heading(text: str) -> str | None:
    """What a column under these words holds; None where the words say nothing to us."""
    words = bare(text).strip(" .:*")
    if words in CODE_WORDS:
        return "code"
    if not words or len(words) > LONGEST:
        return None
    return next((holds for holds, pattern in HEADINGS.items() if pattern.search(words)), None)


def is_total(text: str) -> bool:
    """ "Tổng cộng", "TỔNG ĐIỂM" and the like, but no criterion that begins so."""
    return bool(TOTAL.fullmatch(bare(text)))


def is_info(text: str) -> bool:
    """The heading of the general information."""
    return bool(INFO.fullmatch(bare(text)))


def is_section(text: str) -> bool:
    """A heading over all the scored rows, which is no index itself."""
    return bool(SECTION.fullmatch(bare(text)))


def is_note(text: str) -> bool:
    """Words under the table that belong to no row."""
    return bool(NOTE.fullmatch(bare(text)))
