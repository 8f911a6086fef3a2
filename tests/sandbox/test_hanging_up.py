"""A bot that is killed in the middle of a call is no defect of the server."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.requests import ClientDisconnect

from sandbox import botapi


def test_a_caller_who_hangs_up_half_way_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hangs_up(_request: object) -> None:
        raise ClientDisconnect

    monkeypatch.setattr(botapi, "_answer", hangs_up)
    request: Any = SimpleNamespace()
    assert asyncio.run(botapi.call_method(request)).status_code == 499
