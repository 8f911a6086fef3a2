"""Neutral messages become Telegram's HTML within its limits."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram import limits
from bot.telegram.render import render, split
from dti_core.messages.model import Action, Attachment, Choice, Message, Span, plain


def shown(markup: str) -> str:
    """What a reader sees of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_what_a_person_typed_never_becomes_markup() -> None:
    (part,) = render(
        Message((Span("<b>&amp; </b>", bold=True), Span(' "x" ', link='https://a.vn/?a=1&b="2"')))
    )
    assert part.markup == (
        '<b>&lt;b&gt;&amp;amp; &lt;/b&gt;</b><a href="https://a.vn/?a=1&amp;b=&quot;2&quot;"> "x" </a>'
    )


def test_buttons_stand_under_the_last_part_of_a_long_text() -> None:
    choice = Choice("Có", Action("a", ("3.1", "true", "2")))
    parts = render(Message((Span("đoạn một\n\n" * 600),), ((choice,),)))
    assert len(parts) == 2
    assert parts[0].keyboard == ()
    assert parts[1].keyboard == ((("Có", "a|3.1|true|2"),),)


def test_a_long_text_is_parted_between_paragraphs() -> None:
    paragraph = "chữ " * 300
    first, *_ = split((Span("\n\n".join([paragraph.strip()] * 6)),), limits.TEXT)
    assert plain(first).endswith("chữ")
    assert len(plain(first).split("\n\n")) == 3


def test_a_text_too_long_for_a_caption_follows_its_file() -> None:
    attachment = Attachment("export/phieu.pdf", "Phiếu.pdf")
    file, words = render(Message((Span("x" * 1025),), attachment=attachment))
    assert (file.file, file.file_name, file.markup) == ("export/phieu.pdf", "Phiếu.pdf", "")
    assert (words.file, words.markup) == (None, "x" * 1025)


def test_a_short_text_is_the_caption_of_its_file() -> None:
    (part,) = render(Message((Span("Phiếu để trình ký"),), attachment=Attachment("a.png", "a.png", "photo")))
    assert part.as_photo
    assert part.markup == "Phiếu để trình ký"


def test_a_long_label_is_cut_and_not_refused() -> None:
    (part,) = render(Message((Span("x"),), ((Choice("dài " * 60, Action("a")),),)))
    ((label, _),) = part.keyboard[0]
    assert limits.units(label) <= limits.LABEL
    assert label.endswith("…")


def test_a_button_that_carries_too_much_is_a_defect_of_ours() -> None:
    with pytest.raises(ValueError, match="60 bytes"):
        render(Message((Span("x"),), ((Choice("x", Action("a", ("ế" * 30,))),),)))


def test_emoji_count_twice() -> None:
    assert limits.units("🙂a") == 3
    assert limits.prefix("🙂🙂🙂", 5) == 2


spans = st.lists(
    st.builds(Span, st.text(st.sampled_from("ab ế🙂\n<&"), min_size=1, max_size=60), bold=st.booleans()),
    max_size=8,
)


@given(spans, st.integers(4, 40))
def test_parting_a_text_loses_nothing_but_white_space(text: list[Span], limit: int) -> None:
    parts = list(split(tuple(text), limit))
    assert all(limits.units(plain(part)) <= limit for part in parts)
    assert "".join("".join(map(plain, parts)).split()) == "".join(plain(tuple(text)).split())


@given(spans)
def test_the_html_shows_exactly_the_text(text: list[Span]) -> None:
    (part,) = render(Message(tuple(text)))
    assert shown(part.markup) == plain(tuple(text))
