"""The manifest, episode.json: all facts about a finished episode, from which every other form can be made.

The same episode gives the same bytes, with one segment a line. A manifest is read strictly, since it may come from
another machine, an older version or a damaged disk; errors name the file and the key. Keys are only ever added: later
versions read every manifest of `schema` 1, and ignore keys that they do not know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from audionews.model import (
    Correction,
    CorrectionKind,
    Degraded,
    Dropped,
    Episode,
    Recipe,
    Role,
    Skipped,
    Sound,
    Story,
    TimedSegment,
    Word,
)
from audionews.publish.json_reader import Node, document
from audionews.support import files, own_files
from audionews.support.escape import concealed
from audionews.support.value_kinds import day

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.model import Article, Script

NAME = "episode.json"
SCHEMA = 1

_Object = dict[str, Any]


def write(episode: Episode, folder: Path) -> Path:
    """Write the manifest of `episode` into `folder`; return its path.

    Raises:
        StorageError: it could not be written.
    """
    place = folder / NAME
    with files.writing(place) as file:
        file.writelines(piece.encode() for piece in _pieces(_fields(episode)))
    return place


def dump(episode: Episode) -> str:
    """Return the manifest of `episode`: JSON with Bengali letters unescaped, times rounded to a millisecond."""
    return "".join(_pieces(_fields(episode)))


def _fields(episode: Episode) -> _Object:
    fields: _Object = {
        "schema": SCHEMA,
        "title": episode.title,
        "date": episode.date.isoformat(),
        "language": episode.language,
        "duration": _seconds(episode.duration),
        **_filled(made=episode.made.isoformat(timespec="seconds") if episode.made else None, edition=episode.edition),
        "audio": _sound(episode.audio),
        **_filled(alternates=[_sound(sound) for sound in episode.alternates]),
        "articles": [_story(story) for story in episode.articles],
        "segments": map(_line, episode.segments),
        "dropped": [_dropped(dropped) for dropped in episode.dropped],
        "skipped": [vars(skipped) | {"source": concealed(skipped.source)} for skipped in episode.skipped],
        "degraded": [vars(degraded) for degraded in episode.degraded],
        **_filled(corrections=[_correction(each) for each in episode.corrections]),
    }
    if episode.recipe:
        recipe = {**vars(episode.recipe), "sources": list(episode.recipe.sources)}
        fields["recipe"] = {key: value for key, value in recipe.items() if value is not None}
    return fields


def script_json(script: Script, *, rules: bool = False) -> str:
    """Return `script` in the manifest's shape, without times, sound and voices; with the `rules` of drops if asked."""
    return "".join(
        _pieces(
            {
                "schema": SCHEMA,
                "title": script.title,
                "date": script.date.isoformat(),
                "language": script.locale.partition("-")[0],
                "locale": script.locale,
                "articles": [
                    _article(article) | _filled(cut=script.cut[number] if script.cut else ())
                    for number, article in enumerate(script.articles)
                ],
                "segments": [
                    {"role": segment.role.value, "article": segment.article, "text": segment.text}
                    | {"spoken": segment.spoken, **_filled(opens=segment.opens)}
                    for segment in script.segments
                ],
                "dropped": [
                    _dropped(dropped) | (_filled(rule=dropped.rule) if rules else {}) for dropped in script.dropped
                ],
                "skipped": [vars(skipped) for skipped in script.skipped],
            }
        )
    )


def _dropped(dropped: Dropped) -> _Object:
    return {"article": dropped.article, "text": dropped.text, "reason": dropped.reason}


def _correction(correction: Correction) -> _Object:
    told = {"date": correction.day.isoformat(), "kind": correction.kind.value, "headline": correction.headline}
    return told | _filled(note=correction.note)


def _pieces(fields: _Object) -> Iterator[str]:
    """Yield JSON that people and `diff` can read: each key, and each object in a list, on a line of its own.

    A list may be an iterator, so that its entries need not be in memory together.
    """
    before = "{\n "
    for key, value in fields.items():
        yield f"{before}{_json(key)}: "
        before = ",\n "
        if isinstance(value, Iterator) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from _entries(value)
        else:
            yield _json(value)
    yield "\n}\n"


def _entries(values: Iterable[object]) -> Iterator[str]:
    opened = False
    for value in values:
        yield f"{',' if opened else '['}\n  {_json(value)}"
        opened = True
    yield "\n ]" if opened else "[]"


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "ignore").decode()  # half a surrogate pair cannot be written in UTF-8


def _seconds(value: float) -> float:
    return round(float(value), 3)


