"""The processes `dti bot`, `dti worker`, `dti sweeper`, and `dti run`, which keeps all of them running."""

import argparse
import contextlib
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dti import logs, texts
from dti.parser import Subparsers
from dti.settings import BadSettings, Settings

if TYPE_CHECKING:
    from dti_core.store.database import Database


DRAIN, TASKS = "drain", "tasks"
"""The two kinds of jobs: points to be computed, people's tasks to be done."""
PAUSE = 1.0
"""Seconds between two tries to reach the database."""


def add_parser(commands: Subparsers) -> None:
    """Describe the four commands."""
    bot = commands.add_parser("bot", help=texts.HELP_BOT)
    bot.set_defaults(run=run_bot)
    commands.add_parser("worker", help=texts.HELP_WORKER).set_defaults(run=run_worker)
    commands.add_parser("sweeper", help=texts.HELP_SWEEPER).set_defaults(run=run_sweeper)
    run = commands.add_parser("run", help=texts.HELP_RUN)
    run.add_argument("--workers", type=int, default=2, metavar="N", help=texts.HELP_WORKERS)
    run.set_defaults(run=run_all)


def run_bot(_args: argparse.Namespace) -> int:
    """Talk to people until told to stop."""
    from bot.main import BotSettings, Wakers, WrongToken, run
    from bot.sender.buckets import Limits
    from bot.telegram.setup import PortBusy
    from dti.pulse import beating
    from worker.queue import waker

    settings = Settings.from_env()
    logs.set_up("bot", settings.log_form, settings.syslog)
    token, redis_url = need_token(settings), need_redis(settings)
    points, work = waker(redis_url, DRAIN), waker(redis_url, TASKS)
    database = open_database(settings, patiently=True)
    bot = BotSettings(
        token=token,
        base_url=settings.telegram_base_url,
        data_dir=settings.data_dir,
        webhook=settings.webhook,
        proxy_url=settings.proxy_url,
        ca_file=settings.ca_file,
        scanner=settings.scanner(),
        most_a_minute=settings.updates_a_minute,
        limits=Limits(chat_rate=settings.chat_rate),
    )
    try:
        with beating(database, "bot"):
            return run(bot, database, Wakers(points.wake, work.wake))
    except WrongToken:
        raise BadSettings([texts.TELEGRAM_REFUSED]) from None
    except PortBusy as busy:
        print(texts.webhook_port_busy(busy.args[0]), file=sys.stderr)
        return 1  # it may be free the next time
    finally:
        points.close()
        work.close()


def run_worker(_args: argparse.Namespace) -> int:
    """Rescore whatever has changed, do what is due by the clock and people's tasks, woken by the queue."""
    from dti.pulse import beating
    from dti_core.campaign import errands, scores, tasks
    from dti_core.campaign.privacy import retention
    from dti_core.campaign.staff import due
    from worker.jobs import serve

    settings = Settings.from_env()
    logs.set_up("worker", settings.log_form, settings.syslog)
    url, database = need_redis(settings), open_database(settings, patiently=True)

    def work() -> None:
        due.run_due(database, errands.utc_now())
        with database.read() as conn:
            is_wanted = tasks.waiting(conn, errands.utc_now())
        if is_wanted:  # half of a worker's start are the libraries for books; scores must not wait for them
            from dti.errands import KINDS

            errands.run(database, settings.data_dir, KINDS)
        retention.run(database, settings.data_dir, settings.keeping, errands.utc_now())

    print("ready", flush=True)
    jobs = {
        DRAIN: lambda: scores.drain(database),
        TASKS: work,
    }
    with looking_at_links(settings, database), beating(database, "worker"):
        serve(url, jobs)
    return 0


@contextlib.contextmanager
def looking_at_links(settings: Settings, database: "Database") -> Iterator[None]:
    """Beside the jobs, as long as they run, where it is switched on."""
    from dti_core import trust
    from worker.links.fetching import Fetcher
    from worker.links.service import LinkChecker

    if not settings.check_links:
        yield
        return
    looking = Fetcher(verify=trust.context(settings.ca_file), proxy=settings.proxy_url)
    checker = LinkChecker(database, looking.look)
    checker.start()
    try:
        yield
    finally:
        checker.stop()


def run_sweeper(_args: argparse.Namespace) -> int:
    """Wake the workers for whatever a lost wake-up left behind, and for what is due by the clock."""
    from datetime import UTC, datetime

    from dti.pulse import beating
    from dti_core.campaign import scores, tasks
    from dti_core.campaign.privacy import retention
    from dti_core.campaign.staff import due
    from worker.queue import Wakeups, connect
    from worker.sweeper import Sweeper, serve_all

    settings = Settings.from_env()
    logs.set_up("sweeper", settings.log_form, settings.syslog)
    url, database = need_redis(settings), open_database(settings, patiently=True)

    def is_work_waiting() -> bool:
        with database.read() as conn:
            return scores.is_work_waiting(conn)

    def is_task_waiting() -> bool:
        with database.read() as conn:
            now = datetime.now(UTC)
            return tasks.waiting(conn, now) or due.due(conn, now) or retention.due(conn, now)

    connection = connect(url)
    points = Sweeper(is_work_waiting, Wakeups(connection, DRAIN))
    work = Sweeper(is_task_waiting, Wakeups(connection, TASKS))
    print("ready", flush=True)
    with beating(database, "sweeper"):
        serve_all([points, work])
    return 0


def run_all(args: argparse.Namespace) -> int:
    """Keep bot, workers and sweeper running, with a Redis-compatible server of our own where none is set."""
    from dti.household import Household

    settings = Settings.from_env()
    logs.set_up("supervisor", settings.log_form, settings.syslog)
    need_token(settings)
    open_database(settings, patiently=True).close()  # said once here, not by every process
    return Household(settings, workers=args.workers).run()


def open_database(settings: Settings, *, patiently: bool = False) -> "Database":
    """The database, with its tables of this version; says what to do where they are not.

    `patiently`: one that does not answer is waited for, as after a restart of the whole machine.
    """
    from sqlalchemy.exc import DBAPIError

    from dti_core.campaign import factor_policy
    from dti_core.store.database import Database
    from dti_core.store.schema import NewerSchema, OutdatedSchema, check_schema

    told = False
    while True:
        try:
            check_schema(database := Database(settings.database_url, settings.sealer()))
            database.carry(**{factor_policy.OPTION: settings.second_factor})
            return database
        except OutdatedSchema as old:
            raise BadSettings([texts.NO_SCHEMA if old.found is None else texts.OLD_SCHEMA]) from None
        except NewerSchema:
            raise BadSettings([texts.NEWER_SCHEMA]) from None
        except (DBAPIError, OSError):
            if not patiently:
                raise BadSettings([texts.NO_DATABASE]) from None
        if not told:
            print(f"{texts.NO_DATABASE} {texts.TRYING_AGAIN}", file=sys.stderr, flush=True)
        told = True
        time.sleep(PAUSE)


def need_token(settings: Settings) -> str:
    """The bot's token; BadSettings where it is not set."""
    if settings.telegram_token is None:
        raise BadSettings([texts.TELEGRAM_UNSET])
    return settings.telegram_token


def need_redis(settings: Settings) -> str:
    """The address of the Redis-compatible server; BadSettings where it is not set."""
    if settings.redis_url is None:
        raise BadSettings([texts.REDIS_NEEDED])
    return settings.redis_url
