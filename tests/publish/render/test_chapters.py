import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from audionews.model import Episode
from audionews.publish.render.chapters import chapters, chapters_json


@pytest.mark.parametrize("hostile", [False, True])
@pytest.mark.parametrize("stories", [1, 5, 40])
def test_they_cover_the_episode_without_gaps(make: Callable[..., Episode], stories: int, *, hostile: bool) -> None:
    episode = make(stories, hostile=hostile)
    marks = chapters(episode)
    assert len(marks) == stories + 4
    assert marks[0].start == 0
    assert marks[-1].end == pytest.approx(episode.duration, abs=0.001)
    assert all(one.end == other.start and one.start < one.end for one, other in pairwise(marks))
    assert [mark.story for mark in marks] == [None, None, *range(stories), None, None]
    assert all(mark.title and "\n" not in mark.title for mark in marks)


def test_json_says_what_the_standard_asks(make: Callable[..., Episode]) -> None:
    fields = json.loads(chapters_json(make(3)))
    assert fields["version"] == "1.2.0"
    second = fields["chapters"][3]
    assert second["url"] == "https://example.org/%E0%A6%96%E0%A6%AC%E0%A6%B0/1"
    assert second["img"] == "https://example.org/a%20b.jpg"
    titles = [chapter["title"] for chapter in fields["chapters"]]
    assert titles[:2] + titles[-2:] == ["সূচনা", "সংবাদ শিরোনাম", "শিরোনাম আরও একবার", "সমাপ্তি"]


def test_an_episode_without_stories_is_one_chapter(make: Callable[..., Episode]) -> None:
    empty = replace(make(1), articles=(), segments=(), duration=3.0)
    assert [(mark.start, mark.end, mark.title) for mark in chapters(empty)] == [(0, 3.0, "সূচনা")]
    assert [mark.title for mark in chapters(empty, "en")] == ["Opening"]
