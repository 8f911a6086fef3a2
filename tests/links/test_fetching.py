"""One look at one address: what is found there, and every way in which it may try to be more than a page."""

import asyncio
import gzip
import hashlib
import zlib

import pytest

from dti_core.campaign.links.finding import Finding
from tests.links.servers import HERE, Answer, Names, Request, fetcher, leads_to, look, says, serving
from worker.links.body import MOST
from worker.links.fetching import USER_AGENT, Fetcher, NoNetwork, NotFound

PAGE = (
    '<html><head><meta charset="utf-8"><title> Kế hoạch\n 2024 </title>'
    '<meta property="article:published_time" content="2024-03-05T08:00:00+07:00"></head></html>'
).encode()
HTML = "Content-Type: text/html"


def outcome(found: Finding) -> tuple[str, str | None]:
    return found.outcome, found.reason


def test_a_page_that_opens_is_kept_with_title_date_final_address_and_hash() -> None:
    found, server = look({"/a": leads_to("/b?x=1"), "/b?x=1": says(PAGE, HTML)}, "/a")
    assert outcome(found) == ("alive", None)
    assert (found.status, found.title, found.dated, found.mime) == (
        200,
        "Kế hoạch 2024",
        "2024-03-05",
        "text/html",
    )
    assert found.final_url == server.url("/b?x=1")
    assert (found.sha256, found.size, found.whole) == (hashlib.sha256(PAGE).hexdigest(), len(PAGE), True)


def test_a_document_is_dated_by_its_server() -> None:
    dated = "Last-Modified: Tue, 05 Mar 2024 01:02:03 GMT"
    found, _ = look({"/": says(b"%PDF-1.7", "Content-Type: application/pdf", dated)})
    assert (found.outcome, found.title, found.dated, found.mime) == (
        "alive",
        None,
        "2024-03-05",
        "application/pdf",
    )


def test_it_asks_in_the_name_of_the_link_without_cookies_or_credentials() -> None:
    cookie = says(b"", "Set-Cookie: a=b; Path=/", "Location: /b", status="302 Found")
    _, server = look({"/": cookie, "/b": says(PAGE, HTML)})
    first, second = server.seen
    assert first.headers["host"] == f"so.angiang.gov.vn:{server.port}"
    assert first.headers["user-agent"] == USER_AGENT
    assert not {"cookie", "authorization", "referer"} & (first.headers.keys() | second.headers.keys())


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 Not Found", ("failed", "404")),
        ("500 Oops", ("failed", "500")),
        ("401 Who", ("restricted", "401")),
        ("403 No", ("restricted", "403")),
        ("429 Slow", ("restricted", "429")),
        ("302 Found", ("failed", "broken")),
    ],
)
def test_what_the_server_says_is_what_is_found(status: str, expected: tuple[str, str]) -> None:
    found, _ = look({"/": says(b"x", status=status)})
    assert outcome(found) == expected


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://localhost/", "private"),
        ("http://[::ffff:127.0.0.1]/", "private"),
        ("http://2130706433/", "address"),
        ("http://0177.0.0.1/", "address"),
        ("gopher://so.gov.vn/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://so.gov.vn:22/", "port"),
        ("http://a:b@so.gov.vn/", "login"),
        ("//10.0.0.1/", "private"),
    ],
)
def test_a_redirect_is_checked_like_the_link_itself(place: str, reason: str) -> None:
    names = Names()
    found, server = look({"/": leads_to(place)}, names=names)
    assert outcome(found) == ("refused", reason)
    assert len(server.seen) == 1
    assert names.asked == ["so.angiang.gov.vn"]


@pytest.mark.parametrize("inside", ["10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1", "100.64.1.1"])
def test_a_name_that_leads_inside_is_not_followed(inside: str) -> None:
    found, server = look({"/": says(PAGE)}, names=Names(so_angiang_gov_vn=[[inside]]))
    assert outcome(found) == ("refused", "private")
    assert server.seen == []


def test_one_inner_address_among_good_ones_bars_the_name() -> None:
    found, server = look({"/": says(PAGE)}, names=Names(so_angiang_gov_vn=[[HERE, "192.168.0.1"]]))
    assert outcome(found) == ("refused", "private")
    assert server.seen == []


def test_a_name_that_changes_its_answer_is_connected_to_where_it_was_checked() -> None:
    """The second answer (an inner address) is never asked for: the connection goes to the first."""
    names = Names(so_angiang_gov_vn=[[HERE], ["10.0.0.1"]])
    found, server = look({"/": says(PAGE, HTML)}, names=names)
    assert found.outcome == "alive"
    assert names.asked == ["so.angiang.gov.vn"]
    assert server.seen[0].headers["host"].startswith("so.angiang.gov.vn")


