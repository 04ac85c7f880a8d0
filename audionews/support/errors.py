"""All errors that reach a person, each with its exit code and, where there is one, what to do next.

AudionewsError            1  our own mistake, if nothing below fits
├── UsageError            2  the command line or settings cannot be meant so
├── SourceError           3  one source gives no article: skipped by name
│   └── NoInputError      3  no source gave anything
├── SpeechError           4  there is no speech to be had
│   ├── NotReady          4  an engine lacks something that the user can mend
│   ├── TryLater          4  the engine may manage this text later
│   └── Never             4  the engine will never speak this text
├── AudioError            5  the sound could not be made
├── StorageError          6  disk full, read-only, locked, no permission
└── FindingsError         7  done, but with findings that `--strict` or `check` does not let pass
"""

from __future__ import annotations


class AudionewsError(Exception):
    """Root of all errors raised on purpose. `str(error)` is one sentence; `hint` says what to do next."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(AudionewsError):
    """The command line or the settings ask for something that does not exist."""

    exit_code = 2


class SourceError(AudionewsError):
    """One source gives no article."""

    exit_code = 3


class NoInputError(SourceError):
    """No source gave anything that can be read aloud."""


class SpeechError(AudionewsError):
    """There is no speech to be had."""

    exit_code = 4


class NotReady(SpeechError):  # noqa: N818 - a state of an engine, named as the user sees it
    """An engine lacks a library, a model, a key or a network."""


class TryLater(SpeechError):  # noqa: N818 - one of the two kinds of engine errors, named by what to do
    """The engine failed now and may manage later.

    `delay` is its own wish in seconds, where it said one; `crowded` tells that it wants fewer requests at once.
    """

    def __init__(
        self, message: str, *, delay: float | None = None, crowded: bool = False, hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.delay = delay
        self.crowded = crowded


class Never(SpeechError):  # noqa: N818 - the other kind
    """The engine will never speak this text, however often it is asked."""


class AudioError(AudionewsError):
    """The sound could not be made."""

    exit_code = 5


class StorageError(AudionewsError):
    """A file could not be read back, written or locked."""

    exit_code = 6


class FindingsError(AudionewsError):
    """The work is done, but there are findings that do not pass under `--strict`."""

    exit_code = 7


def nearest(word: str, choices: list[str]) -> str:
    """Return a hint that names the choices and the one nearest to `word`."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), choices, n=1, cutoff=0.5)
    guess = f"Did you mean {close[0]!r}? " if close else ""
    return f"{guess}There are: {', '.join(choices)}."
