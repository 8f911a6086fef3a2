"""Pinned frameworks, parsed once per process: a text never changes under its hash."""

from functools import lru_cache

from sqlalchemy import Connection, bindparam, select

from dti_core.framework.framework import Framework
from dti_core.framework.loader import load_text
from dti_core.store import tables as t

_TEXT = select(t.framework_text.c.text).where(t.framework_text.c.content_hash == bindparam("content_hash"))
_known: dict[str, Framework] = {}


class BrokenFramework(RuntimeError):
    """A pinned text that this version of the program can no longer read."""


def framework(conn: Connection, content_hash: str) -> Framework:
    """The framework that a campaign has pinned."""
    if content_hash not in _known:
        _known[content_hash] = parse(conn.execute(_TEXT, {"content_hash": content_hash}).scalar_one())
    return _known[content_hash]


@lru_cache(maxsize=8)
def parse(text: str) -> Framework:
    """A framework from its exact text; raises `BrokenFramework` with the first problem."""
    loaded = load_text(text, "framework")
    if loaded.framework is None:
        problem = loaded.problems[0]
        raise BrokenFramework(f"line {problem.line}: {problem.code}")
    return loaded.framework
