"""How far a unit is, and where to go next."""

from dataclasses import replace
from fractions import Fraction

from dti_core.survey import progress
from dti_core.survey.questionnaire import EvidenceView, Returned
from tests.survey.small import view

INFO = {"info:1": "60", "info:2.ho_ten": "An", "info:2.dien_thoai": "0912345678"}


def proof(criterion: str) -> EvidenceView:
    return EvidenceView(1, criterion, "link", "https://a.vn")


def test_an_answered_claim_without_evidence_is_half_done() -> None:
    assert progress.of(view({"1.1:a": "true"})).marks["1.1"] == "no_evidence"
    assert progress.of(view({"1.1:a": "true"}, evidence=(proof("1.1"),))).marks["1.1"] == "done"


def test_nothing_needs_proving_where_nothing_is_claimed() -> None:
    found = progress.of(view({"1.1:a": "false", "1.2:a": "khong", "1.3:a": "0", "info:1": "60"})).marks
    assert (found["1.1"], found["1.2"], found["1.3"]) == ("done", "done", "done")


def test_general_information_alone_begins_no_criterion() -> None:
    assert progress.of(view(INFO)).marks["1.3"] == "missing"


def test_half_of_two_numbers_is_partial() -> None:
    assert progress.of(view({"1.4:a": "1"})).marks["1.4"] == "partial"


def test_a_criterion_put_off_is_marked_until_it_is_answered() -> None:
    put_off = view(INFO, deferred=frozenset({"1.1"}))
    assert progress.of(put_off).marks["1.1"] == "deferred"
    answered = replace(put_off, answers=view({**INFO, "1.1:a": "false"}).answers)
    assert progress.of(answered).marks["1.1"] == "done"


def test_what_others_assess_is_not_asked_and_does_not_count() -> None:
    found = progress.of(view())
    assert found.marks["1.7"] == "not_asked"
    assert found.total == 7


def test_a_criterion_that_only_wants_evidence_is_open_until_it_has_some() -> None:
    assert progress.of(view()).marks["1.8"] == "missing"
    assert progress.of(view(evidence=(proof("1.8"),))).marks["1.8"] == "done"


def test_a_unit_with_the_trait_is_exempt() -> None:
    exempt = view(traits=frozenset({"khong-dich-vu"}))
    assert progress.of(exempt).marks["1.5"] == "exempt"
    assert "1.5" not in progress.stops(exempt)


def test_the_way_leads_through_general_information_then_the_criteria_in_order() -> None:
    assert progress.stops(view()) == (
        "info:1", "info:2", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.8",
    )  # fmt: skip


def test_the_next_stop_is_ahead_then_behind_then_what_was_put_off() -> None:
    found = view({**INFO, "1.2:a": "khong"}, deferred=frozenset({"1.8"}))
    assert progress.next_stop(found) == "1.1"
    assert progress.next_stop(found, "1.1") == "1.3"
    assert progress.next_stop(found, "1.6") == "1.1"
    rest = {"1.1:a": "false", "1.3:a": "0", "1.4:a": "0", "1.4:b": "0", "1.5:co": "false", "1.6:a": "0"}
    almost = view({**INFO, "1.2:a": "khong", **rest}, deferred=frozenset({"1.8"}))
    assert progress.next_stop(almost, "1.6") == "1.8"
    assert progress.next_stop(almost, "1.8") is None


def test_after_a_return_only_what_was_sent_back_is_walked() -> None:
    returned = view(INFO, state="returned", returned=(Returned("1.3", "Thiếu."), Returned("1.6", "Sai.")))
    assert progress.stops(returned) == ("1.3", "1.6")
    assert progress.next_stop(returned, "1.3") == "1.6"
    assert progress.next_stop(returned, "1.6") is None


def test_a_provider_counts_only_criteria_of_their_own() -> None:
    found = progress.of(view(inputs_scope=frozenset({"info:1", "1.4:b"})))
    assert found.having("missing") == ("1.4",)
    assert found.total == 1


def test_the_share_is_exact() -> None:
    assert progress.of(view({"1.1:a": "false"})).share == Fraction(1, 7)
