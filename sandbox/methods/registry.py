"""Methods by name, case ignored as Telegram does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from sandbox.parameters import Parameters
from sandbox.settings import BotAccount
from sandbox.world import World


@dataclass(frozen=True)
class Call:
    """One call of a bot: who calls, with what, and the request itself for those who wait."""

    world: World
    bot: BotAccount
    parameters: Parameters
    request: Request | None = None


Method = Callable[[Call], Awaitable[Any]]
_METHODS: dict[str, Method] = {}


def method(*names: str) -> Callable[[Callable[[Call], Any]], Callable[[Call], Any]]:
    """Register a plain function; it runs as one unit of work."""

    def register(function: Callable[[Call], Any]) -> Callable[[Call], Any]:
        async def run(call: Call) -> Any:
            with call.world.unit():
                return function(call)

        _METHODS.update({name.lower(): run for name in names})
        return function

    return register


def waiting_method(name: str) -> Callable[[Method], Method]:
    """Register a coroutine that opens its own units: it waits for something."""

    def register(function: Method) -> Method:
        _METHODS[name.lower()] = function
        return function

    return register


def find_method(name: str) -> Method | None:
    """The method of this name."""
    return _METHODS.get(name.lower())
