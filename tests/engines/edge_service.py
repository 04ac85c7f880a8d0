"""Edge's service on loopback: a WebSocket over TLS with text frames, binary frames and word boundaries."""

import asyncio
import contextlib
import html
import json
import re
import ssl
import threading
from collections.abc import Iterator

import services
from aiohttp import WSMsgType, web

PACE = 0.07
"""Seconds a character, as the sound of services.mp3 has it."""


class EdgeService:
    """Speaks as speech.platform.bing.com does; `behave` as in services."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self.behave: services.Behaviour = services.well
        self.texts: list[str] = []
        self.ssml: list[str] = []
        self.queries: list[dict[str, str]] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()

    @contextlib.contextmanager
    def running(self) -> Iterator["EdgeService"]:
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        runner = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(10)
        try:
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(runner.cleanup(), self._loop).result(10)
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    async def _start(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/consumer/speech/synthesize/readaloud/edge/v1", self._talk)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._tls)
        await site.start()
        self.port = runner.addresses[0][1]
        return runner

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        self.queries.append(dict(request.query))
        how = self.behave(len(self.queries), "")
        if how in {"429", "403", "500"}:
            return web.Response(status=int(how))
        socket = web.WebSocketResponse(compress=True)
        await socket.prepare(request)
        config = (await socket.receive()).data
        assert "Path:speech.config" in config
        assert '"wordBoundaryEnabled":"true"' in config
        assert "audio-24khz-48kbitrate-mono-mp3" in config
        message = await socket.receive()
        assert message.type is WSMsgType.TEXT
        head, _, ssml = message.data.partition("\r\n\r\n")
        identity = re.search(r"X-RequestId:(\w+)", head)[1]  # type: ignore[index]
        self.ssml.append(ssml)
        text = html.unescape(re.search(r"<prosody[^>]*>(.*)</prosody>", ssml, re.DOTALL)[1])  # type: ignore[index]
        self.texts.append(text)
        with contextlib.suppress(ConnectionError):
            await self._answer(socket, identity, text, how)
        return socket

    async def _answer(self, socket: web.WebSocketResponse, identity: str, text: str, how: str) -> None:
        async def say(path: str, body: str) -> None:
            kind = "application/json; charset=utf-8"
            await socket.send_str(f"X-RequestId:{identity}\r\nContent-Type:{kind}\r\nPath:{path}\r\n\r\n{body}")

        async def sound(data: bytes, kind: str = "Content-Type:audio/mpeg\r\n") -> None:
            head = f"X-RequestId:{identity}\r\n{kind}Path:audio\r\n".encode()
            await socket.send_bytes(len(head).to_bytes(2, "big") + head + data)

        await say("turn.start", '{"context":{"serviceTag":"x"}}')
        await say("response", '{"context":{"serviceTag":"x"},"audio":{"type":"inline"}}')
        data = services.mp3(text)
        if how == "truncated":
            data = data[: len(data) // 2 - 7]
        if how == "hang":
            await asyncio.sleep(5)
        if how == "cut":
            await sound(data[: len(data) // 2])
            await socket.close()
            return
        if how != "empty":
            for at in range(0, len(data), 1000):
                await sound(data[at : at + 1000])
            await sound(b"", "")
            await self._boundaries(say, text)
        await say("turn.end", "{}")
        await socket.close()

    @staticmethod
    async def _boundaries(say: object, text: str) -> None:
        at = 0.0
        for word in text.split():
            offset, length = round(at * 1e7), round(len(word) * PACE * 1e7)
            shown = {"Text": html.escape(word.strip("।,")), "Length": len(word), "BoundaryType": "WordBoundary"}
            data = {"Offset": offset, "Duration": length, "text": shown}
            await say("audio.metadata", json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": data}]}))  # type: ignore[operator]
            at += (len(word) + 1) * PACE
