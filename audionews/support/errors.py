"""All errors that reach a person, each with its exit code and, where there is one, what to do next.

AudionewsError            1  our own mistake, if nothing below fits
├── UsageError            2  the command line or the settings ask for something that does not exist
├── SourceError           3  a source gives no article, and is skipped by name
│   └── NoInputError      3  no source gave anything to read aloud
├── SpeechError           4  no engine could speak
│   ├── NotReady          4  an engine lacks something that the user can mend
│   ├── TryLater          4  the attempt failed, and another one may succeed
│   └── Never             4  the engine will never speak this text
├── AudioError            5  the sound could not be made
├── StorageError          6  disk full, read-only, locked, no permission
│   ├── AbsentError       6  a file of ours is not there
│   └── DamagedError      6  a file of ours holds something else than what we write
└── FindingsError         7  done, but with findings that `--strict` or `check` counts as failure
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
    """A source gives no article."""

    exit_code = 3


class NoInputError(SourceError):
    """No source gave anything that can be read aloud."""


class SpeechError(AudionewsError):
    """No engine could speak."""

    exit_code = 4
    charged = True
    """Whether the service may charge for the attempt; False where it surely does not."""


class NotReady(SpeechError):  # noqa: N818 - a state of an engine, named as the user sees it
    """An engine lacks a library, a model, a key or a network."""


class TryLater(SpeechError):  # noqa: N818 - one of the two kinds of engine errors, named by what to do
    """The attempt failed, and another one may succeed.

    `delay` is the wait in seconds that the service asked for, None if it did not; `crowded` means that it asked for
    fewer requests.
    """

    def __init__(
        self, message: str, *, delay: float | None = None, crowded: bool = False, hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.delay = delay
        self.crowded = crowded


class Never(SpeechError):  # noqa: N818 - the other kind
    """The engine will never speak this text, however often it is tried."""


class AudioError(AudionewsError):
    """The sound could not be made."""

    exit_code = 5


class StorageError(AudionewsError):
    """A file could not be read back, written or locked."""

    exit_code = 6


class AbsentError(StorageError):
    """A file of ours is not there: the only state in which it may be written anew."""


class DamagedError(StorageError):
    """A file of ours is there and can be read, but holds something else than what we write."""


class FindingsError(AudionewsError):
    """The work is done, but with findings that `--strict` or `check` counts as failure."""

    exit_code = 7


_LISTED = 30
"""Most names that a hint lists."""


def nearest(word: str, choices: list[str]) -> str:
    """Return a hint that names the choice most like `word`, and all choices; of many only those that are like it."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), choices, n=1, cutoff=0.5)
    guess = f"Did you mean {close[0]!r}? " if close else ""
    if len(choices) <= _LISTED:
        return f"{guess}There are: {', '.join(choices)}."
    like = [one for one in choices if word.lower() in one] or get_close_matches(word.lower(), choices, n=5, cutoff=0.4)
    return f"{guess}There are {len(choices)}{', among them ' if like else ''}{', '.join(like[:_LISTED])}."


def as_ours(error: AudionewsError | OSError) -> AudionewsError:
    """Return an error of ours as it is, and what the system says of a file, where nobody said it nearer by, as one."""
    if isinstance(error, AudionewsError):
        return error
    why, place = error.strerror or str(error), error.filename
    said = f"Cannot use {place}: {why}." if place else f"Something cannot be read or written: {why}."
    return StorageError(said, hint="See whether the disk is well, and try again.")
