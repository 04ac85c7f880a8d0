"""Make the bar that plays an episode, on its own page and on the list, and the help for its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audionews.publish.render.markup import Markup, html
from audionews.support import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audionews.model import Episode
    from audionews.publish.render.labels import Words

SPEEDS = (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
_MESSAGES = ("copied", "linked", "resumed", "found", "none", "silent")
_SIGN = {"play": "▶\ufe0e", "pause": "⏸\ufe0e", "before": "‹", "after": "›"}


def player_bar(episode: Episode, words: Words, *, show: str, folder: str = "", stories: bool = True) -> Markup:
    """Return the bar for `episode`, whose files are in `folder` (`2026-11-23/`, or empty on its own page).

    `show` is the show's name; without `stories` there are no buttons that go from story to story. Without scripts, it
    is the browser's own player.
    """
    facts = {
        "duration": f"{episode.duration:.3f}",
        "key": episode.audio.sha256[:16],
        "title": escape.line(episode.title) or words["show"],
        "show": escape.line(show),
        "art": f"{folder}cover.jpg",
        **{name: words[name] for name in _MESSAGES},
        **({} if stories else {"found": words["found_episodes"], "unsearched": words["unsearched"]}),
    }
    sound = f"{folder}{escape.quoted(episode.audio.file)}"
    preload = "metadata" if stories else "none"
    hidden = {"data-scripted": True, "hidden": True}
    return html(
        "section",
        {"id": "player", "class": "bar", "aria-label": words["player"], **{f"data-{k}": v for k, v in facts.items()}},
        html("audio", {"id": "audio", "controls": True, "preload": preload, "src": sound}),
        html("div", {"class": "keys", **hidden}, *_buttons(words, stories=stories)),
        html("div", {"class": "sound", **hidden}, *_sound(episode, words)),
        html("p", {"id": "status", "class": "status quiet", "role": "status"}),
    )


def toggle(words: Words, play: str) -> Iterable[Markup]:
    """Return the content of a button that plays and pauses, with the label `play` while it is paused."""
    yield html("span", {"class": "paused"}, _sign("play"), " ", play)
    yield html("span", {"class": "plays", "hidden": True}, _sign("pause"), " ", words["pause"])


def _buttons(words: Words, *, stories: bool) -> Iterable[Markup]:
    def button(name: str, *children: str, kind: str | None = None) -> Markup:
        return html("button", {"type": "button", "id": name, "class": kind}, *children)

    before = [button("before", _sign("before"), _named(words["before"]))] if stories else []
    after = [button("after", _named(words["after"]), _sign("after"))] if stories else []
    yield from before
    yield button("back", words["back"], _hidden(words["back_long"]))
    yield button("play", *toggle(words, words["play"]), kind="main")
    yield button("forward", words["forward"], _hidden(words["forward_long"]))
    yield from after


def _sign(name: str) -> Markup:
    return html("span", {"aria-hidden": "true"}, _SIGN[name])


def _hidden(text: str) -> Markup:
    """Return text for screen readers, which is not visible."""
    return html("span", {"class": "vh"}, f" {text}")


def _named(text: str) -> Markup:
    """Return a button's name, which is seen where there is room."""
    return html("span", {"class": "vh name"}, f" {text} ")


def _sound(episode: Episode, words: Words) -> Iterable[Markup]:
    bounds = {"min": 0, "max": max(1, int(episode.duration)), "step": 1, "value": 0, "autocomplete": "off"}
    yield html("input", {"type": "range", "id": "seek", "aria-label": words["position"], **bounds})
    length = f" / {words.clock(episode.duration)}"
    yield html("span", {"class": "clock"}, html("span", {"id": "now"}, words.clock(0)), length)
    options = [
        html("option", {"value": speed, "selected": speed == 1}, words.number(f"{speed:g}×")) for speed in SPEEDS
    ]
    yield html("select", {"id": "speed", "aria-label": words["speed"], "autocomplete": "off"}, *options)


def key_help(words: Words) -> Markup:
    """Return the help for the keys, with the choice that single letters do nothing (WCAG 2.2, 2.1.4)."""
    rows = [
        ((words["key_space"], "K"), "key_play"),
        (("J", "L"), "key_fifteen"),
        (("←", "→"), "key_sentence"),
        (("P", "N"), "key_story"),
        (("?",), "key_help"),
    ]
    told = [
        part for signs, meaning in rows for part in (html("dt", None, *_keys(signs)), html("dd", None, words[meaning]))
    ]
    checkbox = html("input", {"type": "checkbox", "id": "keys", "checked": True})
    close = html("form", {"method": "dialog"}, html("button", None, words["close"]))
    head = html("h2", {"id": "help-head"}, words["keyboard"])
    choice = html("p", None, html("label", None, checkbox, words["keys_on"]))
    return html("dialog", {"id": "help", "aria-labelledby": "help-head"}, head, html("dl", None, *told), choice, close)


def _keys(signs: tuple[str, ...]) -> Iterable[str]:
    for number, sign in enumerate(signs):
        yield from (", ",) if number else ()
        yield html("kbd", None, sign)
