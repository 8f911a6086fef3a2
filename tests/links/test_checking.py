"""Many links at once: a bound on all, one after another at each host, one look for one address."""

import asyncio
from collections import Counter

from dti_core.campaign.links.finding import Finding
from dti_core.campaign.links.queue import Job
from worker.links.checking import check, host_of

ALIVE = Finding("alive")


class Looking:
    """Counts who is being looked at at one moment."""

    def __init__(self) -> None:
        self.now: Counter[str] = Counter()
        self.most, self.most_of_one, self.asked = 0, 0, []

    async def __call__(self, url: str) -> Finding:
        self.asked.append(url)
        self.now[host_of(url)] += 1
        self.most = max(self.most, sum(self.now.values()))
        self.most_of_one = max(self.most_of_one, self.now[host_of(url)])
        await asyncio.sleep(0.005)
        self.now[host_of(url)] -= 1
        return ALIVE


def test_no_more_than_so_many_are_looked_at_and_each_host_by_one() -> None:
    looking, settled = Looking(), []
    jobs = [Job(n, n, f"https://so-{n % 10}.gov.vn/{n}", 1) for n in range(30)]
    asyncio.run(check(jobs, looking, lambda job, _: settled.append(job.id), at_once=4, gap=0))
    assert sorted(settled) == list(range(30))
    assert (looking.most, looking.most_of_one) == (4, 1)


def test_an_address_filed_under_many_criteria_is_asked_once() -> None:
    looking, settled = Looking(), []
    jobs = [Job(n, n, "https://so.gov.vn/kh", 1) for n in range(5)]
    asyncio.run(check(jobs, looking, lambda job, found: settled.append((job.id, found)), gap=0))
    assert looking.asked == ["https://so.gov.vn/kh"]
    assert settled == [(n, ALIVE) for n in range(5)]


def test_the_next_request_to_a_host_waits_a_little() -> None:
    async def run() -> list[float]:
        moments: list[float] = []

        async def looking(_url: str) -> Finding:
            moments.append(asyncio.get_running_loop().time())
            return ALIVE

        jobs = [Job(n, n, f"https://so.gov.vn/{n}", 1) for n in range(3)]
        await check(jobs, looking, lambda *_: None, gap=0.05)
        return moments

    first, second, third = asyncio.run(run())
    assert second - first >= 0.05
    assert third - second >= 0.05
