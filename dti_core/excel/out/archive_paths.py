"""Where a piece of evidence lies in the archive: plain letters, which unpack and link alike everywhere."""

import re
import unicodedata
from pathlib import PurePosixPath

ROOT = "minh-chung"
LONGEST = 60
"""Letters of a file's name: whole paths stay below what Windows opens."""


def path_of(unit_slug: str, criterion: str, file_name: str, sha: str) -> str:
    """`minh-chung/so-noi-vu/3.1/bao-cao-0a1b2c3d.pdf`: below the folder that the archive is unpacked into.

    The hash makes it unique within a criterion; the name that people gave stands in the index.
    """
    name = PurePosixPath(plain(file_name.replace("\\", "/").rpartition("/")[2]))
    suffix = name.suffix[:10] if name.stem else ""
    stem = (name.stem or "tep")[:LONGEST].strip("-.") or "tep"
    return "/".join((ROOT, _folder(unit_slug), _folder(criterion), f"{stem}-{sha[:8]}{suffix}"))


link_of = path_of
"""The same path as a link from a book that lies beside the folder: nothing in it needs to be escaped."""


def plain(text: str) -> str:
    """ "Báo cáo số 1.pdf" → "Bao-cao-so-1.pdf"."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    ascii_only = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^A-Za-z0-9._]+", "-", ascii_only).strip("-. ")


def _folder(text: str) -> str:
    """One folder's name; a slash in an id is no folder, and no name may lead upwards."""
    return plain(text.replace("/", "_")).strip(".") or "khac"
