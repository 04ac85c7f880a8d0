"""A server on loopback that drips, lies, loops and floods at every stage of the protocol."""

import contextlib
import gzip
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Self

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
PLENTY = 150_000_000
"""Bytes after which a flood ends by itself: a client that takes so much has no bound."""


@dataclass(frozen=True)
class Manner:
    """What comes at once, what comes then again and again, and how long the server waits between."""

    first: bytes | Callable[[], bytes] = b""
    then: bytes = b""
    pause: float = 0.0


def length(told: str, body: bytes = b"<p>x</p>") -> bytes:
    """Return an answer whose length is told wrongly."""
    return OK + b"Content-Length: " + told.encode() + b"\r\n\r\n" + body


def moved(to: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return f"HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


@cache
def bomb() -> bytes:
    """Return an answer of 2 kB that unpacks to 300 MB; made where it is asked for, as it takes a second."""
    return packed("gzip, gzip", gzip.compress(gzip.compress(bytes(300_000_000), 1), 1))


def packed(coding: str, body: bytes) -> bytes:
    """Return an answer that says that it is packed."""
    return OK + f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


DRIP = 0.02
MANNERS: dict[str, Manner] = {
    "drips a status line": Manner(b"", b"H", DRIP),
    "drips headers": Manner(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", DRIP),
    "drips one header": Manner(b"HTTP/1.1 200 OK\r\nX-A: ", b"b", DRIP),
    "drips 100 Continue": Manner(b"", b"HTTP/1.1 100 Continue\r\n\r\n", DRIP),
    "drips a body": Manner(length("99999"), b"x", DRIP),
    "drips a body without length": Manner(OK + b"\r\n", b"x", DRIP),
    "drips a chunk's size": Manner(CHUNKED, b"0", DRIP),
    "drips a chunk's extension": Manner(CHUNKED + b"1;", b"x", DRIP),
    "drips chunks": Manner(CHUNKED, b"1\r\nx\r\n", DRIP),
    "drips trailers": Manner(CHUNKED + b"1\r\nx\r\n0\r\n", b"X-A: b\r\n", DRIP),
    "says nothing": Manner(b"", b"", DRIP),
    "hangs up at once": Manner(),
    "hangs up in the status line": Manner(b"HTTP/1."),
    "hangs up in a header": Manner(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "hangs up in the body": Manner(length("99999")),
    "hangs up in a chunk": Manner(CHUNKED + b"ff\r\nx"),
    "hangs up in what is packed": Manner(packed("gzip", gzip.compress(b"<p>x</p>" * 99)[:40])),
    "lies about the length, less": Manner(length("3")),
    "lies about the length, negative": Manner(length("-1")),
    "lies about the length, words": Manner(length("many")),
    "lies about the length, twice": Manner(length("3\r\nContent-Length: 8")),
    "lies about the length, beyond numbers": Manner(length("9" * 400)),
    "lies about chunks": Manner(CHUNKED + b"zz\r\nx\r\n0\r\n\r\n"),
    "lies about chunks, negative": Manner(CHUNKED + b"-5\r\nx\r\n0\r\n\r\n"),
    "lies about chunks, huge": Manner(CHUNKED + b"f" * 16 + b"\r\nx\r\n"),
    "lies about packing": Manner(packed("gzip", b"<p>x</p>")),
    "lies about packing, brotli": Manner(packed("br", b"\xff" * 90)),
    "lies about packing, unknown": Manner(packed("zstd-9, x", b"<p>x</p>")),
    "lies about the charset": Manner(OK.replace(b"utf-8", b"utf-99") + b"Content-Length: 8\r\n\r\n<p>x</p>"),
    "speaks another protocol": Manner(b"SSH-2.0-OpenSSH_9.6\r\n", b"\0\1\2", DRIP),
    "speaks HTTP/0.9": Manner(b"<html><p>x</p></html>"),
    "has NUL in a header": Manner(b"HTTP/1.1 200 OK\r\nX-A: \0\r\nContent-Length: 1\r\n\r\nx"),
    "has a header of nothing": Manner(b"HTTP/1.1 200 OK\r\n: \r\n\r\nx"),
    "has a status of no sense": Manner(b"HTTP/1.1 999 Odd\r\nContent-Length: 1\r\n\r\nx"),
    "has a status that is no number": Manner(b"HTTP/1.1 abc\r\n\r\n"),
    "has no content, and sends some": Manner(b"HTTP/1.1 204 No Content\r\n\r\n" + b"x" * 999),
    "answers 206": Manner(
        b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-9/3\r\nContent-Length: 5\r\n\r\nxxxxx"
    ),
    "answers 304": Manner(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "answers 429 for ever": Manner(b"HTTP/1.1 429 Slow\r\nRetry-After: 99999999999999\r\nContent-Length: 0\r\n\r\n"),
    "answers 429 until a day that is none": Manner(
        b"HTTP/1.1 429 S\r\nRetry-After: 31 Feb\r\nContent-Length: 0\r\n\r\n"
    ),
    "answers 503": Manner(b"HTTP/1.1 503 Down\r\nRetry-After: -5\r\nContent-Length: 0\r\n\r\n"),
    "answers 407": Manner(b"HTTP/1.1 407 Proxy\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"),
    "loops to itself": Manner(moved("{}")),
    "loops to ever more": Manner(moved("{}x")),
    "loops without a place": Manner(moved("")),
    "leads to a file": Manner(moved("file:///etc/passwd")),
    "leads to no address": Manner(moved("http://[::1")),
    "leads to a network of its own": Manner(moved("http://169.254.169.254/latest/meta-data")),
    "leads out of this world": Manner(moved("http://\u202eevil.example\0/")),
    "leads to a long address": Manner(moved("/" + "a" * 60_000)),
    "floods a status line": Manner(b"HTTP/1.1 200 ", b"O" * 65_536),
    "floods headers": Manner(b"HTTP/1.1 200 OK\r\n", b"X-A: bbbbbbbb\r\n" * 4096),
    "floods one header": Manner(b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 65_536),
    "floods 100 Continue": Manner(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2048),
    "floods a body": Manner(OK + b"\r\n", b"x" * 65_536),
    "floods chunks": Manner(CHUNKED, b"1\r\nx\r\n" * 8192),
    "floods a chunk's extension": Manner(CHUNKED + b"1;", b"x" * 65_536),
    "floods trailers": Manner(CHUNKED + b"1\r\nx\r\n0\r\n", b"X-A: b\r\n" * 8192),
    "floods a redirect": Manner(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", b"x" * 65_536),
    "floods a refusal": Manner(b"HTTP/1.1 404 Not Found\r\n\r\n", b"x" * 65_536),
    "floods an error": Manner(b"HTTP/1.1 500 Error\r\n\r\n", b"x" * 65_536),
    "drips a redirect": Manner(b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", b"x", DRIP),
    "floods with cookies": Manner(b"HTTP/1.1 200 OK\r\n", b"Set-Cookie: a=b; Path=/\r\n" * 2048),
    "floods out of gzip": Manner(bomb),
}


def left(line: socket.socket) -> bool:
    """Tell whether the other side has gone."""
    try:
        return not line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False


class Misbehaving:
    """Answers `routes` (path → bytes of a whole answer), and in a `manner` every other path."""

    def __init__(self, manner: Manner, routes: dict[str, bytes] | None = None) -> None:
        self.manner, self.routes = manner, routes or {}
        self.asked = 0
        self.sent = 0
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                line, _ = self._listener.accept()
                self._threads.append(threading.Thread(target=self._answer, args=(line,), daemon=True))
                self._threads[-1].start()

    def _answer(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            line.settimeout(5)
            asked = line.recv(65_536)
            self.asked += 1
            path = ([*asked.split(), b"", b""])[1].decode("latin-1")
            if path in self.routes:
                line.sendall(self.routes[path])
                return
            self._misbehave(line, path)

    def _misbehave(self, line: socket.socket, path: str) -> None:
        there = (self.url + path).encode()
        first = self.manner.first() if callable(self.manner.first) else self.manner.first
        line.sendall(first.replace(b"{}", there[:8000]))
        began = self.sent
        while (self.manner.then or self.manner.pause) and not self._over.is_set() and self.sent - began < PLENTY:
            line.sendall(self.manner.then)
            self.sent += len(self.manner.then)
            if self.manner.pause:
                self._over.wait(self.manner.pause)
                if left(line):
                    return


Serve = Callable[[Manner], Misbehaving]
