"""Templates and the values that people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dti_core.messages.model import Span, plain
from dti_core.messages.rich import joined, lines, paragraphs, rich


def test_markup_of_the_template_becomes_style() -> None:
    assert rich("**{code} · {title}** · tối đa {max} điểm", code="3.1", title="Tỷ lệ", max=20) == (
        Span("3.1 · Tỷ lệ", bold=True),
        Span(" · tối đa 20 điểm"),
    )


def test_italic_markup_needs_the_edge_of_a_word() -> None:
    assert rich("ho_ten _nghiêng_") == (Span("ho_ten "), Span("nghiêng", italic=True))


@given(st.text("*_{}<>&a ", max_size=30))
def test_what_a_person_types_never_becomes_markup(typed: str) -> None:
    text = rich("**Tên:** {name}.", name=typed)
    assert plain(text) == f"Tên: {typed}."
    assert [span.text for span in text if span.bold] == ["Tên:"]


def test_a_rich_value_keeps_its_style_and_takes_that_of_its_place() -> None:
    assert rich("**{a}**", a=rich("_x_")) == (Span("x", bold=True, italic=True),)


def test_unbalanced_markup_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        rich("**a")


def test_absent_lines_leave_no_gap() -> None:
    assert plain(lines(rich("a"), None, (), "b")) == "a\nb"
    assert plain(paragraphs(rich("a"), None, rich("b"))) == "a\n\nb"


def test_neighbours_of_one_style_are_melted() -> None:
    assert joined([rich("a"), rich("b"), rich("**c**")]) == (Span("ab"), Span("c", bold=True))
