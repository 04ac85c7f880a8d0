"""A served show as people meet it, in real Chromium: phones and desktops, fingers and keys, light and dark, offline."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from browsers import browser, node

from audionews.model import Episode
from audionews.publish import manifest, update_show

pytestmark = pytest.mark.slow
LAST = date(2026, 11, 23)


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory, publish_in: Callable[..., tuple[Path, Episode]]) -> Any:
    """Return what was met in a show with an episode on each of 40 days, of which the newest has sound."""
    browser()
    root = tmp_path_factory.mktemp("served") / "output"
    folder, episode = publish_in(root, 12, name=str(LAST), words=True)
    for back in range(1, 40):
        day = LAST - timedelta(days=back)
        (root / str(day)).mkdir()
        digest = sha256(str(day).encode()).hexdigest()
        manifest.write(replace(episode, date=day, audio=replace(episode.audio, sha256=digest)), root / str(day))
    update_show(root)
    return node("phone.cjs", root, 1, folder.name, "৭ নম্বর", "অক্টোবর")


def test_the_controls_stay_in_view_and_play_scrolls_nothing(met: Any) -> None:
    assert len(met["listened"]) == 5 * 4
    for seen in met["listened"]:
        assert seen["errors"] == [], seen
        assert len(seen["moments"]) >= 3
        for moment in seen["moments"]:
            assert (moment["lost"], moment["y"], moment["focus"], moment["wide"]) == ([], 0, "play", 0), seen
        assert seen["moments"][-1]["now"] > seen["moments"][0]["now"]


def test_a_sentence_that_is_touched_is_heard_and_lit(met: Any) -> None:
    for seen in met["listened"]:
        text = seen["text"]
        assert (text["lost"], text["wide"], text["lit"], text["marked"]) == ([], 0, 1, 1), seen


def test_the_text_comes_along_only_where_it_is_wanted(met: Any) -> None:
    assert {seen["device"]: seen["follow"] for seen in met["listened"]} == {
        "320x640": False,
        "360x740": False,
        "740x360": True,
        "768x1024": True,
        "1440x900": True,
    }
    wanted, unwanted = met["followed"]
    assert wanted["moved"][0] > 100
    assert wanted["moved"][1] == 0, "who scrolled away is not pulled back"
    assert wanted["kept"] == "on"
    assert unwanted["moved"] == [0, 0]


def test_the_lock_screen_and_those_it_is_shared_with_know_the_story(met: Any) -> None:
    told = met["session"]
    assert told["first"]["title"] == "সূচনা"
    assert told["later"]["title"] == told["shared"]["title"] == "উপকূলে ভারী বৃষ্টির সতর্কতা: 2 নম্বর খবর"
    assert (told["later"]["artist"], told["later"]["album"]) == ("সকালের সংবাদ", "আজকের সংবাদ")
    assert told["later"]["art"] == 1
    assert "/2026-11-23/index.html#t=" in told["shared"]["url"]


def test_a_screen_reader_finds_names_in_bengali_and_no_link_a_sentence(met: Any) -> None:
    tree = [line.strip() for line in met["tree"]]
    for name in ('button "আগের খবর"', 'button "−১৫ সেকেন্ড পিছনে"', 'button "+১৫ সেকেন্ড সামনে"', 'button "পরের খবর"'):
        assert name in tree
    assert any(line.startswith("button") and line.endswith('শুনুন"') for line in tree)
    assert 'combobox "গতি"' in tree
    assert any(line.startswith('slider "কতদূর শোনা হল"') for line in tree)
    assert 'search ""' in tree
    links = [line for line in tree if line.startswith("link")]
    assert len(links) == 1 + 1 + 16 + 7, "skip, download, chapters, footer"


def test_it_is_installed_without_errors(met: Any) -> None:
    app = met["app"]
    assert (app["errors"], app["installability"], app["manifest"]["errors"]) == ([], [], [])
    assert app["manifest"]["data"]


def test_all_headlines_are_searched_without_a_server(met: Any) -> None:
    search = met["search"]
    assert search["errors"] == []
    headline, month, nothing = search["found"]
    assert (headline["rows"], headline["more"]) == (40, False)
    assert headline["link"].startswith("2026-11-23/index.html#t=")
    assert month["rows"] == 17
    assert (nothing["rows"], nothing["told"]) == (0, "পাওয়া যায়নি।")
    assert search["loads"] == ["search-2026-11.json", "search-2026-10.json"], "each month once, the newest first"
    assert search["screens"] < 12
    assert search["plays"]


def test_the_newest_episode_is_heard_offline(met: Any) -> None:
    offline = met["offline"]
    assert offline["list"] == 30
    assert offline["plays"] > 0.2
    assert 10 <= offline["seeks"] < 12
    assert offline["elsewhere"] == "index.html", "what is not kept leads to the list"
