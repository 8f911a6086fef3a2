import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.worker.waiting import is_alive, wait_until
from worker.restarts import RestartPolicy
from worker.supervisor import Child, LineBuffer, Supervisor

SOON = RestartPolicy(first=0.01, growth=1.0, longest=0.01)

NEEDS = {"house": (), "queue": ("house",), "worker": ("queue", "house"), "bot": ("queue",)}
SLEEPER = "import time; print('up', flush=True); time.sleep(60)"
POLITE = """
import signal, sys, time
def bye(*_):
    print('bye', flush=True)
    sys.exit()
signal.signal(signal.SIGTERM, bye)
print('up', flush=True)
time.sleep(60)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SLEEPER
PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])
print(child.pid, flush=True)
time.sleep(60)
"""
FAMILY = f"""
import sys
from worker.supervisor import Child, Supervisor
argv = (sys.executable, '-c', {STUBBORN!r} if sys.argv[1] == 'stubborn' else {SLEEPER!r})
children = [Child('first', argv), Child('second', argv)]
sys.exit(Supervisor(children, on_start=lambda name, pid: print(pid, flush=True),
                    on_line=lambda name, line: print(name, line, flush=True)).run())
"""


def python(name: str, code: str, **more: object) -> Child:
    return Child(name, (sys.executable, "-c", code), **more)  # type: ignore[arg-type]


class Family:
    """Runs children until `enough` says so, and remembers what they said."""

    def __init__(self, *children: Child, enough: Callable[["Family"], bool], grace: float = 8.0) -> None:
        self.said: list[tuple[str, str]] = []
        self.ready: list[str] = []
        self.pids: dict[str, int] = {}
        self._enough = enough
        self.supervisor = Supervisor(
            children, on_line=self._line, on_ready=self._ready, on_start=self._start, policy=SOON, grace=grace
        )
        self.code = self.supervisor.run()

    def _line(self, name: str, line: str) -> None:
        self.said.append((name, line))
        self._check()

    def _ready(self, name: str, line: str) -> None:
        self.ready.append(name)
        self._check()

    def _start(self, name: str, pid: int) -> None:
        self.pids[name] = pid

    def _check(self) -> None:
        if self._enough(self):
            self.supervisor.request_stop()


def ups(count: int) -> Callable[[Family], bool]:
    return lambda family: sum(line == "up" for _, line in family.said) >= count


def test_output_is_passed_on_line_by_line_with_the_name_of_who_said_it() -> None:
    chatty = python("chatty", "import sys; print('một'); print('hai', file=sys.stderr); print('ba', end='')")
    family = Family(chatty, enough=lambda f: ("chatty", "ba") in f.said)
    assert sorted(family.said[:3]) == [("chatty", "ba"), ("chatty", "hai"), ("chatty", "một")]


def test_a_child_that_dies_is_started_again() -> None:
    family = Family(python("mortal", "print('up', flush=True); raise SystemExit(1)"), enough=ups(3))
    assert family.said[:3] == [("mortal", "up")] * 3


def test_a_child_that_is_killed_is_started_again() -> None:
    victims: list[int] = []

    def kill_the_first(family: Family) -> bool:
        if not victims:
            victims.append(family.pids["victim"])
            os.kill(victims[0], signal.SIGKILL)
        return family.pids["victim"] != victims[0]

    assert Family(python("victim", SLEEPER), enough=kill_the_first).code == 0


def test_a_child_waits_until_those_it_needs_are_ready() -> None:
    first = python(
        "first", "import time; print('warming', flush=True); time.sleep(0.2)\n" + SLEEPER, ready_line="up"
    )
    second = python("second", SLEEPER, after=("first",))
    family = Family(second, first, enough=ups(2))
    assert [name for name, line in family.said if line == "up"] == ["first", "second"]
    assert family.ready[0] == "first"


def test_a_child_that_runs_once_is_ready_when_it_has_ended_and_is_not_started_again() -> None:
    once = python("once", "import time; print('set up', flush=True); time.sleep(0.2)", once=True)
    family = Family(python("later", SLEEPER, after=("once",)), once, enough=ups(1))
    assert family.said == [("once", "set up"), ("later", "up")]
    assert family.ready == ["once"]


def test_a_child_that_runs_once_but_fails_is_tried_again() -> None:
    fails = python("once", "print('set up', flush=True); raise SystemExit(1)", once=True)
    family = Family(fails, enough=lambda f: len(f.said) >= 2)
    assert family.said[:2] == [("once", "set up")] * 2 and family.ready == []


def test_all_end_politely_those_first_whom_nobody_needs() -> None:
    children = [python(name, POLITE, ready_line="up", after=after) for name, after in NEEDS.items()]
    family = Family(*children, enough=ups(4))
    byes = [name for name, line in family.said if line == "bye"]
    assert set(byes[:2]) == {"bot", "worker"} and byes[2:] == ["queue", "house"]
    assert family.code == 0


