"""Where the play is given: sandbox as the witness, a seeded campaign, and the household that is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path

from dti.demo.people import introduce
from sandbox.client import Sandbox
from sandbox.testing import SandboxProcess
from tests.faults.chaos.control import FOLDER, Control
from tests.faults.chaos.house import READY, STARTED
from tests.faults.chaos.servers import DatabaseServer

FRAMEWORK = "an-giang-2024-so"
ROOT = Path(__file__).parents[3]
PATIENCE = 60.0
KEPT_LINES = 4000


class House:
    """The supervisor with its children. `alive` tells which of them are ready, by name."""

    def __init__(self, env: dict[str, str], diary: Path) -> None:
        self._env = env
        self._diary = diary
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._pids: dict[str, int] = {}
        self._ready: dict[str, float] = {}
        self.said: list[str] = []

    def start(self) -> None:
        """Start the supervisor; its children follow."""
        with self._lock:
            self._pids, self._ready = {}, {}
        command = [sys.executable, "-m", "tests.faults.chaos.house"]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Whether the supervisor lives."""
        return self._process is not None and self._process.poll() is None

    def pid(self, name: str = "supervisor") -> int | None:
        """The process of this name that works now; None while there is none."""
        if name == "supervisor":
            return self._process.pid if self._process is not None and self.is_running else None
        with self._lock:
            return self._pids.get(name) if name in self._ready else None

    def alive(self) -> dict[str, float]:
        """Who is ready, with the time of getting so; nobody, once the supervisor is dead."""
        if not self.is_running:
            return {}
        with self._lock:
            return dict(self._ready)

    def send(self, name: str, how: signal.Signals) -> bool:
        """Send a signal to one of them, "supervisor" included; False where it is not there just now."""
        pid = self.pid(name)
        if pid is None:
            return False
        try:
            os.kill(pid, how)
        except ProcessLookupError:
            return False
        return True

    def kill(self, name: str, how: signal.Signals = signal.SIGKILL) -> bool:
        """End one of them: not ready from now on, until its successor is."""
        pid = self.pid(name)
        if pid is None or not self.send(name, how):
            return False
        self.forget({pid})
        if name == "supervisor" and self._process is not None:
            self._process.wait()
        return True

    def forget(self, dead: Container[int]) -> None:
        """These have died by themselves: their names are not ready until their successors are."""
        with self._lock:
            self._ready = {name: at for name, at in self._ready.items() if self._pids[name] not in dead}

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask the supervisor to end, and wait; its exit code."""
        if self._process is None:
            return 0
        if self.is_running:
            self._process.send_signal(how)
        try:
            return self._process.wait(60)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with self._diary.open("a") as diary:
            for line in process.stdout:
                diary.write(f"{time.monotonic():.2f} {line}")
                self.hear(process, line.rstrip())

    def hear(self, process: "subprocess.Popen[str] | None", line: str) -> None:
        """A line that this supervisor printed; what an earlier one says no longer counts."""
        words = line.split()
        with self._lock:
            if process is not self._process:
                return
            if words[:1] == [STARTED]:
                self._pids[words[1]] = int(words[2])
                self._ready.pop(words[1], None)
            elif words[:1] == [READY]:
                self._ready[words[1]] = time.monotonic()
            else:
                self.said = [*self.said[-KEPT_LINES:], line]


class Stage:
    """All that a play needs."""

    def __init__(self, folder: Path, database: DatabaseServer, sandbox: Sandbox) -> None:
        self.folder = folder
        self.database = database
        self.sandbox = sandbox
        self.witness = folder / "sandbox.sqlite"
        self.control = Control(folder / "control")
        self.house = House(self.env(), folder / "house.log")

    def seed(self) -> None:
        """Tables, campaign, people and the answers of those at work, as the demo has them."""
        command = [sys.executable, "-m", "dti.demo.seed", FRAMEWORK]
        done = subprocess.run(command, cwd=ROOT, env=self.env(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"the demo could not be seeded: {done.stdout}{done.stderr}")
        introduce(self.folder, self.sandbox.base_url)

    def env(self) -> dict[str, str]:
        """What the product's processes find in their environment."""
        strange = ("DTI_", "TELEGRAM_")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        return {
            **plain,
            "PYTHONPATH": str(ROOT),
            "DTI_DATA_DIR": str(self.folder),
            "DTI_DATABASE_URL": self.database.url,
            "DTI_CHECK_LINKS": "off",  # people's addresses are made up: nothing leaves this machine
            "DTI_CHAT_RATE": "100",  # nobody reads along
            "TELEGRAM_BOT_TOKEN": self.sandbox.token,
            "TELEGRAM_API_BASE_URL": self.sandbox.base_url,
            FOLDER: str(self.folder / "control"),
        }


@contextmanager
def stage(folder: Path, database: DatabaseServer) -> Iterator[Stage]:
    """A seeded stage whose household is not started yet; everything is gone afterwards."""
    witness = SandboxProcess(folder, faults=False)
    place = Stage(folder, database, witness.start())
    try:
        place.seed()
        yield place
    finally:
        place.house.stop()
        place.sandbox.close()
        witness.kill()  # what it has seen is committed
