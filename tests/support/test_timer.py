"""The timer's units and crontab lines say what was asked, whatever characters the paths have."""

from datetime import time
from pathlib import Path

import pytest

from audionews.support import timer

AT = timer.Timer(time(6, 5), "Asia/Dhaka", ("/usr/bin/python3", "-m", "audionews", "daily"), Path("/home/user/news"))


def test_the_units_say_when_and_what() -> None:
    units = AT.units()
    assert set(units) == {"audionews-daily.service", "audionews-daily.timer"}
    assert "OnCalendar=*-*-* 06:05:00 Asia/Dhaka" in units["audionews-daily.timer"]
    assert "ExecStart=/usr/bin/python3 -m audionews daily\n" in units["audionews-daily.service"]


def test_strange_paths_are_quoted() -> None:
    odd = timer.Timer(time(7), "Asia/Kolkata", ("/a b/py", '50% "x"', "$HOME", "a\\b"), Path("/50%"))
    service = odd.units()["audionews-daily.service"]
    assert 'ExecStart="/a b/py" "50%% \\"x\\"" $$HOME a\\\\b\n' in service
    assert "WorkingDirectory=/50%%\n" in service
    assert odd.crontab().endswith("cd /50\\% && '/a b/py' '50\\% \"x\"' '$HOME' 'a\\b'")


def test_the_crontab_line_has_the_zone() -> None:
    assert AT.crontab() == ("CRON_TZ=Asia/Dhaka\n5 6 * * * cd /home/user/news && /usr/bin/python3 -m audionews daily")


def test_what_was_installed_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(timer, "_systemctl", lambda *words: bool(asked.append(words) or True))
    paths = timer.install(AT)
    assert [path.parent for path in paths] == [tmp_path / "systemd" / "user"] * 2
    assert asked == [("daemon-reload",), ("enable", "--now", "audionews-daily.timer")]
    assert sorted(timer.uninstall()) == sorted(paths)
    assert not any(path.exists() for path in paths)
    assert timer.uninstall() == []
