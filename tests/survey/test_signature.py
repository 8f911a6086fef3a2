"""What people write about a signed document is taken apart, and nothing else is taken for a name."""

from datetime import date

import pytest

from dti_core.survey.dossier import NO_PAPER, Dossier, Paper, SignedFile
from dti_core.survey.signature import is_future, read

HEAD = "Giám đốc Trần Văn B"


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("12/BC-SNV ngày 28/11/2024, Giám đốc Trần Văn B", Paper("12/BC-SNV", "2024-11-28", HEAD)),
        ("Báo cáo số 12/BC-SNV do Giám đốc Trần Văn B ký", Paper("12/BC-SNV", None, HEAD)),
        ("số 45 ngày 5/3/2024", Paper("45", "2024-03-05")),
        ("không số, ngày 28/11/2024", Paper("không số", "2024-11-28")),
        ("Giám đốc Trần Văn B ký duyệt", Paper(approved_by=HEAD)),
        ("giám đốc trần văn b", Paper(approved_by="giám đốc trần văn b")),
        ("Nguyễn Văn A - Giám đốc", Paper(approved_by="Nguyễn Văn A - Giám đốc")),
    ],
)  # fmt: skip
def test_number_date_and_name_are_found(words: str, paper: Paper) -> None:
    assert read(words) == paper


@pytest.mark.parametrize(
    "words",
    [
        "có rồi",
        "có rồi nhé",
        "rồi ạ bạn",
        "xong hết cả",
        "chưa có",
        "57",
        "trang 3",
        "ok",
        "chưa ký được đâu",
        "31/02/2024",
        "?",
    ],
)
def test_words_that_name_nobody_are_nobodys_name(words: str) -> None:
    assert not read(words)


def test_what_is_said_later_completes_what_was_said_before() -> None:
    first = read("12/BC-SNV ngày 28/11/2024")
    assert first.with_more(read(HEAD)) == Paper("12/BC-SNV", "2024-11-28", HEAD)
    assert first.with_more(NO_PAPER) == first
    assert first.with_more(read("13/BC-SNV")).document_number == "13/BC-SNV"


def test_a_date_to_come_is_noticed() -> None:
    today = date(2024, 11, 28)
    assert is_future(read("12/BC-SNV ngày 29/11/2024"), today)
    assert not is_future(read("12/BC-SNV ngày 28/11/2024"), today)
    assert not is_future(read(HEAD), today)


def test_only_a_file_is_a_signed_copy() -> None:
    cited = Paper("12/BC-SNV", "2024-11-28", HEAD)
    copy = Paper(file=SignedFile("a" * 64, "phieu.pdf", "application/pdf", 9))
    assert Dossier(signed_copy="required").lacks_copy(cited)
    assert not Dossier(signed_copy="required").lacks_copy(copy)
    assert not Dossier().lacks_copy(NO_PAPER)