def test_nobody_is_alive_afterwards_not_even_a_stubborn_child() -> None:
    family = Family(python("stubborn", STUBBORN), python("meek", SLEEPER), enough=ups(2), grace=0.2)
    assert not any(is_alive(pid) for pid in family.pids.values())


def test_what_a_child_started_itself_ends_with_it() -> None:
    family = Family(python("parent", PARENT), enough=lambda f: bool(f.said))
    grandchild = int(family.said[0][1])
    wait_until(lambda: not is_alive(grandchild), "the grandchild is gone")


def test_an_exit_code_that_makes_starting_again_pointless_ends_everything() -> None:
    hopeless = python("hopeless", "raise SystemExit(3)", after=("other",), final_codes=frozenset({3}))
    family = Family(python("other", SLEEPER, ready_line="up"), hopeless, enough=lambda f: False)
    assert family.code == 3
    assert not is_alive(family.pids["other"])


def test_the_same_code_is_no_end_for_a_child_that_has_worked_before() -> None:
    """A disk that is read-only for a while looks like wrong settings to whoever is started meanwhile."""
    child = python(
        "bot",
        "print('ready', flush=True); raise SystemExit(3)",
        ready_line="ready",
        final_codes=frozenset({3}),
    )
    family = Family(child, enough=lambda f: len(f.ready) >= 2)
    assert family.code == 0


def test_what_has_to_be_prepared_is_prepared_before_every_start() -> None:
    prepared: list[int] = []

    def prepare() -> None:
        prepared.append(len(prepared))
        if len(prepared) == 2:
            raise OSError("the disk is full")

    family = Family(python("child", "print('up', flush=True)", prepare=prepare), enough=ups(2))
    assert len(prepared) >= 3 and family.code == 0


def test_a_program_that_is_not_there_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    Family(Child("ghost", ("/nonexistent/program",)), python("other", SLEEPER), enough=ups(1))
    assert "ghost cannot be started" in caplog.text


def test_a_child_gets_its_own_environment_on_top_of_ours() -> None:
    child = python(
        "child", "import os; print(os.environ['GREETING'], 'PATH' in os.environ)", env={"GREETING": "chào"}
    )
    assert Family(child, enough=lambda f: bool(f.said)).said[0] == ("child", "chào True")


@pytest.mark.parametrize("names", [("a", "a"), ("a", "b")])
def test_a_double_name_or_a_wait_for_nobody_is_refused(names: tuple[str, str]) -> None:
    children = [
        Child(names[0], ("true",)),
        Child(names[1], ("true",), after=("nobody",) if names[1] == "b" else ()),
    ]
    with pytest.raises(ValueError, match="names"):
        Supervisor(children)


def test_a_line_cut_in_the_middle_of_a_letter_is_put_together_again() -> None:
    whole = "điểm\r\nxong".encode()
    buffer = LineBuffer()
    lines = [line for i in range(len(whole)) for line in buffer.feed(whole[i : i + 1])]
    assert lines + buffer.close() == ["điểm", "xong"]


def test_an_endless_line_does_not_fill_the_memory() -> None:
    assert len(LineBuffer().feed(b"x" * 70_000)) == 1


def start_family(kind: str) -> tuple[subprocess.Popen[str], list[int]]:
    """Start a supervisor in a process of its own; wait until both children are up."""
    process = subprocess.Popen([sys.executable, "-c", FAMILY, kind], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said: list[str] = []
    while sum(line.endswith("up") for line in said) < 2:
        said.append(process.stdout.readline().strip())
        assert said[-1], "the family ended too early"
    return process, [int(line) for line in said if line.isdigit()]


def finish(process: subprocess.Popen[str]) -> int:
    with process:
        return process.wait(15)


@pytest.mark.faults
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_killing_the_supervisor_itself_leaves_nobody_behind() -> None:
    process, pids = start_family("stubborn")
    process.kill()
    finish(process)
    wait_until(lambda: not any(map(is_alive, pids)), "the children end with their supervisor")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_family_in_good_order(number: signal.Signals) -> None:
    process, pids = start_family("sleeping")
    process.send_signal(number)
    assert finish(process) == 0
    assert not any(map(is_alive, pids))


def test_a_second_ctrl_c_does_not_wait_for_stubborn_children() -> None:
    process, pids = start_family("stubborn")
    process.send_signal(signal.SIGINT)

    def pressed_again_until_gone() -> bool:
        process.send_signal(signal.SIGINT)
        return process.poll() is not None

    wait_until(pressed_again_until_gone, "the second Ctrl-C", seconds=6)  # the patience of one Ctrl-C is 8 s
    finish(process)
    assert not any(map(is_alive, pids))
