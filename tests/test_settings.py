"""Flag before environment before file before default; each setting counts for an episode, or says why not."""

import re
import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import settings_forms

from audionews import casting, episode
from audionews.audio import profiles
from audionews.bengali.normalization import locales
from audionews.model import Article, Role
from audionews.planning import jobs
from audionews.planning.jobs import Job
from audionews.rundown import preset
from audionews.settings import (
    ALL,
    BY_KEY,
    LOCALES,
    PRESETS,
    PROFILES,
    Settings,
    from_keywords,
    resolve,
    settings_from_values,
)
from audionews.support import value_kinds
from audionews.support.config import Value, from_file
from audionews.support.declaration import Setting
from audionews.support.errors import UsageError
from audionews.support.events import ignore
from audionews.support.toml_template import toml_template

ROOT = Path(__file__).parent.parent
names = pytest.mark.parametrize("setting", ALL, ids=lambda made: f"{made.group}.{made.name}")


def other(setting: Setting, folder: Path) -> Any:
    """Return a value that the setting may have and has not by default."""
    picture = folder / "other.txt"
    picture.write_text("ক\tখ\n", encoding="utf-8")
    if setting.choices:
        known = {setting.default, *(setting.default or ())}
        chosen = next((choice for choice in setting.choices if choice not in known), setting.choices[0])
        return (chosen,) if setting.kind is value_kinds.TEXTS else chosen
    return {
        value_kinds.TEXT: "other",
        value_kinds.TEXTS: ("other",),
        value_kinds.PATTERNS: ("other",),
        value_kinds.SOURCES: ("other",),
        value_kinds.WHOLE: 77,
        value_kinds.NUMBER: 7.5,
        value_kinds.SIGNED: -20.0,
        value_kinds.FLAG: not setting.default,
        value_kinds.CLOCK: time(5, 5),
        value_kinds.CLOCKS: (time(5, 5), time(17, 5)),
        value_kinds.DAY: date(2020, 1, 1),
        value_kinds.SPAN: timedelta(days=9),
        value_kinds.WORDS: {"ক": "খ"},
        value_kinds.TABLES: {"tone": {"x": 1}},
        value_kinds.PATH: picture,
        value_kinds.FILE: picture,
        value_kinds.ADDRESS: "https://other.example/",
        value_kinds.LINK: "https://other.example/x",
        value_kinds.TARGET: "/srv/other",
    }[setting.kind]


def having(setting: Setting, value: object) -> Settings:
    group = getattr(Settings(), setting.group)
    return Settings().changed(**{setting.group: group.changed(**{setting.name: value})})


def digest(settings: Settings) -> str:
    job = Job(("a",), ("a",), (Article("a", "খবর।", "শিরোনাম"),), (), settings)
    plan = jobs.plan(settings, (), date(2026, 11, 23), "08:00")
    cast = casting.cast(Settings().having(engine="tone"), None, ignore)
    return jobs.digest(jobs.contents(job, plan), settings, cast, settings.show)


@names
def test_a_setting_changes_the_digest_of_an_episode_or_says_why_not(setting: Setting, tmp_path: Path) -> None:
    same = digest(having(setting, other(setting, tmp_path))) == digest(Settings())
    assert same == bool(setting.irrelevant), setting.irrelevant


@pytest.mark.parametrize("name", ["cover", "typeface", "lexicon"])
def test_a_file_that_a_setting_names_counts_by_its_content(name: str, tmp_path: Path) -> None:
    file = tmp_path / "own"
    file.write_text("ক\tখ\n", encoding="utf-8")
    asked = from_keywords({name: str(file)})
    before = digest(asked)
    assert digest(asked) == before
    file.write_text("ক\tগ\n", encoding="utf-8")
    assert digest(asked) != before


@names
def test_every_setting_is_described_and_reaches_its_group(setting: Setting, tmp_path: Path) -> None:
    value = other(setting, tmp_path)
    assert setting.about.endswith(".")
    assert setting.irrelevant == "" or setting.irrelevant.endswith(".")
    made = settings_from_values({setting.key or setting.name: Value(value, "here")})
    assert getattr(getattr(made, setting.group), setting.name) == value
    if setting.keyword:
        assert getattr(getattr(from_keywords({setting.keyword: value}), setting.group), setting.name) == value


def test_no_two_settings_share_a_keyword_a_key_or_an_option() -> None:
    for kind in ("keyword", "key", "option"):
        said = [getattr(made, kind) for made in ALL if getattr(made, kind)]
        assert len(set(said)) == len(said)


def test_the_choices_are_those_that_the_stages_know() -> None:
    assert set(PRESETS) == set(preset.names())
    assert set(PROFILES) == set(profiles.PROFILES)
    assert set(LOCALES) == set(locales.LOCALES)
    assert set(Settings().pauses.declared) == set(Role)
    assert {*Settings().voices.roles(), "greeting", "intro", "subhead", "recap", "signoff"} < set(Role)


def test_the_nearer_word_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('preset = "betar"\nrate = 90\nengine = "tone"\n', encoding="utf-8")
    flags = {"preset": Value("neutral", "--preset")}
    made = resolve(flags, file, {"AUDIONEWS_PRESET": "akashvani", "AUDIONEWS_RATE": "80"})
    assert {name: (value.value, value.origin) for name, value in made.items()} == {
        "preset": ("neutral", "--preset"),
        "rate": (80, "AUDIONEWS_RATE"),
        "engine": ("tone", f"{file}:3"),
    }
    settings = settings_from_values(made)
    assert (settings.programme.preset, settings.sound.rate, settings.voices.engine) == ("neutral", 80, "tone")
    assert settings.run.jobs == 0


