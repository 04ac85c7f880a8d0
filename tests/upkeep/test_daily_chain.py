"""`doctor --daily` names each link of the chain that would break, and nothing else."""

from pathlib import Path

import pytest
from shared import ARTICLE

from audionews.settings import Settings
from audionews.support import timer
from audionews.upkeep.daily_chain import diagnose_daily
from audionews.upkeep.doctor import State


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a run in which nothing is missing, on a machine with a timer."""
    (tmp_path / "story.txt").write_text(ARTICLE, encoding="utf-8")
    for name in ("has_systemd", "lingers"):
        monkeypatch.setattr(timer, name, lambda: True)
    monkeypatch.setattr(timer, "installed", lambda _command: "audionews-daily-news")
    return Settings().having(sources=[tmp_path / "story.txt"], engine="tone").having(daily={"notify": "true"})


def states(settings: Settings, file: Path | None = Path("audionews.toml")) -> dict[str, State]:
    return {one.what: one.state for one in diagnose_daily(settings, file)}


def test_a_whole_chain_is_good(whole: Settings) -> None:
    assert set(states(whole).values()) == {State.GOOD}
    told = {one.what: one.says for one in diagnose_daily(whole, Path("audionews.toml"))}
    assert told["dry run"].startswith("1 story, ")


def test_each_broken_link_is_named_with_its_mending(
    whole: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(whole, None)["settings"] is State.BAD
    assert states(whole.having(sources=[]))["settings"] is State.BAD
    assert states(whole.having(sources=[tmp_path / "gone"]))["dry run"] is State.BAD
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    some = states(whole.having(sources=[tmp_path / "empty.txt", tmp_path / "story.txt"]))
    assert (some["source"], some["dry run"]) == (State.LACKS, State.GOOD)
    assert states(whole.having(engine="neural"))["dry run"] is State.BAD
    assert states(whole.having(daily={"notify": "no-such-program x"}))["notify"] is State.BAD
    assert states(whole.having(daily={"notify": "mail 'x"}))["notify"] is State.BAD
    monkeypatch.setattr(timer, "lingers", lambda: False)
    assert states(whole)["lingering"] is State.BAD
    monkeypatch.setattr(timer, "installed", lambda _command: None)
    assert states(whole)["timer"] is State.BAD
    monkeypatch.setattr(timer, "has_systemd", lambda: False)
    assert states(whole)["timer"] is State.LACKS
    for one in diagnose_daily(whole.having(daily={"notify": ""}), None):
        assert one.state is State.GOOD or one.mend
