"""Which network addresses a stranger's link may lead us to: public ones, nothing inside or beside."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

GLOBAL_V6 = IPv6Network("2000::/3")
"""All that is handed out to the public; IPv4 in disguise (mapped, NAT64, compatible) lies outside."""
BARRED = tuple(
    ip_network(text)
    for text in (
        "168.63.129.16/32",  # a cloud's own service, on an address that looks public
        "192.88.99.0/24",  # relays into IPv6
        "2001::/32",  # Teredo, which carries an IPv4 address
        "2002::/16",  # 6to4, which carries one too
        "3fff::/20",  # for documentation
    )
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody could reach it: not private, loopback, link-local, shared or multicast."""
    if any(address in net for net in BARRED if net.version == address.version):
        return False
    if isinstance(address, IPv6Address) and (address.scope_id or address not in GLOBAL_V6):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def read(text: str) -> IPv4Address | IPv6Address | None:
    """An address in its usual notation; None for anything else."""
    try:
        return ip_address(text)
    except ValueError:
        return None
