"""Keeps a family of processes running: starts, labels their output, restarts what dies, ends all of them.

One loop in one thread. Everything that happens outside (a child's output, its death, a signal to us) wakes it
through a file descriptor, so nothing is polled and the parent-death leash holds (see `processes`).
"""

import logging
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from worker.processes import kill_group, spawn
from worker.restarts import RestartPolicy

log = logging.getLogger(__name__)

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SAME_PRESS = 0.5  # seconds within which a second signal is the same Ctrl-C reaching us twice
LONGEST_LINE = 65_536
GRACE = 8.0  # seconds that all children together have for their end
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Child:
    """A process to keep running.

    `ready_line` is a part of the line by which it says that it works (none: ready once started); children
    that name it in `after` start only then. An exit code in `final_codes` means that starting again is
    pointless: the supervisor ends everything and returns that code; but not for a child that has worked
    before (said its `ready_line`): then the trouble came from outside, and may go again. A child that runs
    `once` is ready when it has ended with code 0 (or said its `ready_line`), and is not started again.
    `prepare` runs before every start; OSError from it means that the start has to wait.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    ready_line: str | None = None
    after: tuple[str, ...] = ()
    final_codes: frozenset[int] = frozenset()
    once: bool = False
    prepare: Callable[[], None] = lambda: None


class LineBuffer:
    """Cuts a stream of bytes into lines of text."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        """Take `data`; give the lines that it completes."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > LONGEST_LINE:
            lines, self._rest = [*lines, self._rest], b""
        return [_text(line) for line in lines]

    def close(self) -> list[str]:
        """Give what is left of an unfinished line."""
        rest, self._rest = self._rest, b""
        return [_text(rest)] if rest else []


def _text(line: bytes) -> str:
    return line.rstrip(b"\r").decode("utf-8", errors="replace")


@dataclass
class _Slot:
    """What the supervisor knows about one child at this moment."""

    child: Child
    due: float | None = 0.0  # when to start it; None while it runs
    process: Process | None = None
    lines: LineBuffer = field(default_factory=LineBuffer)
    started: float = 0.0
    failures: int = 0
    ready: bool = False
    asked_to_end: bool = False

    @property
    def has_worked(self) -> bool:
        return self.ready and self.child.ready_line is not None


