"""The whole application: Bot API, the person's side, the page."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox import adminapi, botapi, live, personapi, webhook
from sandbox.errors import ApiError
from sandbox.guard import Guard
from sandbox.settings import Settings
from sandbox.world import World

PAGE = Path(__file__).parent / "page"


def create_app(settings: Settings) -> Starlette:
    """One sandbox; the fault routes exist only when the settings ask for them."""
    world = World(settings)
    faults = adminapi.fault_routes if settings.faults else []
    app = Starlette(
        routes=[
            Mount("/sandbox", routes=[*personapi.routes, *live.routes, *adminapi.routes, *faults]),
            *botapi.routes,
            Mount("/page", app=_Fresh(directory=PAGE)),
            Route("/", index),
            Route("/p/{person:int}", index),
        ],
        middleware=[Middleware(Guard, open_hosts=settings.open_hosts)],
        lifespan=_lifespan,
        exception_handlers={500: broken},
    )
    app.state.world = world
    return app


async def index(request: Request) -> FileResponse:  # noqa: ARG001 - one page for every address
    """The chat page; its script reads the address."""
    return FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})


async def broken(request: Request, problem: Exception) -> JSONResponse:  # noqa: ARG001 - the log has the problem
    """A defect of ours looks like Telegram's own 500."""
    return JSONResponse(ApiError(500, "Internal Server Error").body(), 500)


class _Fresh(StaticFiles):
    """Files of the page, asked for again after an upgrade."""

    def file_response(self, *args, **kwargs):  # type: ignore[no-untyped-def]  # passes everything through
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    world: World = app.state.world
    deliveries = webhook.start(world)
    yield
    world.signals.close()
    for task in deliveries:
        task.cancel()
    await asyncio.gather(*deliveries, return_exceptions=True)
    world.db.close()
