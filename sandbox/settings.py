"""What one sandbox process is told at start."""

import re
from dataclasses import dataclass
from pathlib import Path

DEFAULT_TOKEN = "1:sandbox"  # noqa: S105 - not a secret: it opens nothing but this sandbox
_TOKEN = re.compile(r"[1-9][0-9]{0,15}:[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class BotAccount:
    """One bot that the sandbox serves; its id is the number before the colon of its token."""

    token: str
    name: str
    username: str

    @property
    def id(self) -> int:
        """The bot's user id."""
        return int(self.token.partition(":")[0])


@dataclass(frozen=True)
class Settings:
    """Where things are kept and which bots exist."""

    database: Path
    files: Path
    bots: tuple[BotAccount, ...]
    faults: bool = False
    open_hosts: bool = False
    webhook_retry: float = 1.0


def accounts(tokens: tuple[str, ...], name: str, username: str) -> tuple[BotAccount, ...]:
    """A bot for each token (or for the default one); ValueError for a malformed or doubled token."""
    found = tuple(_account(token, i, name, username) for i, token in enumerate(tokens or (DEFAULT_TOKEN,)))
    if len({account.id for account in found}) < len(found):
        raise ValueError("two tokens share a bot id")
    return found


def _account(token: str, position: int, name: str, username: str) -> BotAccount:
    if _TOKEN.fullmatch(token) is None:
        raise ValueError(f"malformed token: {token[:4]}…")
    if position == 0:
        return BotAccount(token, name, username)
    return BotAccount(token, f"{name} {position + 1}", f"bot{position + 1}_{username}")
