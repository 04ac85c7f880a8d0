"""A page on which people vote blind between two makings of the same sentences, and the sum of their votes.

    python benchmarks/vote.py make FOLDER FOLDER -o PAGE     (two episodes of the same sources)
    python benchmarks/vote.py sum PAGE VOTES.json...

The page is static: a folder with ten pairs of sounds, which side is which decided by the sentence alone and not shown.
Voters need no account and send nothing: the page gives them a small file of their votes, which they hand on. `sum`
tells for each making how often it was preferred, and how likely such a result is by chance (two-sided sign test).
"""

import argparse
import hashlib
import json
from math import comb
from pathlib import Path
from typing import Any

import soundfile

COUNT = 10
DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
PAGE = """<!doctype html>
<html lang="bn"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>কোনটি শুনতে ভাল?</title>
<style>body{{font-family:sans-serif;max-width:40rem;margin:1rem auto;padding:0 1rem}}fieldset{{margin:1rem 0}}
label{{display:flex;align-items:center;gap:.5rem;padding:.4rem 0}}audio{{flex:1;min-width:0}}</style>
<h1>কোনটি শুনতে ভাল?</h1>
<p>প্রতিটি বাক্য দু’বার পড়া হয়েছে। দুটিই শুনে যেটি ভাল লাগে সেটি বেছে নিন। ভোট একটি ছোট ফাইলে জমা হবে, সেটি পাঠিয়ে দিন।</p>
<form>{rows}<button>ভোট জমা রাখুন</button></form>
<script>
document.querySelector("form").onsubmit = event => {{
  event.preventDefault()
  const votes = Object.fromEntries(new FormData(event.target))
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([JSON.stringify(votes)], {{type: "application/json"}}))
  link.download = "votes.json"
  link.click()
}}
</script></html>
"""
ROW = """<fieldset><legend>{shown}</legend>
<label><input type="radio" name="{number}" value="left" required> ক
<audio controls preload="metadata" src="{number}-left.wav"></audio></label>
<label><input type="radio" name="{number}" value="right"> খ
<audio controls preload="metadata" src="{number}-right.wav"></audio></label>
<label><input type="radio" name="{number}" value="same"> দুটি সমান</label></fieldset>"""


def sentences(folder: Path) -> tuple[Any, int, dict[str, tuple[float, float]]]:
    """Return an episode's sound, its rate, and when each sentence of a story is heard."""
    told = json.loads((folder / "episode.json").read_text(encoding="utf-8"))
    sound, rate = soundfile.read(folder / told["audio"]["file"], dtype="float32")
    return (
        sound,
        rate,
        {line["text"]: (line["start"], line["end"]) for line in told["segments"] if line["role"] == "body"},
    )


def make(first: Path, second: Path, page: Path) -> None:
    """Write the page with its sounds."""
    made = [sentences(first), sentences(second)]
    shared = [text for text in made[0][2] if text in made[1][2] and 40 <= len(text) <= 160]
    chosen = sorted(shared, key=lambda text: hashlib.sha256(text.encode()).digest())[:COUNT]
    page.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(chosen, start=1):
        for side, which in zip(("left", "right"), sides(text), strict=True):
            sound, rate, spans = made[which]
            start, end = spans[text]
            soundfile.write(page / f"{number}-{side}.wav", sound[round(start * rate) : round(end * rate)], rate)
    numbers = range(1, len(chosen) + 1)
    rows = "".join(ROW.format(number=number, shown=str(number).translate(DIGITS)) for number in numbers)
    (page / "index.html").write_text(PAGE.format(rows=rows), encoding="utf-8")
    key = {"makings": [str(first), str(second)], "texts": chosen}
    (page.parent / f"{page.name}-key.json").write_text(json.dumps(key, ensure_ascii=False, indent=1), encoding="utf-8")


def sides(text: str) -> tuple[int, int]:
    """Return which making is on the left, and which on the right, for a sentence."""
    turned = hashlib.sha256(b"side" + text.encode()).digest()[0] & 1
    return (1, 0) if turned else (0, 1)


def summed(key: dict[str, Any], votes: list[dict[str, str]]) -> str:
    """Return the sheet that sums the votes."""
    won, same = [0, 0], 0
    for vote in votes:
        for number, text in enumerate(key["texts"], start=1):
            side = vote.get(str(number))
            same += side == "same"
            if side in {"left", "right"}:
                won[sides(text)[side == "right"]] += 1
    total = sum(won)
    tail = sum(comb(total, count) for count in range(max(won), total + 1)) / 2**total
    lines = [f"{count:5}  {making}" for count, making in zip(won, key["makings"], strict=True)]
    return "\n".join([*lines, f"{same:5}  neither", f"by chance: {min(1.0, 2 * tail):.3f}, {len(votes)} voters"])


def main() -> None:
    """Make a page, or sum the votes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["make", "sum"])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, default=Path("vote"))
    arguments = parser.parse_args()
    if arguments.task == "make":
        make(*arguments.paths, arguments.output)
        return
    page, *files = arguments.paths
    key = json.loads((page.parent / f"{page.name}-key.json").read_text(encoding="utf-8"))
    print(summed(key, [json.loads(file.read_text(encoding="utf-8")) for file in files]))


if __name__ == "__main__":
    main()
