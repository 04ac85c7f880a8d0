"""What an episode's rundown needs to know beside the articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.rundown.preset import preset
from audionews.settings import ProgrammeSettings, SectionsSettings, TextSettings

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Plan:
    """What the rundown needs to know beside the articles."""

    date: date
    """Date of the episode: that of the settings, else the day of its making."""
    hour: int = 8
    """Hour of the day of the greeting, 0-23."""
    programme: ProgrammeSettings = ProgrammeSettings()
    """What is said around the stories, and in which form."""
    sections: SectionsSettings = SectionsSettings()
    """The order of the stories."""
    text: TextSettings = TextSettings()
    """What of an article is kept and dropped."""
    rate: int = 100
    """Pace of speech in percent, for estimating how long the stories take."""
    lexicon: Lexicon = field(default_factory=Lexicon)
    """The user's own words from all places, which win over everything."""
    speakers: int = 1
    """How many voices a story may have."""
    edition: int = 1
    """Which of its day's editions the episode is."""

    @property
    def reading(self) -> str:
        """The locale in which numbers and dates are read."""
        return self.programme.locale or preset(self.programme.preset).locale
