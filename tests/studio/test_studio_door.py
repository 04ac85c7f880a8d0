"""Who may come in: nobody from elsewhere, by whatever way."""

import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from serving import ask
from windows import TOKEN, Window

from audionews.publish.delivery import patience


def cookie(window: Window) -> str:
    return "; ".join(f"{name}={value}" for name, value in window.client.cookies.items())


def test_a_token_lets_a_browser_in_once_and_a_cookie_from_then_on(place: tuple[str, Path]) -> None:
    with httpx.Client(base_url=f"http://{place[0]}") as client:
        assert client.get("/").status_code == 403
        assert client.get("/?token=wrong").status_code == 403
        answer = client.get(f"/?token={TOKEN}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        given = answer.headers["set-cookie"].lower()
        assert "httponly" in given
        assert "samesite=strict" in given
        assert client.get("/").status_code == 200
    key = place[1] / "drafts" / ".key"
    assert sys.platform == "win32" or stat.S_IMODE(key.stat().st_mode) == 0o600


def test_what_other_servers_of_this_machine_set_locks_nobody_out(window: Window) -> None:
    """Browsers send the cookies of all ports; not every server's keep to RFC 6265."""
    for other in ('theme={"dark": true}', "a=b c", "list[0]=1"):
        assert ask(window.host, "/api/state", Cookie=f"{other}; {cookie(window)}")[0] == 200


@pytest.mark.parametrize("path", ["/api/state", "/api/events", "/api/voices", "/main.js", "/share", "/show/feed.xml"])
def test_without_a_key_nothing_is_answered(place: tuple[str, Path], path: str) -> None:
    assert ask(place[0], path)[0] == 403
    assert ask(place[0], path, Cookie=f"audionews-studio-{place[0].rpartition(':')[2]}=guess")[0] == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example:80", "", "127.0.0.2:1", "@"]
)
def test_a_name_that_was_pointed_here_is_refused(window: Window, host: str) -> None:
    """DNS rebinding: the browser sends the foreign page's own name, and could have been given the cookie."""
    assert ask(window.host, "/api/state", Host=host, Cookie=cookie(window))[0] == 400


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://{host}", "http://{host}.x"]
)
def test_a_foreign_page_can_change_nothing(window: Window, origin: str) -> None:
    """CSRF, also from another port of this machine, with which browsers share cookies."""
    before = window.ask("GET", "/api/state").json()["drafts"]
    sent = {"Origin": origin.format(host=window.host)}
    assert window.ask("POST", "/api/drafts", headers=sent).status_code == 403
    assert ask(window.host, "/api/drafts", "POST", Cookie=cookie(window))[0] == 403, "nor one that hides its origin"
    assert window.ask("GET", "/api/state").json()["drafts"] == before


def test_a_foreign_page_can_load_nothing(window: Window) -> None:
    for mode in ("no-cors", "cors"):
        sent = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": mode}
        assert window.ask("GET", "/api/state", headers=sent).status_code == 403


@pytest.mark.parametrize("path", ["/", "/api/state", "/nothing", "/show/feed.xml", "/?token=wrong"])
def test_no_answer_can_be_framed_or_taken_for_something_else(window: Window, path: str) -> None:
    answer = window.ask("GET", path)
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_the_page_loads_nothing_from_elsewhere(window: Window) -> None:
    policy = window.ask("GET", "/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "path",
    [
        "/../.key",
        "/%2e%2e/drafts/.key",
        "/show/../drafts/.key",
        "/show/%2e%2e/drafts/.key",
        "/show/..%2fdrafts/.key",
        "/api/drafts/..%2f..%2fetc%2fpasswd",
        "/api/drafts/%2e%2e",
        "/api/drafts/.key",
        "/api/drafts/%00",
        "/page/main.js",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out(window: Window, path: str) -> None:
    status, _, body = ask(window.host, path, Cookie=cookie(window))
    assert status in {400, 404, 405}, body
    assert window.client.cookies.get(f"audionews-studio-{window.host.rpartition(':')[2]}").encode() not in body


def test_what_is_too_large_is_refused_before_it_is_read(window: Window, bulletin: Callable[[], str]) -> None:
    name = bulletin()
    huge = b'{"text": "' + b"x" * 1_100_000 + b'"}'
    assert window.client.post(f"/api/drafts/{name}/add", content=huge).status_code == 413
    long = {"do": "title", "text": "ক" * 20_000}
    assert window.do(name, long).status_code == 400


def test_idle_connections_are_closed(place: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TICK", 0.05)
    name, _, port = place[0].rpartition(":")
    with socket.create_connection((name, int(port)), timeout=10) as silent:
        assert silent.recv(1) == b""
