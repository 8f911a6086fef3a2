"""What is never asked, whatever stands in a link."""

import socket
from ipaddress import ip_address, ip_network

import pytest

from worker.links.addresses import is_public
from worker.links.door import Barred, Door

INSIDE = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.8.8.8",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "192.88.99.1",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1",
    "100::1", "2001:db8::1", "2001::1", "2002:7f00:1::1", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1", "5f00::1",
)  # fmt: skip
OUTSIDE = ("1.1.1.1", "8.8.8.8", "203.162.4.191", "100.63.255.255", "2001:4860:4860::8888", "2606:4700::1111")


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_or_beside_our_network_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("gopher://so.gov.vn/1", "scheme"),
        ("ftp://so.gov.vn/a", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("//so.gov.vn/a", "scheme"),
        ("http://so.gov.vn:22/", "port"),
        ("http://so.gov.vn:8080/", "port"),
        ("http://so.gov.vn:6379/", "port"),
        ("https://ten:mat-khau@so.gov.vn/", "login"),
        ("http://so.gov.vn@127.0.0.1/", "login"),
        ("http://127.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://[::1]/", "private"),
        ("http://[::ffff:127.0.0.1]/", "private"),
        ("http://[::ffff:7f00:1]/", "private"),
        ("http://localhost/", "private"),
        ("http://LOCALHOST./", "private"),
        ("http://redis/", "private"),
        ("http://metadata.google.internal/", "private"),
        ("http://may-in.local/", "private"),
        ("http://2130706433/", "address"),
        ("http://0177.0.0.1/", "address"),
        ("http://0x7f.1/", "address"),
        ("http://127.1/", "address"),
        ("http://0x7f000001/", "address"),
        ("http://017700000001/", "address"),
        ("http://so.gov.vn\\@127.0.0.1/", "address"),
        ("http://so.gov.vn/a b", "address"),
        ("http://so.gov.vn/\r\nX: y", "address"),
        ("http:///a", "address"),
        ("http://[::1/", "address"),
        ("http://so.gov.vn:99999999/", "port"),
        ("http://so.gov.vn/" + "a" * 2000, "too_long"),
    ],
)
def test_a_link_that_leads_inside_or_elsewhere_is_barred_before_anything_is_asked(
    url: str, reason: str
) -> None:
    with pytest.raises(Barred) as barred:
        Door().target(url)
    assert barred.value.reason == reason


@pytest.mark.parametrize(
    "name", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0x7f000001", "017700000001"]
)
def test_the_odd_notations_do_lead_to_this_machine(name: str) -> None:
    """Why they are barred: what the system makes of them."""
    assert socket.inet_ntoa(socket.inet_aton(name)) == "127.0.0.1"


@pytest.mark.parametrize(
    "url", ["https://so.gov.vn/kế-hoạch?a=1#b", "http://8.8.8.8/", "https://tỉnh.vn:443/x"]
)
def test_an_ordinary_link_is_taken_apart(url: str) -> None:
    target = Door().target(url)
    assert target.port in (80, 443)
    assert target.url.fragment == ""


def test_an_exception_for_a_test_lets_in_what_it_names_and_nothing_else() -> None:
    door = Door(allowed=(ip_network("127.0.0.1/32"),))
    door.check("127.0.0.1")
    for other in ("127.0.0.2", "10.0.0.1", "::1", "::ffff:127.0.0.1"):
        with pytest.raises(Barred):
            door.check(other)
