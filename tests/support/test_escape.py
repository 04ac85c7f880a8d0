import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.support import escape

anything = st.text(st.characters(), max_size=200)
HOSTILE = [
    '</script><script>alert("1")',
    "a]]>b",
    "\x1b]0;x\x07y",
    "\u202eabc",
    "[/b]",
    "‘\x00’",
    "\ud800",
    "--> x",
    "\uffff",
]


@given(anything)
def test_markup_is_read_back_by_an_xml_parser(text: str) -> None:
    escaped = escape.markup(text)
    element = ET.fromstring(f'<a b="{escaped}">{escaped}</a>')  # noqa: S314 - our own output
    assert len(element) == 0
    assert escape.markup(element.text or "") == escaped


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives(text: str) -> None:
    assert not set(escape.markup(text)) & set("<>\"'\x00\x1b\x07\u202e\ud800\uffff")
    assert not set(escape.vtt(text)) & set("<>\x00\x1b")
    assert "-->" not in escape.srt(text)


@given(anything)
def test_a_terminal_is_never_steered(text: str) -> None:
    shown = escape.terminal(text)
    assert all(letter == "\n" or unicodedata.category(letter) != "Cc" for letter in shown)
    assert not set(shown) & set("\u202e\u2066\u200f\u2028")
    assert "\n" not in escape.line(text)
    shown.encode()


def test_a_name_in_bytes_is_shown_and_is_no_other() -> None:
    """As names are held where the system's encoding has no Bengali, or in an encoding of old."""
    name = "খবর.txt".encode().decode("ascii", "surrogateescape")
    assert escape.line(name) == escape.of_path(name) == "খবর.txt"
    assert escape.of_path("a\udcff") != escape.of_path("a\udcfe") != escape.of_path("a")
    escape.of_path("a\udcff").encode()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/খবর?q=a b#x", "https://example.org/%E0%A6%96%E0%A6%AC%E0%A6%B0?q=a%20b#x"),
        ("http://EXAMPLE.org:8080/%41%zz", "http://example.org:8080/%41%25zz"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://[::1]/", "https://[::1]/"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("https:///nowhere", None),
        ("https://a b/", None),
        ("http://x:99999/", None),
        ("seeds/x.txt", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, expected: str | None) -> None:
    assert escape.address(url) == expected


@given(anything)
def test_an_address_is_ascii_or_none(text: str) -> None:
    made = escape.address(f"https://example.org/{text}")
    assert made is None or (made.isascii() and not set(made) & set(' <>"\\'))


@pytest.mark.parametrize(
    ("url", "is_hidden"),
    [
        ("https://example.org/feed?api_key=SECRET&x=1", True),
        ("https://example.org/feed?x=1&access-token=SECRET#a", True),
        ("https://example.org/feed?SIG=SECRET", True),
        ("https://example.org/feed?p=123&monkey=2&sessions=3&assign=4", False),
        ("https://example.org/token=1/key", False),
        ("seeds/a?key=b.txt", False),
    ],
)
def test_a_key_in_an_address_is_not_published(url: str, is_hidden: bool) -> None:
    shown = escape.concealed(url)
    assert (shown != url) == is_hidden
    assert not is_hidden or "SECRET" not in shown
    assert escape.concealed(shown) == shown
    assert not is_hidden or escape.concealed(url.replace("SECRET", "OTHER")) != shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:secret@example.org/feed?key=abc#top", "https://example.org/feed?…"),
        ("https://example.org/a", "https://example.org/a"),
        ("http://[broken", "(no address)"),
    ],
)
def test_a_log_shows_no_secret_of_an_address(url: str, shown: str) -> None:
    assert escape.public(url) == shown
