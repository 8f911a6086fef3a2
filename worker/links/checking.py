"""Many looks at once, yet never two at one host, and none right after another there."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

from dti_core.campaign.links.finding import Finding
from dti_core.campaign.links.queue import Job

AT_ONCE = 8
GAP = 1.0
"""Seconds between two requests to one host."""

Look = Callable[[str], Awaitable[Finding]]
Settle = Callable[[Job, Finding], object]


async def check(
    jobs: Sequence[Job], look: Look, settle: Settle, *, at_once: int = AT_ONCE, gap: float = GAP
) -> None:
    """Look at every job's address and settle each as soon as it is known; one address is asked once."""
    hosts: dict[str, dict[str, list[Job]]] = {}
    for job in jobs:
        hosts.setdefault(host_of(job.url), {}).setdefault(job.url, []).append(job)
    most = asyncio.Semaphore(at_once)

    async def one_host(addresses: dict[str, list[Job]]) -> None:
        for number, (url, asked) in enumerate(addresses.items()):
            if number:
                await asyncio.sleep(gap)
            async with most:
                found = await look(url)
            for job in asked:
                await asyncio.to_thread(settle, job, found)

    async with asyncio.TaskGroup() as group:
        for addresses in hosts.values():
            group.create_task(one_host(addresses))


def host_of(url: str) -> str:
    """Whom an address asks; nobody for one that cannot be read."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
