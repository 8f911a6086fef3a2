"""The Bot API's HTML: entities, offsets, complaints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.formatting import formatted_text


def entities(source: str) -> list[tuple[str, int, int]]:
    return [(e["type"], e["offset"], e["length"]) for e in formatted_text(source, "HTML").entities]


def complaint(source: str) -> str:
    with pytest.raises(ApiError) as caught:
        formatted_text(source, "HTML")
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline"),
        ("ins", "underline"), ("s", "strikethrough"), ("strike", "strikethrough"), ("del", "strikethrough"),
        ("code", "code"), ("pre", "pre"), ("blockquote", "blockquote"), ("tg-spoiler", "spoiler"),
    ],
)  # fmt: skip
def test_every_tag_of_the_bot_api_becomes_its_entity(tag: str, kind: str) -> None:
    assert entities(f"a <{tag}>bc</{tag}>") == [(kind, 2, 2)]


def test_offsets_count_utf16_units() -> None:
    assert entities("😀 <b>Điểm 😀</b>") == [("bold", 3, 7)]


def test_nested_entities_keep_both() -> None:
    assert entities("<b>Xin <i>chào</i></b>") == [("bold", 0, 8), ("italic", 4, 4)]


def test_a_link_keeps_its_address_with_decoded_references() -> None:
    found = formatted_text('<a href="https://a.vn/?x=1&amp;y=2">xem</a>', "HTML")
    assert found.entities == (
        {"type": "text_link", "offset": 0, "length": 3, "url": "https://a.vn/?x=1&y=2"},
    )


def test_code_inside_pre_names_the_language() -> None:
    found = formatted_text('<pre><code class="language-python">x = 1</code></pre>', "HTML")
    assert found.entities == ({"type": "pre", "offset": 0, "length": 5, "language": "python"},)


def test_an_expandable_quote_has_its_own_type() -> None:
    assert entities("<blockquote expandable>dài</blockquote>") == [("expandable_blockquote", 0, 3)]


def test_a_spoiler_span_is_read_and_any_other_span_refused() -> None:
    assert entities('<span class="tg-spoiler">x</span>') == [("spoiler", 0, 1)]
    assert complaint("<span>x</span>") == 'Tag "span" must have class "tg-spoiler" at byte offset 0'


def test_character_references_become_characters() -> None:
    assert formatted_text("&lt;b&gt; &amp;&quot; &#272;&#x1EC3; &foo;", "HTML").text == '<b> &" Để &foo;'


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ư <x>a</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(source: str, words: str) -> None:
    assert complaint(source) == words


def test_text_is_trimmed_and_offsets_follow() -> None:
    found = formatted_text("  \n<b> a</b> b \n", "HTML")
    assert found.text == "a b"
    assert found.entities == ({"type": "bold", "offset": 0, "length": 1},)


def test_links_and_commands_are_found_in_plain_text() -> None:
    found = formatted_text("/start xem https://a.gov.vn/b?c=1, hoặc sonoivu.angiang.gov.vn. 3.1 là mã")
    marks = [(e["type"], found.text[e["offset"] : e["offset"] + e["length"]]) for e in found.entities]
    assert marks == [
        ("bot_command", "/start"),
        ("url", "https://a.gov.vn/b?c=1"),
        ("url", "sonoivu.angiang.gov.vn"),
    ]


def test_nothing_is_found_inside_code() -> None:
    assert entities("<code>https://a.vn /lenh</code>") == [("code", 0, 18)]


def test_an_unknown_parse_mode_is_refused() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted_text("x", "BBCode")


@given(st.text())
def test_escaped_text_comes_back_as_it_was_typed(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert formatted_text(escaped, "HTML").text == formatted_text(text).text


@given(st.text(alphabet="<>/abi&;= \"'😀"))
def test_any_text_either_parses_with_sound_offsets_or_is_refused(source: str) -> None:
    try:
        found = formatted_text(source, "HTML")
    except ApiError as refused:
        assert refused.code == 400
        return
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= len(found) for e in found.entities)
