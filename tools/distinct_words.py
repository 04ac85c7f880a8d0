"""Make `distinct_words.tsv` in `data/`: English words that would be written as another one that sounds much the same.

    pip install wordfreq
    python tools/distinct_words.py

A word of English origin is written as Bengali texts have it (`indic.attested`), which may be another word: wires and
wars, runaway and runway. Those are looked for among the words of CMUdict that English texts have, after
`tools/train_latin.py` has made the archives.
"""

import sys
from pathlib import Path

import wordfreq

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from audionews.bengali.normalization import english, indic  # noqa: E402

USED = 2e-7
"""Share of an English text from which on a word is looked at."""
HEAD = """\
# English words that keep what their sounds say, since papers mean another word by the form that they would have.
# Made by tools/distinct_words.py.
"""


def main() -> None:
    """Write the table."""
    shares = wordfreq.get_frequency_dict("en", "large")
    used = [word for word, share in shares.items() if share > USED and word.isascii() and word.isalpha()]
    written = {word: english.write(word, heard) for word in used if (heard := english.known(word))}
    all_written = set(written.values())
    found = [word for word, own in written.items() if (other := indic.attested(own)) != own and other in all_written]
    (ROOT / "audionews/bengali/data/distinct_words.tsv").write_text(
        HEAD + "".join(f"{word}\n" for word in sorted(found)), "utf-8"
    )


if __name__ == "__main__":
    main()
