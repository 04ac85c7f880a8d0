import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from audionews.model import Episode
from audionews.publish import chapter_files, cover_file, episode_files, manifest, update_show
from audionews.publish.render.chapters import chapters_json
from audionews.publish.render.episode_page import page
from audionews.publish.show.contents import public_files

Publish = Callable[..., tuple[Path, Episode]]
NAMES = ["cover.jpg", "card.jpg", "chapters.json", "transcript.vtt", "transcript.srt", "transcript.txt", "index.html"]
NAMES += ["episode.epub", "episode.json"]


def staged(folder: Path, episode: Episode) -> Path:
    """Begin the folder that is to replace `folder`, as the pipeline does: with the sound in it."""
    new = folder.with_name(f".{folder.name}.new")
    new.mkdir()
    os.link(folder / episode.audio.file, new / episode.audio.file)
    return new


def test_everything_is_made_again_from_the_folder_alone(publish: Publish) -> None:
    folder, _ = publish(3, hostile=True)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name in NAMES[:-1]:
        (folder / name).unlink()
    pictures = [f"chapter-{number}.jpg" for number in (1, 2, 3)]
    assert episode_files(manifest.load(folder), folder) == [
        folder / name for name in [*NAMES[:2], *pictures, *NAMES[2:]]
    ]
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_has_not_changed_is_linked(publish: Publish) -> None:
    folder, episode = publish(2)
    new = staged(folder, episode)
    other = replace(episode, segments=(*episode.segments[:-1], replace(episode.segments[-1], text="নমস্কার।")))
    episode_files(other, new, before=folder)
    pictures = ["chapter-1.jpg", "chapter-2.jpg"]
    linked = {name for name in [*NAMES, *pictures] if (new / name).samefile(folder / name)}
    assert linked == {"cover.jpg", "card.jpg", "chapters.json", *pictures}
    assert (new / "index.html").read_bytes() != (folder / "index.html").read_bytes()


def test_the_user_s_own_cover_is_taken(publish: Publish, tmp_path: Path) -> None:
    folder, episode = publish(1)
    Image.new("RGB", (1600, 1600), "#aa0000").save(tmp_path / "mine.png")
    episode_files(episode, folder, cover=tmp_path / "mine.png")
    with Image.open(folder / "cover.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (1600, 1600))
    given = (folder / "cover.jpg").read_bytes()
    episode_files(episode, folder)
    assert (folder / "cover.jpg").read_bytes() == given


def test_the_cover_can_be_made_before_the_sound(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "newer").mkdir()
    made = cover_file("খবর", date(2026, 11, 23), tmp_path / "new")
    linked = cover_file("খবর", date(2026, 11, 23), tmp_path / "newer", before=tmp_path / "new")
    assert made.samefile(linked)
    other = cover_file("খবর", date(2026, 11, 24), tmp_path / "newer", before=tmp_path / "new")
    assert not made.samefile(other)


def test_a_planted_link_is_replaced_not_followed(publish: Publish, tmp_path: Path) -> None:
    folder, episode = publish(1)
    secret = tmp_path / "secret"
    secret.write_text("untouched")
    for name in NAMES:
        (folder / name).unlink()
        (folder / name).symlink_to(secret)
    episode_files(episode, folder)
    assert secret.read_text() == "untouched"
    assert not any((folder / name).is_symlink() for name in NAMES)


def test_stories_have_pictures_in_the_manner_of_the_cover(publish: Publish) -> None:
    folder = publish(4)[0]
    drawn = [folder / f"chapter-{number}.jpg" for number in (1, 2, 3, 4)]
    assert len({path.read_bytes() for path in drawn}) == 4
    for path in drawn:
        with Image.open(path) as image:
            assert (image.format, image.size) == ("JPEG", (500, 500))
        assert path.stat().st_size < 40_000
    marks = json.loads((folder / "chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert [mark.get("img") for mark in marks] == [
        *(None, None, "chapter-1.jpg", "https://example.org/a%20b.jpg", "chapter-3.jpg", "chapter-4.jpg", None, None)
    ]
    assert 'data-art="chapter-2.jpg"' in (folder / "index.html").read_text(encoding="utf-8")
    update_show(folder.parent)
    update_show(folder.parent, base_url="https://example.org/pod/")
    marks = json.loads((folder / "chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert marks[2]["img"] == f"https://example.org/pod/{folder.name}/chapter-1.jpg"
    assert f"{folder.name}/chapter-4.jpg" in {file.name for file in public_files(folder.parent)}


@pytest.mark.parametrize("stories", [1, 61])
def test_one_story_and_very_many_have_none(make: Callable[..., Episode], tmp_path: Path, stories: int) -> None:
    episode = make(stories)
    assert chapter_files([story.headline for story in episode.articles], episode.date, tmp_path) == []
    assert "chapter-1.jpg" not in page(episode)
    assert "chapter-1.jpg" not in chapters_json(episode)
