"""A line of an article: what the sources find and cleaning reads, apart from `model` so that it loads at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """A line of an article as a reader sees it, and where on its page it stood; plain text has only the line."""

    text: str
    """The line; empty for a blank one."""
    tag: str = ""
    """Name of the element whose block it is: `p`, `h2`, `li`, `figcaption`."""
    path: str = ""
    """The block it stands in, from the body down (`article>div.text>p`); equal for lines of one look."""
    link_share: float = 0.0
    """Share of its letters that are links, 0 to 1."""
    role: str = ""
    """What its block is for, a word of `bengali/data/clean_roles.tsv`; empty where the page does not say."""
    alike: bool = False
    """Its block is one of several siblings that look alike: cards, comments."""
