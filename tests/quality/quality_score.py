"""Score readings and pages by kind, against what is right.

`python tests/quality/quality_score.py` prints each that is wrong; with `--raise` it also raises the floors in
floors.toml to the present counts, where these are higher.
"""

import sys
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
HEAD = """\
# How many of pages.toml and readings.tsv are right today, by kind. A change may raise a floor and never lower one:
# `python tests/quality/quality_score.py --raise`.
"""
SHORT = 8  # letters; a shorter span of noise counts only as a line of its own, since news may hold the same word


@dataclass
class Score:
    """How many are right of how many, by kind, and each that is wrong in a line."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, kind: str, good: bool, what: str) -> None:
        self.all[kind] += 1
        self.right[kind] += good
        if not good:
            self.wrong.append(f"{kind}: {what}")


def letters(text: str) -> str:
    """Return the letters, marks and digits of a text: what is compared of pages."""
    return "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] in "LMN")


def readings() -> Score:
    """Score `readings.tsv` by its kinds."""
    from scoring import Spoken, matches

    from audionews.bengali import normalize

    score = Score()
    for number, row in enumerate((HERE / "readings.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if not row or row.startswith("#"):
            continue
        kind, written, spoken = row.split("\t")
        said = normalize(written.replace("\\x96", "\x96"), "bn-IN")
        score.note(kind, matches(Spoken(kind, number, written, spoken, "bn-IN"), said), f"{written} → {said}")
    return score


def pages() -> Score:
    """Score `pages.toml`: headlines, dates, news that is heard, noise that is not."""
    score = Score()
    for page in tomllib.loads((HERE / "pages.toml").read_text(encoding="utf-8"))["page"]:
        _page(page, score)
    return score


def _page(page: dict[str, Any], score: Score) -> None:
    import audionews
    from audionews.support.errors import NoInputError

    name = page["file"]
    try:
        script = audionews.script([HERE / "pages" / name], offline=True, locale="bn-IN")
    except NoInputError:
        score.note("noise" if page.get("refuse") else "news", bool(page.get("refuse")), f"{name}: refused")
        return
    if page.get("refuse"):
        score.note("noise", False, f"{name}: is a list, and was read")
        return
    article = script.articles[0]
    lines = [segment.text for segment in script.segments if segment.article is not None]
    heard = "\n".join(map(letters, lines))
    score.note("headlines", letters(article.headline or "") == letters(page["headline"]), f"{name}: {article.headline}")
    if name.endswith(".html"):
        day = article.published.date().isoformat() if article.published else ""
        score.note("dates", day == page["published"], f"{name}: {day}")
    for span in page.get("speak", ()):
        score.note("news", letters(span) in heard, f"{name}: {span} is lost")
    for sentence in page.get("whole", ()):
        whole = letters(sentence) in heard.split("\n")
        score.note("news", whole, f"{name}: {sentence} is not one sentence")
    for span in page.get("silent", ()):
        plain = letters(span)
        noisy = plain in heard if len(plain) >= SHORT else plain in heard.split("\n")
        score.note("noise", not noisy, f"{name}: {span} is read")
    said = letters("".join(segment.spoken for segment in script.segments))
    for span in page.get("unspoken", ()):
        score.note("noise", letters(span) not in said, f"{name}: {span} is said")


def floors() -> dict[str, dict[str, int]]:
    """Return the floors, by table and kind."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def main() -> None:
    """Tell what is wrong today; with `--raise`, raise the floors."""
    scores = {"pages": pages(), "readings": readings()}
    for table, score in scores.items():
        print("\n".join(score.wrong))  # noqa: T201
        print(f"{table}: {sum(score.right.values())} of {sum(score.all.values())} right")  # noqa: T201
    if "--raise" in sys.argv:
        old = floors()
        text = HEAD
        for table, score in scores.items():
            text += f"\n[{table}]\n"
            for kind in sorted(score.all):
                text += f"{kind} = {max(score.right[kind], old.get(table, {}).get(kind, 0))}\n"
        FLOORS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent / "bengali"), str(HERE.parent.parent)]
    main()
