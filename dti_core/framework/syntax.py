"""Why a text cannot be read as YAML, in our own kinds of mistake."""

import re

import yaml

from dti_core.framework.problems import Finding, Spot

MAX_CHARACTERS = 2_000_000
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def unreadable(text: str) -> Finding | None:
    """What makes a text unfit to be read at all: its length or a character that nobody sees."""
    if len(text) > MAX_CHARACTERS:
        return Finding("too-large", facts={"limit": MAX_CHARACTERS})
    bad = FORBIDDEN.search(text)
    if not bad:
        return None
    before = text[: bad.start()]
    place = Spot(before.count("\n") + 1, bad.start() - before.rfind("\n"))
    return Finding("control-character", value=f"U+{ord(bad.group()):04X}", spot=place)


def syntax_problem(error: yaml.YAMLError, text: str, long_quote: tuple[Spot, int] | None) -> Finding:
    """The parser's complaint as one of our own kinds of mistake."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Finding("broken-yaml", value=str(error))
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    lines = text.splitlines()
    if long_quote and mark and mark.line == long_quote[1]:
        return Finding("unclosed-quote", spot=long_quote[0])
    if "scanning a quoted scalar" in (error.context or "") and error.context_mark:
        mark, code = error.context_mark, "unclosed-quote"
    elif mark and mark.line < len(lines) and lines[mark.line][mark.column : mark.column + 1] == "\t":
        code = "tab-indentation"
    else:
        code = _by_words(problem, lines[mark.line] if mark and mark.line < len(lines) else "")
    place = Spot(mark.line + 1, mark.column + 1) if mark else None
    return Finding(code, value=problem, spot=place)


def _by_words(problem: str, line: str) -> str:
    if "but got '?'" in problem:
        return "unquoted-question"
    if "mapping values are not allowed" in problem:
        return "unquoted-colon" if line.count(": ") > 1 else "bad-indentation"
    indented = ("did not find expected key", "expected '-' indicator", "expected <block end>")
    return "bad-indentation" if any(words in problem for words in indented) else "broken-yaml"
