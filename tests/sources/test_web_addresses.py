"""Addresses as they are written are mended before they are judged."""

import pytest

from audionews.sources.web_addresses import web_address, without_password


@pytest.mark.parametrize(
    ("written", "base", "meant"),
    [
        ("https://x.example/a", "", "https://x.example/a"),
        (" \n https://x.example/a\t", "", "https://x.example/a"),
        ("https://x.example/a page/খবর ১", "", "https://x.example/a%20page/খবর%20১"),
        ("https://x.example/a\nb", "", "https://x.example/ab"),
        ("https://x.example/a\u200bb?q=1\u00a02", "", "https://x.example/a%E2%80%8Bb?q=1%C2%A02"),
        ("/a b", "https://x.example/feed", "https://x.example/a%20b"),
        ("a#c d", "https://x.example/news/feed", "https://x.example/news/a#c%20d"),
        ("//y.example/a", "https://x.example/feed", "https://y.example/a"),
        ("/a", "", None),
        ("https://x .example/a", "", None),
        ("https://x.example:port/a", "", None),
    ],
)
def test_addresses_are_mended_and_then_judged(written: str, base: str, meant: str | None) -> None:
    assert web_address(written, base) == meant


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://me:secret@x.example/a@b", "https://x.example/a@b"),
        (" ftp://me@x.example/", " ftp://x.example/"),
        ("https://x.example/@me", "https://x.example/@me"),
        ("seeds/a@b.txt", "seeds/a@b.txt"),
    ],
)
def test_passwords_are_not_shown(written: str, shown: str) -> None:
    assert without_password(written) == shown
