"""What strangers cannot do, and what the page may load."""

import pytest

from sandbox.__main__ import main
from sandbox.client import Sandbox


def test_the_page_carries_a_strict_policy(sandbox: Sandbox) -> None:
    for path in ("/", "/p/5", "/page/main.js", "/sandbox/state"):
        headers = sandbox.http.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_page_loads_nothing_from_elsewhere(sandbox: Sandbox) -> None:
    page = sandbox.http.get("/").text
    assert "http://" not in page and "https://" not in page


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
def test_requests_of_other_sites_are_turned_away(sandbox: Sandbox, headers: dict[str, str]) -> None:
    assert (
        sandbox.http.post("/sandbox/people", headers=headers, json={"id": 1, "name": "x"}).status_code == 403
    )


def test_its_own_page_may_ask(sandbox: Sandbox) -> None:
    assert sandbox.http.get("/sandbox/state", headers={"Origin": sandbox.base_url}).status_code == 200


def test_a_body_that_is_no_object_is_refused(sandbox: Sandbox) -> None:
    for content in (b"[]", b"{", b'{"text": 5}'):
        answer = sandbox.http.post("/sandbox/people/1/messages", content=content)
        assert answer.status_code in (400, 404)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_it_listens_on_this_machine_alone(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", host, "--port", "0"]) == 2
    assert "127.0.0.1" in capsys.readouterr().err
