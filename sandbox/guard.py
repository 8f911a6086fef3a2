"""What every response carries and which requests are turned away: the page shows strangers' texts."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_OWN_NAMES = {"127.0.0.1", "localhost", "::1"}


class Guard:
    """Refuses foreign Host names (DNS rebinding) and foreign origins; adds the security headers."""

    def __init__(self, app: ASGIApp, *, open_hosts: bool) -> None:
        self.app = app
        self.open_hosts = open_hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self._foreign(Headers(scope=scope)):
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self.app(scope, receive, with_headers)

    def _foreign(self, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self.open_hosts and urlsplit(f"//{host}").hostname not in _OWN_NAMES:
            return True
        return origin is not None and urlsplit(origin).netloc != host
