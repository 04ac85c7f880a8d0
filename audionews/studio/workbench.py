"""What can be asked of a studio, each in a method; nothing here knows HTTP."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from audionews import casting, editing, publish
from audionews.bengali import normalize
from audionews.desk import arranging
from audionews.desk.arranging import EditConflict
from audionews.desk.draft import DraftStory
from audionews.planning import lexica
from audionews.rundown.preset import names as presets
from audionews.sources import reading_queue
from audionews.studio import deeds, draft_view, feed_list, sounding, thumbnails
from audionews.studio.deeds import PageWish
from audionews.studio.draft_shelf import DraftShelf
from audionews.studio.errands import Errands
from audionews.support import escape, files, scratch, store
from audionews.support.errors import UsageError
from audionews.support.value_kinds import QUEUE
from audionews.synthesis.cache import cache_store

if TYPE_CHECKING:
    from pathlib import Path

    from audionews.desk.draft import Draft
    from audionews.settings import Settings
    from audionews.studio.draft_shelf import KeptDraft
    from audionews.support.events import OnEvent

SHOW = "/show"
"""Where the episodes are, below the studio's address."""


class Studio:
    """A folder of drafts, and all that can be done with them."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings = sounding.unasked(settings)
        self.errands = Errands()
        self.shelf = DraftShelf(folder, self.settings, self._changed)
        self._queue = reading_queue.place(self.settings.run.output)
        self._sayings = draft_view.Sayings(self.settings)
        self._pictures = cache_store()
        self._booth = sounding.SoundingBooth(self.settings)

    def state(self) -> dict[str, Any]:
        """Return what the page needs to know at first."""
        return {
            "drafts": [{"name": name, "title": title} for name, title in self.shelf.titles()],
            "sources": list(self.settings.run.sources),
            "feeds": feed_list.read(self.shelf.folder),
            "queued": len(reading_queue.waiting(self._queue)),
            "presets": list(presets()),
            "target": self.settings.show.target or "",
            "errands": self.errands.states(),
        }

    def voices(self) -> list[dict[str, Any]]:
        """Return who can speak here: each with its name, and whether it sends the text to somebody."""
        found = []
        for engine in casting.roster(self.settings):
            if engine["ready"] and not (engine["host"] and self.settings.run.offline):
                found += [
                    {
                        "name": f"{engine['engine']}:{voice['name']}",
                        "engine": engine["engine"],
                        "voice": voice["name"],
                        "about": voice.get("about") or "",
                        "sex": voice.get("sex") or "",
                        "host": engine["host"] or "",
                    }
                    for voice in engine["voices"]
                ]
        return found

    def shown(self, kept: KeptDraft) -> dict[str, Any]:
        """Return a draft as the page shows it."""
        view = draft_view.shown(kept.draft, self._sayings.of(kept.draft), self.settings.sound.rate)
        return {"name": kept.name, "version": kept.version, "undo": self.shelf.can_undo(kept), **view}

    def do(self, name: str, given: Any, base: str) -> dict[str, Any]:
        """Do a deed that was meant for the version `base` of a draft; return the draft as it is then.

        Raises:
            EditConflict: the draft is another by now, in what the deed was meant for.
        """
        wanted = deeds.deed(given, self.settings)

        def checked(draft: Draft) -> Draft:
            if not deeds.bears_others(given) and self.shelf.get(name).version != base:
                raise EditConflict("Another window has changed this bulletin.")
            return wanted(draft)

        kept = self.shelf.change(name, checked)
        if word := deeds.lasting(given):
            lexica.remember(*word, self.settings.text.lexicon_file)
            self._sayings.forget()
        return self.shown(kept)

    def add(self, name: str, given: Any) -> dict[str, Any]:
        """Begin to read links, a pasted text, or sources of the settings into a draft.

        Raises:
            UsageError: there is nothing to read.
        """
        wish = PageWish(given)
        text, sources = wish.long("text"), wish.texts("sources")
        known = {*self.settings.run.sources, *feed_list.read(self.shelf.folder), QUEUE}
        if unknown := [source for source in sources if source not in known]:
            raise UsageError(f"{unknown[0][:80]!r} is none of your sources.")
        links = links_of(text)
        named = [*sources, *links]
        if not text.strip() and not named:
            raise UsageError("There is nothing to read.")
        if text.strip() and not links:
            named.append("-")
        return self._read(name, named, text.encode("utf-8", "ignore"), "")

    def add_file(self, name: str, file: str, data: bytes) -> dict[str, Any]:
        """Begin to read a file that was dropped; `file` is what it was called."""
        if not data:
            raise UsageError("The file is empty.")
        return self._read(name, [], data, escape.line(file)[-120:] or "file.txt")

    def _read(self, name: str, named: list[str], data: bytes, file: str) -> dict[str, Any]:
        asked = editing.settings_of(self.shelf.get(name).draft, self.settings).having(max_minutes=None)
        digest = store.key(data.decode("utf-8", "replace"))
        pasted = f"{draft_view.PASTED}{digest[:8]}"  # so it stays the same story under another headline

        def read(on_event: OnEvent) -> dict[str, Any]:
            if file:
                with scratch.folder() as folder:
                    place = folder / _harmless(file)
                    files.write(place, data)
                    found = _called(editing.write_draft([str(place)], asked, on_event=on_event), str(place), file)
            else:
                queued = reading_queue.waiting(self._queue) if QUEUE in named else []
                found = _called(editing.write_draft(named, asked, stdin=BytesIO(data), on_event=on_event), "-", pasted)
            kept = self.shelf.change(name, partial(self._with, found))
            if not file and queued:  # from here on the draft keeps them
                reading_queue.tell(self._queue, queued, lost={source for source, _ in found.skipped})
            return {"stories": len(found.stories), "version": kept.version}

        return {"errand": self.errands.begin("add", f"{name}/{store.key(*named, file, digest)}", read).number}

    def _with(self, more: Draft, draft: Draft) -> Draft:
        """Return a draft with the stories of another one, as long as it is to be."""
        whole, minutes = arranging.joined(draft, more), draft.head.settings.get("max_minutes")
        return editing.fitted(whole, minutes, self.settings) if minutes else whole

    def feed(self, given: Any) -> list[str]:
        """Remember a feed to choose again, or forget it; return all of them."""
        wish = PageWish(given)
        return feed_list.change(self.shelf.folder, wish.text("url"), on=wish.flag("on"))

    def picture(self, name: str, story: str) -> bytes:
        """Return the picture of a story as a small JPEG.

        Raises:
            UsageError: it has none, or none can be had.
        """
        url = arranging.story_of(self.shelf.get(name).draft, story).image
        if not url or self.settings.run.offline:
            raise UsageError("There is no picture.")
        return thumbnails.thumbnail(url, self._pictures, allow_private=self.settings.run.allow_private)

    def make(self, name: str) -> dict[str, Any]:
        """Begin to make the episode of a draft."""
        self.shelf.get(name)

        def work(on_event: OnEvent) -> dict[str, Any]:
            kept = self.shelf.get(name)
            folder, made = editing.make_draft(kept.draft, self.settings, beside=self.shelf.folder, on_event=on_event)
            page = f"{SHOW}/{escape.quoted(folder.name)}/index.html"
            told = {"page": page, "seconds": round(made.duration), "degraded": len(made.degraded)}
            return {**told, "version": kept.version}

        return {"errand": self.errands.begin("make", name, work).number}

    def publish(self, given: Any) -> dict[str, Any]:
        """Begin to copy the show to where people find it."""
        wish = PageWish(given)
        target, name = wish.text("target", "") or self.settings.show.target, wish.exact("draft", "")

        def work(_on_event: OnEvent) -> dict[str, Any]:
            run = self.settings.run
            sent = publish.deliver(run.output, target, allow_private=run.allow_private)
            return {"told": list(sent.described(dry_run=False)), "files": len(sent.files)}

        return {"errand": self.errands.begin("publish", name, work).number}

    def hear(self, name: str, given: Any) -> bytes:
        """Return the sound of a text as a draft has it said, or as it would be with another word."""
        wish, draft = PageWish(given), self.shelf.get(name).draft
        text, word = wish.exact("text"), wish.text("word", "")
        if word:
            draft = arranging.word_said(draft, word, wish.text("said"))
        own = wish.text("spoken", "")
        spoken = normalize(own, editing.locale_of(draft, self.settings)) if own else self._sayings.of(draft)(text)
        segment = sounding.segment_of(text, spoken, wish.exact("role", "body"), wish.text("voice", ""))
        return self._booth.sound(draft, segment)

    def word(self, name: str, given: Any) -> dict[str, Any]:
        """Return how a word is said in a draft, in letters and in phonemes; with `said`, how it would be.

        Raises:
            LexiconError: that cannot be said.
        """
        from audionews.bengali.pronunciation.phonemize import in_notation

        wish, draft = PageWish(given), self.shelf.get(name).draft
        word, said = wish.text("word"), wish.text("said", "")
        own = draft.head.words.get(word, "")
        if said:
            draft = arranging.word_said(draft, word, said)
        letters = self._sayings.of(draft)(word)
        return {"word": word, "said": letters, "sounds": in_notation(letters), "own": own}

    def _changed(self, kept: KeptDraft) -> None:
        self.errands.tell({"kind": "draft", "name": kept.name, "version": kept.version})


def links_of(text: str) -> list[str]:
    """Return the links of a text that is nothing but links; none of any other."""
    words = text.split()
    links = [escape.address(word) for word in words]
    return list(dict.fromkeys(link for link in links if link)) if links and all(links) else []


def _harmless(name: str) -> str:
    """Return the name of a file without what could lead elsewhere: its kind is told by its ending and its content."""
    kept = "".join(
        sign if sign.isalnum() or sign in "-_." else "_" for sign in name.replace("\\", "/").rpartition("/")[2]
    )
    return kept.lstrip(".")[-80:] or "file"


def _called(draft: Draft, path: str, name: str) -> Draft:
    """Return a draft with `name` as the source of the stories that came from `path`."""

    def called(source: str) -> str:
        return source.replace(path, name, 1) if source.startswith(path) else source

    parts = tuple(
        replace(part, source=called(part.source)) if isinstance(part, DraftStory) else part for part in draft.parts
    )
    return replace(draft, parts=parts, skipped=tuple((called(source), why) for source, why in draft.skipped))