def _filled(**fields: object) -> _Object:
    """Return the fields that are not empty."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items() if value}


def _sound(sound: Sound) -> _Object:
    return {
        **vars(sound),
        "loudness_lufs": round(float(sound.loudness_lufs), 2),
        "true_peak_dbtp": round(float(sound.true_peak_dbtp), 2),
    }


def _story(story: Story) -> _Object:
    return {
        "headline": story.headline,
        "source": story.source,
        "published": story.published,
        "start": _seconds(story.start),
        "end": _seconds(story.end),
        **_filled(url=story.url, site=story.site, section=story.section, image=story.image),
        **_filled(byline=story.byline, agency=story.agency),
        **_filled(also=story.also, cut=story.cut),
    }


def _article(article: Article) -> _Object:
    published = article.published.isoformat() if article.published else None
    return {
        "headline": article.headline or "",
        "source": article.source,
        "published": published,
        **_filled(url=article.url, site=article.site, section=article.section, image=article.image, also=article.also),
        **_filled(byline=article.byline, agency=article.agency),
    }


def _line(line: TimedSegment) -> _Object:
    words = [[_seconds(word.start), _seconds(word.end), word.begins, word.ends] for word in line.words]
    return {
        "role": line.role.value,
        "article": line.article,
        "text": line.text,
        "spoken": line.spoken,
        "start": _seconds(line.start),
        "end": _seconds(line.end),
        "engine": line.engine,
        "voice": line.voice,
        **_filled(opens=line.opens, pinned=line.pinned, words=words),
    }


def load(source: Path | str, *, words: bool = True) -> Episode:
    """Read an episode from its folder, from the path of its manifest, or from the manifest's text.

    Without `words`, the times of single words are left out: they are most of a manifest, and the feed does not need
    them.

    Raises:
        AbsentError: there is no manifest.
        DamagedError: it is not a valid one, or of a newer version; the message names the file and the key.
        StorageError: it cannot be read for now.
    """
    if isinstance(source, str):
        return _episode(document(source, NAME), words=words)
    path = source / NAME if source.is_dir() else source
    return _episode(document(own_files.text(path), str(path)), words=words)


def _episode(node: Node, *, words: bool) -> Episode:
    node.whole("schema")
    node.written_as(SCHEMA)
    recipe = node.node("recipe", optional=True)
    stories = tuple(_read_story(story) for story in node.nodes("articles"))
    return Episode(
        title=node.text("title"),
        date=_date(node),
        language=node.text("language"),
        duration=node.seconds("duration"),
        audio=_read_sound(node.node("audio")),
        alternates=tuple(map(_read_sound, node.nodes("alternates", optional=True))),
        articles=stories,
        segments=tuple(_read_line(line, len(stories), words=words) for line in node.nodes("segments")),
        dropped=tuple(_read_dropped(dropped) for dropped in node.nodes("dropped", optional=True)),
        skipped=tuple(Skipped(each.text("source"), each.text("why")) for each in node.nodes("skipped", optional=True)),
        degraded=tuple(_read_degraded(degraded) for degraded in node.nodes("degraded", optional=True)),
        recipe=_read_recipe(recipe) if recipe.fields else None,
        corrections=tuple(map(_read_correction, node.nodes("corrections", optional=True))),
        made=_made(node),
        edition=node.whole("edition") if "edition" in node.fields else None,
    )


def _made(node: Node) -> datetime | None:
    written = node.maybe("made")
    try:
        made = datetime.fromisoformat(written) if written else None
    except ValueError as error:
        raise node.error("made", "is no time") from error
    if made and made.tzinfo is None:
        raise node.error("made", "has no time zone")
    return made


def _date(node: Node) -> date:
    try:
        return day(node.text("date"))
    except ValueError:
        raise node.error("date", "is no date") from None


def _read_correction(node: Node) -> Correction:
    try:
        kind = CorrectionKind(node.text("kind"))
    except ValueError:
        raise node.error("kind", f"is none of {', '.join(CorrectionKind)}") from None
    return Correction(_date(node), kind, node.text("headline"), node.maybe("note") or "")


def _read_sound(node: Node) -> Sound:
    if not re.fullmatch(r"[^\\/\x00.][^\\/\x00]*", node.text("file")):
        raise node.error("file", "is no plain file name")
    if not re.fullmatch(r"[0-9a-f]{64}", node.text("sha256")):
        raise node.error("sha256", "is no SHA-256 digest")
    return Sound(
        file=node.text("file"),
        bytes=node.whole("bytes"),
        sha256=node.text("sha256"),
        sample_rate=node.whole("sample_rate"),
        bitrate=node.whole("bitrate"),
        loudness_lufs=node.number("loudness_lufs"),
        true_peak_dbtp=node.number("true_peak_dbtp"),
    )


def _read_story(node: Node) -> Story:
    start, end = node.span()
    return Story(
        headline=node.text("headline"),
        source=node.text("source"),
        published=node.maybe("published"),
        start=start,
        end=end,
        url=node.maybe("url"),
        site=node.maybe("site"),
        section=node.maybe("section"),
        image=node.maybe("image"),
        byline=node.maybe("byline"),
        agency=node.maybe("agency"),
        also=node.texts("also", optional=True),
        cut=node.texts("cut", optional=True),
    )


def _read_line(node: Node, stories: int, *, words: bool) -> TimedSegment:
    start, end = node.span()
    try:
        role = Role(node.text("role"))
    except ValueError:
        raise node.error("role", f"is none of {', '.join(Role)}") from None
    return TimedSegment(
        role=role,
        article=node.index("article", stories),
        text=node.text("text"),
        spoken=node.text("spoken"),
        start=start,
        end=end,
        engine=node.maybe("engine"),
        voice=node.maybe("voice"),
        words=_read_words(node) if words else (),
        opens=node.flag("opens"),
        pinned=node.flag("pinned"),
    )


def _read_words(node: Node) -> tuple[Word, ...]:
    try:
        return tuple(
            Word(float(start), float(end), int(begins), int(ends))
            for start, end, begins, ends in node.rows("words", optional=True)
        )
    except (TypeError, ValueError):
        raise node.error("words", "is no list of [start, end, from, to]") from None


def _read_dropped(node: Node) -> Dropped:
    return Dropped(node.whole("article"), node.text("text"), node.text("reason"))


def _read_degraded(node: Node) -> Degraded:
    return Degraded(node.whole("segment"), node.text("wanted"), node.text("used"), node.text("why"))


def _read_recipe(node: Node) -> Recipe:
    settings = node.node("settings", optional=True).fields if "settings" in node.fields else None
    return Recipe(node.texts("sources"), node.text("digest"), node.maybe("time") or "morning", settings)
