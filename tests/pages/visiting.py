"""People at the pages: a browser that keeps cookies, on the real application."""

import asyncio
import re
from dataclasses import dataclass, field

import httpx

from bot.pages.app import app
from dti_core.campaign import passes
from dti_core.campaign.hidden_words import revealed
from dti_core.messages import codec
from dti_core.messages.model import plain
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand

BASE = "https://dti.tinh.example"
MARK = re.compile(r'name="csrf" value="([^"]+)"')
LINK = re.compile(rf"{BASE}(/m/[\w-]{{43}})")
ACCOUNT = {"system": "https://lgsp.example", "user": "thamdinh", "password": "Dn@<2024>!", "note": "chỉ xem"}


def open_house(world: World) -> None:
    """The pages are there."""
    with world.db.write() as conn:
        passes.introduce(conn, BASE, world.now)


def told(world: World, hand: Hand) -> list[str]:
    """All that somebody was shown, addresses too."""
    return [
        plain(revealed(codec.load(row.payload), world.db.sealer).text)
        for row in world.rows(t.outbox, identity_id=hand.speaker.identity)
    ]


def link_of(world: World, hand: Hand) -> str:
    """The path of the newest link that somebody was sent."""
    return next(found[1] for text in reversed(told(world, hand)) if (found := LINK.search(text)))


@dataclass
class Browser:
    """One browser."""

    world: World
    base: str = BASE
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def get(self, path: str) -> httpx.Response:
        return self._do("GET", path)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        return self._do("POST", path, data=fields, headers=headers)

    def fill_in(self, path: str, fields: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        """Open the page and send its form."""
        found = MARK.search(self.get(path).text)
        assert found
        return self.post(path, {"csrf": found[1], **(ACCOUNT if fields is None else fields)}, **headers)

    def _do(self, method: str, path: str, **how: object) -> httpx.Response:
        async def run() -> httpx.Response:
            inner = httpx.ASGITransport(app=app(self.world.db, self.base, lambda: self.world.now))
            async with httpx.AsyncClient(transport=inner, base_url=self.base, cookies=self.cookies) as client:
                answer = await client.request(method, path, **how)
                self.cookies = client.cookies
                return answer

        return asyncio.run(run())
