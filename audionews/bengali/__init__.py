"""How Bengali news is read aloud: clean, split_sentences, normalize, phonemes.

No other package knows Bengali; another language would be a sibling of this one. Each door opens when it is first asked
for: a program that only splits sentences pays for no pronunciation model.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audionews.bengali.cleaning import Cleaned, clean
    from audionews.bengali.normalization.normalizer import Change, explain, normalize
    from audionews.bengali.pronunciation.phonemes import phonemes
    from audionews.bengali.script.sentences import split_sentences

__all__ = ["Change", "Cleaned", "clean", "explain", "normalize", "phonemes", "split_sentences"]

# No module may bear the name of a door: importing it would put the module in the door's place.
_DOORS = {
    "Change": "normalization.normalizer",
    "Cleaned": "cleaning",
    "clean": "cleaning",
    "explain": "normalization.normalizer",
    "normalize": "normalization.normalizer",
    "phonemes": "pronunciation.phonemes",
    "split_sentences": "script.sentences",
}


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_DOORS[name]}"), name)
