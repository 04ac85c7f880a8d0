import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audionews.model import Episode
from audionews.publish.manifest import load
from audionews.publish.render.episode_page import page
from audionews.publish.render.markup import Markup, html, xml
from audionews.settings import Show
from audionews.support.errors import UsageError
from audionews.support.escape import line


class Reader(HTMLParser):
    """What a browser would see: the elements with their attributes, and the sentences."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.sentences: list[str] = []
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "span" and "data-t" in dict(attrs):
            self._open = True
            self.sentences.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "span"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.sentences[-1] += data


@pytest.mark.parametrize("hostile", [False, True])
@pytest.mark.parametrize("stories", [1, 5, 40])
def test_the_sentences_are_the_scripts(make: Callable[..., Episode], stories: int, *, hostile: bool) -> None:
    episode = make(stories, hostile=hostile)
    assert Reader(page(episode)).sentences == [line(each.text) for each in episode.segments if each.text]


def test_only_our_script_and_style_are_allowed(make: Callable[..., Episode]) -> None:
    text = page(make(5, hostile=True))
    allowed = unescape(re.findall(r'Security-Policy" content="(.*?)"', text)[0])
    for name in ("script", "style"):
        blocks = re.findall(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert len(blocks) == 1
        digest = base64.b64encode(hashlib.sha256(blocks[0].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in allowed
    assert "unsafe" not in allowed
    assert allowed.startswith("default-src 'none'")


def test_hostile_text_makes_no_element(make: Callable[..., Episode]) -> None:
    kind, hostile = Reader(page(make(5))), Reader(page(make(5, hostile=True)))
    assert [name for name, _ in kind.elements] == [name for name, _ in hostile.elements]
    for _, attributes in hostile.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert not (attributes.get("href") or "").startswith("javascript")


@settings(max_examples=30)
@given(st.text(st.characters(), max_size=100))
def test_any_text_makes_no_element(text: str) -> None:
    episode = load(BASE)
    empty = Reader(page(episode)).elements
    assert [name for name, _ in Reader(page(replace(episode, title=text))).elements] == [name for name, _ in empty]


def test_sources_are_named_and_what_was_dropped_is_not(make: Callable[..., Episode]) -> None:
    text = page(make(3))
    assert "গোপন" not in text
    assert "দৈনিক &lt;b&gt;উদাহরণ&lt;/b&gt;" in text
    assert "https://example.org/%E0%A6%96%E0%A6%AC%E0%A6%B0/1" in text


def test_labels_speak_two_languages(make: Callable[..., Episode]) -> None:
    english = page(make(1), "en")
    assert '<html lang="en"' in english
    assert '<h1 lang="bn">' in english
    assert "Transcript" in english
    assert '<html lang="bn"' in page(make(1))
    with pytest.raises(UsageError, match="xx"):
        page(make(1), "xx")


@pytest.mark.parametrize("words", [False, True])
def test_the_page_is_small(make: Callable[..., Episode], *, words: bool) -> None:
    episode = make(40, words=words)
    markup = len(page(episode).encode()) - sum(len(line.text.encode()) for line in episode.segments)
    assert markup <= 75_000


def test_sentences_are_text_and_each_paragraph_has_a_button(make: Callable[..., Episode]) -> None:
    text = page(make(5))
    articles = re.findall("<article>(.*?)</article>", text, re.DOTALL)
    paragraphs = re.findall("<p>(.*?)</p>", "".join(articles), re.DOTALL)
    assert paragraphs
    for paragraph in paragraphs:
        assert paragraph.count("<a ") == paragraph.count('class="say"') == 1
    assert sum(article.count('class="say"') for article in articles) == len(paragraphs)


def test_the_words_of_the_page_are_heard_when_the_manifest_says(make: Callable[..., Episode]) -> None:
    episode = make(2, words=True)
    steps = {float(start): found for start, found in re.findall(r'data-t="([\d.]+)" data-w="(\w+)"', page(episode))}
    told = [each for each in episode.segments if each.text]
    assert len(steps) == len(told)
    for each in told:
        step = [int(pair, 36) for pair in re.findall("..", steps[round(each.start, 3)])]
        heard = [each.start + sum(step[: count + 1]) / 100 for count in range(len(step))]
        assert heard == pytest.approx([word.start for word in each.words], abs=0.011)


def test_apps_that_show_a_link_know_what_it_is(make: Callable[..., Episode]) -> None:
    show = Show().changed(base_url="https://example.org/pod/", title="খবর </script>", author="দফতর")
    text = page(make(1, hostile=True), show=show, folder="2026-11-23")
    assert 'property="og:image" content="https://example.org/pod/2026-11-23/card.jpg"' in text
    assert 'property="og:url" content="https://example.org/pod/2026-11-23/"' in text
    assert 'name="twitter:card" content="summary_large_image"' in text
    facts = json.loads(re.findall('<script type="application/ld.json">(.*?)</script>', text, re.DOTALL)[0])
    assert facts["@type"] == "PodcastEpisode"
    assert facts["associatedMedia"]["contentUrl"] == "https://example.org/pod/2026-11-23/episode.mp3"
    assert facts["partOfSeries"]["name"] == "খবর </script>"
    assert 'content="card.jpg"' in page(make(1))
    assert "og:url" not in page(make(1))


def test_builders_escape_unless_told() -> None:
    assert html("p", {"a": '"<', "b": True, "c": None}, "<b>", Markup("<i>")) == '<p a="&quot;&lt;" b>&lt;b&gt;<i></p>'
    assert xml("a", {"b": 1}) == '<a b="1"/>'
    assert html("br") == "<br>"


BASE = """{"schema": 1, "title": "", "date": "2026-11-23", "language": "bn", "duration": 1, "articles": [],
"segments": [], "audio": {"file": "episode.mp3", "bytes": 0,
"sample_rate": 44100, "bitrate": 96000, "loudness_lufs": -16,
"true_peak_dbtp": -1, "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}}"""
