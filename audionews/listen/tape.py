"""What is heard, and where the listener is: sentences in order, the sound of those near the head, the pauses between.

The device asks for sound in a thread of its own, speakers bring it from others, and the listener moves the head.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from audionews import timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audionews.model import Segment

    Samples = NDArray[np.int16]

RATE = 44_100
"""Hz of all sound on a tape."""
AHEAD = 8
"""Sentences after the head that are spoken before it comes to them."""
BEHIND = 2
"""Sentences before the head whose sound is kept."""
PACES = (60, 75, 90, 100, 110, 125, 150, 175, 200)
"""Percents of the normal pace that a listener can choose."""


class SoundStart(NamedTuple):
    """A sentence whose sound went to the device."""

    number: int
    """Its index."""
    at: float
    """When, on the monotonic clock, in seconds."""
    processor: float
    """Seconds of processor time that this process had used then."""


@dataclass
class _Sound:
    samples: Samples
    pace: int


class Tape:
    """Sentences and their sound; every method may be called from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._segments: list[Segment] = []
        self._sounds: dict[int, _Sound] = {}
        self._taken: dict[int, int] = {}
        self._lost: set[int] = set()
        self._whole = self._paused = self._stopped = False
        self._at = self._offset = 0
        self._silence: int | None = (
            None  # frames left of the pause after the sentence at the head; None while it sounds
        )
        self._told = -1
        self.heard: list[SoundStart] = []
        """Each sentence as its first sound went to the device, oldest first; who tells of it empties the list."""
        self.waited = 0
        """Frames of silence since the first sound for which no speech was there yet."""
        self.pace = 100
        """Pace in percent of the normal one."""

    # What readers and speakers do.

    def append(self, segment: Segment) -> None:
        """Put a sentence at the end."""
        with self._changed:
            self._segments.append(segment)
            self._changed.notify_all()

    def end(self) -> None:
        """Tell that no more sentences come."""
        with self._changed:
            self._whole = True
            self._changed.notify_all()

    def take(self) -> tuple[int, Segment, int] | None:
        """Wait for a sentence near the head that has no sound at the present pace; return index, sentence and pace.

        None: the tape is stopped, or all of it was heard.
        """
        with self._changed:
            while not (self._stopped or self._is_over()):
                for number in range(self._at, min(self._at + AHEAD, len(self._segments))):
                    sound = self._sounds.get(number)
                    known = number in self._lost or (sound and sound.pace == self.pace)
                    if not known and self._taken.get(number) != self.pace:
                        self._taken[number] = self.pace
                        return number, self._segments[number], self.pace
                self._changed.wait()
            return None

    def put(self, number: int, samples: Samples, pace: int) -> None:
        """Bring the sound of a sentence; where it is being heard at another pace, it goes on from the same place."""
        with self._changed:
            self._taken.pop(number, None)
            old = self._sounds.get(number)
            if old and number == self._at and self._silence is None:
                self._offset = round(self._offset * len(samples) / max(1, len(old.samples)))
            self._sounds[number] = _Sound(samples, pace)
            self._changed.notify_all()

    def lose(self, number: int) -> None:
        """Tell that a sentence cannot be spoken: it is passed over."""
        with self._changed:
            self._taken.pop(number, None)
            self._lost.add(number)
            self._changed.notify_all()

    def until_sound(self) -> None:
        """Wait until the first sound is there, so that reading on does not delay it."""
        with self._changed:
            while not (self._sounds or self._lost or self._stopped):
                self._changed.wait()

    # What the listener does.

    @property
    def place(self) -> int:
        """Index of the sentence at the head."""
        return self._at

    @property
    def paused(self) -> bool:
        """Whether the listener has paused it."""
        return self._paused

    @property
    def over(self) -> bool:
        """Whether all was heard, or it was stopped."""
        with self._changed:
            return self._stopped or self._is_over()

    def segment(self, number: int) -> Segment:
        """Return the sentence with this index."""
        return self._segments[number]

    def texts(self) -> list[str]:
        """Return the text of each sentence that is known so far."""
        with self._changed:
            return [segment.text for segment in self._segments]

    def pause(self) -> None:
        """Pause, or go on."""
        with self._changed:
            self._paused = not self._paused

    def stop(self) -> None:
        """End it, whatever is left."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def faster(self, steps: int) -> None:
        """Change the pace by so many steps; what is near the head is made anew."""
        with self._changed:
            at = min(range(len(PACES)), key=lambda index: abs(PACES[index] - self.pace))
            self.pace = PACES[min(max(0, at + steps), len(PACES) - 1)]
            self._changed.notify_all()

    def move(self, sentences: int) -> None:
        """Move the head by so many sentences, to the beginning of one."""
        with self._changed:
            self._go(self._at + sentences)

    def move_story(self, stories: int) -> None:
        """Move the head by so many stories, to the beginning of one; back from its midst to its own beginning first."""
        with self._changed:
            starts = [n for n, s in enumerate(self._segments) if not n or s.article != self._segments[n - 1].article]
            here = max((index for index, start in enumerate(starts) if start <= self._at), default=0)
            if stories < 0 and starts and self._at > starts[here]:
                stories += 1
            if 0 <= here + stories < len(starts):
                self._go(starts[here + stories])

    def begin_at(self, number: int) -> None:
        """Put the head at a sentence before anything is heard, though it may not be known yet."""
        with self._changed:
            self._at = number

    def _go(self, number: int) -> None:
        self._at = min(max(0, number), len(self._segments) - 1) if self._segments else 0
        self._offset, self._silence, self._told, self._paused = 0, None, -1, False
        self._forget()
        self._changed.notify_all()

    def _forget(self) -> None:
        for number in list(self._sounds):
            if not self._at - BEHIND <= number < self._at + AHEAD:
                del self._sounds[number]

    # What the device does.

    def frames(self, count: int) -> Samples:
        """Return the next `count` frames of sound, silence where there is none."""
        out = np.zeros(count, np.int16)
        with self._changed:
            filled = 0
            while filled < count and self._plays():
                used = self._fill(out[filled:])
                if used is None:
                    break
                filled += used
            if filled < count and self._told >= 0 and self._plays():
                self.waited += count - filled
        return out

    def _plays(self) -> bool:
        return not (self._paused or self._stopped or self._is_over())

    def _fill(self, out: Samples) -> int | None:
        """Put what comes next into `out`, and return how many frames that were; None where nothing is there yet."""
        if self._silence is None and self._at in self._lost:
            self._silence = 0
        if self._silence is not None:
            used = min(self._silence, len(out))
            self._silence -= used
            if not self._silence:
                self._silence, self._offset = None, 0
                self._at += 1
                self._forget()
                self._changed.notify_all()
            return used
        sound = self._sounds.get(self._at)
        if sound is None:
            return None
        if self._told != self._at:
            self._told = self._at
            self.heard.append(SoundStart(self._at, time.monotonic(), time.process_time()))
        used = min(len(out), len(sound.samples) - self._offset)
        out[:used] = sound.samples[self._offset : self._offset + used]
        self._offset += used
        if self._offset >= len(sound.samples):
            self._silence = self._pause()
        return used

    def _pause(self) -> int:
        """Return the frames of silence after the sentence at the head."""
        near = self._segments[self._at : self._at + 2]
        seconds = timeline.pauses(near)[0] if len(near) > 1 else 0.0 if self._whole else timeline.AFTER[near[0].role]
        return round(seconds * RATE * 100 / self.pace)

    def _is_over(self) -> bool:
        return self._whole and self._at >= len(self._segments)
