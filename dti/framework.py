"""`dti framework list|show|check|schema` and what `new`, `from-xlsx`, `diff` add: frameworks as files."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from dti import framework_diff, framework_new
from dti import framework_texts as texts
from dti.framework_folder import folder

if TYPE_CHECKING:
    from dti_core.framework.framework import Framework
    from dti_core.framework.loader import Loaded


def add_parser(commands: Any) -> None:
    """Describe the command; nothing heavy is imported until one of them runs."""
    top = commands.add_parser("framework", help=texts.HELP, description=texts.HELP)
    kinds = top.add_subparsers(metavar=texts.ACTION, required=True)
    for name, helps, run in (
        ("list", texts.HELP_LIST, run_list),
        ("show", texts.HELP_SHOW, run_show),
        ("check", texts.HELP_CHECK, run_check),
        ("schema", texts.HELP_SCHEMA, run_schema),
    ):
        kind = kinds.add_parser(name, help=helps, description=helps)
        kind.set_defaults(run=run)
        if name in {"show", "check"}:
            kind.add_argument("name", metavar=texts.NAME, nargs="?", help=texts.HELP_NAME)
        if name != "schema":
            kind.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    for add in (framework_new.add_parsers, framework_diff.add_parsers):
        add(kinds)


def run_list(args: argparse.Namespace) -> int:
    """Every framework of the folder, by id."""
    from dti_core.framework.library import available
    from dti_core.framework.loader import load

    there = [(each, load(each.path).framework) for each in available(folder())]
    if args.json:
        from dti.framework_json import listed

        _print_json([listed(*each) for each in there])
        return 0
    if not there:
        print(texts.none_there(folder()), file=sys.stderr)
        return 1
    print("\n".join(texts.listed(each.id, each.title, each.level, _size(found)) for each, found in there))
    return 0


def _size(framework: "Framework | None") -> str:
    """How large a framework is; a broken one says so."""
    if framework is None:
        return texts.BROKEN
    from dti.framework_view import size

    return size(framework)


def run_show(args: argparse.Namespace) -> int:
    """One framework, whole; a broken one is not shown but explained."""
    name = _only(args.name)
    if name is None:
        return 1
    loaded = _open(name)
    if loaded.framework is None:
        _print_problems(loaded)
        return 1
    print(_as_json(loaded.framework) if args.json else _as_text(loaded.framework))
    return 0


def run_check(args: argparse.Namespace) -> int:
    """One framework, or all of them; 1 where any has a problem."""
    names = [args.name] if args.name else _all()
    checked = [(name, _open(name)) for name in names]
    if args.json:
        _print_json(_report(checked))
    else:
        for name, loaded in checked:
            _print_check(name, loaded)
    return 1 if not checked or any(loaded.problems for _, loaded in checked) else 0


def run_schema(_args: argparse.Namespace) -> int:
    """The JSON Schema for editors, to standard output."""
    from dti_core.framework.schema import schema_text

    print(schema_text(), end="")
    return 0


def _open(name: str) -> "Loaded":
    from dti_core.framework.library import open_framework

    return open_framework(name, folder())


def _all() -> list[str]:
    from dti_core.framework.library import available

    names = [str(each.path) for each in available(folder())]
    if not names:
        print(texts.none_there(folder()), file=sys.stderr)
    return names


def _only(name: str | None) -> str | None:
    """The framework that is meant: the named one, or the only one there is."""
    if name:
        return name
    from dti_core.framework.library import available

    there = available(folder())
    if len(there) == 1:
        return there[0].id
    print(texts.which([each.id for each in there]), file=sys.stderr)
    return None


def _as_json(framework: "Framework") -> str:
    from dti.framework_json import as_data

    return json.dumps(as_data(framework), ensure_ascii=False, indent=2)


def _as_text(framework: "Framework") -> str:
    from dti.framework_view import as_text

    return as_text(framework)


def _print_problems(loaded: "Loaded") -> None:
    from dti_core.framework.catalogue import render

    print("\n".join(render(problem) for problem in loaded.problems), file=sys.stderr)


def _print_check(name: str, loaded: "Loaded") -> None:
    from dti.framework_view import anomalies
    from dti_core.framework.catalogue import render
    from dti_core.framework.checks import COVERABLE

    if loaded.problems:
        _print_problems(loaded)
        print(texts.found(name, len(loaded.problems)), file=sys.stderr)
        return
    lines = list(anomalies(loaded.framework)) if loaded.framework else []
    print("\n".join([texts.sound(name, len(lines)), *lines]))
    for note in loaded.notes:
        print((texts.explained if note.code in COVERABLE else texts.advised)(render(note)))


def _report(checked: "list[tuple[str, Loaded]]") -> Any:
    from dti.framework_json import report

    reports = [report(name, loaded) for name, loaded in checked]
    return reports[0] if len(reports) == 1 else reports


def _print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
