"""Serve a show on loopback, and ask for it as no client would."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def served(app: Any, root: Path) -> Iterator[tuple[str, Path]]:
    from audionews.publish.delivery import patience

    listener = socket.create_server(("127.0.0.1", 0))
    server = patience.server(app)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"127.0.0.1:{listener.getsockname()[1]}", root
    server.should_exit = True
    thread.join()
    listener.close()


def ask(host: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask on a bare socket: no client tidies the path up on its way."""
    lines = [f"{method} {path} HTTP/1.1", "Connection: close", *(f"{name}: {value}" for name, value in headers.items())]
    lines += [] if "Host" in headers else [f"Host: {host}"]
    name, _, port = host.rpartition(":")
    with socket.create_connection((name, int(port))) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    return (
        int(first.split()[1]),
        {key.lower(): value for key, _, value in (each.partition(": ") for each in rest)},
        body,
    )
