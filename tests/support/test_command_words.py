"""Commands in settings are split as the system's own shell would split them."""

import sys

import pytest

from audionews.support.command_words import command_words


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("mail -s 'a b' me", ["mail", "-s", "a b", "me"]),
        (r'say "x \"y\"" a\ b', ["say", 'x "y"', "a b"]),
        ("curl -d '# {message}' #x", ["curl", "-d", "# {message}", "#x"]),
    ],
)
def test_posix(command: str, words: list[str]) -> None:
    assert command_words(command) == words


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (r'"C:\Program Files\say\say.exe" --out {output}', [r"C:\Program Files\say\say.exe", "--out", "{output}"]),
        (r"C:\tools\notify.cmd O'Brien", [r"C:\tools\notify.cmd", "O'Brien"]),
        (r"\\server\share\x.exe /q", [r"\\server\share\x.exe", "/q"]),
    ],
)
def test_windows(monkeypatch: pytest.MonkeyPatch, command: str, words: list[str]) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert command_words(command) == words


def test_an_open_quote_is_no_command() -> None:
    with pytest.raises(ValueError, match="quotation"):
        command_words("say 'x")
