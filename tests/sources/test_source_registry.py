"""Sources of others come through the same door as ours; a broken one is named and breaks nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from loopback import Loopback, Reply
from shared import ROOT

from audionews.sources import GatherOptions, gather, source_registry
from audionews.support.errors import UsageError
from audionews.support.net import Fetcher, Reach
from audionews.support.retry import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "sources.md").read_text(encoding="utf-8"), re.DOTALL)
NOTICES = "title,text\nজল,কাল সকালে জল আসবে না।\nআলো,রাত আটটায় আলো নিভবে। দশটায় জ্বলবে।\n"


def package(root: Path, name: str, code: str, target: str) -> None:
    """Lay down what pip would: a module, and a dist-info folder with its entry point."""
    (root / f"{name}.py").write_text(code, encoding="utf-8")
    about = root / f"audionews_{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: audionews-{name}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[audionews.sources]\n{name} = {name}:{target}\n", encoding="utf-8")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The source that the page teaches, beside packages that raise where they can."""
    site = tmp_path / "site"
    site.mkdir()
    package(site, "notices", BLOCKS[0], "NoticeSource")
    package(site, "aaa", "raise RuntimeError('half installed')", "Source")
    package(site, "bbb", "class Source:\n    name = 'bbb'\n", "Source")
    package(
        site,
        "ccc",
        "class Source:\n    name, schemes, endings, media = 'ccc', ('ccc',), ('.ccc',), ()\n"
        "    def read(self, content): raise KeyError(content.source)\n",
        "Source",
    )
    monkeypatch.syspath_prepend(str(site))
    yield tmp_path
    for name in ("notices", "aaa", "bbb", "ccc"):
        sys.modules.pop(name, None)


def test_a_file_of_its_kind_is_read(installed: Path) -> None:
    (installed / "board.csv").write_text(NOTICES, encoding="utf-8")
    articles, skipped = gather([str(installed / "board.csv")])
    assert [(one.headline, one.site) for one in articles] == [("জল", "Notice board"), ("আলো", "Notice board")]
    assert skipped == []


def test_an_address_of_its_scheme_or_kind_is_read_through_our_fetcher(installed: Path) -> None:
    with Loopback({"/robots.txt": Reply(b"User-agent: *\nDisallow: /no")}) as site:
        site.routes["/list"] = Reply(NOTICES.encode(), media="text/csv")
        net = Fetcher(Reach(allow_private=True), clock=Clock(sleep=lambda _: None))
        articles, skipped = gather([f"{site.url}/list"], GatherOptions(fetcher=net))
        assert (len(articles), skipped) == (2, [])
        _, skipped = gather([site.url.replace("http", "board")], GatherOptions(fetcher=net))
    assert [one.source for one in skipped] == [site.url.replace("http", "board")]
    assert "certificate" in skipped[0].why  # it asks for https, and this is none


def test_what_raises_costs_its_source_alone(installed: Path) -> None:
    (installed / "board.csv").write_text(NOTICES, encoding="utf-8")
    (installed / "x.aaa").write_text("খবর।", encoding="utf-8")
    sources = ["ccc://x", str(installed / "board.csv"), "aaa://x", str(installed / "x.aaa")]
    articles, skipped = gather(sources)
    assert len(articles) == 2
    whys = {one.source: one.why for one in skipped}
    assert whys["ccc://x"] == "It could not be read (KeyError)."
    assert "audionews-aaa is broken: RuntimeError: half installed" in whys["aaa://x"]
    assert "half installed" in whys[(installed / "x.aaa").as_posix()]


def test_a_scheme_that_nobody_reads_names_those_that_are(installed: Path) -> None:
    with pytest.raises(UsageError) as caught:
        gather(["gopher://x"])
    assert "board://" in (caught.value.hint or "")


def test_ours_stand_in_the_same_entry_points() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    assert set(declared[source_registry.GROUP].values()) == set(source_registry.OURS.values())
    for kind in source_registry.OURS:
        ours = source_registry.ours(kind)
        assert declared[source_registry.GROUP][ours.name] == source_registry.OURS[kind]


def test_our_own_kinds_ask_no_entry_points(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("খবর\n\nআজ সকালে বৃষ্টি হয়েছে।", encoding="utf-8")
    code = (
        "import importlib.metadata, sys\n"
        "def asked(**_): raise SystemExit('asked')\n"
        "importlib.metadata.entry_points = asked\n"
        "from audionews.sources import gather\n"
        f"assert len(gather([{str(tmp_path / 'a.txt')!r}])[0]) == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, timeout=60)


def test_the_page_that_teaches_it_passes_its_own_conformance(installed: Path) -> None:
    names: dict[str, Any] = {}
    exec(compile(BLOCKS[1], "sources.md", "exec"), names)  # noqa: S102 - the page's own code
    suite = names["TestNotices"]()
    tests = [name for name in dir(suite) if name.startswith("test_")]
    assert len(tests) == 4
    for name in tests:
        getattr(suite, name)()
