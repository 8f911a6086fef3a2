"""Which questions are asked, and in what order."""

from fractions import Fraction

from dti_core.survey.questions import of_key, of_subject, owner
from tests.survey.small import framework, view


def keys(found: object, subject: str) -> list[str]:
    return [question.key for question in of_subject(found, subject)]  # type: ignore[arg-type]


def test_a_shared_total_that_is_known_is_shown_and_not_asked_again() -> None:
    (question,) = of_subject(view({"info:1": "60"}), "1.3")
    assert question.key == "1.3:a"
    assert question.total is not None
    assert question.total.value == Fraction(60)


def test_a_shared_total_that_is_not_known_is_asked_first() -> None:
    assert keys(view(), "1.3") == ["info:1", "1.3:a"]


def test_a_total_of_the_criterion_itself_is_asked_after_its_part() -> None:
    first, second = of_subject(view(), "1.4")
    assert (first.key, second.key) == ("1.4:a", "1.4:b")
    assert first.total is not None
    assert first.total.own


def test_a_total_smaller_than_the_part_already_given_is_noticed() -> None:
    _, second = of_subject(view({"1.4:a": "5"}), "1.4")
    assert second.among is not None
    assert second.among.value == 5


def test_what_does_not_exist_is_not_counted() -> None:
    assert keys(view({"1.5:co": "false"}), "1.5") == ["1.5:co"]
    assert keys(view({"1.5:co": "true"}), "1.5") == ["1.5:co", "1.5:n"]


def test_an_item_with_fields_asks_each_field() -> None:
    assert keys(view(), "info:2") == ["info:2.ho_ten", "info:2.dien_thoai"]


def test_a_provider_is_asked_only_what_is_theirs() -> None:
    theirs = view(inputs_scope=frozenset({"1.4:b"}))
    assert keys(theirs, "1.4") == ["1.4:b"]
    assert keys(theirs, "1.1") == []
    assert of_key(theirs, "1.1:a") is None


def test_every_input_of_the_framework_is_found_by_its_key() -> None:
    found = view({"info:1": "60", "1.5:co": "true"})
    for node in framework().criteria:
        for item in node.inputs:
            if item.shared is None:
                question = of_key(found, f"{node.id}:{item.id}")
                assert question is not None
                assert question.subject == node.id


def test_a_key_that_does_not_exist_has_no_question() -> None:
    assert of_key(view(), "9.9:z") is None
    assert of_key(view(), "info:99") is None
    assert of_key(view(), "") is None


def test_the_owner_of_a_key_is_its_criterion_or_info_item() -> None:
    assert [owner(key) for key in ("3.1:a", "info:5", "info:12.ho_ten")] == ["3.1", "info:5", "info:12"]
