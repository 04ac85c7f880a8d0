from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audionews.audio.frame_grid import JOINT, SPARE, begins, chunk_groups, slots
from audionews.audio.measure import KEPT
from audionews.audio.mp3 import LATENCY, samples_per_frame

cues = st.lists(
    st.tuples(st.integers(0, 2), st.floats(0, 40), st.sampled_from([0.0, 0.1, 0.16, 0.35, 1.2])),
    min_size=1,
    max_size=40,
)


@given(cues, st.sampled_from([44_100, 24_000]), st.sampled_from([44_100, 24_000, 22_050]))
def test_everything_has_its_place(found: list[tuple[int, float, float]], main: int, other: int) -> None:
    marks = [sum(step for step, *_ in found[: i + 1]) for i in range(len(found))]
    lengths, pauses = [one[1] for one in found], [*(one[2] for one in found[:-1]), max(found[-1][2], JOINT)]
    plan = chunk_groups(marks, lengths, pauses)
    chunks = [chunk for part in plan for chunk in part.chunks]
    assert [i for chunk in chunks for i in range(chunk.first, chunk.last)] == list(range(len(found)))
    assert all(pauses[chunk.last - 1] >= JOINT for chunk in chunks[:-1])

    starts = begins(plan, main)
    for rate in (main, other):
        size = samples_per_frame(rate)
        frame = 0
        places = slots(plan, rate, starts)
        for part, begin, row in zip(plan, starts, places, strict=True):
            assert abs(frame * size / rate - begin) <= (1e-9 if rate == main else size / rate / 2 + 1e-9)
            for chunk, slot in zip(part.chunks, row, strict=True):
                assert 0 <= slot.encoded - slot.frames < SPARE + 2
                last = (chunk.starts[-1] + lengths[chunk.last - 1] + KEPT) * rate
                assert slot.origin + slot.frames * size - last >= LATENCY - 1
                frame += slot.frames
    for part in plan:
        times = [time for chunk in part.chunks for time in chunk.starts]
        first = part.chunks[0].first
        for i, (one, after) in enumerate(pairwise(times)):
            assert abs(after - one - lengths[first + i] - pauses[first + i]) < 1e-6
