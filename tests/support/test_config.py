"""audionews.toml is read strictly: each mistake is named with file and line, and the nearest right one."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from audionews.settings import ALL, BY_KEY
from audionews.support import config
from audionews.support.errors import UsageError


def read(folder: Path, text: str) -> dict[str, config.Value]:
    path = folder / "audionews.toml"
    path.write_text(text, encoding="utf-8")
    return config.from_file(path, BY_KEY)


def test_every_kind_of_value_is_read_with_its_line(tmp_path: Path) -> None:
    made = read(
        tmp_path,
        """sources = ["https://a.example/feed", "news", "-"]
rate = 110
time = 07:30:00
offline = true
title = ""

[daily]
since = "2d"
at = "06:45"

[sections.aliases]
"Hill News" = "পাহাড়"

[voices]
intro = "edge:x"
""",
    )
    assert made["sources"].value == ("https://a.example/feed", str(tmp_path / "news"), "-")
    assert made["rate"].value == 110
    assert made["time"].value == time(7, 30)
    assert made["offline"].value is True
    assert "title" not in made
    assert made["daily.since"] == config.Value(timedelta(days=2), f"{tmp_path / 'audionews.toml'}:8")
    assert made["daily.at"].value == (time(6, 45),)
    assert made["sections.aliases"].value == {"Hill News": "পাহাড়"}
    assert made["sections.aliases"].origin.endswith(":11")
    assert made["voices.intro"].origin.endswith(":15")


@pytest.mark.parametrize(
    ("text", "line", "says", "hint"),
    [
        ('preset = "betar"\npresets = "y"', 2, "presets", "'preset'"),
        ("[dayly]\nat = 07:00:00", 1, "dayly", "There are"),
        ('[daily]\nsinse = "1d"', 2, "daily.sinse", "'daily.since'"),
        ('rate = "fast"', 1, "rate is not a whole number", ""),
        ("rate = -5", 1, "rate", ""),
        ("rate = 99.5", 1, "rate", ""),
        ("offline = 1", 1, "true or false", ""),
        ('\n\nsince = "yesterday"', 3, "24h", ""),
        ('time = "25:00"', 1, "07:00", ""),
        ("sources = [1]", 1, "list", ""),
        ("voices = 3", 1, "voices", ""),
        ("[sections]\naliases = 3", 2, "table", ""),
        ('sections.odrer = ["a"]', 1, "sections.odrer", "'sections.order'"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, says: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(tmp_path, text)
    assert f"audionews.toml:{line}: " in str(caught.value)
    assert says in str(caught.value)
    assert hint in str(caught.value.hint)


@pytest.mark.parametrize("content", [b"a = ", b"\xff\xfe", b"[x\n", b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "audionews.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="audionews"):
        config.from_file(path, BY_KEY)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "audionews.toml"
    path.write_bytes(b"\xef\xbb\xbfrate = 90\n")
    assert config.from_file(path, BY_KEY)["rate"].value == 90


def test_the_environment_speaks_too() -> None:
    made = config.from_environment(
        {
            "AUDIONEWS_PROFILES": "podcast, small",
            "AUDIONEWS_DAILY_KEEP_DAYS": "30",
            "AUDIONEWS_OFFLINE": "yes",
            "HOME": "x",
        },
        BY_KEY,
    )
    assert {name: value.value for name, value in made.items()} == {
        "profiles": ("podcast", "small"),
        "daily.keep_days": 30,
        "offline": True,
    }
    assert made["offline"].origin == "AUDIONEWS_OFFLINE"
    with pytest.raises(UsageError, match="AUDIONEWS_RATE"):
        config.from_environment({"AUDIONEWS_RATE": "x"}, BY_KEY)


def test_no_two_keys_share_a_variable() -> None:
    names = [made.variable for made in ALL if made.variable]
    assert len(set(names)) == len(names)


def test_the_named_file_goes_first_and_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "user_file", lambda: tmp_path / "user" / "audionews.toml")
    assert config.found(None) is None
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "audionews.toml").touch()
    assert config.found(None) == tmp_path / "user" / "audionews.toml"
    (tmp_path / "audionews.toml").touch()
    assert config.found(None) == Path("audionews.toml")
    (tmp_path / "other.toml").touch()
    assert config.found(tmp_path / "other.toml") == tmp_path / "other.toml"
    with pytest.raises(UsageError, match=r"gone\.toml"):
        config.found(tmp_path / "gone.toml")
