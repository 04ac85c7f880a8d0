"""How Bengali news is read aloud: clean, split_sentences, normalize, phonemes.

No other package knows Bengali; another language would be a sibling of this one.
"""

from typing import TYPE_CHECKING, Any

from audionews.bengali.cleaning import Cleaned, clean
from audionews.bengali.normalize import Change, explain, normalize
from audionews.bengali.sentences import split_sentences

if TYPE_CHECKING:
    from audionews.bengali.pronunciation import phonemes

__all__ = ["Change", "Cleaned", "clean", "explain", "normalize", "phonemes", "split_sentences"]


def __getattr__(name: str) -> Any:
    """Import `phonemes` when it is first asked for: its model needs numpy, and the other doors do not."""
    if name != "phonemes":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from audionews.bengali.pronunciation import phonemes  # noqa: PLC0415 - see above

    return phonemes