def test_a_setting_may_stand_in_the_table_of_its_group(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('[gathering]\nsince = "2d"\n[sound]\nloudness = -23\n', encoding="utf-8")
    made = settings_from_values(from_file(file, BY_KEY))
    assert (made.gathering.since, made.sound.loudness) == (timedelta(days=2), -23)
    file.write_text('since = "1d"\n[gathering]\nsince = "2d"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="set already"):
        from_file(file, BY_KEY)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"rate": "fast"}, "rate is not a whole number: 'fast'"),
        ({"rate": 20}, "rate is 50 to 200, not 20"),
        ({"time": "25:00"}, "time of day"),
        ({"date": "tomorrow"}, "2026-11-23"),
        ({"output": 5}, "output is not a path: 5"),
        ({"engine": 5}, "engine is not a text"),
        ({"keep": 5}, "keep is not a list of texts"),
        ({"drop": "("}, "regular expressions"),
        ({"preset": "betaar"}, "preset cannot be 'betaar'"),
        ({"offline": "perhaps"}, "true or false"),
        ({"loudness": -30}, "-24 to -9"),
        ({"show": {"titel": "x"}}, "show.titel"),
        ({"show": {"base_url": "ftp://x"}}, "the address of a folder"),
        ({"cover": "none.jpg"}, "no file 'none.jpg'"),
        ({"enginee": "tone"}, "'enginee'"),
        ({"jobs": None}, "jobs is not a whole number"),
    ],
)
def test_a_keyword_is_checked_as_on_the_command_line(given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        from_keywords(given)
    assert says in str(caught.value)
    assert caught.value.hint


def test_keywords_take_what_people_write() -> None:
    made = from_keywords(
        {
            "rate": "110",
            "time": "07:30",
            "date": date(2026, 11, 23),
            "since": "36h",
            "keep": "credit",
            "fallback": "espeak",
            "profiles": "small",
            "drop": "ক,খ",
            "output": "there",
            "title": None,
            "pauses": {"body": "0.5"},
            "daily": {"limit": 3},
        }
    )
    assert (made.sound.rate, made.programme.time, made.gathering.since) == (110, time(7, 30), timedelta(hours=36))
    assert (made.text.keep, made.voices.fallback, made.sound.profiles) == (("credit",), ("espeak",), ("small",))
    assert (made.text.drop, made.run.output, made.pauses.body) == (("ক,খ",), Path("there"), 0.5)
    assert (made.daily.limit, made.programme.title) == (3, None)


def test_groups_are_frozen_values() -> None:
    group = Settings().sound
    with pytest.raises(AttributeError, match="frozen"):
        group.rate = 5  # type: ignore[misc]
    with pytest.raises(TypeError, match="speed"):
        group.changed(speed=5)
    assert group.changed(rate=90) == Settings().having(rate=90).sound != group
    assert hash(group) == hash(Settings().sound)
    assert group.changed(rate=100).given == {"rate": 100}


def test_the_template_with_everything_off_is_the_default(tmp_path: Path) -> None:
    text = toml_template(BY_KEY, {}, "head")
    assert all(value == {} for value in tomllib.loads(text).values())
    on = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    path = tmp_path / "a.toml"
    path.write_text(on, encoding="utf-8")
    for name, value in from_file(path, BY_KEY).items():
        if name not in {"output", "lexicon", "daily.review_folder"}:
            assert value.value == BY_KEY[name].default, name


def test_answers_are_set_in_the_template(tmp_path: Path) -> None:
    answers = {"sources": ["https://a.example/"], "daily.since": timedelta(hours=36), "show.title": 'আ"জ'}
    path = tmp_path / "a.toml"
    path.write_text(toml_template(BY_KEY, answers, "head"), encoding="utf-8")
    made = {name: value.value for name, value in from_file(path, BY_KEY).items()}
    assert made.pop("lexicon") == made.pop("engines") == {}
    assert made == {"sources": ("https://a.example/",), "daily.since": timedelta(hours=36), "show.title": 'আ"জ'}


def test_the_documentations_example_can_be_read(tmp_path: Path) -> None:
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    path = tmp_path / "a.toml"
    path.write_text(told.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert settings_from_values(from_file(path, BY_KEY)).daily.keep_days == 60


def test_another_title_of_the_show_reaches_the_sound(tmp_path: Path, article: Path) -> None:
    asked = Settings().having(engine="tone", output=tmp_path / "out", date=date(2026, 11, 23))
    folder, _ = episode.make([str(article)], asked)
    before = (folder / "episode.mp3").read_bytes()
    episode.make([str(article)], asked.having(show={"title": "নতুন নাম"}))
    assert (folder / "episode.mp3").read_bytes() != before
    assert re.search("নতুন নাম".encode("utf-16-le"), (folder / "episode.mp3").read_bytes())


def test_what_is_made_from_the_declarations_is_up_to_date() -> None:
    told = settings_forms.DOCS.read_text(encoding="utf-8")
    assert settings_forms.documented(told) == told, "run tools/settings_forms.py"
    assert settings_forms.KEYWORDS.read_text(encoding="utf-8") == settings_forms.keywords(), "run it"
    assert not [made.key for made in ALL if made.key and f"`{made.key}`" not in told]
