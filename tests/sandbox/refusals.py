"""Asking the Bot API for something it refuses."""

from typing import Any

from sandbox.client import Sandbox


def refusal(sandbox: Sandbox, method: str, **parameters: Any) -> tuple[int, str]:
    """Error code and description of a refused call; the HTTP status is the same as the code."""
    answer = sandbox.http.post(f"/bot{sandbox.token}/{method}", json=parameters)
    body = answer.json()
    assert body["ok"] is False, body
    assert answer.status_code == body["error_code"]
    return body["error_code"], body["description"]
