"""The timer of the daily run: a systemd user timer, or the line for a crontab where there is no systemd."""

from __future__ import annotations

import getpass
import os
import shlex
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from audionews.support import files, own_files
from audionews.support.errors import StorageError, UsageError
from audionews.support.escape import line
from audionews.support.slugs import told_apart

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

NAME = "audionews-daily"
_SERVICE = """\
[Unit]
Description=audionews: the day's bulletin
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
"""
_TIMER = """\
[Unit]
Description=audionews: every day at {times} ({zone})

[Timer]
{calendar}
Persistent=true

[Install]
WantedBy=timers.target
"""


@dataclass(frozen=True)
class Timer:
    """When and how the daily run is started."""

    at: tuple[time, ...]
    """Times of day."""
    zone: str
    """Its time zone (IANA name)."""
    command: Sequence[str]
    """Program and arguments."""
    folder: Path
    """Working folder of the run."""
    show: str = ""
    """What the show is called, as a part of the timer's name."""

    def __post_init__(self) -> None:
        """Refuse names with control characters: a line break would begin a line of the unit or crontab.

        Raises:
            UsageError: there is one.
        """
        for name in (str(self.folder), *self.command):
            if any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u2028\u2029" for char in name):
                raise UsageError(
                    f"{line(name)!r} has a line break or control character in its name, which no timer can hold.",
                    hint="Rename the folder, and run it there.",
                )

    @property
    def name(self) -> str:
        """The name of its units: that of the show, told apart from another one of that name by what it runs."""
        plain = f"{NAME}-{self.show}" if self.show else NAME
        there = own_files.spare(folder() / f"{plain}.service")
        mine = there is None or _started(self.command) in _lines(there)
        return plain if mine else told_apart(plain, _started(self.command))

    def units(self) -> dict[str, str]:
        """Return the systemd units by their file names (systemd.service(5), systemd.timer(5))."""
        command = " ".join(map(_quoted, self.command))
        service = _SERVICE.format(folder=str(self.folder).replace("%", "%%"), command=command)
        calendar = "\n".join(f"OnCalendar=*-*-* {at:%H:%M}:00 {self.zone}" for at in self.at)
        timer = _TIMER.format(times=self.times, calendar=calendar, zone=self.zone)
        name = self.name
        return {f"{name}.service": service, f"{name}.timer": timer}

    @property
    def times(self) -> str:
        """The times of day, for people."""
        return ", ".join(f"{at:%H:%M}" for at in self.at)

    def crontab(self, today: date) -> str:
        """Return the lines for `crontab -e`, which hold for a year from `today`, clock changes included.

        Debian's cron knows no CRON_TZ, so each time is told in the machine's own. Where that is not the same all year,
        it is told at each hour that it falls on, and the line asks the zone's clock whether it is now. `%` is a line
        break in a crontab (crontab(5)).
        """
        command = f"cd {shlex.quote(str(self.folder))} && {shlex.join(self.command)}".replace("%", "\\%")
        lines = [f"# audionews: every day at {self.times} ({self.zone})"]
        for at in self.at:
            local = self._local(at, today)
            asked = f'[ "$(TZ={self.zone} date +\\%H)" = {at:%H} ] && ' if len(local) > 1 else ""
            lines += [f"{minute} {hour} * * * {asked}{command}" for hour, minute in local]
        return "\n".join(lines)

    def tasks(self, today: date) -> str:
        """Return the command lines that give the runs to the task scheduler of Windows, by the machine's own clock.

        It knows no zones: where the hour is not the same all year, a remark says that they are to be given again.
        """
        there = subprocess.list2cmdline([str(self.folder)])
        run = f"cmd /c cd /d {there} && {subprocess.list2cmdline(self.command)}"
        lines = []
        for number, at in enumerate(self.at, 1):
            hour, minute = self._local(at, today, days=1)[0]
            name = f"{NAME}-{self.show}" + (f"-{number}" if number > 1 else "")
            words = [
                "schtasks",
                "/Create",
                "/F",
                "/SC",
                "DAILY",
                "/ST",
                f"{hour:02}:{minute:02}",
                "/TN",
                name,
                "/TR",
                run,
            ]
            lines.append(subprocess.list2cmdline(words))
        if any(len(self._local(at, today)) > 1 for at in self.at):
            lines.append("rem A clock changes with the season: give them again after it has.")
        return "\n".join(lines)

    def _local(self, at: time, today: date, *, days: int = 366) -> list[tuple[int, int]]:
        """Return the hours and minutes on this machine's clock at which it is `at` in the zone, in so many `days`."""
        from time import localtime

        moments = (datetime.combine(today + timedelta(days=ahead), at, ZoneInfo(self.zone)) for ahead in range(days))
        return sorted({localtime(moment.timestamp())[3:5] for moment in moments})


