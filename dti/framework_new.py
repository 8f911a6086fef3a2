"""`dti framework new` and `dti framework from-xlsx`: the beginnings of a framework file."""

import argparse
import re
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dti import framework_author_texts as texts

if TYPE_CHECKING:
    from dti_core.excel.annex.importing import Imported
    from dti_core.framework.drafting.document import Drafted
    from dti_core.framework.loader import Loaded

ID = re.compile(r"[a-z0-9][a-z0-9_.\-]*")
LEVELS = ("so", "huyen", "tinh")


def add_parsers(kinds: Any) -> None:
    """Describe both commands; nothing heavy is imported until one of them runs."""
    new = kinds.add_parser("new", help=texts.HELP_NEW, description=texts.HELP_NEW)
    new.add_argument("id", metavar=texts.ID, help=texts.HELP_ID)
    new.add_argument("--title", help=texts.HELP_TITLE)
    new.set_defaults(run=run_new)
    book = kinds.add_parser("from-xlsx", help=texts.HELP_FROM, description=texts.HELP_FROM)
    book.add_argument("book", metavar=texts.BOOK, type=Path, help=texts.HELP_BOOK)
    book.add_argument("--id", help=texts.HELP_ID)
    book.add_argument("--sheet", action="append", default=[], help=texts.HELP_SHEET)
    book.add_argument("--table", action="append", default=[], type=int, help=texts.HELP_TABLE)
    book.set_defaults(run=run_from_xlsx)
    for each in (new, book):
        each.add_argument("--to", type=Path, metavar="TỆP", help=texts.HELP_TO)
        each.add_argument("--level", choices=LEVELS, help=texts.HELP_LEVEL)


def run_new(args: argparse.Namespace) -> int:
    """Write the skeleton; 0 done, 1 refused."""
    from dti.framework_files import level_of, schema_line, usual_path
    from dti_core.framework.drafting.yaml_text import scalar

    level = args.level or level_of(args.id) or "so"
    target = args.to or usual_path(_folder(), args.id, level)
    refusal = _refused(args.id)
    if refusal:
        return _say(refusal)
    skeleton = (files("dti") / "framework_skeleton.yaml").read_text(encoding="utf-8")
    title = scalar(args.title or texts.DEFAULT_TITLE)
    line = schema_line(target, _folder())
    filled = {"@ID@": scalar(args.id), "@TITLE@": title, "@LEVEL@": level}
    text = re.sub("|".join(filled), lambda found: filled[found[0]], skeleton)
    if not _written(target, f"{line}\n{text}" if line else text):
        return 1
    print(texts.made(_near(target)))
    if not line:
        print(texts.NO_SCHEMA)
    return 0


def run_from_xlsx(args: argparse.Namespace) -> int:
    """Draft a file from a book: 0 sound, 1 refused or with problems left, each told."""
    from dti_core.excel.annex.importing import import_book, slug

    framework_id = args.id or slug(args.book.stem) or "bo-chi-so"
    refusal = _refused(framework_id)
    if refusal:
        return _say(refusal)
    found = import_book(
        args.book,
        framework_id,
        sheets=args.sheet,
        numbers=args.table,
        level=args.level or _level(framework_id),
    )
    if found.draft is None:
        return _say(*_rendered(found), texts.NOTHING_WRITTEN)
    return _draft(args, found)


def _draft(args: argparse.Namespace, found: "Imported") -> int:
    from dti.framework_files import schema_line, usual_path
    from dti_core.framework.drafting.document import drafted
    from dti_core.framework.loader import load_text

    draft = found.draft
    if draft is None:
        return 1
    target = args.to or usual_path(_folder(), draft.id, draft.level)
    made = drafted(draft, schema_line(target, _folder()))
    if not _written(target, made.text):
        return 1
    shown = _near(target)
    loaded = load_text(made.text, str(shown))
    _summarise(shown, found, made, loaded)
    return 1 if loaded.problems else 0


def _summarise(target: Path, found: "Imported", made: "Drafted", loaded: "Loaded") -> None:
    from dti_core.framework.catalogue import render

    parts = [texts.drafted(target, _counts(found, made), _total(made.text))]
    parts[0] += "\n" + texts.read_from([(t.sheet.title, t.header, t.last) for t in found.tables])
    parts += _guesses(made)
    if found.remarks:
        parts.append(texts.seen(_rendered(found)))
    if loaded.problems:
        lines = [render(problem) for problem in loaded.problems]
        parts.append("\n".join([texts.remaining(len(lines)), *lines]))
    print("\n\n".join([*parts, texts.next_steps(target)]))


def _guesses(made: "Drafted") -> list[str]:
    from dti_core.framework.drafting.guess_texts import WHY

    named = [(row.id or row.code, row.title, guess) for row, guess in made.guesses]
    rows = [(code, title, guess.type, WHY[guess.why], bool(guess.look)) for code, title, guess in named]
    look = [(code, guess.look) for code, _, guess in named if guess.look]
    counted = dict(Counter(guess.type for _, _, guess in named).most_common())
    parts = [f"{texts.guesses(rows)}\n{texts.tally(counted)}"] if rows else []
    return [*parts, texts.to_look(look)] if look else parts


def _counts(found: "Imported", made: "Drafted") -> dict[str, int]:
    draft = found.draft
    if draft is None:
        return {}
    return {
        "trụ cột": len(draft.pillars),
        "chỉ số chính": sum(bool(row.children) for row in draft.rows),
        "tiêu chí": len(made.guesses),
        "thông tin chung": len(draft.info),
    }


def _total(text: str) -> str:
    line = next((line for line in text.splitlines() if line.startswith("max_points: ")), "max_points: ?")
    return line.removeprefix("max_points: ").replace(".", ",")


def _rendered(found: "Imported") -> list[str]:
    from dti_core.excel.trouble import render

    return list(render(found.remarks))


def _refused(framework_id: str) -> str | None:
    """Why an id cannot be used, if so."""
    from dti_core.framework.library import available

    if not ID.fullmatch(framework_id):
        return texts.bad_id(framework_id)
    taken = next((each for each in available(_folder()) if each.id == framework_id), None)
    return texts.id_taken(framework_id, taken.path) if taken else None


def _written(target: Path, text: str) -> bool:
    from dti.framework_files import AlreadyThere, write_new

    try:
        write_new(target, text)
    except AlreadyThere:
        _say(texts.already_there(_near(target)))
        return False
    except OSError as error:
        _say(texts.unwritable(_near(target), error.strerror or "lỗi ổ đĩa"))
        return False
    return True


def _folder() -> Path:
    from dti.framework_folder import folder
    from dti_core.framework.library import DEFAULT_FOLDER

    return folder() or DEFAULT_FOLDER


def _level(framework_id: str) -> str:
    from dti.framework_files import level_of

    return level_of(framework_id) or ""


def _near(path: Path) -> Path:
    """As a person would type it: from where they stand, if it is below."""
    whole, here = path.absolute(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else path


def _say(*lines: str) -> int:
    print(*lines, sep="\n", file=sys.stderr)
    return 1
