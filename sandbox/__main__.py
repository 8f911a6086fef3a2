"""python -m sandbox --port 8080 --db FILE [--faults] [--files DIR] [--token T]… [--bot-name NAME]"""

import argparse
import os
import signal
import sqlite3
import sys
from pathlib import Path

from sandbox import texts
from sandbox.settings import Settings, accounts

PORT_BUSY = 3
_LOCAL = {"127.0.0.1", "localhost", "::1"}


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 stopped, 2 wrong use, 3 port busy."""
    options = _parser().parse_args(arguments)
    if os.environ.get("DTI_ENV", "").lower() == "production":
        return _refuse(texts.NOT_IN_PRODUCTION)
    if options.host not in _LOCAL:
        return _refuse(texts.ONLY_HERE)
    try:
        settings = _settings(options)
    except ValueError:
        return _refuse(texts.BAD_ACCOUNT)
    return _serve(settings, options.host, options.port)


def _serve(settings: Settings, host: str, port: int) -> int:
    from sandbox.server import open_socket, run

    try:
        listener = open_socket(host, port)
    except OSError:
        return _refuse(texts.PORT_BUSY.format(port=port, next=port + 1), PORT_BUSY)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a polite end, exit code 0
    try:
        run(settings, listener, lambda: print(f"listening {listener.getsockname()[1]}", flush=True))
    except (sqlite3.Error, PermissionError) as reason:
        return _refuse(texts.NO_DATABASE.format(path=settings.database, reason=reason))
    except KeyboardInterrupt:
        pass
    return 0


def _settings(options: argparse.Namespace) -> Settings:
    tokens = [*options.token, *os.environ.get("SANDBOX_TOKENS", "").replace(",", " ").split()]
    return Settings(
        database=options.db,
        files=options.files or options.db.with_name(options.db.name + ".files"),
        bots=accounts(tuple(dict.fromkeys(tokens)), options.bot_name, options.bot_username),
        faults=options.faults,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=texts.ABOUT)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8080, help="0: cổng trống bất kỳ")
    parser.add_argument("--db", type=Path, default=Path("var/sandbox.sqlite"))
    parser.add_argument("--files", type=Path)
    parser.add_argument("--token", action="append", default=[])
    parser.add_argument("--bot-name", default="Trợ lý chuyển đổi số")
    parser.add_argument("--bot-username", default="dti_sandbox_bot")
    parser.add_argument("--faults", action="store_true", help=argparse.SUPPRESS)
    return parser


def _refuse(text: str, code: int = 2) -> int:
    print(text, file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    os.umask(0o077)  # what people wrote and sent is the owner's alone
    sys.exit(main())
