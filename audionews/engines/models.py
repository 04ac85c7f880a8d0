"""Load neural models: Piper's through piper-tts, the others through sherpa-onnx."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from audionews.model import Speech
from audionews.support.errors import Never, NotReady

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class Model(Protocol):
    """A loaded voice, which several threads may use."""

    def speak(self, text: str, pace: float, length: float | None) -> Speech:
        """Speak `text` at `pace` times the voice's own pace; `length` is its length scale, None for the voice's own."""
        ...


def load(kind: str, path: Path, threads: int) -> Model:
    """Load the voice at `path`, whose `kind` is `piper` or `sherpa`; a sentence may use so many `threads`.

    Raises:
        NotReady: its files are missing or damaged.
    """
    try:
        return _Piper(path, threads) if kind == "piper" else _Sherpa(path, threads)
    except NotReady:
        raise
    except Exception as error:  # for damaged files, onnxruntime and sherpa-onnx raise errors without a common root
        raise NotReady(
            f"The voice {path.name} cannot be loaded: {_first_line(error)}", hint="Install it again."
        ) from error


class _Piper:
    """A Piper voice; onnxruntime serves several threads, and piper-tts locks its phonemizer itself."""

    def __init__(self, path: Path, threads: int) -> None:
        import onnxruntime
        from piper import PiperVoice
        from piper.config import PiperConfig

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Not PiperVoice.load: it leaves the number of threads to onnxruntime, which uses all for each sentence.
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        config = PiperConfig.from_dict(json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8")))
        self._voice = PiperVoice(session=session, config=config)

    def speak(self, text: str, pace: float, length: float | None) -> Speech:
        from piper import SynthesisConfig

        scale = (length or self._voice.config.length_scale) / pace
        chunks = list(self._voice.synthesize(text, SynthesisConfig(length_scale=scale)))
        if not chunks:
            raise Never(f"The voice makes no sound of {text!r}.")
        return Speech(np.concatenate([chunk.audio_int16_array for chunk in chunks]), self._voice.config.sample_rate)


class _Sherpa:
    """A VITS voice for sherpa-onnx, one sentence at a time: its engine does not say that threads may share it."""

    def __init__(self, path: Path, threads: int) -> None:
        import sherpa_onnx

        models = sorted(path.glob("*.onnx"), key=lambda file: ("int8" in file.name, file.name))
        if not models:
            raise NotReady(f"There is no model in {path}.", hint="Install the voice again.")
        vits = sherpa_onnx.OfflineTtsVitsModelConfig(
            model=str(models[0]),
            tokens=str(path / "tokens.txt"),
            lexicon=_there(path / "lexicon.txt"),
            data_dir=_there(path / "espeak-ng-data"),
        )
        model = sherpa_onnx.OfflineTtsModelConfig(vits=vits, num_threads=threads)
        self._lock = threading.Lock()
        self._tts: Any = sherpa_onnx.OfflineTts(sherpa_onnx.OfflineTtsConfig(model=model))

    def speak(self, text: str, pace: float, length: float | None) -> Speech:
        with self._lock:
            made = self._tts.generate(text, sid=0, speed=pace / (length or 1.0))
        if not len(made.samples):
            raise Never(f"The voice makes no sound of {text!r}.")
        return Speech(_pcm(np.asarray(made.samples, np.float32)), int(made.sample_rate))


def _pcm(sound: NDArray[np.float32]) -> NDArray[np.int16]:
    return np.round(np.clip(sound, -1, 1) * 32767).astype(np.int16)


def _there(path: Path) -> str:
    """Return `path` if it exists, else an empty text."""
    return str(path) if path.exists() else ""


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
