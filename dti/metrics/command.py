"""`dti metrics` (one exporter for all processes) and `dti health` (for health checks of containers)."""

import argparse
import signal
import sys
import threading
from datetime import UTC, datetime

from dti import logs
from dti.metrics import texts
from dti.parser import Subparsers
from dti.settings import BadSettings, Settings

KINDS = ("bot", "worker", "sweeper", "metrics", "web")


def add_parser(commands: Subparsers) -> None:
    """Describe the commands."""
    metrics = commands.add_parser("metrics", help=texts.HELP)
    metrics.add_argument("--once", action="store_true", help=texts.HELP_ONCE)
    metrics.set_defaults(run=run_metrics)
    health = commands.add_parser("health", help=texts.HELP_HEALTH)
    health.add_argument("kind", nargs="?", choices=KINDS, help=texts.HELP_KIND)
    health.set_defaults(run=run_health)


def run_metrics(args: argparse.Namespace) -> int:
    """Print the figures once, or serve them until told to stop."""
    from prometheus_client import generate_latest

    from dti.metrics.collector import registry
    from dti.run_commands import open_database

    settings = Settings.from_env()
    if args.once:
        database = open_database(settings)
        sys.stdout.write(generate_latest(registry(database, settings.redis_url)).decode())
        return 0
    if settings.metrics_port is None:
        raise BadSettings([texts.NO_PORT])
    return _serve(settings, settings.metrics_port)


def _serve(settings: Settings, port: int) -> int:
    from prometheus_client import start_http_server

    from dti.metrics.collector import registry
    from dti.pulse import beating
    from dti.run_commands import open_database

    logs.set_up("metrics", settings.log_form, settings.syslog)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stopped.set())
    database = open_database(settings, patiently=True)
    figures = registry(database, settings.redis_url)
    try:
        server, thread = start_http_server(port, settings.metrics_host, figures)
    except OSError as error:
        print(texts.port_busy(port, error), file=sys.stderr)
        return 1
    print("ready", flush=True)
    with beating(database, "metrics"):
        stopped.wait()
    server.shutdown()
    thread.join(2.0)
    return 0


def run_health(args: argparse.Namespace) -> int:
    """0 where a process of this kind on this machine (in this container) has shown life of late."""
    from sqlalchemy.exc import DBAPIError

    from bot.holder import is_here
    from dti.run_commands import open_database
    from dti_core.campaign import heartbeats

    try:
        with open_database(Settings.from_env()).read() as conn:
            known, now = heartbeats.all_of(conn), datetime.now(UTC)
    except DBAPIError:
        print(texts.UNKNOWN, file=sys.stderr)
        return 1
    well = [
        each
        for each in known
        if args.kind in (None, each.sign.kind) and is_here(each.sign.holder) and each.is_alive(now)
    ]
    print(texts.alive(args.kind or "dti", len(well)))
    return 0 if well else 1
