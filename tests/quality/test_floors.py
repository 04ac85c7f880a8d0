"""What was gained stays: noise dropped, news kept, headlines and dates found, readings right, as often as before.

A change that lowers a floor is wrong, whatever it gains elsewhere. One that gains raises it:
`python tests/quality/quality_score.py --raise`.
"""

from collections.abc import Callable

import pytest
from quality_score import Score, floors, pages, readings


@pytest.mark.parametrize(("table", "score"), [("pages", pages), ("readings", readings)], ids=["pages", "readings"])
def test_no_floor_is_lowered(table: str, score: Callable[[], Score]) -> None:
    found = score()
    held = floors()[table]
    assert set(held) == set(found.all)
    lost = {kind: (found.right[kind], floor) for kind, floor in held.items() if found.right[kind] < floor}
    assert not lost, "\n".join(line for line in found.wrong if line.split(":")[0] in lost)


def test_there_is_enough_to_hold() -> None:
    assert sum(readings().all.values()) >= 120
    assert len(readings().all) >= 60
    assert pages().all["headlines"] >= 15
