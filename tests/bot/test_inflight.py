"""One thing on its way per key, and none begun from what was read before the last one ended."""

import asyncio
import time

from bot.sender.inflight import InFlight


def test_a_key_is_free_again_for_who_read_after_its_last_task_ended() -> None:
    async def story() -> list[bool]:
        busy, gate = InFlight(lambda _task: None), asyncio.Event()
        before = time.monotonic()
        busy.start("lan", asyncio.wait_for(gate.wait(), 30))
        free = [busy.is_free("lan", time.monotonic()), busy.is_free("hoa", before)]
        gate.set()
        await busy.join()
        await asyncio.sleep(0.001)
        return [*free, busy.is_free("lan", before), busy.is_free("lan", time.monotonic())]

    assert asyncio.run(story()) == [False, True, False, True]
