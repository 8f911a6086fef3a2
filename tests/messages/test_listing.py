"""The list of all criteria, page by page."""

from dti_core.messages.contact import listing
from dti_core.messages.model import plain
from tests.conversations.world import questionnaire, with_answers


def test_every_page_of_a_long_index_counts_the_whole_index() -> None:
    view = with_answers(questionnaire(), {"6.1:a": "true", "6.13:a": "9", "6.13:b": "12"})
    heads = [
        plain(listing.page(view, number).text).splitlines()[0] for number in range(len(listing.pages(view)))
    ]
    of_index_6 = [head for head in heads if head.startswith("6.")]
    assert len(of_index_6) == 2
    assert len(set(of_index_6)) == 1
    assert of_index_6[0].endswith("2/13")
