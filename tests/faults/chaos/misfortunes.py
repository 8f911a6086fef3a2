"""What else befalls processes: frozen for a minute and thawed (SIGSTOP, SIGCONT), told to end (SIGTERM).

Each gives its complaints; the checker compares what is stored and told afterwards as ever.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.chaos.crowd import Crowd
from tests.faults.chaos.killer import Killer
from tests.faults.chaos.stage import ROOT, Stage

FROZEN = ("bot", "worker-1", "sweeper", "valkey", "supervisor")
TERMINATED = ("worker-1", "bot", "sweeper", "valkey")


def freeze_each(stage: Stage, crowd: Crowd, killer: Killer, seconds: float) -> list[str]:
    """Freeze one after the other; the rest must go on answering. A frozen bot gets a successor, which must
    be the only one to send: the fence keeps the other from noting anything when it thaws."""
    complaints = []
    for name in FROZEN:
        killer.wait_until_whole()
        if name == "bot":
            with _second_bot(stage):
                complaints += _freeze(stage, crowd, name, seconds)
        else:
            complaints += _freeze(stage, crowd, name, seconds)
    return complaints


def _freeze(stage: Stage, crowd: Crowd, name: str, seconds: float) -> list[str]:
    if not stage.house.send(name, signal.SIGSTOP):
        return [f"{name} was not there to be frozen"]
    time.sleep(seconds / 2)
    before = crowd.replies
    time.sleep(seconds / 2)
    answered = crowd.replies - before
    stage.house.send(name, signal.SIGCONT)
    return [] if answered else [f"nobody was answered while {name} was frozen"]


@contextmanager
def _second_bot(stage: Stage) -> Iterator[None]:
    """Somebody starts the bot a second time, as after a failed deployment."""
    command = [sys.executable, "-m", "dti.main", "bot"]
    env = {**stage.env(), "DTI_REDIS_URL": "redis://127.0.0.1:1/0"}  # without wake-ups: the sweeper has them
    with (stage.folder / "second.log").open("w") as said:
        second = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=subprocess.STDOUT)
    try:
        yield
        time.sleep(5.0)  # both are awake now: only one may send
    finally:
        second.terminate()
        try:
            second.wait(20)
        except subprocess.TimeoutExpired:
            second.kill()
            second.wait()


def end_each(stage: Stage, killer: Killer) -> list[str]:
    """Ask every process to end in order; the supervisor, with everybody, last."""
    complaints = []
    for name in TERMINATED:
        killer.wait_until_whole()
        stage.house.kill(name, signal.SIGTERM)
    killer.wait_until_whole()
    code = stage.house.stop()
    if code != 0:
        complaints.append(f"told to end, the household ended with {code}")
    stage.house.start()
    killer.wait_until_whole()
    return complaints
