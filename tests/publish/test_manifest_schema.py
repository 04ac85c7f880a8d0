"""docs/schemas/manifest.schema.json tells programs of every key that a manifest may have."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from shared import ROOT

from audionews.model import Correction, CorrectionKind, Degraded, Episode, Recipe, Skipped
from audionews.publish import manifest

SCHEMA = json.loads((ROOT / "docs/schemas/manifest.schema.json").read_text("utf-8"))


def closed(schema: Any) -> Any:
    """The same schema, with no room for keys that it does not name."""
    if isinstance(schema, dict):
        more = {"additionalProperties": False} if "properties" in schema else {}
        return {key: closed(value) for key, value in schema.items()} | more
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


def test_a_manifest_has_what_its_schema_says_and_nothing_else(make: Callable[..., Episode]) -> None:
    plain = make(3, words=True)
    story = replace(
        plain.articles[0],
        published="2026-11-23",
        url="https://a.example/1",
        site="খবর",
        section="রাজ্য",
        image="https://a.example/1.jpg",
        byline="নিজস্ব প্রতিবেদক",
        agency="বাসস",
        also=("খ",),
        cut=("গ।",),
    )
    full = replace(
        plain,
        articles=(story, *plain.articles[1:]),
        segments=(*plain.segments[:-1], replace(plain.segments[-1], opens=True, pinned=True)),
        alternates=(plain.audio,),
        made=datetime(2026, 11, 23, 7, tzinfo=UTC),
        edition=2,
        skipped=(Skipped("x.txt", "It is empty."),),
        degraded=(Degraded(3, "gtts", "espeak", "No network."),),
        corrections=(Correction(date(2026, 11, 24), CorrectionKind.CORRECTED, "শিরোনাম", "একটি সংখ্যা ভুল ছিল।"),),
        recipe=Recipe(("a",), "d", "08:00", {"preset": "betar"}),
    )
    checker = Draft202012Validator(closed(SCHEMA), format_checker=FormatChecker())
    for episode in (plain, full):
        checker.validate(json.loads(manifest.dump(episode)))
    named = {key for part in (SCHEMA, *SCHEMA["$defs"].values()) for key in part["properties"]}
    written = json.loads(manifest.dump(full))
    parts = (written, *written["articles"], *written["segments"], written["audio"])
    assert named == {key for part in parts for key in part}
