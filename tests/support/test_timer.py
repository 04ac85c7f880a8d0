"""The timer's units and crontab lines say what was asked, whatever characters the paths have."""

import subprocess
import time as clock
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from audionews.support import timer

TODAY = date(2026, 11, 29)
AT = timer.Timer((time(6, 5),), "Asia/Dhaka", ("/usr/bin/python3", "-m", "audionews", "daily"), Path("/home/user/news"))


def test_the_units_say_when_and_what() -> None:
    units = AT.units()
    assert set(units) == {"audionews-daily.service", "audionews-daily.timer"}
    assert "OnCalendar=*-*-* 06:05:00 Asia/Dhaka" in units["audionews-daily.timer"]
    assert "ExecStart=/usr/bin/python3 -m audionews daily\n" in units["audionews-daily.service"]


def test_strange_paths_are_quoted() -> None:
    odd = timer.Timer((time(7),), "Asia/Kolkata", ("/a b/py", '50% "x"', "$HOME", "a\\b"), Path("/50%"))
    service = odd.units()["audionews-daily.service"]
    assert 'ExecStart="/a b/py" "50%% \\"x\\"" $$HOME a\\\\b\n' in service
    assert "WorkingDirectory=/50%%\n" in service
    assert odd.crontab(TODAY).endswith("cd /50\\% && '/a b/py' '50\\% \"x\"' '$HOME' 'a\\b'")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set the machine's own time zone."""

    def put(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        clock.tzset()

    yield put
    monkeypatch.undo()
    clock.tzset()


RUN = "cd /home/user/news && /usr/bin/python3 -m audionews daily"


@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="the zone cannot be changed here")
@pytest.mark.parametrize(
    ("zone", "line"), [("Asia/Dhaka", "5 6 * * *"), ("UTC", "5 0 * * *"), ("Asia/Kolkata", "35 5 * * *")]
)
def test_the_crontab_line_fires_by_the_machines_own_clock(machine: Callable[[str], None], zone: str, line: str) -> None:
    machine(zone)
    assert AT.crontab(TODAY) == f"# audionews: every day at 06:05 (Asia/Dhaka)\n{line} {RUN}"


@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="the zone cannot be changed here")
def test_where_clocks_change_the_zones_clock_is_asked(machine: Callable[[str], None]) -> None:
    machine("Europe/Berlin")
    ask = '[ "$(TZ=Asia/Dhaka date +\\%H)" = 06 ] && '
    assert AT.crontab(TODAY).splitlines()[1:] == [f"5 1 * * * {ask}{RUN}", f"5 2 * * * {ask}{RUN}"]
    for day in (date(2026, 12, 1), date(2027, 7, 1)):  # one of both lines, and the right one, whatever the season
        at = datetime.combine(day, time(6, 5), ZoneInfo("Asia/Dhaka")).timestamp()
        told = subprocess.run(
            ["sh", "-c", f"TZ=Asia/Dhaka date -d @{at:.0f} +%H"], capture_output=True, text=True, check=True
        ).stdout.strip()
        assert (told, clock.localtime(at)[4]) == ("06", 5)


@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="the zone cannot be changed here")
def test_windows_is_told_in_its_own_words(machine: Callable[[str], None]) -> None:
    machine("Asia/Kolkata")
    command = ("C:\\Program Files\\py.exe", "-m", "audionews", "daily")
    made = timer.Timer((time(6, 5), time(18)), "Asia/Dhaka", command, Path("news"), "ভোর")
    first, second = made.tasks(TODAY).splitlines()
    run = 'cmd /c cd /d news && \\"C:\\Program Files\\py.exe\\" -m audionews daily'
    assert first == f'schtasks /Create /F /SC DAILY /ST 05:35 /TN audionews-daily-ভোর /TR "{run}"'
    assert "/ST 17:30 /TN audionews-daily-ভোর-2 " in second
    machine("Europe/Berlin")
    assert made.tasks(TODAY).splitlines()[-1].startswith("rem ")


def test_several_times_are_several_lines() -> None:
    twice = timer.Timer((time(7), time(19, 30)), "Asia/Dhaka", ("audionews", "daily"), Path("/srv"))
    assert twice.units()["audionews-daily.timer"].count("OnCalendar=") == 2
    assert "19:30:00 Asia/Dhaka" in twice.units()["audionews-daily.timer"]
    assert len(twice.crontab(TODAY).splitlines()) >= 3


def test_what_was_installed_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(timer, "_systemctl", lambda *words: bool(asked.append(words) or True))
    paths = timer.install(AT)
    assert [path.parent for path in paths] == [tmp_path / "systemd" / "user"] * 2
    assert asked == [("daemon-reload",), ("enable", "--now", "audionews-daily.timer")]
    assert sorted(timer.uninstall(AT.command)) == sorted(paths)
    assert not any(path.exists() for path in paths)
    assert timer.uninstall(AT.command) == []


def test_two_shows_have_two_timers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(timer, "_systemctl", lambda *words: True)

    def of(folder: str, show: str) -> timer.Timer:
        command = timer.daily_command("--config", Path(folder) / "audionews.toml")
        return timer.Timer((time(7),), "Asia/Dhaka", command, Path(folder), show)

    before = timer.install(replace(of("/srv/dhaka", "dhaka"), show=""))  # as an earlier version called it
    dhaka, kolkata, other = (of(*one) for one in (("/srv/dhaka", "dhaka"), ("/srv/k", "k"), ("/home/dhaka", "dhaka")))
    paths = [timer.install(one) for one in (dhaka, kolkata, other)]
    assert not any(path.exists() for path in before)
    assert len({path.name for some in paths for path in some}) == 6
    assert [some[0].name for some in paths[:2]] == ["audionews-daily-dhaka.service", "audionews-daily-k.service"]
    assert timer.install(other) == paths[2], "the same again has the same name"
    assert timer.installed(kolkata.command) == "audionews-daily-k"
    assert sorted(timer.uninstall(dhaka.command)) == sorted(paths[0])
    assert all(path.exists() for some in paths[1:] for path in some)