def test_a_name_is_looked_up_and_checked_anew_at_every_step() -> None:
    names = Names(so_angiang_gov_vn=[[HERE], ["10.0.0.1"]])
    found, server = look({"/": leads_to("/b"), "/b": says(PAGE)}, names=names)
    assert outcome(found) == ("refused", "private")
    assert len(server.seen) == 1


def test_five_redirects_are_followed_and_no_more() -> None:
    def chain(length: int) -> dict[str, Answer]:
        return {**{f"/{n}": leads_to(f"/{n + 1}") for n in range(length)}, f"/{length}": says(PAGE, HTML)}

    assert look(chain(5), "/0")[0].outcome == "alive"
    found, server = look(chain(6), "/0")
    assert outcome(found) == ("failed", "redirects")
    assert len(server.seen) == 6


def test_an_endless_body_is_read_up_to_a_megabyte() -> None:
    async def endless(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n")
        while not writer.is_closing():
            writer.write(bytes(1 << 16))
            await writer.drain()

    found, _ = look({"/": endless})
    assert (found.outcome, found.size, found.whole) == ("alive", MOST, False)
    assert found.sha256 == hashlib.sha256(bytes(MOST)).hexdigest()


def test_a_compression_bomb_takes_a_megabyte_at_most() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
    assert len(bomb) < MOST / 10
    found, _ = look({"/": says(bomb, HTML, "Content-Encoding: gzip")})
    assert (found.outcome, found.size, found.whole) == ("alive", MOST, False)


def test_a_compressed_page_is_read_and_an_unknown_compression_left_alone() -> None:
    found, _ = look({"/": says(gzip.compress(PAGE), HTML, "Content-Encoding: gzip")})
    assert (found.title, found.whole) == ("Kế hoạch 2024", True)
    found, _ = look({"/": says(b"\x8b\x01junk", HTML, "Content-Encoding: br")})
    assert (found.outcome, found.title) == ("alive", None)


def trickle(piece: bytes, begin: bytes) -> Answer:
    async def answer(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(begin)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.02)

    return answer


@pytest.mark.parametrize(
    "slow",
    [
        trickle(b"a", b"HTTP/1.1 200 OK\r\n\r\n"),
        trickle(b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n"),
        trickle(b"H", b""),
        trickle(b"", b""),
    ],
    ids=["body", "headers", "status", "silence"],
)
def test_an_address_that_trickles_is_left_when_its_time_is_over(slow: Answer) -> None:
    found, _ = look({"/": slow}, seconds=0.4)
    assert outcome(found) in {("failed", "timeout"), ("failed", "broken")}


def test_a_name_that_does_not_exist_and_a_network_that_is_away_are_told_apart() -> None:
    async def away(_host: str, _port: int) -> list[str]:
        raise NoNetwork

    async def nothing_is_known(_host: str, _port: int) -> list[str]:
        raise NotFound

    assert outcome(look({}, resolve=nothing_is_known)[0]) == ("unknown", "no_network")
    assert outcome(look({}, names=Names(so_angiang_gov_vn=[[]]))[0]) == ("failed", "not_found")
    assert outcome(look({}, resolve=away)[0]) == ("unknown", "no_network")


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    async def run() -> Finding:
        async with serving({}) as server:
            pass
        return await fetcher(server).look(server.url("/"))

    assert outcome(asyncio.run(run())) == ("failed", "unreachable")


def test_what_is_no_web_server_is_broken_and_its_words_go_nowhere() -> None:
    async def ssh(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH_9.6 geheim\r\n")

    found, _ = look({"/": ssh})
    assert outcome(found) == ("failed", "broken")
    assert "geheim" not in str(found)


def test_behind_a_proxy_the_proxy_is_asked_and_inner_addresses_still_are_not() -> None:
    async def run() -> tuple[Finding, Finding, list[str], Names]:
        async with serving({"http://so.angiang.gov.vn/": says(PAGE, HTML)}) as proxy:
            names = Names()
            looking = Fetcher(resolve=names, proxy=f"http://{HERE}:{proxy.port}")
            one = await looking.look("http://so.angiang.gov.vn/")
            other = await looking.look("http://169.254.169.254/")
            return one, other, [seen.line for seen in proxy.seen], names

    one, other, asked, names = asyncio.run(run())
    assert (one.outcome, one.title) == ("alive", "Kế hoạch 2024")
    assert outcome(other) == ("refused", "private")
    assert asked == ["GET http://so.angiang.gov.vn/ HTTP/1.1"]
    assert names.asked == []


def test_without_exceptions_this_machine_is_never_asked() -> None:
    async def run() -> tuple[Finding, int]:
        async with serving({"/": says(PAGE)}) as server:
            found = await Fetcher(resolve=Names()).look("http://so.angiang.gov.vn/")
            return found, len(server.seen)

    found, asked = asyncio.run(run())
    assert outcome(found) == ("refused", "private")
    assert asked == 0
