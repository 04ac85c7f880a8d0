"""How Bengali news is read aloud: clean, split_sentences, normalize, phonemes.

No other package knows Bengali; another language would be a sibling of this one.
"""

from audionews.bengali.cleaning import Cleaned, clean
from audionews.bengali.normalize import Change, explain, normalize
from audionews.bengali.sentences import split_sentences

__all__ = ["Change", "Cleaned", "clean", "explain", "normalize", "split_sentences"]
