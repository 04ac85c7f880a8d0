"""Speech services on loopback that speak the true protocols, and misbehave as told."""

import base64
import contextlib
import functools
import io
import json
import random
import re
import socket
import ssl
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import lameenc
import numpy as np
import soundfile

from audionews.engines.tone import SAMPLE_RATE, ToneEngine

Behaviour = Callable[[int, str], str]
"""From the number of a request (from 1) and its text: `ok`, or the fault it meets."""


def well(_number: int, _text: str) -> str:
    return "ok"


@functools.cache
def mp3(text: str) -> bytes:
    """The sound of `text` as Google sends it: 24 kHz mono MP3 at 32 kbit/s."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_out_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    samples = ToneEngine().speak(text, "low").samples
    return bytes(encoder.encode(samples.tobytes())) + bytes(encoder.flush())


class Service(ThreadingHTTPServer):
    """A server in a thread of its own; counts what it is asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, handler: type[BaseHTTPRequestHandler], tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.tls = tls
        self.behave: Behaviour = well
        self.texts: list[str] = []
        self.connections = 0
        self.latency = 0.0
        self.headers: list[dict[str, str]] = []
        self.forms = {"wav", "mp3", "pcm", "opus"}
        self.lock = threading.Lock()
        self.leaving = threading.Event()
        self._awaited, self._reached = sys.maxsize, threading.Event()

    def reached(self, count: int) -> threading.Event:
        """An event that is set once so many requests have come."""
        with self.lock:
            self._awaited = count
            if len(self.texts) >= count:
                self._reached.set()
        return self._reached

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with contextlib.suppress(OSError):
            if self.tls:
                request = self.tls.wrap_socket(request, server_side=True)
            with self.lock:
                self.connections += 1
            super().process_request_thread(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # clients hang up on us on purpose

    def asked(self, text: str) -> str:
        """Note a request and return how to behave."""
        with self.lock:
            self.texts.append(text)
            number = len(self.texts)
            if number >= self._awaited:
                self._reached.set()
        if self.latency:
            time.sleep(self.latency)
        return self.behave(number, text)

    @contextlib.contextmanager
    def running(self) -> Iterator["Service"]:
        thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.leaving.set()
            self.shutdown()
            self.server_close()


class Talker(BaseHTTPRequestHandler):
    """The faults that all services share."""

    protocol_version = "HTTP/1.1"
    server: Service

    def log_message(self, *_: Any) -> None:
        pass

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def answer(self, status: int, kind: str, data: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def fault(self, name: str, whole: bytes, kind: str) -> None:
        page = b"<!doctype html><html><body>Sorry</body></html>"
        match name:
            case "429":
                self.answer(429, "text/html", page, Retry_After="1")
            case "500" | "401" | "400" | "403":
                self.answer(int(name), "text/html", page)
            case "echo":  # what no service should do
                self.send_response(400, f"bad key {self.headers['Authorization']}")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "html" | "empty":
                self.answer(200, *(("text/html", page) if name == "html" else (kind, b"")))
            case "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                self.close_connection = True
                self.connection.close()
            case "hang":
                self.server.leaving.wait(30)
                self.close_connection = True
            case "drip":
                self.drip(whole)
            case "cut" | "garbage":  # fewer bytes than promised, or what is no TLS in the midst of it
                self.send_response(200)
                self.send_header("Content-Length", str(len(whole)))
                self.end_headers()
                self.wfile.write(whole[: len(whole) // 2])
                if name == "garbage":
                    socket.socket.sendall(self.connection, b"no record of TLS at all")
                self.close_connection = True
            case _:
                raise AssertionError(name)

    def drip(self, whole: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        for at in range(len(whole)):
            self.wfile.write(whole[at : at + 1])
            self.wfile.flush()
            if self.server.leaving.wait(0.05):
                return


class GoogleTalker(Talker):
    """Google Translate's batchexecute: a form with JSON in JSON, an answer with base64 in JSON in JSON."""

    def do_POST(self) -> None:
        form = urllib.parse.parse_qs(self.body().decode())["f.req"][0]
        assert self.path == "/_/TranslateWebserverUi/data/batchexecute"
        assert self.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        [[[rpc, inner, _, kind]]] = json.loads(form)
        text, language, _, _ = json.loads(inner)
        assert (rpc, kind, language) == ("jQ1olc", "generic", "bn")
        assert len(text) <= 100
        self.server.headers.append(dict(self.headers))
        how = self.server.asked(text)
        sound = mp3(text)
        match how:
            case "ok":
                self.answer(200, "application/json; charset=utf-8", self.wrapped(sound))
            case "truncated":
                self.answer(200, "application/json; charset=utf-8", self.wrapped(sound[: len(sound) // 2 - 7]))
            case "short":
                self.answer(200, "application/json; charset=utf-8", self.wrapped(mp3("ক")))
            case "junk":
                self.answer(200, "application/json; charset=utf-8", self.wrapped(np.arange(3000).tobytes()))
            case "silent":
                self.answer(200, "application/json; charset=utf-8", self.wrapped(b""))
            case _:
                self.fault(how, self.wrapped(sound), "application/json; charset=utf-8")

    @staticmethod
    def wrapped(sound: bytes) -> bytes:
        inner = json.dumps([base64.b64encode(sound).decode()], separators=(",", ":"))
        row = json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"]], separators=(",", ":"))
        return f")]}}'\n\n{len(row)}\n{row}\n25\n[['di',42]]\n".encode()


def wav(text: str, subtype: str = "PCM_16", rate: int = 100) -> bytes:
    body = io.BytesIO()
    samples = ToneEngine(rate=rate).speak(text, "low").samples
    soundfile.write(body, samples, SAMPLE_RATE, format="WAV", subtype=subtype)
    return body.getvalue()


def ogg(text: str) -> bytes:
    body = io.BytesIO()
    soundfile.write(body, ToneEngine().speak(text, "low").samples, SAMPLE_RATE, format="OGG", subtype="OPUS")
    return body.getvalue()


class OpenaiTalker(Talker):
    """`POST /v1/audio/speech`."""

    def do_POST(self) -> None:
        assert self.path == "/v1/audio/speech"
        asked = json.loads(self.body())
        assert set(asked) - {"instructions", "speed"} == {"model", "voice", "input", "response_format"}
        self.server.headers.append({**dict(self.headers), **asked})
        form = asked["response_format"]
        if form not in self.server.forms:
            self.answer(400, "application/json", b'{"error": {"message": "response_format"}}')
            return
        how = self.server.asked(asked["input"])
        sound = self.sound(asked["input"], form)
        if how == "ok":
            self.answer(200, "audio/pcm;rate=24000;channels=1" if form == "pcm" else f"audio/{form}", sound)
        elif how == "streamed":  # a WAV whose length its server did not know
            self.answer(200, "audio/wav", sound[:40] + b"\xff\xff\xff\xff" + sound[44:])
        elif how == "json":
            self.answer(200, "application/json", b'{"error": {"message": "no such voice"}}')
        else:
            self.fault(how, sound, "audio/wav")

    @staticmethod
    def sound(text: str, form: str) -> bytes:
        if form == "pcm":
            return ToneEngine().speak(text, "low").samples.astype("<i2").tobytes()
        return wav(text) if form == "wav" else ogg(text) if form == "opus" else mp3(text)


class ProxyTalker(Talker):
    """A proxy that tunnels every host to one port of ours."""

    target = 0

    def do_CONNECT(self) -> None:
        self.server.texts.append(self.path)
        with socket.create_connection(("127.0.0.1", self.target)) as far:
            self.send_response(200, "Connection established")
            self.end_headers()
            back = threading.Thread(target=_pump, args=(far, self.connection), daemon=True)
            back.start()
            _pump(self.connection, far)
            back.join(1)
        self.close_connection = True


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


def tunnel(port: int) -> Service:
    """A CONNECT proxy to `port`."""
    return Service(type("Tunnel", (ProxyTalker,), {"target": port}))


def storm(seed: int = 7, hangs: float = 0.02) -> Behaviour:
    """10 % 429, 8 % 500, 5 % each truncated, HTML, junk, empty, reset; some hang. The same for a seed."""
    dice, lock = random.Random(seed), threading.Lock()
    faults = (
        ["429"] * 10
        + ["500"] * 8
        + [name for name in ("truncated", "html", "junk", "empty", "reset") for _ in range(5)]
    )

    def behave(_number: int, _text: str) -> str:
        with lock:
            throw = dice.random()
        if throw < hangs:
            return "hang"
        at = int((throw - hangs) * 100)
        return faults[at] if at < len(faults) else "ok"

    return behave


def spoken(pattern: str, texts: list[str]) -> list[str]:
    """The texts that match."""
    return [text for text in texts if re.search(pattern, text)]
