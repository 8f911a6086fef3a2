"""The features of the staff's side together: no two of them mean different things by one name."""

from collections import Counter

import pytest

from bot.staff.registry import FEATURES


@pytest.mark.parametrize("kind", ["buttons", "words", "typed", "filed"])
def test_no_two_features_answer_to_the_same_name(kind: str) -> None:
    names = Counter(name for feature in FEATURES for name in getattr(feature, kind))
    assert [name for name, count in names.items() if count > 1] == []
