"""The studio as people meet it, in real Chromium: keys and fingers, wide and narrow, two windows, hostile titles."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsers import browser, node
from serving import served
from windows import TOKEN

from audionews.settings import Settings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return what was met from the first pasted text to the published episode, by the built-in voice."""
    browser()
    from audionews.studio.studio_server import application
    from audionews.studio.workbench import Studio

    root = tmp_path_factory.mktemp("studio")
    studio = Studio(root / "drafts", Settings().having(engine="espeak", output=root / "output"))
    for host, place in served(application(studio, TOKEN), root):
        seen = node("../studio/studio.cjs", f"http://{host}/?token={TOKEN}", place / "site")
        yield seen | {"site": sorted(path.name for path in (place / "site").iterdir())}


def test_nothing_is_wrong_for_assistive_technology_or_a_narrow_screen(met: Any) -> None:
    assert met["axe"] == []
    assert {name: width for name, width in met["wide"].items() if width > 0} == {}
    assert len(met["wide"]) > 10
    assert met["errors"] == []


def test_the_token_does_not_stay_in_the_address(met: Any) -> None:
    assert met["token"] is False


def test_stories_are_put_in_order_by_keys_and_by_hand(met: Any) -> None:
    bridge, ships, rain = met["gathered"]
    assert met["ordered"] == [rain, bridge, ships]
    assert met["stays"], "the keyboard stays on the button that moved the story"
    assert met["dragged"] == [bridge, rain, ships]
    assert met["tabs"] < 30


def test_a_sentence_is_corrected_and_heard_at_once(met: Any) -> None:
    assert met["struck"] == ["অন্য খবরের লিঙ্ক"]
    assert met["said"] == 3
    assert met["heard"] == 200


def test_a_word_is_corrected_by_keys_alone(met: Any) -> None:
    assert met["sounds"] == "/n o t u n/"
    assert met["back"].startswith("word "), "the keyboard is back on the word"


def test_what_was_half_typed_is_there_after_a_crash(met: Any) -> None:
    assert met["typed"] == "শুক্রবার শহরে নতুন সেতু খুলেছে। আর আধখানা"


def test_two_windows_have_one_bulletin(met: Any) -> None:
    assert met["together"] == 1


def test_it_becomes_a_published_episode(met: Any) -> None:
    assert met["page"], "the episode's page has the corrected sentence"
    assert "প্রকাশ হয়েছে" in met["published"][-1]
    assert {"feed.xml", "index.html"} < set(met["site"])


def test_hostile_texts_stay_text(met: Any) -> None:
    assert met["hostile"] == {"run": False, "elements": 0, "shown": True, "named": True}


def test_links_are_shared_to_it(met: Any) -> None:
    assert met["shared"] == "https://example.org/a"
    assert (met["install"], met["manifest"]) == ([], [])
