"""`dti score`: points for a file of answers, without bot or database.

With --json the result is `{"units": […]}` on standard output. Where anything in the file is wrong nothing is
scored, the exit code is 1, standard error tells every problem with its place, and with --json the output is
`{"problems": [{place, line, column, code, message, suggestion}]}`.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dti import score_texts as texts
from dti.parser import Subparsers

if TYPE_CHECKING:
    from dti_core.framework.framework import Framework
    from dti_core.scoring.answers_values import AnswersProblem
    from dti_core.scoring.model import UnitAnswers

MAX_BYTES = 50_000_000


class Unusable(Exception):
    """The file of answers cannot be read at all; the message says why."""


def add_parser(commands: Subparsers) -> None:
    """Describe the command."""
    score = commands.add_parser("score", help=texts.HELP, description=texts.DESCRIPTION)
    score.add_argument("--framework", required=True, metavar="BỘ_CHỈ_SỐ", help=texts.HELP_FRAMEWORK)
    score.add_argument("file", metavar="TỆP", help=texts.HELP_FILE)
    score.add_argument("--json", action="store_true", help=texts.HELP_JSON)
    score.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Score the file: 0 done, 1 refused with every reason."""
    framework = _framework(args)
    if framework is None:
        return 1
    try:
        text = _read(args.file)
    except Unusable as why:
        return _refuse(args, [_whole_file(str(why))], [str(why)])
    return _score(args, framework, text)


def _score(args: argparse.Namespace, framework: "Framework", text: str) -> int:
    from dti import score_report
    from dti_core.scoring.answers_file import parse_answers
    from dti_core.scoring.engine import score_all

    parsed = parse_answers(text, framework)
    if parsed.problems:
        told = [_told(args.file, problem) for problem in parsed.problems]
        told.append(texts.NOTHING_SCORED.format(count=len(parsed.problems)))
        return _refuse(args, [asdict(problem) for problem in parsed.problems], told)
    scores = score_all(framework, parsed.units, parsed.references)
    _tell_doubts(framework, parsed.units)
    if args.json:
        _print_json(score_report.as_json(scores))
    else:
        print(score_report.as_table(framework, parsed.units, scores))
    return 0


def _tell_doubts(framework: "Framework", units: "Sequence[UnitAnswers]") -> None:
    """Figures that are odd beside each other, on standard error: they are scored all the same."""
    from dti_core.scoring.plausible import doubts

    for unit in units:
        for hint in doubts(framework, unit.values):
            print(texts.DOUBT.format(unit=unit.name or unit.id, hint=hint.text), file=sys.stderr)


def _framework(args: argparse.Namespace) -> "Framework | None":
    from dti_core.framework.catalogue import render
    from dti_core.framework.library import open_framework

    folder = os.environ.get("DTI_FRAMEWORKS_DIR")
    loaded = open_framework(args.framework, Path(folder) if folder else None)
    if loaded.framework is None:
        problems = [
            {"place": problem.file, "line": problem.line, "column": problem.column, "code": problem.code}
            | {"message": problem.message, "suggestion": problem.suggestion}
            for problem in loaded.problems
        ]
        _refuse(args, problems, [render(problem) for problem in loaded.problems])
    return loaded.framework


def _read(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Unusable(texts.NOT_FOUND.format(file=name)) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Unusable(texts.UNREADABLE.format(file=name, why=why)) from None
    if len(raw) > MAX_BYTES:
        raise Unusable(texts.TOO_LARGE.format(file=name, limit=MAX_BYTES // 1_000_000))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(texts.NOT_UTF8.format(file=name)) from None


def _told(file: str, problem: "AnswersProblem") -> str:
    place = problem.place or texts.WHOLE_FILE
    return texts.PROBLEM.format(
        file=file, line=problem.line, column=problem.column, place=place, message=problem.message
    )


def _whole_file(message: str) -> dict[str, Any]:
    return {"place": "", "line": 0, "column": 0, "code": "unusable", "message": message, "suggestion": None}


def _refuse(args: argparse.Namespace, problems: Sequence[dict[str, Any]], told: Sequence[str]) -> int:
    if args.json:
        _print_json({"problems": list(problems)})
    print(*told, sep="\n", file=sys.stderr)
    return 1


def _print_json(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
