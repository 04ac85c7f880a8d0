"""Only the public internet is spoken to, in whatever clothes another address comes."""

import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_runs import Row
from loopback import Loopback, Reply

from audionews.support.errors import SourceError
from audionews.support.net import Fetcher, Reach, address
from audionews.support.net.address import is_public, resolve, vetted
from audionews.support.retry import Clock, Patience

CASES = Path(__file__).with_name("addresses.tsv").read_text(encoding="utf-8").split("\n# public\n")
PRIVATE, PUBLIC = ([line for line in part.split() if line] for part in (CASES[0].split("\n", 1)[1], CASES[1]))


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(SourceError, match=r"two\.faces is at 127\.0\.0\.1"):
        vetted("two.faces", ["8.8.8.8", "127.0.0.1"], allow_private=False)
    assert vetted("home", ["127.0.0.1"], allow_private=True) == ["127.0.0.1"]


@pytest.mark.parametrize("written", ["127.1", "0177.0.0.1", "0x7f000001", "2130706433", "0", "localhost"])
def test_every_spelling_of_loopback_resolves_to_what_is_refused(written: str) -> None:
    try:
        found = resolve(written, 80)
    except OSError:
        return  # a system that does not know the spelling cannot be led there by it
    assert not any(map(is_public, found))


ROW = pytest.mark.row("SSRF: addresses in every spelling, private at the second look-up, redirects")
SPELLED = [  # of this machine, to each the port of a server that must never be asked
    "127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "017700000001", "0177.0.0.1", "0177.0.0.01",  # noqa: S104
    "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0X7F.0X0.0.1", "127.0.0.1.", "127.255.255.254", "127.000.000.001",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[::ffff:0:7f00:1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[::1%25lo]", "[::1%lo]",
    "[fe80::1%25lo]", "[fe80::1]", "localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "ip6-localhost",
    "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021", "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
    "\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3", "example.org@127.0.0.1", "127.0.0.1%00.example.org",
    "127.0.0.1%2f.example.org", "127.0.0.1\\@example.org", "169.254.169.254", "[fd00:ec2::254]",
    "metadata.private.example", "two.faces.example", "[::ffff:169.254.169.254]",
]  # fmt: skip
NAMES = {"metadata.private.example": ["169.254.169.254"], "two.faces.example": ["8.8.8.8", "127.0.0.1"]}
OUTSIDE = "127.0.0.2"
"""Where the one site is that the tests take for the public internet."""


@pytest.fixture
def inside() -> Iterator[tuple[int, list[object]]]:
    """Listen at every address of this machine; return the port, and those at which somebody came, but OUTSIDE."""
    came = list[object]()
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    with socket.create_server(("", 0), family=family, dualstack_ipv6=both) as listener:

        def listen() -> None:
            while True:
                try:
                    line, _ = listener.accept()
                except OSError:
                    return
                with line:
                    called = line.getsockname()[0]
                if called.rpartition(":")[2] != OUTSIDE:
                    came.append(called)

        threading.Thread(target=listen, daemon=True).start()
        yield listener.getsockname()[1], came
        listener.shutdown(socket.SHUT_RDWR)


def looked_up(host: str, port: int) -> list[str]:
    """Return what names of the tests mean, and else what the system says."""
    return NAMES.get(host) or ([OUTSIDE] if host == "outside.example" else resolve(host, port))


def fetcher(look_up: address.Resolve = looked_up) -> Fetcher:
    patience = Patience(attempts=1, total=1)
    return Fetcher(
        Reach(connect=0.5, read=0.5, exchange=1, patience=patience), resolve=look_up, clock=Clock(sleep=lambda _: None)
    )


def refused(row: Row, what: str, asking: Fetcher, url: str, came: list[object]) -> None:
    """Count a case: an address must be refused by a sentence, and nobody be asked."""
    with row.case(what):
        try:
            found = asking.fetch(url).content
        except SourceError:
            found = b""
        assert not found, "it was read"
        assert not came, f"{came.pop()} was connected"


@ROW
def test_no_spelling_of_an_address_leads_inside(row: Row, inside: tuple[int, list[object]]) -> None:
    port, came = inside
    with fetcher() as asking:
        for host in SPELLED:
            refused(row, host, asking, f"http://{host}:{port}/", came)
            refused(row, f"{host}, https", asking, f"https://{host}:{port}/", came)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="more than one address of this machine")
@ROW
def test_no_redirect_leads_inside(row: Row, inside: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch) -> None:
    port, came = inside
    monkeypatch.setattr(address, "is_public", lambda one: one == OUTSIDE or is_public(one))
    with Loopback({"/robots.txt": Reply(b"", 404)}, host=OUTSIDE) as site:
        here = f"http://outside.example:{site.port}/"
        with fetcher() as asking:
            site.routes["/"] = Reply(b"found")
            assert asking.fetch(here).content == b"found"
            for host in SPELLED:
                for target in (
                    f"http://{host}:{port}/",
                    f"//{host}:{port}/",
                    f"http:{host}:{port}/",
                    f"http:///{host}:{port}/",
                ):
                    site.routes["/"] = Reply(b"", 302, {"Location": target.encode("utf-8").decode("latin-1")})
                    refused(row, f"redirected to {target}", asking, here, came)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="more than one address of this machine")
@ROW
@pytest.mark.parametrize(
    "later", [["127.0.0.1"], [OUTSIDE, "127.0.0.1"], ["::1"], ["::ffff:127.0.0.1"], ["169.254.169.254"]]
)
def test_a_name_that_turns_private_at_any_look_up_leads_nowhere(
    row: Row, inside: tuple[int, list[object]], monkeypatch: pytest.MonkeyPatch, later: list[str]
) -> None:
    port, came = inside
    monkeypatch.setattr(address, "is_public", lambda one: one == OUTSIDE or is_public(one))
    for number in range(1, 5):
        asked = list[str]()

        def turning(host: str, _port: int, asked: list[str] = asked, number: int = number) -> list[str]:
            asked.append(host)
            return [OUTSIDE] if len(asked) < number else later

        with fetcher(turning) as asking:
            refused(row, f"{later} at look-up {number}", asking, f"http://rebind.example:{port}/", came)
