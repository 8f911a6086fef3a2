"""Links as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dti_core.survey.links import Details, Link, details, find, says_where


def test_a_link_with_words_around_says_where_to_look() -> None:
    found = find("https://sonoivu.angiang.gov.vn/bao-cao-2024 mục 3, trang 5")
    assert found.links == (Link("https://sonoivu.angiang.gov.vn/bao-cao-2024", Details("mục 3, trang 5")),)


def test_document_number_and_date_before_the_link_are_recognised() -> None:
    (link,) = find("Quyết định 12/QĐ-SNV ngày 5/3/2024 https://a.gov.vn/x.").links
    assert link == Link("https://a.gov.vn/x", Details(None, "12/QĐ-SNV", "2024-03-05"))


def test_several_links_in_one_message_keep_their_own_words() -> None:
    found = find("https://a.vn/1, https://b.vn/2 trang 3\nwww.c.vn/4")
    assert [(link.url, link.details.place) for link in found.links] == [
        ("https://a.vn/1", None),
        ("https://b.vn/2", "trang 3"),
        ("https://www.c.vn/4", None),
    ]


def test_the_same_link_twice_is_one_link() -> None:
    assert len(find("https://a.vn/1 https://a.vn/1 trang 2").links) == 1


def test_an_address_without_a_scheme_is_a_link() -> None:
    assert find("sonoivu.angiang.gov.vn/abc").links[0].url == "https://sonoivu.angiang.gov.vn/abc"


@pytest.mark.parametrize("text", ["http://", "htp:/abc", "C:\\bao-cao.pdf", "https://", "ftp://a.vn/b"])
def test_what_only_looks_like_a_link_is_told(text: str) -> None:
    found = find(text)
    assert found.links == ()
    assert found.broken


@pytest.mark.parametrize("text", ["57", "abc@x.vn", "không có", "1.234,5", "3.1", "Sở Nội vụ"])
def test_plain_words_are_no_links(text: str) -> None:
    found = find(text)
    assert (found.links, found.broken) == ((), ())


def test_brackets_around_and_inside_a_link_are_told_apart() -> None:
    assert find("(xem https://a.vn/b_(c))").links[0].url == "https://a.vn/b_(c)"


def test_dates_in_words_become_iso_dates() -> None:
    found = details("1407/QĐ-UBND ngày 13 tháng 9 năm 2024")
    assert (found.document_number, found.document_date) == ("1407/QĐ-UBND", "2024-09-13")


def test_an_impossible_date_is_left_alone() -> None:
    assert details("ngày 45/13/2024").document_date is None


def test_words_that_only_say_where_are_told_from_other_words() -> None:
    assert says_where("trang 5")
    assert says_where("phụ lục II")
    assert not says_where("đã làm đầy đủ")
    assert not says_where("57")


@given(st.text(max_size=120))
def test_no_text_breaks_the_finder(text: str) -> None:
    for link in find(text).links:
        assert link.url.startswith(("http://", "https://"))
        assert " " not in link.url


urls = st.from_regex(r"https://[a-z]{1,8}\.gov\.vn/[a-z0-9/-]{0,20}[a-z0-9]", fullmatch=True)


@given(st.lists(urls, min_size=1, max_size=5, unique=True))
def test_every_pasted_link_is_found_in_order(pasted: list[str]) -> None:
    assert [link.url for link in find("\n".join(pasted)).links] == pasted
