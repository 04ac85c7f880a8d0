"""Flag before environment before file before default; every key does something and is described."""

import tomllib
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from audionews import settings as every
from audionews.model import Role
from audionews.publish.show.shows import Show
from audionews.support.config import Value, from_file
from audionews.support.toml_template import toml_template

ROOT = Path(__file__).parent.parent


def test_the_nearer_word_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.toml"
    file.write_text('preset = "betar"\nrate = 90\nengine = "tone"\n', encoding="utf-8")
    made = every.resolve({"preset": "neutral"}, file, {"AUDIONEWS_PRESET": "akashvani", "AUDIONEWS_RATE": "80"})
    assert {name: (value.value, value.origin) for name, value in made.items()} == {
        "preset": ("neutral", "--preset"),
        "rate": (80, "AUDIONEWS_RATE"),
        "engine": ("tone", f"{file}:3"),
    }
    settings = every.settings(made)
    assert (settings.preset, settings.rate, settings.engine, settings.jobs) == ("neutral", 80, "tone", 0)


def test_every_key_reaches_the_settings() -> None:
    for key in every.KEYS:
        mark = object()
        made = every.settings({key.name: Value(mark, "here")})
        values = [getattr(made, one.name) for one in fields(made)]
        values += [getattr(made.daily, one.name) for one in fields(made.daily)]
        inner = [value for table in values if isinstance(table, dict) for value in table.values()]
        assert any(value is mark for value in [*values, *inner]), key.name


def test_the_show_and_the_roles_are_all_there() -> None:
    names = {key.name for key in every.KEYS}
    assert {name.removeprefix("show.") for name in names if name.startswith("show.")} == {f.name for f in fields(Show)}
    assert {name.removeprefix("pauses.") for name in names if name.startswith("pauses.")} == {
        role.value for role in Role
    }
    voices = {name.removeprefix("voices.") for name in names if name.startswith("voices.")}
    assert voices == {*Role, "stories"} - {Role.TUNE}


def test_the_template_with_everything_off_is_the_default(tmp_path: Path) -> None:
    text = toml_template(every.KEYS, {}, every.default, "head")
    assert all(value == {} for table in tomllib.loads(text).values() for value in [table])
    on = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    path = tmp_path / "a.toml"
    path.write_text(on, encoding="utf-8")
    made = {name: value.value for name, value in from_file(path, every.KEYS).items()}
    for name, value in made.items():
        if name not in {"output", "lexicon"}:
            assert value == every.default(name), name


def test_answers_are_set_in_the_template(tmp_path: Path) -> None:
    answers = {"sources": ["https://a.example/"], "daily.since": timedelta(hours=36), "show.title": 'আ"জ'}
    path = tmp_path / "a.toml"
    path.write_text(toml_template(every.KEYS, answers, every.default, "head"), encoding="utf-8")
    made = {name: value.value for name, value in from_file(path, every.KEYS).items()}
    assert made.pop("lexicon") == made.pop("engines") == {}
    assert made == {"sources": ("https://a.example/",), "daily.since": timedelta(hours=36), "show.title": 'আ"জ'}


def test_every_key_is_in_the_documentation() -> None:
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for key in every.KEYS:
        assert f"`{key.name.rpartition('.')[2]}`" in told, key.name


def test_the_documentations_example_can_be_read(tmp_path: Path) -> None:
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    path = tmp_path / "a.toml"
    path.write_text(told.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    assert every.settings(from_file(path, every.KEYS)).daily.keep_days == 60
