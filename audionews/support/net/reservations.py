"""Reservations of rights to text and data mining, as sites state them for machines: read, so that they can be told.

TDMRep (W3C community group, 2024): header, meta element. Content signals and content usage in robots.txt. ai.txt
(Spawning). `noai` of X-Robots-Tag and meta robots. A reservation forbids no one to have a page read aloud to himself;
who publishes what was made of it should know of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AI_AGENTS = ("GPTBot", "CCBot", "Google-Extended", "ClaudeBot", "Applebot-Extended", "Bytespider")
"""Programs that gather texts for language models, by the names that robots.txt knows them under."""
_MOST_HEAD = 50_000  # bytes of a page in which its meta elements stand
_META = re.compile(rb"<meta\s[^<>]{0,500}>", re.IGNORECASE)
_NAME = re.compile(rb"name\s*=\s*[\"']?(tdm-reservation|robots)\b", re.IGNORECASE)
_CONTENT = re.compile(rb"content\s*=\s*(?:\"([^\"]{0,200})|'([^']{0,200})|([^\s>\"']{1,200}))", re.IGNORECASE)
_USAGE = re.compile(
    r"^[ \t]*content-(?:signal|usage)[ \t]*:[^\n]{0,500}?\b(?:ai-train|train-ai|ai-input|tdm|ai)\s*=\s*(?:no?|0)\b",
    re.IGNORECASE | re.MULTILINE,
)
_DISALLOWED = re.compile(r"^[ \t]*disallow[ \t]*:[ \t]*[/*]", re.IGNORECASE | re.MULTILINE)


def of_headers(headers: Mapping[str, str]) -> str:
    """Return which header of an answer reserves its text; nothing where none does."""
    if headers.get("tdm-reservation", "").strip() == "1":
        return "the header tdm-reservation"
    return "the header X-Robots-Tag" if "noai" in headers.get("x-robots-tag", "").lower() else ""


def of_page(data: bytes) -> str:
    """Return which meta element of a page reserves its text."""
    for element in _META.findall(data[:_MOST_HEAD]):
        name, content = _NAME.search(element), _CONTENT.search(element)
        if name and content:
            value = next(filter(None, content.groups()), b"").strip().lower()
            if value == b"1" if name[1].lower() == b"tdm-reservation" else b"noai" in value:
                return f"the meta element {name[1].decode().lower()}"
    return ""


def of_robots(text: str, allows: Callable[[str], bool]) -> str:
    """Return whether robots.txt reserves the site's texts; `allows` tells whether it lets a program in."""
    if _USAGE.search(text) or not all(map(allows, AI_AGENTS)):
        return "robots.txt"
    return ""


def of_ai(text: str) -> str:
    """Return whether ai.txt reserves the site's texts."""
    return "ai.txt" if _DISALLOWED.search(text) else ""
