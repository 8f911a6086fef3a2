"""What backup, restore and upgrade do on the command line."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from dti import backup_texts as texts
from dti import texts as common
from dti.secret_files import key_in
from dti.settings import BACKUP_KEY, BadSettings, Settings
from dti.setup_actions import make_folders
from dti_core.campaign import backups, heartbeats
from dti_core.store import schema
from dti_core.store.backup import cipher
from dti_core.store.backup.make import Made, make
from dti_core.store.backup.problems import BackupProblem
from dti_core.store.backup.restore import check
from dti_core.store.backup.restore import restore as put_back
from dti_core.store.database import Database
from dti_core.store.migrations import HEAD


def backup(args: argparse.Namespace) -> int:
    """Save everything, or make a key."""
    if args.new_key is not None:
        return _new_key(args.new_key)
    if args.file is None:
        print(texts.NO_TARGET, file=sys.stderr)
        return 2
    settings = Settings.from_env()
    database = Database(settings.database_url)
    try:
        made = make(database, settings.data_dir, args.file, _key(args.key_file, settings))
        _note(database, made)
    except (BackupProblem, DBAPIError, OSError) as problem:
        return _refused(problem)
    finally:
        database.close()
    print(texts.made(args.file, made.rows, made.files, encrypted=made.encrypted))
    return _warned(made)


def restore(args: argparse.Namespace) -> int:
    """Put everything back, or only look whether that is possible."""
    settings = Settings.from_env()
    key = _key(args.key_file, settings)
    try:
        if args.check:
            content = check(args.file, key)
            print(texts.checked(content.made_at, content.schema, content.rows, content.files))
            return 0
        database = Database(settings.database_url)
        make_folders(settings)
        content = put_back(args.file, database, settings.data_dir, key)
        database.close()
    except (BackupProblem, DBAPIError, OSError) as problem:
        return _refused(problem)
    print(texts.restored(content.made_at, content.rows, content.files))
    return 0


def upgrade(args: argparse.Namespace) -> int:
    """Bring the tables up to date: alone, after a backup, or not at all."""
    settings = Settings.from_env()
    database = Database(settings.database_url, settings.sealer())
    try:
        with database.read() as conn:
            found = schema.current(conn)
        if found is None:
            return _begin(args, settings, database)
        if found == HEAD:
            print(texts.up_to_date(found))
            return 0
        return _upgrade(args, settings, database, found)
    except schema.NewerSchema:
        raise BadSettings([common.NEWER_SCHEMA]) from None
    except (BackupProblem, DBAPIError, OSError) as problem:
        return _refused(problem)
    finally:
        database.close()


def _begin(args: argparse.Namespace, settings: Settings, database: Database) -> int:
    if not args.init:
        print(texts.NOTHING_TO_UPGRADE, file=sys.stderr)
        return 1
    make_folders(settings)
    schema.migrate(database)
    print(texts.up_to_date(HEAD))
    return 0


def _upgrade(args: argparse.Namespace, settings: Settings, database: Database, found: str) -> int:
    schema.refuse_newer(found)
    alive = _alive(database)
    if alive and not args.force:
        print(texts.still_running(alive), file=sys.stderr)
        return 1
    if not args.no_backup:
        target = _place(settings.data_dir, found)
        made = make(database, settings.data_dir, target, settings.backup_key)
        print(texts.made(target, made.rows, made.files, encrypted=made.encrypted))
    schema.migrate(database, keep_copy=False)
    print(texts.upgraded(found, HEAD))
    return 0


def _place(data_dir: Path, found: str) -> Path:
    folder = data_dir / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"before-{HEAD}-from-{found}-{datetime.now(UTC):%Y%m%d-%H%M%S}.dti"


def _alive(database: Database) -> list[str]:
    """Processes that show life; the first versions had no such signs."""
    try:
        with database.read() as conn:
            now = datetime.now(UTC)
            return sorted(each.sign.kind for each in heartbeats.all_of(conn) if each.is_alive(now))
    except DBAPIError:
        return []


def _note(database: Database, made: Made) -> None:
    """Part of the history, where the tables are this version's."""
    with database.write() as conn:
        if schema.current(conn) == HEAD:
            backups.note(conn, made.rows, made.files, encrypted=made.encrypted, now=datetime.now(UTC))


def _key(path: Path | None, settings: Settings) -> str | None:
    """The key in a file, else the one that is set."""
    if path is None:
        return settings.backup_key
    try:
        key = key_in(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadSettings([texts.no_key_in(path)]) from None
    if not BACKUP_KEY.fullmatch(key):
        raise BadSettings([texts.no_key_in(path)])
    return key


def _new_key(path: Path) -> int:
    secret, public = cipher.new_key()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as problem:
        return _refused(problem)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"# public key: {public}\n{secret}\n")
    print(texts.new_key(path, public))
    return 0


def _warned(made: Made) -> int:
    """A backup of what is damaged is better than none, but somebody has to know."""
    if made.key_left_out:
        print(texts.KEY_LEFT_OUT, file=sys.stderr)
    if made.missing or made.changed:
        print(texts.damaged_files(made.missing, made.changed), file=sys.stderr)
        return 1
    return 0


def _refused(problem: BackupProblem | DBAPIError | OSError) -> int:
    if isinstance(problem, BackupProblem):
        print(texts.problem(problem.code, problem.detail), file=sys.stderr)
    elif isinstance(problem, OSError):
        print(texts.no_disk(problem.filename, problem.strerror), file=sys.stderr)
    else:
        print(common.NO_DATABASE, file=sys.stderr)
    return 1
