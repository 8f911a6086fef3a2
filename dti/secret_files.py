"""Secrets from files: `NAME_FILE` names a file that holds the value of `NAME`, as container platforms hand
them over; passwords may also stand apart from the address that they belong to."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from dti import texts

SUFFIX = "_FILE"
SECRETS = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_WEBHOOK_SECRET",
    "DTI_DATABASE_URL",
    "DTI_DATABASE_PASSWORD",
    "DTI_REDIS_URL",
    "DTI_REDIS_PASSWORD",
    "DTI_BACKUP_KEY",
    "DTI_SECRET_KEY",
)
"""Variables that may come from a file."""
KEYS = frozenset({"DTI_BACKUP_KEY"})
"""Those that come in files with remarks."""
PASSWORDS = {"DTI_DATABASE_URL": "DTI_DATABASE_PASSWORD", "DTI_REDIS_URL": "DTI_REDIS_PASSWORD"}
"""Which password belongs into which address."""
LARGEST = 4096
"""Bytes of a secret; more is not one."""


def resolve(env: Mapping[str, str], problems: list[str]) -> dict[str, str]:
    """The environment without empty values, secrets read from files; what is wrong goes to `problems`."""
    found = {name: value.strip() for name, value in env.items() if value.strip()}
    for name in SECRETS:
        path = found.pop(name + SUFFIX, None)
        if path is None:
            continue
        if name in found:
            problems.append(texts.given_twice(name))
        elif (value := _read(name, Path(path), problems)) is not None:
            found[name] = value
    for address, password in PASSWORDS.items():
        if password in found and urlsplit(found.get(address, "")).netloc:  # a SQLite file has none
            found[address] = with_password(found[address], found[password])
    return found


def with_password(address: str, password: str) -> str:
    """The address with this password in it, whatever stood there."""
    parts = urlsplit(address)
    user, _, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return urlunsplit(parts._replace(netloc=f"{name}:{quote(password, safe='')}@{host}"))


def key_in(text: str) -> str:
    """The key in a file as key makers write it, with lines of remarks."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("#"))


def _read(name: str, path: Path, problems: list[str]) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        value = raw.decode().strip()
        value = key_in(value) if name in KEYS else value
    except (OSError, UnicodeDecodeError) as error:
        problems.append(texts.unreadable_secret(name + SUFFIX, path, error))
        return None
    if not value or len(raw) > LARGEST or "\n" in value:
        problems.append(texts.no_secret(name + SUFFIX, path))
        return None
    return value
