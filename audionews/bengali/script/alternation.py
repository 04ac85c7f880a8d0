"""Expressions that match any of many words, the longest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return an alternation that prefers the longest word."""
    either = "|".join(sorted(set(words), key=_longest_first))
    for sign, escaped in _ESCAPED.items():
        either = either.replace(sign, escaped)
    return f"(?:{either})"


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


_ESCAPED = {sign: f"\\{sign}" for sign in "\\.^$*+?{}[]()"}
"""Signs of expressions; the backslash first. A blank that is escaped takes longer to compile."""


def tree_of(words: Iterable[str]) -> str:
    """Return a pattern of many words that prefers the longest, their common beginnings written once.

    It is tried faster than `any_of` wherever a word may begin, and takes longer to compile.
    """
    root: _Node = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(_ESCAPED.get(char, char), {})
        node[_END] = {}
    return f"(?:{_branches(root)})"


_Node: TypeAlias = "dict[str, _Node]"
_END = ""  # marks a node where a word may end


def _branches(node: _Node) -> str:
    return "|".join(char + _rest(child) for char, child in node.items() if char != _END)


def _rest(node: _Node) -> str:
    """Return what follows a character: others in a row, a choice, or a choice that may be left out."""
    text = ""
    while len(node) == 1 and _END not in node:
        char, node = next(iter(node.items()))
        text += char
    return text if len(node) == 1 else f"{text}(?:{_branches(node)}){'?' if _END in node else ''}"