class Supervisor:
    """Runs `children` until it is told to stop (SIGINT, SIGTERM, SIGHUP or `request_stop`).

    `on_line(name, line)` gets every line of output, `on_ready(name, line)` each line that says ready,
    `on_start(name, pid)` each start. Stopping goes against `after`, whom nobody needs first; what still runs
    after `grace` seconds altogether is killed; a second Ctrl-C kills at once.
    """

    def __init__(
        self,
        children: Sequence[Child],
        *,
        on_line: Callable[[str, str], None] = lambda name, line: None,
        on_ready: Callable[[str, str], None] = lambda name, line: None,
        on_start: Callable[[str, int], None] = lambda name, pid: None,
        policy: RestartPolicy | None = None,
        grace: float = GRACE,
    ) -> None:
        self._slots = {child.name: _Slot(child) for child in children}
        _refuse_unknown_names(children)
        self._on_line, self._on_ready, self._on_start = on_line, on_ready, on_start
        self._policy = policy or RestartPolicy()
        self._grace = grace
        self._selector = selectors.DefaultSelector()
        self._wake_read, self._wake_write = os.pipe()
        self._stop_since: float | None = None
        self._force = False
        self._code = 0

    def run(self) -> int:
        """Keep the children running; return 0 after a requested stop, else a child's final code."""
        os.set_blocking(self._wake_read, False)
        os.set_blocking(self._wake_write, False)
        self._selector.register(self._wake_read, selectors.EVENT_READ)
        with self._signals():
            try:
                while self._stop_since is None or self._running():
                    self._step()
            finally:
                self._kill_all()
                self._close()
        return self._code

    def request_stop(self) -> None:
        """Ask `run` to end everything and return; asked again (later than the same key press), it kills."""
        now = time.monotonic()
        if self._stop_since is None:
            self._stop_since = now
        elif now - self._stop_since > SAME_PRESS:
            self._force = True
        self._wake()

    def _step(self) -> None:
        if self._stop_since is None:
            self._start_due()
        else:
            self._end_next()
        for key, _ in self._selector.select(self._patience()):
            if key.fd == self._wake_read:
                _drain(self._wake_read)
            else:
                self._read(key.data)
        for slot, process in self._running():
            if process.poll() is not None:
                self._ended(slot, process)

    def _running(self) -> list[tuple[_Slot, Process]]:
        return [(slot, slot.process) for slot in self._slots.values() if slot.process is not None]

    def _start_due(self) -> None:
        now = time.monotonic()
        for slot in self._slots.values():
            free = all(self._slots[name].ready for name in slot.child.after)
            if slot.due is not None and slot.due <= now and (free or slot.failures):
                self._start(slot)

    def _start(self, slot: _Slot) -> None:
        child = slot.child
        slot.due, slot.started, slot.lines = None, time.monotonic(), LineBuffer()
        try:
            child.prepare()
            slot.process = spawn(child.argv, child.env)
        except OSError as problem:
            log.error("%s cannot be started: %s", child.name, problem)
            self._plan_restart(slot)
            return
        assert slot.process.stdout is not None  # noqa: S101 – spawn gives a pipe unless told otherwise
        os.set_blocking(slot.process.stdout.fileno(), False)
        self._selector.register(slot.process.stdout, selectors.EVENT_READ, slot)
        slot.ready = slot.ready or (child.ready_line is None and not child.once)
        self._on_start(child.name, slot.process.pid)

    def _read(self, slot: _Slot) -> None:
        if slot.process is None or slot.process.stdout is None:
            return
        try:
            data = os.read(slot.process.stdout.fileno(), LONGEST_LINE)
        except BlockingIOError:
            return
        if not data:
            self._selector.unregister(slot.process.stdout)
        self._tell(slot, slot.lines.feed(data))

    def _tell(self, slot: _Slot, lines: list[str]) -> None:
        child = slot.child
        for line in lines:
            try:
                self._on_line(child.name, line)
                if child.ready_line is not None and child.ready_line in line:
                    slot.ready = True
                    self._on_ready(child.name, line)
            except OSError:  # our own output is closed; the children matter more
                log.debug("output closed")

    def _ended(self, slot: _Slot, process: Process) -> None:
        kill_group(process)
        self._finish_output(slot, process)
        slot.process = None
        if self._stop_since is not None:
            return
        if slot.child.once and process.returncode == 0:
            if not slot.ready:
                slot.ready = True
                self._on_ready(slot.child.name, "")
            return
        if process.returncode in slot.child.final_codes and not slot.has_worked:
            log.error("%s ended with code %s: stopping", slot.child.name, process.returncode)
            self._code = process.returncode
            self.request_stop()
            return
        self._plan_restart(slot, process.returncode)

    def _finish_output(self, slot: _Slot, process: Process) -> None:
        if process.stdout is None:
            return
        if process.stdout.fileno() in self._selector.get_map():
            self._read(slot)
        if process.stdout.fileno() in self._selector.get_map():
            self._selector.unregister(process.stdout)
        process.stdout.close()
        self._tell(slot, slot.lines.close())

    def _plan_restart(self, slot: _Slot, code: int | None = None) -> None:
        now = time.monotonic()
        restart = self._policy.after_end(slot.failures, now - slot.started)
        slot.due, slot.failures = now + restart.delay, restart.failures
        log.warning("%s ended (code %s); starting again in %.1f s", slot.child.name, code, restart.delay)

    def _end_next(self) -> None:
        """Ask those to end whom nobody that still runs needs; the others are asked when these are gone."""
        if self._force or time.monotonic() >= self._deadline():
            self._kill_all()
            return
        running = self._running()
        needed = {name for slot, _ in running for name in slot.child.after}
        for slot, process in running:
            if slot.child.name not in needed and not slot.asked_to_end:
                slot.asked_to_end = True
                process.terminate()

    def _kill_all(self) -> None:
        for _, process in self._running():
            kill_group(process)
            process.wait()

    def _deadline(self) -> float:
        return (self._stop_since or 0.0) + self._grace

    def _patience(self) -> float | None:
        """How long nothing needs to be done, in seconds; None when only an event can change that."""
        now = time.monotonic()
        if self._stop_since is not None:
            return max(0.0, self._deadline() - now) if self._running() else 0.0
        dues = [slot.due for slot in self._slots.values() if slot.due is not None and slot.due > now]
        return max(0.0, min(dues) - now) if dues else None

    def _wake(self) -> None:
        try:
            os.write(self._wake_write, b"\0")
        except BlockingIOError:  # full: it will wake anyway
            return

    def _close(self) -> None:
        self._selector.close()
        os.close(self._wake_read)
        os.close(self._wake_write)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def stop(_number: int, _frame: FrameType | None) -> None:
            self.request_stop()

        def child_changed(_number: int, _frame: FrameType | None) -> None:
            self._wake()

        handlers = {**dict.fromkeys(STOP_SIGNALS, stop), signal.SIGCHLD: child_changed}
        before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _drain(fd: int) -> None:
    try:
        while os.read(fd, 4096):
            continue
    except BlockingIOError:
        return


def _refuse_unknown_names(children: Sequence[Child]) -> None:
    names = [child.name for child in children]
    wrong = {name for child in children for name in child.after} - set(names)
    if wrong or len(set(names)) < len(names):
        raise ValueError(
            f"children must have names of their own and wait for known ones: {names}, {sorted(wrong)}"
        )
