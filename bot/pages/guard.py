"""What every page carries against being kept, framed, posted to from elsewhere, or telling where it was."""

import hmac
import secrets

from starlette.requests import Request
from starlette.responses import Response

LARGEST = 8192
"""Bytes of a form."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none';"
        " base-uri 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
FIELD = "csrf"


class Guard:
    """`base`: the public address of the pages, as people's browsers see it."""

    def __init__(self, base: str) -> None:
        self._secure = base.startswith("https://")
        self._origin = "/".join(base.split("/")[:3])
        self._cookie = "__Host-dti" if self._secure else "dti"

    def mark(self, request: Request) -> str:
        """What the form must bring back, beside the cookie."""
        kept = request.cookies.get(self._cookie, "")
        return kept if len(kept) == 43 else secrets.token_urlsafe(32)

    def protect(self, response: Response, mark: str | None = None) -> Response:
        """The headers, and the cookie where there is a form."""
        response.headers.update(HEADERS)
        if self._secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if mark is not None:
            response.set_cookie(
                self._cookie,
                mark,
                max_age=900,
                path="/",
                secure=self._secure,
                httponly=True,
                samesite="strict",
            )
        return response

    def is_ours(self, request: Request, mark: str) -> bool:
        """Whether a form was filled in on our own page, in this browser."""
        origin = request.headers.get("origin")
        if origin is not None and origin != self._origin:
            return False
        kept = request.cookies.get(self._cookie, "")
        return len(kept) == 43 and hmac.compare_digest(kept.encode(), mark.encode())