def _quoted(word: str) -> str:
    """Quote a word of a command line as systemd reads it (systemd.service(5), "Command lines")."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"' if not plain or set(plain) & set(" \t'\";") else plain


def folder() -> Path:
    """Return the folder of the user's systemd units (systemd.unit(5))."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def has_systemd() -> bool:
    """Tell whether this user has a systemd that takes timers."""
    return sys.platform == "linux" and _systemctl("show-environment")


def install(timer: Timer) -> list[Path]:
    """Write the units and start the timer, in place of one that runs the same; return the paths.

    Raises:
        StorageError: they cannot be written, or systemd refuses them.
    """
    name, units = timer.name, timer.units()
    for before in set(_names(timer.command)) - {name}:
        _take_away(before)
    paths = [files.folder(folder()) / unit for unit in units]
    for path, text in zip(paths, units.values(), strict=True):
        files.write(path, text)
    if not (_systemctl("daemon-reload") and _systemctl("enable", "--now", f"{name}.timer")):
        raise StorageError("systemd did not take the timer.", hint=f"See: systemctl --user status {name}.timer")
    return paths


def uninstall(command: Sequence[str]) -> list[Path]:
    """Stop the timer that runs `command` and remove its units; return the paths of those that existed.

    Raises:
        StorageError: they cannot be removed.
    """
    paths = [path for name in _names(command) for path in _take_away(name)]
    if paths and has_systemd():
        _systemctl("daemon-reload")
    return paths


def _take_away(name: str) -> list[Path]:
    paths = [path for ending in ("timer", "service") if (path := folder() / f"{name}.{ending}").is_file()]
    if paths and has_systemd():
        _systemctl("disable", "--now", f"{name}.timer")
    for path in paths:
        files.remove(path)
    return paths


def _names(command: Sequence[str]) -> list[str]:
    """Return the names of the timers that run `command`, whichever Python it was."""
    services = sorted(folder().glob(f"{NAME}*.service")) if folder().is_dir() else []
    return [path.stem for path in services if _started(command) in _lines(own_files.spare(path) or b"")]


def _started(command: Sequence[str]) -> str:
    """Return how the line of a service that runs `command` ends, the program aside."""
    return " ".join(map(_quoted, command[1:]))


def _lines(service: bytes) -> set[str]:
    """Return what a service starts, the program aside."""
    lines = service.decode("utf-8", "replace").splitlines()
    return {line.partition(" ")[2] for line in lines if line.startswith("ExecStart=")}


def lingers() -> bool:
    """Tell whether this user's timers run while nobody is logged in (loginctl(1), enable-linger)."""
    return (Path("/var/lib/systemd/linger") / getpass.getuser()).exists()


def installed(command: Sequence[str]) -> str | None:
    """Return the name of the timer that runs `command` and will go off; None without one."""
    return next((name for name in _names(command) if _systemctl("is-active", f"{name}.timer")), None)


def daily_command(option: str, file: Path, *more: str) -> tuple[str, ...]:
    """Return the command that makes the day's episode by the settings in `file`, which `option` names."""
    return (sys.executable, "-m", "audionews", "daily", option, str(file.absolute()), *more)


def _systemctl(*arguments: str) -> bool:
    try:
        done = subprocess.run(["systemctl", "--user", *arguments], check=False, capture_output=True, timeout=30)  # noqa: S603, S607 - the system's own, found by PATH
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
