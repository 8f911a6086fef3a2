"""The demo's household under its supervisor, every process able to die at a point; says who starts and is
ready."""

import sys
from dataclasses import replace

from dti import logs
from dti.household import PYTHON, Household
from dti.settings import Settings
from tests.faults.chaos.control import of_environment
from tests.faults.chaos.dying import lay
from tests.faults.chaos.points import OF_ROLE
from worker.restarts import RestartPolicy
from worker.supervisor import Child, Supervisor

DYING = (sys.executable, "-m", "tests.faults.chaos.dying")
STARTED, READY = "@started", "@ready"
SOON = RestartPolicy(growth=1.0)
"""Hundreds of kills in a row are nobody's defect: start again as soon as after the first."""


def main() -> int:
    """What `dti run` does, with children that can die."""
    logs.set_up()
    control = of_environment()
    if control is not None:
        lay(OF_ROLE["supervisor"], control)
    household = Household(Settings.from_env(), workers=2)
    supervisor = Supervisor(
        [_mortal(child) for child in household.children()],
        on_line=lambda name, line: _say(name, line) if name != "valkey" else None,
        on_start=lambda name, pid: _say(STARTED, name, pid),
        on_ready=lambda name, _line: _say(READY, name),
        policy=SOON,
    )
    return supervisor.run()


def _mortal(child: Child) -> Child:
    if child.argv[: len(PYTHON)] != PYTHON:
        return child
    return replace(child, argv=(*DYING, *child.argv[len(PYTHON) :]))


def _say(*words: object) -> None:
    print(*words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
