"""Fit how much each kind of evidence weighs that a text is a list of stories; tell what the table in use gets wrong.

    tools/list_weights.py FOLDER...

Each folder has texts in lists/ and in stories/ (*.txt), labelled by a person before any program saw them; the golden
texts of tests/sources are added. Printed are the fitted weights, scaled so that a list has 1 or more, and each text of
which the table, list_weights.tsv, is wrong. A refused story costs twice what a spoken list does. No weight may change
its sign: what tells a list never speaks for a story. The table is rounded from this by hand; measure it on texts that
were not fitted on.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from pathlib import Path

from audionews.sources.pasted.list_evidence import evidence
from audionews.sources.pasted.pasted_lists import list_reasons, weights

GOLDEN = Path(__file__).parent.parent / "tests" / "sources" / "pasted" / "data" / "pasted.toml"
STEPS, RATE, DECAY = 4000, 0.9, 0.001
COST_OF_STORY = 2.0


def main() -> None:
    """Print the fitted weights, and what the table gets wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="*")
    texts = [*golden(), *(text for folder in parser.parse_args().folder for text in labelled(folder))]
    for kind, weight in fitted([(evidence(lines), is_list) for _, lines, is_list in texts]).items():
        print(f"{kind}\t{weight:.2f}\t(in use: {weights()[kind]})")
    for name, lines, is_list in texts:
        if bool(list_reasons(lines)) is not is_list:
            print("wrong:", name, "a list" if is_list else "a story")


def golden() -> list[tuple[str, list[str], bool]]:
    """Return the golden texts: name, lines, whether a list."""
    rows = tomllib.loads(GOLDEN.read_text(encoding="utf-8"))
    return [
        (name, row["text"].split("\n"), bool(row.get("refuse"))) for name, row in rows.items() if "begins" not in row
    ]


def labelled(folder: Path) -> list[tuple[str, list[str], bool]]:
    """Return the texts of a folder: name, lines, whether a list."""
    return [
        (str(path), path.read_text(encoding="utf-8").split("\n"), kind == "lists")
        for kind in ("lists", "stories")
        for path in sorted((folder / kind).glob("*.txt"))
    ]


def fitted(texts: list[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Return weights by logistic regression, scaled to a threshold of 1."""
    found = dict.fromkeys(weights(), 0.0)
    bias = -1.0
    for _ in range(STEPS):
        slope, lean = dict.fromkeys(found, 0.0), 0.0
        for shares, is_list in texts:
            said = 1 / (1 + math.exp(-(bias + sum(found[kind] * share for kind, share in shares.items()))))
            error = (said - is_list) * (1 if is_list else COST_OF_STORY) / len(texts)
            lean += error
            for kind, share in shares.items():
                slope[kind] += error * share
        bias -= RATE * lean
        for kind, sign in weights().items():
            weight = found[kind] - RATE * (slope[kind] + DECAY * found[kind])
            found[kind] = weight if weight * sign > 0 else 0.0
    return {kind: weight / -bias for kind, weight in found.items()}


if __name__ == "__main__":
    main()
