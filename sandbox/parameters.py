"""A call's parameters, however they came: query, form, multipart or JSON body."""

import json
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from sandbox.errors import ApiError, bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024
_OVERHEAD = 1024 * 1024


class Parameters:
    """Values as text or JSON, and uploaded parts; readers answer None or a default for what is absent."""

    def __init__(self, values: dict[str, Any], uploads: dict[str, UploadFile] | None = None) -> None:
        self.values = values
        self.uploads = uploads or {}

    def text(self, name: str, default: str = "") -> str:
        """As text; JSON numbers become text too."""
        value = self.values.get(name)
        return default if value is None else value if isinstance(value, str) else str(value)

    def integer(self, name: str, default: int | None = None) -> int | None:
        """As a whole number; anything else counts as absent, as Telegram does."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """true, 1 and yes count as true."""
        return self.text(name).lower() in ("true", "1", "yes")

    def json(self, name: str, what: str) -> Any:
        """A JSON-serialized value (or the value itself in a JSON body); `what` names it in the complaint."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


async def read_parameters(request: Request, limit: int = UPLOAD_LIMIT) -> Parameters:
    """Gather them; ApiError 413 when the body is larger than `limit` bytes (and a little overhead)."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > limit + _OVERHEAD:
        raise ApiError(413, "Request Entity Too Large")
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        values.update(_json_object(await request.body()))
        return Parameters(values)
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return _from_form(values, await request.form(max_part_size=8 * 1024 * 1024))
    return Parameters(values)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse the request: it must be a JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("can't parse the request: it must be a JSON object")
    return found


def _from_form(values: dict[str, Any], form: FormData) -> Parameters:
    uploads: dict[str, UploadFile] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            uploads[name] = value
        else:
            values[name] = value
    return Parameters(values, uploads)
