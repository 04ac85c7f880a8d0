"""What an episode's rundown needs to know beside the articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.rundown.preset import preset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True)
class Plan:
    """What the rundown needs to know beside the articles."""

    date: date
    """Date of the episode."""
    hour: int = 8
    """Hour of the day of the greeting, 0-23."""
    title: str | None = None
    """Title; None takes the preset's."""
    preset: str = "neutral"
    """Whose words the programme uses."""
    locale: str | None = None
    """`bn-IN` or `bn-BD`; None takes the preset's."""
    sections: tuple[str, ...] | None = None
    """Sections in the order they are read, the others after them; None keeps the articles' own order."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """What papers call a section → the section, beside those of the table."""
    heads: Mapping[str, str] = field(default_factory=dict)
    """Section → how it is announced, where not as in the table."""
    minutes: float | None = None
    """Length that stories are shortened to."""
    rate: int = 100
    """Pace of speech in percent, for estimating that length."""
    lexicon: Lexicon = field(default_factory=Lexicon)
    """The user's own words, which win over everything."""
    keep: tuple[str, ...] = ()
    """Reasons for which no line is dropped."""
    drop: tuple[str, ...] = ()
    """Regular expressions; a line in which one is found is dropped."""
    alone: bool = False
    """Tell each article by itself, in parts at its subheads, without greeting and headlines."""

    @property
    def reading(self) -> str:
        """The locale in which numbers and dates are read."""
        return self.locale or preset(self.preset).locale
