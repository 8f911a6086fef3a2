"""The outbox's text form of a message."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dti_core.messages import codec
from dti_core.messages.model import Action, Attachment, Choice, Message, Span

words = st.text(max_size=20)
spans = st.builds(Span, words, st.booleans(), st.booleans(), st.none() | st.just("https://a.vn/b"))
choices = st.builds(
    Choice, words, st.builds(Action, st.just("a"), st.tuples(st.text("abc:.đ019", max_size=6)))
)
messages = st.builds(
    Message,
    text=st.lists(spans, max_size=4).map(tuple),
    choices=st.lists(st.lists(choices, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
    asks=st.booleans(),
    in_place=st.booleans(),
    attachment=st.none() | st.just(Attachment("evidence/ab/abc", "báo cáo.pdf")),
    running=st.none() | st.just("album:1"),
)


@given(messages)
def test_a_message_reads_back_as_it_was_written(message: Message) -> None:
    assert codec.load(codec.dump(message)) == message


def test_a_message_of_an_unknown_version_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown version"):
        codec.load(json.dumps({"v": 99, "text": []}))


def test_vietnamese_stays_readable_in_the_stored_text() -> None:
    assert "Tỷ lệ" in codec.dump(Message((Span("Tỷ lệ"),)))
