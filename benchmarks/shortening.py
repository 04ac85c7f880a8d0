"""How many key facts a shortened story keeps: as `rundown/shorten.py` does it against bare cutting at the end.

Usage: python benchmarks/shortening.py FOLDER [odd|even]

FOLDER/numbered/NAME.txt is an article: the headline, after `HEADLINE: `, then a sentence a line with its number in
square brackets, an empty line between paragraphs. FOLDER/marks/NAME.tsv has a key fact a line, as a reader marked it
who does not know how stories are shortened: its weight (2 must, 1 should), a tab, the numbers of the sentences any one
of which tells it (`4+5`: these only together), a tab, the fact in a few words. `odd` and `even` take every other
article.

Tells the share of the facts that stays at 70, 50 and 30 % of each story's length, by weight and by count, and the
difference of both ways; in brackets the middle 95 % of 10,000 draws of as many articles. Then facts that are told more
than once, quotations of which a part stays, and how much of the length does. The first paragraph always stays.

On 30 November 2026, for 50 articles of 13 papers (887 sentences, 410 facts; one reader), by weight:

    length  bare cutting  as we do  beyond it               on the even 25
    70 %    0.768         0.785     +0.016 [+0.006 +0.028]  +0.018 [+0.004 +0.033]
    50 %    0.657         0.672     +0.015 [+0.000 +0.028]  +0.018 [+0.007 +0.032]
    30 %    0.522         0.533     +0.011 [+0.002 +0.021]  +0.011 [+0.000 +0.028]

No quotation is torn (7 by bare cutting, over the three lengths). The gain is what comes back because it still fits: the
more stories share the time, the less it is. Choosing by place, headline, figures and novelty, as was done before, kept
0.772, 0.644 and 0.515: +0.004 [-0.009 +0.016], -0.013 [-0.036 +0.009] and -0.007 [-0.024 +0.009] beyond bare cutting.

Against the place alone, with what fits coming back, were tried on the odd 25, each with several weights: a prior of the
place learnt there, words of the headline and of the lead, figures, what the story has not told yet, words of
background, quotations, speech, what leans, first sentences of paragraphs, worth a second instead of a sentence. What
gained most there over the three lengths gained nothing on the even 25: worth a second with hardly any place +0.025,
then -0.014; with headline, figures and novelty +0.035, then -0.007 [-0.040 +0.025]; the prior +0.010, then -0.002.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audionews import scripting
from audionews.model import Role
from audionews.rundown.sentence_bonds import Sentence, groups
from audionews.rundown.shorten import seconds, shortened
from audionews.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audionews.model import Segment

    Way = Callable[[Sequence[Segment], float], set[int]]

SHARES = (0.7, 0.5, 0.3)
_DRAWS, _SEED = 10_000, 1
_TOLD = {Role.BODY, Role.SUBHEAD}


@dataclass(frozen=True)
class Fact:
    """A key fact of a story."""

    weight: int
    """2: a listener must hear it; 1: a listener should."""
    tellings: tuple[frozenset[int], ...]
    """The segments, by index, that tell it: those of any one of the sets, all of that set together."""

    def times(self, kept: set[int]) -> int:
        """Return how often the segments that are `kept` tell it."""
        return sum(telling <= kept for telling in self.tellings)


@dataclass(frozen=True)
class Story:
    """An article as it is read out."""

    segments: tuple[Segment, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Outcome:
    """What is left of a story in one way, at one length."""

    weighted: float
    facts: int
    repeated: int
    torn: int
    length: float
    """Seconds of its own sentences."""


def read(numbered: Path, marks: Path) -> Story:
    """Return a story, of its numbered sentences and the marks of its facts."""
    head, *lines = numbered.read_text(encoding="utf-8").splitlines()
    sentences: dict[int, str] = {}
    article = [head.removeprefix("HEADLINE: "), "\n"]
    for line in lines:
        number, _, sentence = line.partition("] ")
        article.append(f"{sentence} " if sentence else "\n\n")
        if sentence:
            sentences[int(number.removeprefix("["))] = sentence
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / numbered.name
        plain.write_text("".join(article), encoding="utf-8")
        segments = scripting.write_script([str(plain)], Settings().having(offline=True, date="2026-11-23")).segments
    # a sentence that is never read out, as a credit, has no place and tells nothing
    places = {one.text: at for at, one in enumerate(segments) if one.role in _TOLD}
    at = {number: places.get(text, -1) for number, text in sentences.items()}
    facts = []
    for line in filter(None, marks.read_text(encoding="utf-8").splitlines()):
        weight, tellings, _ = line.split("\t")
        sets = (frozenset(at[int(number)] for number in telling.split("+")) for telling in tellings.split())
        facts.append(Fact(int(weight), tuple(sets)))
    if sum(place < 0 for place in at.values()) > 1:
        sys.exit(f"{numbered.name}: its sentences are divided in another way than they are numbered")
    return Story(segments, tuple(facts))


def stories(folder: Path) -> list[Story]:
    """Return the stories of a folder, by name."""
    names = sorted(path.stem for path in (folder / "numbered").glob("*.txt"))
    return [read(folder / "numbered" / f"{name}.txt", folder / "marks" / f"{name}.tsv") for name in names]


def at_end(segments: Sequence[Segment], limit: float) -> set[int]:
    """Return the indexes that stay where the last sentences are cut."""
    body = [at for at, one in enumerate(segments) if one.role is Role.BODY]
    lead = next((at for at in body[1:] if segments[at].opens), len(segments))
    gone: set[int] = set()
    for at in reversed(body):
        if at < lead or seconds([one for k, one in enumerate(segments) if k not in gone]) <= limit:
            break
        gone.add(at)
    return set(range(len(segments))) - gone


def as_we_do(segments: Sequence[Segment], limit: float) -> set[int]:
    """Return the indexes that stay where `rundown/shorten.py` shortens."""
    told = [at for at, one in enumerate(segments) if one.article == 0 and one.role in _TOLD]
    gone = shortened(segments, limit)[1].get(0, {})
    return set(range(len(segments))) - {told[place] for place in gone}


def outcome(story: Story, share: float, way: Way) -> Outcome:
    """Return what is left of a story that keeps that share of its time."""
    told = {at: one for at, one in enumerate(story.segments) if one.role in _TOLD}
    kept = way(story.segments, seconds(story.segments) - (1 - share) * seconds(list(told.values())))
    times = [fact.times(kept) for fact in story.facts]
    body = [at for at, one in told.items() if one.role is Role.BODY]
    together = groups([Sentence(told[at].text, told[at].opens) for at in body])
    return Outcome(
        weighted=sum(fact.weight for fact, count in zip(story.facts, times, strict=True) if count),
        facts=sum(count > 0 for count in times),
        repeated=sum(count > 1 for count in times),
        torn=sum(0 < sum(body[k] in kept for k in group) < len(group) for group in together),
        length=seconds([one for at, one in told.items() if at in kept]),
    )


def ratio(counts: Sequence[float], wholes: Sequence[float], less: Sequence[float] | None = None) -> str:
    """Return the share of `wholes` that `counts` are (beyond that of `less`), with its interval over the articles."""
    parts = np.array(counts, float) - (np.zeros(len(counts)) if less is None else np.array(less, float))
    draws = np.random.default_rng(_SEED).integers(0, len(parts), (_DRAWS, len(parts)))
    drawn = parts[draws].sum(1) / np.array(wholes, float)[draws].sum(1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    sign = "+" if less is not None else ""
    return f"{parts.sum() / sum(wholes):{sign}.3f} [{low:{sign}.3f} {high:{sign}.3f}]"


def report(found: Sequence[Story], ways: dict[str, Way]) -> None:
    """Print what each way keeps of the stories, and its difference to the last one."""
    weights = [sum(fact.weight for fact in story.facts) for story in found]
    counts = [len(story.facts) for story in found]
    whole = sum(seconds([one for one in story.segments if one.role in _TOLD]) for story in found)
    *_, base = ways
    print(f"{len(found)} articles, {sum(counts)} facts of the weight {sum(weights)}")
    print(f"{'length':7}{'way':12}{'by weight':24}{'by count':24}{'twice':>6}{'torn':>6}{'length':>8}")
    for share in SHARES:
        left = {name: [outcome(story, share, way) for story in found] for name, way in ways.items()}
        for name, each in left.items():
            weighted, plain = [one.weighted for one in each], [one.facts for one in each]
            twice, torn = sum(one.repeated for one in each), sum(one.torn for one in each)
            length = sum(one.length for one in each) / whole
            shares = f"{ratio(weighted, weights):24}{ratio(plain, counts):24}"
            print(f"{share:<7.0%}{name:12}{shares}{twice:6}{torn:6}{length:8.1%}")
            if name != base:
                weighted_base, plain_base = [one.weighted for one in left[base]], [one.facts for one in left[base]]
                shares = f"{ratio(weighted, weights, weighted_base):24}{ratio(plain, counts, plain_base):24}"
                print(f"{'':7}{'  beyond':12}{shares}")


if __name__ == "__main__":
    every = stories(Path(sys.argv[1]))
    half = {"odd": slice(0, None, 2), "even": slice(1, None, 2)}.get(sys.argv[2] if sys.argv[2:] else "", slice(None))
    report(every[half], {"as we do": as_we_do, "at the end": at_end})
