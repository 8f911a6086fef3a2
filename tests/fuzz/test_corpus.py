"""Every kept input is borne by its target, and so is whatever hypothesis thinks of."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.corpus import inputs
from tests.fuzz.targets import TARGETS

KEPT = [(name, path) for name in TARGETS for path in inputs(name)]


@pytest.mark.parametrize(("name", "path"), KEPT, ids=lambda value: getattr(value, "name", value))
def test_what_was_kept_is_borne(name: str, path: Path) -> None:
    TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_has_inputs_to_start_from(name: str) -> None:
    assert len(inputs(name)) >= 3


def changed(name: str) -> st.SearchStrategy[bytes]:
    """Kept inputs with a piece cut out, doubled or replaced."""
    kept = [path.read_bytes() for path in inputs(name)]
    piece = st.tuples(st.integers(0, 3000), st.integers(0, 30), st.binary(max_size=20))

    def cut(drawn: tuple[bytes, tuple[int, int, bytes]]) -> bytes:
        data, (at, length, instead) = drawn
        start = at % (len(data) + 1)
        return data[:start] + instead + data[start + length :]

    return st.tuples(st.sampled_from(kept), piece).map(cut)


@pytest.mark.parametrize("name", TARGETS)
def test_what_nobody_thought_of_is_borne(name: str) -> None:
    few = settings(max_examples=25) if name in ("workbook", "yaml") else settings()

    @few
    @given(st.one_of(st.binary(max_size=200), st.text(max_size=80).map(str.encode), changed(name)))
    def bear(data: bytes) -> None:
        TARGETS[name](data)

    bear()
