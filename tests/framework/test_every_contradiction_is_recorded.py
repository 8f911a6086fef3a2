"""What is wrong in a decision stands under the `anomalies` of its framework, and what they quote is in it."""

import re

import pytest

from dti_core.framework.framework import Framework, Node
from tests.framework.readers.contradictions import Contradiction, all_of
from tests.framework.readers.documents import SOURCES, document, text
from tests.framework.readers.prose import plain
from tests.framework.readers.rows import fold
from tests.framework.readers.transcribed import framework, says

every_framework = pytest.mark.parametrize("framework_id", SOURCES)


@every_framework
def test_every_article_that_the_file_cites_is_in_the_decision(framework_id: str) -> None:
    spec, nodes = framework(framework_id).spec, framework(framework_id).nodes
    bases = [*spec.bases.values(), *(each for node in nodes for each in node.basis.values())]
    cited = {number for each in bases if each.place for number in re.findall(r"Điều (\d+)", each.place)}
    assert {number for number in cited if f"Điều {number}." not in plain(text(framework_id))} == set()


@every_framework
def test_quoted_words_of_an_anomaly_stand_in_the_decision(framework_id: str) -> None:
    words = unquoted(plain(text(framework_id)))
    quoted = {
        (each.at, unquoted(fold(part)))
        for each in framework(framework_id).spec.anomalies
        for quote in re.findall(r"“([^”]+)”", each.printed)
        for part in re.split(r"…|\.\.\.", quote)
    }
    assert {(at, part) for at, part in quoted if part not in words} == set()


def unquoted(words: str) -> str:
    """A quotation within a quotation has no marks of its own."""
    return re.sub(r"[“”]", "", words)


def recorded(framework_id: str, contradiction: Contradiction) -> bool:
    """An anomaly at the row, near it or outside of the tree says what is printed and what is found."""
    own = framework(framework_id)
    near = set(own.by_id) if contradiction.at is None else family(own, own.nodes[contradiction.at])
    for each in own.spec.anomalies:
        here = each.at in near or each.at not in own.by_id
        if here and all(says(f"{each.printed} {each.found}", word) for word in contradiction.words):
            return True
    return False


def family(own: Framework, row: Node) -> set[str]:
    """The row, what it stands under, and the rows beside and below it."""
    above = [row.parent] if row.parent else []
    while above and (parent := own.by_id[above[-1]].parent):
        above.append(parent)
    return {row.id, *above} | {node.id for node in own.nodes if node.parent in {row.id, *above[:1]}}


@every_framework
def test_every_contradiction_that_can_be_computed_is_recorded(framework_id: str) -> None:
    found = all_of(document(framework_id))
    assert [each for each in found if not recorded(framework_id, each)] == []
