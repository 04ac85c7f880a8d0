"""The studio's routes: each reads what the page asks, calls the function that does it, and answers in JSON."""

from __future__ import annotations

import asyncio
import json
from contextlib import ExitStack
from importlib.resources import files as resources
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from audionews.desk.arranging import EditConflict
from audionews.studio.studio_door import StudioDoor, key
from audionews.studio.workbench import SHOW, Studio
from audionews.support import files, own_files
from audionews.support.errors import AudionewsError, SpeechError, StorageError, UsageError, as_ours
from audionews.support.extras import how_to_add

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from audionews.settings import Settings
    from audionews.studio.errands import Errands

_MOST_JSON, _MOST_FILE = 1_000_000, 30_000_000
"""Bytes of the longest request, and of the largest file that is dropped."""
_RUNNING, _ADDRESS = ".running", "address"
"""Where a studio that runs keeps its address, by its port, for who starts it again."""
_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webmanifest": "application/manifest+json",
}
_BEAT = 15.0
"""Seconds after which a stream of events says that it is alive."""
_AGAIN = 500
"""Milliseconds after which a browser opens a stream anew that broke."""
_STREAMS = 20
"""Most streams of events at once."""


def application(studio: Studio, token: str) -> Any:
    """Make the ASGI application of a studio, which lets a browser in by `token`.

    Raises:
        UsageError: Starlette is not installed.
        StorageError: its folder cannot be written to.
    """
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise UsageError("The studio needs Starlette and uvicorn.", hint=how_to_add("serve"))
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Mount, Route

    from audionews.publish.delivery import serve

    show = serve.application(files.folder(studio.settings.run.output))

    async def below(scope: Any, receive: Any, send: Any) -> None:
        inner = scope["path"].removeprefix(SHOW) or "/"
        await show({**scope, "path": inner, "raw_path": inner.encode(), "root_path": ""}, receive, send)

    def named(call: Callable[..., Any]) -> Callable[[Any, bytes], Any]:
        return lambda request, data: call(request.path_params["name"], _json(data))

    def sound(request: Any, data: bytes) -> Any:
        return Response(studio.hear(request.path_params["name"], _json(data)), media_type="audio/wav")

    def deed(request: Any, data: bytes) -> Any:
        base = request.headers.get("if-match", "").strip('"')
        if not base:
            raise UsageError("If-Match must name the version of the draft.")
        return studio.do(request.path_params["name"], _json(data), base)

    def file(request: Any, data: bytes) -> Any:
        return studio.add_file(request.path_params["name"], request.query_params.get("name", ""), data)

    def picture(request: Any, _data: bytes) -> Any:
        found = studio.picture(request.path_params["name"], request.path_params["story"])
        return Response(found, media_type="image/jpeg", headers={"cache-control": "private, max-age=86400"})

    def removed(request: Any, _data: bytes) -> Any:
        studio.shelf.remove(request.path_params["name"])
        return studio.state()

    draft = "/api/drafts/{name}"
    asked: list[tuple[str, str, Callable[[Any, bytes], Any]]] = [
        ("GET", "/api/state", lambda _request, _data: studio.state()),
        ("GET", "/api/voices", lambda _request, _data: studio.voices()),
        ("POST", "/api/drafts", lambda _request, _data: studio.shown(studio.shelf.new())),
        ("GET", draft, lambda request, _data: studio.shown(studio.shelf.get(request.path_params["name"]))),
        ("DELETE", draft, removed),
        ("POST", f"{draft}/deed", deed),
        ("POST", f"{draft}/undo", lambda request, _data: studio.shown(studio.shelf.undo(request.path_params["name"]))),
        ("POST", f"{draft}/add", named(studio.add)),
        ("POST", f"{draft}/file", file),
        ("GET", f"{draft}/picture/{{story}}", picture),
        ("POST", "/api/feeds", lambda _request, data: studio.feed(_json(data))),
        ("POST", f"{draft}/make", lambda request, _data: studio.make(request.path_params["name"])),
        ("POST", f"{draft}/hear", sound),
        ("POST", f"{draft}/word", named(studio.word)),
        ("POST", "/api/publish", lambda _request, data: studio.publish(_json(data))),
    ]
    routes: list[Any] = [
        Route(path, _endpoint(call, _MOST_FILE if path.endswith("/file") else _MOST_JSON), methods=[method])
        for method, path, call in asked
    ]
    page = {path.name: path.read_bytes() for path in resources("audionews.studio").joinpath("page").iterdir()}
    routes += [
        Route("/api/events", _events(studio.errands), methods=["GET"]),
        Route("/", _static("index.html", page), methods=["GET"]),
        Route("/share", _static("index.html", page), methods=["GET"]),
        *(Route(f"/{name}", _static(name, page), methods=["GET"]) for name in page),
        Mount(SHOW, below),
    ]
    return StudioDoor(Starlette(routes=routes), key(studio.shelf.folder), token, f"{SHOW}/")


