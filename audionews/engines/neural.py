"""Neural voices on this machine, of Piper and sherpa-onnx, from the user's data folder or from any path.

A Piper voice is a pair of files, `NAME.onnx` and `NAME.onnx.json`; a sherpa-onnx voice (VITS, Meta's MMS) is a folder
with a model, `tokens.txt` and whatever else the model needs.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from audionews.bengali.pronunciation.edition import edition
from audionews.engines.protocol import Limits, Voice
from audionews.support.errors import NotReady
from audionews.support.extras import how_to_add
from audionews.support.homes import data_home

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from audionews.engines.models import Model
    from audionews.model import Speech

SUGGESTED = "bn_BD-google-medium"
_LIBRARIES = {"piper": "piper-tts", "sherpa": "sherpa-onnx"}
_MODULES = {"piper": "piper", "sherpa": "sherpa_onnx"}


def folder() -> Path:
    """Return the folder of installed voices: AUDIONEWS_VOICES if it is set, else one in the user's data folder."""
    if named := os.environ.get("AUDIONEWS_VOICES"):
        return Path(named)
    return data_home() / "voices"


class NeuralEngine:
    """Speaks with ONNX voices; `path` names a voice, or a folder of voices, in addition to the installed ones.

    A sentence may use `threads` threads, and `parallel` sentences are spoken at once (0: one a core). `length` is the
    length scale at rate 100 (None: the voice's own; larger is slower). With `phonemes`, Piper voices are given our
    pronunciation instead of the text.
    """

    name = "neural"

    def __init__(
        self,
        *,
        rate: int = 100,
        path: str | None = None,
        threads: int = 1,
        parallel: int = 0,
        length: float | None = None,
        phonemes: bool = False,
    ) -> None:
        named = path or os.environ.get("AUDIONEWS_NEURAL")
        self._path = Path(named) if named else None
        self._rate, self._threads, self._length = rate, threads, length
        self._phonemes = phonemes
        at_once = parallel or max(1, (os.cpu_count() or 1) // threads)
        self.limits = Limits(characters=600, parallel=at_once, latency=1.5, any_voice=True)

    def voices(self) -> Sequence[Voice]:
        """Return the voices that are found, the one that `path` names first; without any, one to install."""
        found = [Voice(name, _locale(name), None, f"{kind} voice in {path}") for name, (kind, path) in self._found()]
        return found or [Voice(SUGGESTED, "bn-BD", None, f"not installed: audionews voices install {SUGGESTED}")]

    def ready(self) -> None:
        """Raise NotReady unless there is a voice, and the library that speaks it.

        Raises:
            NotReady: one of them is missing; the hint says how to install it.
        """
        kinds = [kind for _, (kind, _) in self._found()]
        if not kinds:
            raise NotReady("No neural voice is installed.", hint=f"audionews voices install {SUGGESTED}")
        _have(kinds[0])

    def fingerprint(self, voice: str) -> str:
        """Return the model's digest, rate and length scale, and the edition of our pronunciation if it is used."""
        kind, path = self._place(voice)
        sounds = f" {edition()}" if self._spelt(kind) else ""
        return f"{kind} {_digest(path, path.stat().st_mtime_ns)} {self._rate} {self._length}{sounds}"

    def speak(self, text: str, voice: str) -> Speech:
        """Speak `text`; the model is loaded at the first call and shared by threads.

        Raises:
            NotReady: the voice, its library or a file of it is missing or damaged.
            Never: the voice makes no sound of it.
        """
        kind, path = self._place(voice)
        _have(kind)
        if self._spelt(kind):
            from audionews.bengali.pronunciation.espeak_mnemonics import in_ipa

            text = in_ipa(text)
        return _model(kind, path, path.stat().st_mtime_ns, self._threads).speak(text, self._rate / 100, self._length)

    def _spelt(self, kind: str) -> bool:
        """Tell whether a voice of `kind` is given phonemes: only Piper's accept them in the middle of a text."""
        return self._phonemes and kind == "piper"

    def _found(self) -> list[tuple[str, tuple[str, Path]]]:
        roots = [root for root in (self._path, folder()) if root]
        found: dict[str, tuple[str, Path]] = {}
        for root in roots:
            for kind, path in _voices_in(root):
                found.setdefault(path.stem if path.suffix == ".onnx" else path.name, (kind, path))
        return list(found.items())

    def _place(self, voice: str) -> tuple[str, Path]:
        """Return kind and model path of `voice`, which is a name or a path."""
        known = dict(self._found())
        if voice in known:
            return known[voice]
        if here := next(_voices_in(Path(voice)), None):
            return here
        raise NotReady(f"There is no neural voice {voice!r}.", hint=f"audionews voices install {SUGGESTED}")


def _voices_in(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield kind and path of each voice at `root`, which is a voice itself or a folder of voices."""
    if not root.is_dir():
        if root.suffix == ".onnx" and Path(f"{root}.json").is_file():
            yield "piper", root
        return
    if (root / "tokens.txt").is_file():
        yield "sherpa", root
        return
    for path in sorted(root.iterdir()):
        if path.suffix == ".onnx" and Path(f"{path}.json").is_file():
            yield "piper", path
        elif (path / "tokens.txt").is_file():
            yield "sherpa", path


def _have(kind: str) -> None:
    """Raise NotReady unless the library for voices of `kind` is installed."""
    if find_spec(_MODULES[kind]) is None:
        raise NotReady(f"The library {_LIBRARIES[kind]} is not installed.", hint=how_to_add("neural"))


def _locale(name: str) -> str:
    """Return the locale at the beginning of a Piper name (`bn_BD-google-medium`), else `bn`."""
    return name[:5].replace("_", "-") if name[2:3] == "_" and name[5:6] == "-" else "bn"


@cache
def _model(kind: str, path: Path, _changed: int, threads: int) -> Model:
    """Load the voice at `path`, once for each state (`_changed`, the modification time) of its file."""
    from audionews.engines.models import load

    return load(kind, path, threads)


@cache
def _digest(path: Path, _changed: int) -> str:
    """Return a digest of the model at `path`, computed once for each state (`_changed`) of its file."""
    from hashlib import blake2b

    digest = blake2b(digest_size=12)
    files = sorted(path.glob("*.onnx")) if path.is_dir() else [path, Path(f"{path}.json")]
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
