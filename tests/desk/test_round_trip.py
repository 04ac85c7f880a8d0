"""A script goes out as a text and comes back as the same script, whatever is in its stories."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from shared import ROOT, plan_of

from audionews.bengali.normalization.lexicon import Lexicon
from audionews.desk import draft_reader, draft_writer, drafting, line_form, recasting
from audionews.desk.draft import Draft
from audionews.model import Article, Script
from audionews.rundown import order
from audionews.settings import Settings
from audionews.support.errors import UsageError

DAY = date(2026, 11, 23)
FORMS: list[dict[str, Any]] = [
    {},
    {"sections": ()},
    {"preset": "akashvani", "headlines": 2, "recap": 0},
    {"preset": "betar", "max_minutes": 0.5},
    {"long_form": True},
    {"sections": ("খেলা",), "heads": {"খেলা": "মাঠের \\ খবর = { আজ"}, "attribution": False, "disclosure": False},
]
HOSTILE = [
    "# শিরোনাম", "## দুই", "### তিন", "~~কাটা~~ (plug)", "~~", "= সমান", "{edge:x} কথা", "[tune]", "[headlines]",
    "| দাগ", "<!-- টীকা", "-->", "---", "\\", "\\u{41}", "a: b", "from: x", "(বন্ধনী)", "-", "…", "।।।", "ক\u2028খ",
    "গ\x85ঘ", "চ\x0bছ", "\ufeffজ", "\u202eঝ", "ট\u200dঠ", "ড\x00ঢ", "\ud800", "১২.৫%", "ড. রায় বললেন।", "“এক। দুই।”",
    "ABC 123", "*", " ", "  দুই  ফাঁক", "say: ক = খ", "x = y", "\t", "৫টি\tট্যাব", "আরও পড়ুন: অন্য খবর", "ছবি: সংগৃহীত",
    "-->কথা", "#ট্যাগ", "```", "1. এক",
]  # fmt: skip
SENTENCES = ["সেতু খুলল।", "দৈর্ঘ্য ৪৫০ মিটার।", "খরচ কত? জানা যায়নি।", "পুরসভা জানিয়েছে, কাজ শেষ", "ডা. সেন বলেন, “না।”"]
pieces = st.sampled_from(HOSTILE + SENTENCES) | st.text(max_size=12)
lines = st.lists(pieces, min_size=1, max_size=4).map(" ".join).filter(bool)
texts = st.lists(lines | st.just(""), min_size=1, max_size=10).map("\n".join)
some = st.none() | lines
articles = st.builds(
    Article,
    source=lines,
    text=texts,
    headline=some,
    published=st.none() | st.just(datetime(2026, 11, 23, 6, 30, tzinfo=UTC)),
    url=st.none() | st.just("https://paper.example/a?b=1#c"),
    site=some,
    section=some | st.sampled_from(["খেলা", "রাজ্য"]),
    image=some,
    also=st.lists(lines, max_size=2).map(tuple),
    byline=some,
    agency=some,
    developing=st.booleans(),
)


QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
"""To make a failing example small takes minutes where cleaning is part of the test."""


def told(script: Script) -> Script:
    """Return what an episode keeps of a script."""
    return replace(
        script,
        articles=tuple(replace(article, text="", lines=()) for article in script.articles),
        dropped=tuple(replace(line, rule="", place=None) for line in script.dropped),
        cut_places=(),
    )


def there_and_back(stories: list[Article], lexicon: Lexicon | None = None, **keywords: Any) -> Draft:
    plan = replace(plan_of(DAY, 8, **keywords), lexicon=lexicon or Lexicon())
    script = order.write(stories, plan)
    draft = drafting.drafted(script, plan, Settings().having(**keywords), time="morning", sources=["a b", " c"])
    text = draft_writer.written(draft).encode()
    found = draft_reader.read(text, "bulletin.md")
    if not script.articles:
        return found
    assert found == draft
    assert draft_writer.written(found).encode() == text
    again = recasting.script_of(found, replace(plan, lexicon=drafting.lexicon_of(found, Lexicon())))
    assert told(again) == told(script)
    return found


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_articles_in_seeds(form: dict[str, Any]) -> None:
    stories = [Article(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    there_and_back(stories, **form)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/bengali/cases/clean").glob("*.toml")), ids=lambda path: path.stem
)
def test_golden_articles(path: Path) -> None:
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    texts = ["\n".join(each[1] for each in case["lines"]) for case in cases]
    found = there_and_back(
        [Article(f"{number}.txt", text, url="https://a.example/") for number, text in enumerate(texts)]
    )
    assert len(found.stories) > len(texts) / 2


@given(stories=st.lists(articles, min_size=1, max_size=4), form=st.sampled_from(FORMS))
@example(stories=[Article("\ud800", "কথা \ud800। আর এক।", "~~\\", site="= (", url="https://a.example/")], form={})
@settings(max_examples=40, phases=QUICK)
def test_hostile_articles(stories: list[Article], form: dict[str, Any]) -> None:
    there_and_back(stories, **form)


@given(text=st.text(max_size=40) | st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join))
@settings(max_examples=200)
def test_any_text_on_a_line(text: str) -> None:
    for shown in (line_form.escaped(text), line_form.escaped(text, marks=None)):
        assert line_form.plain(shown) == text
        assert shown == shown.strip()
        assert len((shown + "\n").splitlines()) == 1
        shown.encode()
    first, apart, rest = f"{line_form.escaped(text, apart=' = ')} = x = y".partition(" = ")
    assert (line_form.plain(first), apart, rest) == (text, " = ", "x = y")


@given(
    data=st.lists(st.sampled_from([*HOSTILE, *SENTENCES, "", "# greeting", "## খবর", "pin: yes", "lead: (", "date: 1"]))
)
@settings(max_examples=200)
def test_any_file_is_read_or_refused_with_a_line(data: list[str]) -> None:
    head = "---\naudionews: 1\ntitle: t\ndate: 2026-11-23\ntime: 07:00\npreset: betar\n---\n"
    for text in ("\n".join(data), head + "\n".join(data)):
        try:
            found = draft_reader.read(text.encode("utf-8", "surrogatepass"), "b.md")
        except UsageError as error:
            assert str(error).startswith("b.md:")  # noqa: PT017 - most files are good, and raise nothing
        else:
            assert draft_reader.read(draft_writer.written(found).encode(), "b.md") == found


def test_a_file_of_windows_is_the_same() -> None:
    draft = there_and_back([Article("a.txt", "শিরোনাম\n\nএক। দুই।\n\nতিন।")])
    text = draft_writer.written(draft)
    assert draft_reader.read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "b.md") == draft


def test_words_of_the_lexicon_go_with_it() -> None:
    words = Lexicon.of({"সেতু": "সাঁকো", "BSF": "বি এস এফ", "নৌকা": "তরী"})
    draft = there_and_back([Article("a.txt", "নতুন সেতু\n\nসেতুটি BSF খুলল। ভিড় হল।")], words)
    assert dict(draft.head.words).keys() == set(words.entries) - {"নৌকা"}
