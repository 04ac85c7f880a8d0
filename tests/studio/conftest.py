"""A studio on loopback with the tone engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serving import served
from shared import ARTICLE
from windows import OTHER, TOKEN, Window

from audionews.settings import Settings

pytest.importorskip("starlette", reason="the extra `studio` is not installed")
pytest.importorskip("uvicorn", reason="the extra `studio` is not installed")


@pytest.fixture(scope="module", autouse=True)
def _own_cache_from_the_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a studio that lives for a whole module away from the user's cache, as each test is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDIONEWS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
        patch.setenv("AUDIONEWS_DATA", str(tmp_path_factory.getbasetemp() / "data"))
        yield


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The studio's host and port, and the folder that its drafts and episodes are in."""
    from audionews.studio.studio_server import application
    from audionews.studio.workbench import Studio

    root = tmp_path_factory.mktemp("studio")
    settings = Settings().having(engine="tone", output=root / "output", allow_private=True)
    yield from served(application(Studio(root / "drafts", settings), TOKEN), root)


@pytest.fixture
def window(place: tuple[str, Path]) -> Iterator[Window]:
    opened = Window(place[0])
    yield opened
    opened.client.close()


@pytest.fixture
def bulletin(window: Window) -> Callable[[], str]:
    """Make a draft of two stories; return its name."""

    def make() -> str:
        name = window.new()
        assert window.add(name, ARTICLE)["state"] == "done"
        assert window.add(name, OTHER)["state"] == "done"
        return name

    return make
