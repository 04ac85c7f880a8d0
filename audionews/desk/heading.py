"""What the head of a script decides: the settings it holds, and the options that would contradict it."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from audionews.desk.draft_reader import SETTINGS
from audionews.settings import BY_KEY, ProgrammeSettings, SectionsSettings
from audionews.support.errors import UsageError
from audionews.support.toml_template import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audionews.desk.draft import Draft, DraftHead
    from audionews.settings import Settings
    from audionews.support.config import Value

MORNING = "morning"
_GATHERED = {"gathering", "text"}
_STILL = {"lexicon_file"}


def settings_of(head: DraftHead, others: Settings) -> Settings:
    """Return `others` with what a head decides in place of theirs: the programme, its sections, its voices."""
    given: dict[str, dict[str, Any]] = {name: {} for name in SETTINGS}
    for key, value in head.settings.items():
        given[BY_KEY[key].group][BY_KEY[key].name] = value
    hour = None if head.time == MORNING else time.fromisoformat(head.time)
    given["programme"] |= {"date": head.date, "time": hour, "preset": head.preset}
    voices = {
        name: choice.text for name, choice in (("body", head.voice), ("headline", head.headline_voice)) if choice.own
    }
    return others.changed(
        programme=ProgrammeSettings(**given["programme"]),
        sections=SectionsSettings(**given["sections"]),
        voices=others.voices.changed(**voices),
    )


def check(draft: Draft, flags: Mapping[str, Value]) -> None:
    """Check that no option of the command line contradicts a script.

    Raises:
        UsageError: one does; both are named.
    """
    held = _held(draft.head)
    for key, (value, option) in flags.items():
        made = BY_KEY.get(key)
        if made and made.group in _GATHERED and made.name not in _STILL:
            raise UsageError(
                f"{option} chooses what is read, and {draft.name} is read as it stands.",
                hint="`audionews script` with that option writes another script.",
            )
        decided = made is None or made.group in SETTINGS
        if key in held or decided:
            wanted = f"{value:%H:%M}" if isinstance(value, time) else value
            has = held.get(key, made.default if made else None)
            if wanted != has:
                number = draft.head.numbers.get(_NAMES.get(key, key))
                where = f"{draft.name}:{number}" if number else draft.name
                raise UsageError(
                    f"{option} {shown(wanted)} contradicts {where}, which says {shown(has) or 'nothing of it'}.",
                    hint="Change the script, or leave the option out.",
                )


_NAMES = {"voices.body": "voice", "voices.headline": "headline-voice"}


def _held(head: DraftHead) -> dict[str, Any]:
    """Return what a head says, by the keys of settings."""
    held = {**head.settings, "title": head.title, "date": head.date, "time": head.time, "preset": head.preset}
    named = {"voices.body": head.voice, "voices.headline": head.headline_voice}
    return held | {key: choice.text for key, choice in named.items() if choice.own}


def is_edited(draft: Draft, said: str) -> bool:
    """Tell whether a script says something else than when it was written; `said` is the digest of what it says."""
    return draft.head.origin is None or draft.head.origin[1] != said
