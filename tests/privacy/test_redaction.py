"""No token and no password reaches a log."""

import io
import logging

import pytest

from dti_core.privacy.protection import Redacting
from dti_core.privacy.redaction import redact

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-pc"


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"GET https://api.telegram.org/file/bot{TOKEN}/documents/1.pdf",
        f"httpx.ConnectError: {TOKEN}",
    ],
)
def test_a_token_is_removed_wherever_it_stands(text: str) -> None:
    assert TOKEN not in redact(text)
    assert "AAEhBO" not in redact(text)


def test_a_short_token_of_a_test_server_is_removed_too() -> None:
    assert redact("http://127.0.0.1:8080/bot1:sandbox/getMe") == "http://127.0.0.1:8080/bot<token>/getMe"
    assert redact("token 1:sandbox", ["1:sandbox"]) == "token <token>"


def test_a_password_in_an_address_is_removed() -> None:
    assert redact("redis://:geheim@127.0.0.1:6379/0") == "redis://:<password>@127.0.0.1:6379/0"
    assert redact("postgresql://dti:geheim@db/dti") == "postgresql://dti:<password>@db/dti"


def test_ordinary_lines_stay_as_they_are() -> None:
    line = '10:41:00 File "bot/telegram/polling.py", line 12; message 5 sent to http://127.0.0.1:8080/'
    assert redact(line) == line


def redacting(out: io.StringIO, *secrets: str) -> logging.Logger:
    handler = logging.StreamHandler(out)
    handler.setFormatter(Redacting(logging.Formatter("%(message)s"), secrets))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger


def test_a_line_is_redacted_whoever_wrote_it() -> None:
    out = io.StringIO()
    logger = redacting(out, "1:sandbox")
    logger.warning("GET https://api.telegram.org/bot%s/getMe with %s", TOKEN, "1:sandbox")
    assert out.getvalue() == "GET https://api.telegram.org/bot<token>/getMe with <token>\n"


def test_exceptions_are_redacted_with_their_causes() -> None:
    out = io.StringIO()
    logger = redacting(out)
    try:
        try:
            raise OSError(f"https://api.telegram.org/bot{TOKEN}/getMe refused")
        except OSError as error:
            raise RuntimeError("cannot start") from error
    except RuntimeError:
        logger.exception("stopped")
    assert "cannot start" in out.getvalue()
    assert TOKEN not in out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84912345678",
        "+84 91 234 56 78",
        "(0296) 3856789",
        "02963856789",
    ],
)
def test_a_telephone_number_is_removed_however_it_is_written(text: str) -> None:
    told = redact(f"cannot reach {text}, trying on")
    assert "345" not in told.replace(" ", "") and "85678" not in told
    assert told.endswith(", trying on")


@pytest.mark.parametrize(
    "text",
    ["update 1098765432", "message 84", "took 0.0912345678 s", "12345678901234", "2026-11-29 08:09:10"],
)
def test_a_number_that_is_no_telephone_stays(text: str) -> None:
    assert redact(text) == text


def test_an_e_mail_address_is_removed() -> None:
    assert redact("to nguyen.lan+dti@angiang.gov.vn: refused") == "to <e-mail>: refused"


def test_the_values_that_postgresql_names_are_removed() -> None:
    told = redact("duplicate key value\nDETAIL:  Key (name)=(Nguyễn Thị Lan) already exists.\n[SQL: INSERT]")
    assert "Lan" not in told and "[SQL: INSERT]" in told
