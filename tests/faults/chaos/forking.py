"""Children forked from the supervisor instead of started: theirs is the life of the product's own command
from its first line on, but what it imports is there already. A start takes a tenth of the time; `make chaos`
starts interpreters, as production does.
"""

import contextlib
import gc
import importlib
import logging
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence

from tests.faults.chaos import dying
from worker import processes
from worker.supervisor import STOP_SIGNALS

WANTED = "CHAOS_FORKED"
"""The variable that asks for it."""
LOADED = ("dti.run_commands", "dti.pulse", "bot.main", "bot.telegram.setup", "worker.queue", "worker.jobs",
          "worker.sweeper", "worker.links.service", "dti_core.campaign.privacy.retention",
          "dti_core.store.schema")  # fmt: skip
"""With all that they load."""


def preload() -> None:
    """What bot, worker and sweeper import before they are ready."""
    for name in LOADED:
        importlib.import_module(name)
    gc.freeze()


def spawn(
    argv: Sequence[str], env: Mapping[str, str] | None = None, stdout: int | None = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """As the product's, for `dying`; others are started."""
    if "tests.faults.chaos.dying" not in argv:
        return processes.spawn(argv, env, stdout)
    return subprocess.Popen(
        list(argv),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_life(argv[-1], env or {}, processes._leash(os.getpid())),  # noqa: PLW1509 – see there
    )


def _life(role: str, env: Mapping[str, str], fasten: Callable[[], None]) -> Callable[[], None]:
    """What takes the place of exec: never returns."""

    def live() -> None:
        code = 1
        try:
            fasten()
            _forget_the_supervisor()
            os.environ.update(env)
            code = dying.main(role)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:  # noqa: BLE001 – as an interpreter would
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    return live


def _replace(file: int, nothing: int) -> None:
    """Not closed: its number would be given to the database, and whatever of the supervisor's still has it
    would close that one day."""
    with contextlib.suppress(OSError):  # the listing's own, gone by now
        os.fstat(file)
        os.dup2(nothing, file)


def _forget_the_supervisor() -> None:
    """Its files – one of them tells it that we run –, its signals, its way of logging."""
    signal.set_wakeup_fd(-1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for each in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 – numbers, not paths
        if each > 2 and each != nothing:
            _replace(each, nothing)
    for each in STOP_SIGNALS:
        signal.signal(each, signal.default_int_handler if each == signal.SIGINT else signal.SIG_DFL)
    logging.getLogger().handlers.clear()
    gc.enable()  # off while a process is forked
