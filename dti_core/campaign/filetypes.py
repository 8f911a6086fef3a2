"""What a file really is, from its first bytes and its insides; a name only ever makes us refuse."""

import zipfile
from pathlib import Path, PurePath
from typing import Literal

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_NAMES = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
}
HEADS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b"{\\rtf", "application/rtf"),
)
RIFF = {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}
PICTURE_BRANDS = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif")
REFUSED_NAMES = frozenset({
    ".apk", ".app", ".bat", ".cmd", ".com", ".cpl", ".dll", ".docm", ".exe", ".hta", ".html",
    ".htm", ".iso", ".jar", ".js", ".jse", ".lnk", ".msi", ".msp", ".ps1", ".py", ".reg", ".scr",
    ".sh", ".svg", ".sys", ".vb", ".vbe", ".vbs", ".wsf", ".xlsm", ".xlam", ".pptm", ".xhtml",
})  # fmt: skip
INSIDES = {
    "word/": "wordprocessingml.document",
    "xl/": "spreadsheetml.sheet",
    "ppt/": "presentationml.presentation",
}
BOOK = OFFICE + INSIDES["xl/"]
"""An Excel workbook."""
OPEN_KINDS = ("text", "spreadsheet", "presentation")
MOST_ENTRIES, MOST_UNPACKED = 10_000, 1_000_000_000
"""Parts and bytes within a document; more is meant to fill the disk of whoever opens it."""
HEAD_BYTES, LONG_HEAD = 1024, 2_000_000
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""In the directory of a document that has a password."""
MACRO_NAMES = frozenset({".docm", ".xlsm", ".xlam", ".pptm"})
OFFICE_NAMES = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
WhyNot = Literal["type", "macro", "password", "damaged", "renamed"]


def mime_of(path: Path, name: str) -> str | None:
    """The type of a document, spreadsheet, presentation, picture or video; None for anything else.

    Programs and scripts are refused by name even where the bytes look harmless, and macros wherever they are.
    """
    suffix = PurePath(name.strip().lower()).suffix
    if suffix in REFUSED_NAMES:
        return None
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    if head.startswith(OLE):
        return OLE_NAMES.get(suffix)
    return _of_head(head)


def why_not(path: Path, name: str) -> WhyNot:
    """Why `mime_of` knows no type, as far as it helps who sent the file; no guard, an explanation."""
    suffix = PurePath(name.strip().lower()).suffix
    with path.open("rb") as file:
        head = file.read(LONG_HEAD)
    if suffix in MACRO_NAMES or _has_macros(path):
        return "macro"
    if head.startswith(OLE) and ENCRYPTED in head:
        return "password"
    if suffix not in OFFICE_NAMES:
        return "type"
    return "damaged" if head.startswith(b"PK\x03\x04") else "renamed"


def _has_macros(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as book:
            return any(name.lower().endswith("vbaproject.bin") for name in book.namelist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return False


def _of_head(head: bytes) -> str | None:
    for start, mime in HEADS:
        if head.startswith(start):
            return mime
    if b"%PDF-" in head and not head.startswith(b"MZ"):
        return "application/pdf"
    if head.startswith(b"RIFF"):
        return RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    return "image/bmp" if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00" else None


def _of_brand(brand: bytes) -> str:
    if brand in PICTURE_BRANDS:
        return "image/heic"
    return "video/quicktime" if brand == b"qt  " else "video/mp4"


def _of_zip(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as book:
            names = book.namelist()
            unpacked = sum(part.file_size for part in book.infolist())
            kind = _open_document(book, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return None
    if (
        len(names) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or any(name.lower().endswith("vbaproject.bin") for name in names)
    ):
        return None
    if "[Content_Types].xml" not in names:
        return kind
    for folder, office in INSIDES.items():
        if any(name.startswith(folder) for name in names):
            return OFFICE + office
    return None


def _open_document(book: zipfile.ZipFile, names: list[str]) -> str | None:
    if "mimetype" not in names or book.getinfo("mimetype").file_size > 100:
        return None
    mime = book.read("mimetype").decode("ascii", "replace").strip()
    return mime if mime in {OPEN + kind for kind in OPEN_KINDS} else None
