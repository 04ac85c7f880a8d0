"""What a line's place on its page says of it, by the roles of `data/clean_roles.tsv`, its links and its like."""

from functools import cache

from audionews.bengali.cleaning.cue_table import Grade
from audionews.bengali.cleaning.cues import block_reason
from audionews.bengali.cleaning.lines import Line
from audionews.bengali.cleaning.page import Page
from audionews.bengali.script.tables import numbered

_MOSTLY, _ALL = 0.5, 0.9  # share of a line's letters that are links


def drop_by_role(page: Page) -> None:
    """Drop lines whose block is no part of the story, and mark those whose block is."""
    for line in page.kept:
        grade, reason, row = _roles().get(line.found.role, _UNKNOWN)
        if grade is Grade.ALWAYS:
            page.drop(line, reason, row, sure=True)
            line.heads = block_reason(line.raw)
        line.news = grade is Grade.AGAINST


def block_hints(line: Line) -> list[tuple[str, str]]:
    """Return reasons to drop a line that its place gives, with their rows; none is enough by itself."""
    grade, reason, row = _roles().get(line.found.role, _UNKNOWN)
    hints = [(reason, row)] if grade is Grade.HINT else []
    if line.found.link_share >= _MOSTLY:
        hints.append(("related-link", ""))
    if line.found.alike:
        hints.append(("related-link", ""))
    return hints


def is_link(line: Line) -> bool:
    """Tell a line that is nothing but a link."""
    return line.found.link_share >= _ALL


_UNKNOWN = (Grade.ENOUGH, "", "")


@cache
def _roles() -> dict[str, tuple[Grade, str, str]]:
    return {
        role: (Grade[grade.upper()], reason, f"clean_roles.tsv:{number}")
        for number, (role, grade, reason, *_) in numbered("clean_roles")
    }
