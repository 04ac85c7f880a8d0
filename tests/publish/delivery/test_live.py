"""An episode is heard while it is being made, by `serve` alone: a real make, a slow voice, a real client."""

import contextlib
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import services
import soundfile
from serving import ask, served
from shared import ARTICLE

from audionews import episode
from audionews.audio import mp3
from audionews.publish import update_show
from audionews.publish.delivery import serve
from audionews.publish.show import contents, episode_folders, listeners
from audionews.settings import Settings
from audionews.support import files

pytest.importorskip("starlette", reason="the extra `serve` is not installed")
pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

LAST = "শেষ খবরটি এখনও পড়া হয়নি।"


class Making:
    """A make in a thread, of a voice that waits before the last story."""

    def __init__(self, tmp_path: Path, voice: services.Service) -> None:
        for number, text in enumerate((ARTICLE, f"পরের খবর\n\n{LAST} তারপর আর কিছু নেই।\n")):
            (tmp_path / "news").mkdir(exist_ok=True)
            (tmp_path / "news" / f"{number}.txt").write_text(text, encoding="utf-8")
        self.gate, self.fails = threading.Event(), False
        voice.behave = self._behave
        self.settings = Settings().having(
            output=tmp_path / "output",
            engine="openai",
            fallback=(),
            jobs=1,
            engines={"openai": {"url": f"http://127.0.0.1:{voice.port}/v1", "parallel": 1}},
        )
        self.root = files.folder(self.settings.run.output)
        self.news = str(tmp_path / "news")
        self.thread = threading.Thread(target=self._run)

    def _behave(self, _number: int, text: str) -> str:
        if text.startswith("শেষ খবর"):
            assert self.gate.wait(60)
            return "400" if self.fails else "ok"
        return "ok"

    def _run(self) -> None:
        with contextlib.suppress(Exception):
            episode.make([self.news], self.settings)


@pytest.fixture
def making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Making]:
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    with services.Service(services.OpenaiTalker).running() as voice:
        made = Making(tmp_path, voice)
        yield made
        made.gate.set()
        if made.thread.ident:
            made.thread.join()


def begun(making: Making) -> None:
    """Return once some of the sound can be heard."""
    making.thread.start()
    place = episode_folders.live_sound(making.root)
    while making.thread.is_alive():
        with files.grown(place) or io.BytesIO() as file:
            if file.read(1):
                return
        making.thread.join(0.02)
    pytest.fail("nothing was to be heard")


@pytest.mark.parametrize("fails", [False, True])
def test_it_is_heard_before_it_is_whole_and_ends_with_the_making(making: Making, fails: bool) -> None:
    making.fails = fails
    with contextlib.contextmanager(served)(serve.application(making.root), making.root) as (host, root):
        assert ask(host, "/now.mp3")[0] == 404
        begun(making)
        written = files.grown(episode_folders.live_sound(root))
        assert written
        with httpx.stream("GET", f"http://{host}/now.mp3", timeout=60) as answer:
            assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mpeg")
            sound = answer.iter_raw()
            heard = next(sound)
            assert soundfile.info(io.BytesIO(heard)).samplerate == 44100
            assert making.thread.is_alive()
            assert not (root / "feed.xml").exists()
            update_show(root)
            assert not [one for one in contents.public_files(root) if "mp3" in one.name]
            assert ask(host, "/.live/")[0] == 404
            making.gate.set()
            heard += b"".join(sound)
        with written:
            assert heard == written.read()
        making.thread.join()
        assert ask(host, "/now.mp3")[0] == 404
        assert not (root / ".live").exists()
        made = list(root.glob("*/episode.mp3"))
        assert len(made) == (0 if fails else 1)
        if made:
            frames = sum(1 for _ in mp3.frames(heard))
            whole = soundfile.info(made[0])
            assert abs(frames * 1152 / 44100 - whole.duration) < 1


def test_under_listeners_it_is_heard_at_their_addresses_alone(tmp_path: Path) -> None:
    secret = listeners.add(tmp_path, "grandmother")
    with contextlib.contextmanager(served)(serve.application(tmp_path), tmp_path) as (host, root):
        with files.growing(episode_folders.live_sound(root)) as file:
            assert file
            file.write(b"sound")
            file.flush()
            assert ask(host, "/now.mp3")[0] == 404
            status, headers, body = ask(host, f"/{secret}/now.mp3", "HEAD")
            assert (status, headers["content-type"], body) == (200, "audio/mpeg", b"")
        assert ask(host, f"/{secret}/now.mp3")[0] == 404


def test_what_a_killed_run_left_is_not_heard_and_goes(tmp_path: Path) -> None:
    place = episode_folders.live_sound(tmp_path)
    left = files.folder(place.parent) / files.hidden_name("now.mp3")
    left.write_bytes(b"sound")
    assert files.grown(place) is None
    with files.growing(place) as file:
        assert file
        assert not left.exists()
        with files.grown(place) or io.BytesIO() as found:
            assert files.is_growing(found)
    assert files.grown(place) is None
