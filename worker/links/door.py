"""What a link must be before we follow it, at every step: scheme, port, name, and network address."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network

import httpx

from worker.links.addresses import is_public, read

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\\]")
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*\.?")
"""Names that systems read as an address in some notation: 2130706433, 0177.0.0.1, 0x7f.1."""
_OUR_OWN = ("localhost", "local", "internal", "lan", "home", "corp", "intranet", "localdomain", "arpa")


class Barred(Exception):
    """We do not go there; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """An address that we may ask: `port` is the one connected to."""

    url: httpx.URL
    host: str
    port: int


@dataclass(frozen=True)
class Door:
    """The rules. `allowed`: networks let through although they are not public, for tests on one machine."""

    ports: frozenset[int] = frozenset(PORTS.values())
    allowed: tuple[IPv4Network | IPv6Network, ...] = ()

    def target(self, address: str) -> Target:
        """The address taken apart; raises Barred."""
        if len(address) > LONGEST:
            raise Barred("too_long")
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, UnicodeError, ValueError):
            raise Barred("address") from None
        if url.scheme not in PORTS:
            raise Barred("scheme")
        if not url.host or _NOT_IN_ADDRESSES.search(address):
            raise Barred("address")
        if url.userinfo:
            raise Barred("login")
        port = url.port or PORTS[url.scheme]
        if port not in self.ports:
            raise Barred("port")
        self._name(url.host)
        return Target(url.copy_with(fragment=None), url.host, port)

    def check(self, host: str) -> None:
        """A network address as it will be connected to; raises Barred."""
        address = read(host)
        if address is None:
            raise Barred("address")
        if not is_public(address) and not any(
            address in net for net in self.allowed if net.version == address.version
        ):
            raise Barred("private")

    def _name(self, host: str) -> None:
        """A name whose last word says that it is nobody's but ours; an address is checked as such."""
        if read(host) is not None:
            self.check(host)
        elif _NUMERIC.fullmatch(host.lower()):
            raise Barred("address")
        elif host.lower().rstrip(".").rpartition(".")[2] in _OUR_OWN or "." not in host.rstrip("."):
            raise Barred("private")
