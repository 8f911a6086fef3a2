"""`dti framework diff CŨ MỚI`: what changed, and which answers may be offered again.

Exit codes as of `diff`: 0 the same, 1 different, 2 trouble (a file that cannot be read or has problems).
"""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from dti import framework_diff_texts as texts

if TYPE_CHECKING:
    from dti_core.framework.framework import Framework

SAME, DIFFERENT, TROUBLE = 0, 1, 2


def add_parsers(kinds: Any) -> None:
    """Describe the command; nothing heavy is imported until it runs."""
    diff = kinds.add_parser("diff", help=texts.HELP, description=texts.DESCRIPTION)
    diff.add_argument("old", metavar=texts.OLD, help=texts.HELP_OLD)
    diff.add_argument("new", metavar=texts.NEW, help=texts.HELP_NEW)
    diff.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    diff.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare two frameworks by id or path."""
    from dti.framework_diff_json import as_data
    from dti.framework_diff_view import as_text
    from dti_core.framework.compare import compare

    both = [_open(name) for name in dict.fromkeys((args.old, args.new))]
    old, new = both[0], both[-1]
    if old is None or new is None:
        return TROUBLE
    found = compare(old, new)
    if args.json:
        print(json.dumps(as_data(old, new, found), ensure_ascii=False, indent=2))
    elif found.same:
        print(texts.SAME.format(old=args.old, new=args.new))
    else:
        print(as_text(args.old, args.new, found))
    return SAME if found.same else DIFFERENT


def _open(name: str) -> "Framework | None":
    from dti.framework_folder import folder
    from dti_core.framework.catalogue import render
    from dti_core.framework.library import open_framework

    loaded = open_framework(name, folder())
    if loaded.framework is None:
        print(*map(render, loaded.problems), sep="\n", file=sys.stderr)
    return loaded.framework
