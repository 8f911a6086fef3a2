"""A framework's file: any text is loaded, or refused with places that are in it."""

from dti_core.framework.loader import load_text


def target(data: bytes) -> None:
    """No exception; either a framework or problems, each in a line of the file and told in words."""
    text = data.decode(errors="replace")
    found = load_text(text, "fuzz.yaml")
    assert (found.framework is None) == bool(found.problems)
    lines = len(text.splitlines()) + 1  # a lone carriage return ends a line too
    for problem in found.problems:
        assert problem.message
        assert 0 <= problem.line <= lines, problem
