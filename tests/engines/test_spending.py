"""What speech costs: noted before it is spent, by the month, and by all processes together."""

import json
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audionews.engines import registry
from audionews.engines.metered import EngineMeter, metered
from audionews.engines.protocol import Limits
from audionews.engines.spending import Purse
from audionews.engines.tone import ToneEngine
from audionews.support.errors import NotReady, TryLater, UsageError


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIONEWS_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def at(day: str) -> Any:
    return lambda: datetime.fromisoformat(day).replace(tzinfo=UTC)


def spent_by(purse: Purse) -> float:
    """What its engine has spent this month."""
    told = replace(purse, budget=1e5, total=None).tightest()
    assert told
    return told[1]


def test_a_budget_is_never_passed_and_begins_anew_each_month() -> None:
    purse = Purse("a", budget=1.0, now=at("2026-11-30T23:59"))
    for _ in range(10):
        purse.spend(0.1)
    with pytest.raises(NotReady, match=r"engines\.a\.budget.*would be passed: \$1\.00 are spent"):
        purse.spend(0.01)
    assert spent_by(purse) == pytest.approx(1.0)
    later = Purse("a", budget=1.0, now=at("2026-12-01T00:00"))
    later.spend(1.0)
    assert spent_by(later) == 1.0


def test_what_was_not_charged_is_taken_back_from_its_own_month() -> None:
    purse = Purse("a", budget=1.0, now=at("2026-11-30T23:59"))
    receipt = purse.spend(0.7)
    Purse("a", now=at("2026-12-01T00:00")).take_back(receipt)
    assert spent_by(purse) == 0.0
    purse.spend(1.0)


def test_a_budget_for_all_counts_all() -> None:
    Purse("a").spend(0.6)
    both = Purse("b", total=1.0)
    both.spend(0.4)
    with pytest.raises(NotReady, match=r"\(budget\) would be passed"):
        both.spend(0.01)


def test_the_tightest_budget_is_the_one_of_which_least_is_left() -> None:
    Purse("a").spend(0.6)
    assert Purse("b").tightest() is None
    assert Purse("b", budget=0.5).tightest() == (0.5, 0.0)
    assert Purse("b", budget=0.5, total=1.0).tightest() == (1.0, 0.6)


@pytest.mark.parametrize("damage", ["", "[]", '{"a": "1"}', '{"a": -1}', "\udcff".encode("utf-8", "surrogateescape")])
def test_what_cannot_be_read_is_never_taken_for_nothing(data: Path, damage: str | bytes) -> None:
    purse = Purse("a", budget=1.0, now=at("2026-11-30"))
    purse.spend(0.5)
    [file] = data.rglob("2026-11.json")
    file.write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    with pytest.raises(NotReady, match="cannot be held"):
        purse.spend(0.1)
    assert file.read_bytes() == (damage if isinstance(damage, bytes) else damage.encode()), "it is kept as it is"
    Purse("a").spend(0.1)  # without a budget nobody waits for it


def test_a_folder_that_cannot_be_written_stops_only_a_budget(data: Path) -> None:
    data.write_text("in the way", encoding="utf-8")
    with pytest.raises(NotReady, match="cannot be held"):
        Purse("a", budget=1.0).spend(0.1)
    Purse("a").spend(0.1)
    assert spent_by(Purse("a")) == 0.0


def test_threads_and_processes_lose_nothing() -> None:
    code = (
        "from audionews.engines.spending import Purse\n"
        "from audionews.support.errors import NotReady\n"
        "kept = 0\n"
        "for _ in range(12):\n"
        "    try:\n"
        "        Purse('a', budget=0.30).spend(0.01); kept += 1\n"
        "    except NotReady: pass\n"
        "print(kept)"
    )
    others = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    kept: list[int] = []

    def spend() -> None:
        for _ in range(6):
            try:
                Purse("a", budget=0.30).spend(0.01)
                kept.append(1)
            except NotReady:
                kept.append(0)

    threads = [threading.Thread(target=spend) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = [int(other.communicate(timeout=60)[0]) for other in others]
    assert sum(kept) + sum(told) == 30, "36 were wanted"
    assert spent_by(Purse("a")) == pytest.approx(0.30)


class Costly(ToneEngine):
    limits = Limits(characters=200, parallel=2, price=1000.0, fee=0.001)
    error: Exception | None = None

    def speak(self, text: str, voice: str) -> Any:
        if self.error:
            raise self.error
        return super().speak(text, voice)


def test_a_request_is_paid_for_unless_it_was_surely_not_charged() -> None:
    engine = Costly()
    made = metered(engine, Purse("tone", budget=0.02))
    assert isinstance(made, EngineMeter)
    made.speak("ক" * 10, "low")
    assert spent_by(made.purse) == pytest.approx(0.011)
    engine.error = TryLater("answers 500")
    with pytest.raises(TryLater):
        made.speak("খ" * 5, "low")
    assert spent_by(made.purse) == pytest.approx(0.017)
    engine.error.charged = False
    with pytest.raises(TryLater):
        made.speak("গ" * 2, "low")
    assert spent_by(made.purse) == pytest.approx(0.017)
    with pytest.raises(NotReady, match="budget"):
        made.speak("ঘ" * 3, "low")


def test_the_settings_of_every_engine_have_a_budget_and_a_price() -> None:
    made = registry.configured("tone", {"tone": {"price": 5, "budget": 2.5}})
    assert isinstance(made, EngineMeter)
    assert (made.limits.price, made.purse.budget) == (5.0, 2.5)
    assert type(registry.configured("tone", {})) is ToneEngine
    assert type(registry.configured("espeak", {"espeak": {"budget": 1}}, total=1.0)).__name__ == "EspeakEngine"


@pytest.mark.parametrize("tables", [{"openai": {"budget": 5}}, {"command": {"budget": 5}}])
def test_a_budget_needs_a_price(tables: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://speech.example.org/v1")
    [name] = tables
    with pytest.raises(UsageError, match=r"what .* costs is not known"):
        registry.configured(name, tables)
    registry.configured(name, {name: {"budget": 5, "price": 15}})


@pytest.mark.parametrize("amount", [-1, True, "5", 10**7])
def test_an_amount_is_one_of_dollars(amount: Any) -> None:
    with pytest.raises(UsageError, match=r"engines\.tone\.budget"):
        registry.configured("tone", {"tone": {"budget": amount}})


def test_the_file_says_what_each_engine_cost(data: Path) -> None:
    Purse("b", now=at("2026-11-05")).spend(0.25)
    Purse("a", now=at("2026-11-06")).spend(0.5)
    assert json.loads((data / "spending" / "2026-11.json").read_text(encoding="utf-8")) == {"a": 0.5, "b": 0.25}