def _endpoint(call: Callable[[Any, bytes], Any], most: int) -> Any:
    """Return what answers a request by `call`, which is given the request and its body of at most so many bytes."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse, Response

    def answer(request: Any, data: bytes) -> Any:
        try:
            found = call(request, data)
        except (AudionewsError, OSError) as caught:
            error = as_ours(caught)
            told = {"error": str(error), "hint": error.hint or "", "failure": type(error).__name__}
            return JSONResponse(told, status_code=_status(error))
        return found if isinstance(found, Response) else _answer(found)

    async def endpoint(request: Any) -> Any:
        data = await _body(request, most)
        if data is None:
            return JSONResponse({"error": "This is too large.", "hint": "", "failure": "UsageError"}, status_code=413)
        return await run_in_threadpool(answer, request, data)

    return endpoint


def _answer(found: Any) -> Any:
    from starlette.responses import Response

    return Response(json.dumps(found), media_type="application/json")  # in ASCII: half a surrogate pair passes too


async def _body(request: Any, most: int) -> bytes | None:
    """Return the body of a request; None for one that is larger than it may be."""
    whole = bytearray()
    async for piece in request.stream():
        whole += piece
        if len(whole) > most:
            return None
    return bytes(whole)


def _json(data: bytes) -> Any:
    try:
        return json.loads(data or b"{}")
    except (ValueError, RecursionError) as error:
        raise UsageError("This is no JSON.") from error


def _status(error: AudionewsError) -> int:
    kinds: Mapping[type[AudionewsError], int] = {
        EditConflict: 409,
        UsageError: 400,
        SpeechError: 503,
        StorageError: 507,
    }
    return next((code for kind, code in kinds.items() if isinstance(error, kind)), 422)


def _static(name: str, page: Mapping[str, bytes]) -> Any:
    from starlette.responses import Response

    kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")

    async def endpoint(_request: Any) -> Any:
        return Response(page[name], headers={"content-type": kind, "cache-control": "no-cache"})

    return endpoint


def _events(errands: Errands) -> Any:
    """Return what streams all news as server-sent events (HTML, section 9.2)."""
    from starlette.responses import PlainTextResponse, StreamingResponse

    streams: set[object] = set()

    async def endpoint(_request: Any) -> Any:
        if len(streams) >= _STREAMS:
            return PlainTextResponse("Too many windows are open.", status_code=503)
        loop, news = asyncio.get_running_loop(), asyncio.Queue[dict[str, Any]](1000)
        mark = object()

        def put(one: dict[str, Any]) -> None:
            if not news.full():
                news.put_nowait(one)

        def listener(one: dict[str, Any]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(put, one)

        async def told() -> AsyncIterator[str]:
            streams.add(mark)
            errands.listen(listener)
            try:
                yield f"retry: {_AGAIN}\n{_event({'kind': 'errands', 'errands': errands.states()})}"
                while True:
                    try:
                        yield _event(await asyncio.wait_for(news.get(), _BEAT))
                    except TimeoutError:
                        yield ": alive\n\n"
            finally:
                streams.discard(mark)
                errands.leave(listener)

        return StreamingResponse(told(), media_type="text/event-stream")

    return endpoint


def _event(news: dict[str, Any]) -> str:
    return f"data: {json.dumps(news)}\n\n"


def run(folder: Path, settings: Settings, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve a studio on loopback until interrupted; `ready` is called with its address, token included.

    Where it runs already, at that port and on that folder, its address is called ready, and nothing else happens: who
    starts it a second time wants to see it.

    Raises:
        UsageError: the port is in use, or what it needs is not installed.
        StorageError: its folder cannot be written to.
    """
    from audionews.publish.delivery import serve
    from audionews.studio.studio_door import token as secret

    token = secret()
    app = application(Studio(folder, settings), token)
    mark = folder / _RUNNING / str(port)
    running: list[bool] = []

    def open_at(taken: int) -> None:
        address = f"http://127.0.0.1:{taken}/?token={token}"
        if port:
            files.write(mark / _ADDRESS, address, private=True)
        ready(address)

    with ExitStack() as held:
        try:
            if port:
                files.folder(mark)
                held.enter_context(files.lock(mark, wait=0, waiting=lambda: running.append(True)))
        except StorageError:
            if not running:
                raise
            ready(own_files.text(mark / _ADDRESS))
            return
        serve.hold(app, "127.0.0.1", port, open_at)
