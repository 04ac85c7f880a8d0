import unicodedata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audionews.support import escape
from audionews.support.errors import UsageError

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


@given(anything, st.integers(30, 120))
def test_a_slug_is_a_portable_name(text: str, limit: int) -> None:
    name = escape.slug(text, limit)
    assert 0 < len(name.encode()) <= limit
    assert not set(name) & set('/\\:*?"<>|. \x00')
    assert escape.slug(text, limit) == name


@given(anything, anything)
def test_two_texts_share_no_slug(one: str, other: str) -> None:
    def plain(text: str) -> str:
        return "-".join(unicodedata.normalize("NFC", text).replace("_", "-").lower().split())

    assert plain(one) == plain(other) or escape.slug(one) != escape.slug(other)


def test_bengali_letters_stay_whole() -> None:
    assert escape.slug("সকালের খবর") == "সকালের-খবর"
    long = escape.slug("ক্ষুদ্রঋণ" * 40)
    assert len(long.encode()) <= 120
    assert escape.shortened("ক্ষ", 6) == ""
    assert escape.shortened("কক্ষ", 9) == "ক"


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../b", "a\0b", "x" * 5000 + "/../../../.."])
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        escape.inside(tmp_path, name)


def test_a_link_is_followed_before_it_is_judged(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path)
    with pytest.raises(UsageError):
        escape.inside(tmp_path / "in", "link")
    assert escape.inside(tmp_path / "in", "a/b.mp3") == (tmp_path / "in" / "a" / "b.mp3").resolve()


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
