"""Which forms of an episode there are beside its sound, chapters and transcripts, as its manifest tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.settings import FORMS

if TYPE_CHECKING:
    from audionews.model import Recipe

_KEY = "forms"
PAGE, BOOK, COVER = FORMS


def forms_of(recipe: Recipe | None) -> frozenset[str]:
    """Return the forms that the episode of a recipe has: all, unless it keeps a choice.

    Page and book show the cover, so that an episode that has one of them has a cover too.
    """
    kept = (recipe.settings or {}).get(_KEY) if recipe else None
    chosen = frozenset(FORMS if kept is None else kept)
    return chosen | {COVER} if chosen else chosen
