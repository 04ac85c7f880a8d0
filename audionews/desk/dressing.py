"""The programme's own lines around the stories of a draft, renewed where nobody has changed them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from audionews.desk import drafting
from audionews.desk.draft import DraftPart, DraftStory
from audionews.model import Article, Role
from audionews.rundown import order
from audionews.rundown.story import StoryText

if TYPE_CHECKING:
    from audionews.desk.draft import Draft
    from audionews.rundown.plan import Plan

_BEFORE = (Role.GREETING, Role.HEADLINE)
"""The parts that stand before the stories, in order; the others stand after them."""
_AFTER = (Role.RECAP, Role.SIGNOFF)


def programme_parts(draft: Draft, plan: Plan) -> dict[Role, DraftPart]:
    """Return what the programme says around the stories of a draft, by its `plan`, were nobody to change it."""
    stories = [
        StoryText(
            Article(source=story.source or str(number), text="", headline=story.headline), (), pinned=story.pinned
        )
        for number, story in enumerate(draft.stories)
    ]
    programme = order.programme_of(plan)
    said = programme.alone(stories) if plan.programme.long_form else programme.bulletin(stories, sectioned=False)
    parts = drafting.parts_of(list(said), draft.stories)
    return {part.role: part for part in parts if isinstance(part, DraftPart)}


def redressed(before: Draft, after: Draft, plans: tuple[Plan, Plan]) -> Draft:
    """Return the draft `after` with the parts of its programme as its stories and its preset ask for.

    A part that a person changed stays. `plans` are those of the two drafts.
    """
    was, now = programme_parts(before, plans[0]), programme_parts(after, plans[1])
    own = [part for part in after.parts if isinstance(part, DraftPart)]
    kept = [part for part in own if part != was.get(part.role)]
    roles = {part.role for part in own}
    fresh = {
        role: part
        for role, part in now.items()
        if role not in {part.role for part in kept} and (role in roles or role not in was)
    }

    def parts(roles: tuple[Role, ...]) -> list[DraftPart]:
        return [
            part for role in roles for part in (*(one for one in kept if one.role is role), fresh.get(role)) if part
        ]

    stories = [part for part in after.parts if isinstance(part, DraftStory)]
    return replace(after, parts=(*parts(_BEFORE), *stories, *parts(_AFTER)))
