"""What a description says, what is wrong in it, and that ours tell where each fact is from."""

import re
import tomllib
from typing import Any

import pytest
from shared import ROOT

from audionews.engines import registry
from audionews.engines.http import catalogue
from audionews.engines.http.answer import BASE64
from audionews.support.errors import UsageError

SERVICES = ROOT / "audionews" / "engines" / "http" / "services"
GOOD = {"address": "https://speech.example.org/v1?text={text}"}


@pytest.mark.parametrize("path", sorted(SERVICES.glob("*.toml")), ids=lambda path: path.stem)
def test_ours_tell_when_and_where_each_fact_was_read(path: Any) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {"address", "sound", "voices", "limits", "price"} <= set(table["facts"])
    for fact in table["facts"].values():
        assert re.match(r"20\d\d(-\d\d-\d\d)? https://|not told anywhere", fact), fact
    made = catalogue.service(path.stem, {})
    assert made.secrets
    assert all(voice.sex for voice in made.voices)
    assert {voice.sex for voice in made.voices[:2]} == {"female", "male"}


def test_ours_are_engines_and_are_listed() -> None:
    assert {"sarvam", "google", "gemini", "elevenlabs", "azure", "bhashini"} <= set(registry.names())
    assert "mine" in registry.names({"http": {"mine": GOOD}})


def test_a_users_table_changes_ours_and_leaves_the_rest() -> None:
    own = {"sarvam": {"values": {"model": "bulbul:v9"}, "limits": {"minute": 100}}}
    changed, before = catalogue.service("sarvam", own), catalogue.service("sarvam", {})
    assert changed.values["model"] == "bulbul:v9"
    assert (changed.limits.minute, changed.limits.characters) == (100, before.limits.characters)
    assert (changed.body, changed.voices) == (before.body, before.voices)
    other = catalogue.service("sarvam", {"sarvam": {"form": {"say": "{text}"}}})
    assert other.body == ("form", {"say": "{text}"})


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "no address"),
        ({"address": "speech.example.org/{text}"}, "no address of a service"),
        ({"address": "ftp://speech.example.org/{text}"}, "no address of a service"),
        ({"address": "https://me@speech.example.org/{text}"}, "no address of a service"),
        ({"address": "http://speech.example.org/{text}?k={env:KEY}"}, "a key would be sent"),
        ({**GOOD, "adress": "x"}, "adress"),
        ({**GOOD, "headers": {"Authorization": "Bearer abc"}}, "seems to hold a key"),
        ({**GOOD, "headers": {"X-Api-Key": "abc"}}, "seems to hold a key"),
        ({**GOOD, "headers": {"X": 3}}, "headers.X"),
        ({**GOOD, "json": {"a": "{txet}"}}, "txet"),
        ({**GOOD, "json": {"a": "{env:lower}"}}, "names no environment variable"),
        ({"address": "https://speech.example.org/", "json": {"a": "{voice}"}}, "never says {text}"),
        ({**GOOD, "json": {"text": "{text}"}, "xml": "{text}"}, "more than one"),
        ({**GOOD, "sound": {"base64": "a", "url": "b"}}, "both"),
        ({**GOOD, "sound": {"form": "aac"}}, "aac"),
        ({**GOOD, "sound": {"rate": "x"}}, "sound.rate"),
        ({**GOOD, "limits": {"minute": 0}}, "nothing could be spoken"),
        ({**GOOD, "limits": {"parallel": True}}, "another kind"),
        ({**GOOD, "price": {"characters": -1}}, "makes no sense"),
        ({**GOOD, "voices": [{"language": "bn"}]}, "no name"),
        ({**GOOD, "voices": [{"name": "a", "sex": "woman"}]}, "female or male"),
        ({**GOOD, "voices": [{"name": "a", "sex": ["female"]}]}, "another kind"),
        ({**GOOD, "voices": ["a"]}, "no table"),
        ({**GOOD, "refuses": [200]}, "refusal"),
        ("x", "no table"),
    ],
)
def test_a_mistake_is_told_by_its_key(table: Any, says: str) -> None:
    with pytest.raises(UsageError, match=re.escape(says)) as caught:
        registry.load("mine", {}, {"mine": table})
    assert "engines.http.mine" in str(caught.value)
    assert "abc" not in str(caught.value)


def test_a_name_must_be_one_that_can_be_typed() -> None:
    with pytest.raises(UsageError, match="typed"):
        registry.load("My Engine", {}, {"My Engine": GOOD})


def test_tokens_become_a_price_for_characters() -> None:
    price = {"read": 1.0, "tokens": 2.0, "spoken": 13.0, "second": 25, "request": 0.001}
    limits = catalogue.service("mine", {"mine": {**GOOD, "price": price}}).limits
    assert limits.price == pytest.approx(1.0 * 2.0 + 13.0 * 25 / 13)
    assert limits.cost(1_000_000, 2) == pytest.approx(27 + 0.002)
    assert catalogue.service("mine", {"mine": GOOD}).limits.cost(5) is None


def test_a_path_of_the_sound_is_kept() -> None:
    place = catalogue.service("gemini", {}).sound
    assert (place.way, place.form) == (BASE64, "pcm")


def test_values_may_be_any_number() -> None:
    made = catalogue.service("mine", {"mine": {**GOOD, "values": {"pitch": -2.5, "seed": 10**9, "raw": True}}})
    assert made.values == {"pitch": -2.5, "seed": 10**9, "raw": True}
