"""`dti bot`, `dti worker` or `dti sweeper` as they are, but for dying (-9) at a point when told to."""

import functools
import importlib
import inspect
import sys
from collections.abc import Callable
from typing import Any

from tests.faults.chaos.control import Control, of_environment
from tests.faults.chaos.points import OF_ROLE, Point


def lay(points: tuple[Point, ...], control: Control) -> None:
    """Put a function of ours around every call at which this process may have to die."""
    for point in points:
        owner, name = _place(point)
        setattr(owner, name, _around(getattr(owner, name), point, control))


def _place(point: Point) -> tuple[Any, str]:
    module, _, path = point.where.partition(":")
    *owners, name = path.split(".")
    return functools.reduce(getattr, owners, importlib.import_module(module)), name


def _around(inner: Callable[..., Any], point: Point, control: Control) -> Callable[..., Any]:
    async def asynchronous(*args: Any, **more: Any) -> Any:
        if point.moment == "before":
            control.pass_by(point.name)
        result = await inner(*args, **more)
        if point.moment == "after":
            control.pass_by(point.name)
        return result

    def synchronous(*args: Any, **more: Any) -> Any:
        if point.moment == "before":
            control.pass_by(point.name)
        result = inner(*args, **more)
        if point.moment == "after":
            control.pass_by(point.name)
        return result

    return functools.wraps(inner)(asynchronous if inspect.iscoroutinefunction(inner) else synchronous)


def main(role: str) -> int:
    """The product's own command, with the points of its role laid."""
    from dti.main import main as product

    control = of_environment()
    if control is not None:
        lay(OF_ROLE[role], control)
    sys.argv = ["dti", role]
    return product()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
