"""What a page says of itself is read from its beginning, and shown as one harmless line."""

import pytest

from worker.links import page


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<title>Sở &amp; ngành</title>", "Sở & ngành"),
        ('<meta property="og:title" content="Kế hoạch"><title>x</title>', "Kế hoạch"),
        ("<TITLE lang=vi>\n A\n\tB </TITLE>", "A B"),
        ("<title>a\u202eb\x00c</title>", "abc"),
        ("<title></title>", None),
        ("<p>không có", None),
        (f"<title>{'a' * 900}</title>", "a" * 200),
    ],
)
def test_a_title_is_one_clean_line(text: str, title: str | None) -> None:
    assert page.title_of(text) == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ('<meta name="date" content="05/03/2024">', "2024-03-05"),
        ("<meta itemprop='datePublished' content='2024-03-05T10:00'>", "2024-03-05"),
        ('<script>{"datePublished": "2024-03-05T01:00:00Z"}</script>', "2024-03-05"),
        ('<meta name="date" content="31/02/2024">', None),
        ("<p>05/03/2024", None),
    ],
)
def test_a_date_is_one_that_the_page_declares(text: str, day: str | None) -> None:
    assert page.date_of(text, None) == day


def test_a_page_is_read_in_its_own_character_set() -> None:
    assert page.text_of("é".encode("cp1252"), "text/html; charset=windows-1252") == "é"
    assert page.text_of(b"<meta charset=no-such-thing>a", "text/html") == "<meta charset=no-such-thing>a"
    assert page.text_of("ệ".encode(), "") == "ệ"


@pytest.mark.parametrize(
    "piece", ["<title ", "<meta ", "<meta a=", '<meta a="', "<", "<title>", "a=", '"datePublished":"']
)
@pytest.mark.timeout(30)
def test_a_page_made_to_be_slow_is_not(piece: str) -> None:
    text = (piece * page.HEAD)[: page.HEAD]
    page.title_of(text)
    assert page.date_of(text, None) is None
