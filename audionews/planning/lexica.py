"""Finds the user's lexicons: the named one, beside the articles, in the working folder, in the user's config folder.

That is the order in which they win where several have a word.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.support import files, own_files
from audionews.support.errors import AbsentError, StorageError, UsageError
from audionews.support.homes import config_home, is_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from audionews.bengali.normalization.suggest import Suggestion
    from audionews.settings import TextSettings

NAMES = ("lexicon.tsv", "audionews.toml")
"""File names that are looked for; of two in one folder, the first one's words win."""


def lexicon(sources: Sequence[str], named: Path | None = None) -> Lexicon:
    """Return all lexicons that hold for `sources`, in one.

    Raises:
        UsageError: the `named` file is not there, or a line of one of the files is no entry (file and line are named).
    """
    whole = Lexicon()
    for path in places(sources, named):
        try:
            whole = whole.over(Lexicon.read(path))
        except StorageError as error:
            raise UsageError(f"The lexicon cannot be read: {error}", hint=error.hint) from error
    return whole


def words(sources: Sequence[str], text: TextSettings) -> Lexicon:
    """Return the user's own words from all places, those in the settings first.

    Raises:
        UsageError: as `lexicon`.
    """
    return Lexicon.of(text.lexicon).over(lexicon(sources, text.lexicon_file))


def remember(word: str, said: str, named: Path | None = None) -> Path:
    """Have a word said so from now on: in the `named` lexicon, else in the user's own; return its path.

    Raises:
        LexiconError: that cannot be said, or a line of the file is no entry.
        StorageError: the file can be neither read nor written.
    """
    line, place = f"{word}\t{said}", named or config_home() / NAMES[0]
    entry = Lexicon.of({word: said}).entries
    if place.suffix != ".tsv":
        raise UsageError(f"{place} is not kept by the studio.", hint=f"Add this line to it: {word} = {said}")
    try:
        before = own_files.text(place).splitlines()
    except AbsentError:
        before = []
    kept = [row for row in before if row.startswith("#") or not _tells(row, entry)]
    files.folder(place.parent)
    files.write(place, "".join(f"{row}\n" for row in (*kept, line)))
    return place


def _tells(row: str, entry: Mapping[str, str]) -> bool:
    """Tell whether a line of a lexicon is about the word of an entry."""
    word, apart, said = row.partition("\t")
    try:
        return bool(apart) and Lexicon.of({word: said.strip()}).entries.keys() == entry.keys()
    except UsageError:
        return False


def suggestions(sources: Sequence[str], locale: str, *, stdin: BinaryIO | None = None) -> list[Suggestion]:
    """Return the words of the articles in `sources` that may be heard wrong, those most worth a look first.

    Raises:
        UsageError: a source is not there, or a lexicon has a bad line.
    """
    from audionews.bengali import clean
    from audionews.bengali.normalization.suggest import suggest
    from audionews.sources import gather

    articles, _ = gather(sources, stdin=stdin)
    texts = [text for article in articles for text in (article.headline or "", *clean(article.text).paragraphs)]
    return suggest(texts, locale, lexicon(sources))


def places(sources: Sequence[str], named: Path | None) -> Iterator[Path]:
    """Yield the files from the nearest to the farthest, each once."""
    if named is not None:
        yield named
    beside = [Path(source) for source in sources if source != "-" and "://" not in source]
    folders = [path if path.is_dir() else path.parent for path in beside]
    seen = set()
    for folder in (*folders, Path(), config_home()):
        for path in (folder / name for name in NAMES):
            if is_file(path) and path.resolve() not in seen:
                seen.add(path.resolve())
                yield path
